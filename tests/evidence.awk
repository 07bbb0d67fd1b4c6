# Reads what `check --verbose` said and prints, with a tab between them, the
# test that gave a mistake away and the words that it used; nothing when all
# tests passed. When several failed it prefers a gradient check, then a test
# that knows the right number, then one with a number, then one with any words
# at all, then a crash or a refusal that did not come.

/^\[RUN \]/ { test = $3; words = other = "" }
/^\[----\] Time limit/ { words = "did not end in time"; next }
/^\[----\].*Unexpected signal/ { words = "crashed"; next }
/^\[----\].*Assertion Failed/ { next }
/^\[----\] +[^ ]/ && words == "" { sub(/^\[----\] +/, ""); words = $0 }
/^(bug|error): / { other = $0 }
/^\[PASS\]/ { test = "" }
/^\[FAIL\]/ { note("went on, where it should have stopped"); test = "" }
END {
  if (test != "")
    note("did not end in time")
  if (best > 0)
    print chosen
}

function note(otherwise, rank) {
  if (words == "")
    words = otherwise
  if (words == "crashed" && other != "")
    words = "crashed: " other
  rank = words ~ /relative error/ ? 5 : \
         words ~ /[0-9].* is right/ ? 4 : \
         words ~ /^crashed|^went on/ ? 1 : \
         words ~ /^The expression/ || words !~ /[0-9]/ ? 2 : 3
  if (rank > best) {
    best = rank
    chosen = test "\t" words
  }
}
