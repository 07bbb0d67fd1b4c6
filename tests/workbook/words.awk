# Says of each test that did not pass in one line why, from what the test and the
# sanitizers wrote; then how many hold. Fails unless all do.
#
#     awk -v lesson=workbook/... -v limit=5 -f words.awk double.log complex.log ...

FNR == 1 { type = FILENAME; sub(/.*\//, "", type); sub(/\.log$/, "", type) }
/^\[RUN \]/ {
  test = $3
  total += !(test in tests)
  tests[test]
  where = fault = kind = access = endless = said = message = ""
  outside = crash = wanted = 0
}

where == "" && (start = index($0, lesson ":")) {
  where = substr($0, start)
  match(where, /:[0-9]+/)
  where = substr(where, 1, RSTART + RLENGTH - 1)
}
/ runtime error: / { fault = $0; sub(/.* runtime error: /, "", fault) }
/ERROR: AddressSanitizer: / {
  kind = $0
  sub(/.*ERROR: AddressSanitizer: /, "", kind)
  sub(/ .*/, "", kind)
}
/^(WRITE|READ) of size / { access = $1 }
/^\[----\] Time limit: / { endless = $4 }
/: Assertion `.*' failed/ {
  said = $0
  sub(/.*: Assertion `/, "assert: ", said)
  sub(/' failed.*/, " does not hold", said)
  outside = /matrix\.h:/ # that of at and columns
}
/^error: / { said = $0 }
/^\[----\] Unexpected signal/ { crash = 1 }
wanted {
  message = $0
  sub(/^\[----\] +/, "", message)
  sub(/^The expression /, "", message)
  sub(/ is false\.$/, " does not hold", message)
  message = message (at ~ /near\.c:/ ? "" : " (" at ")")
  wanted = 0
}
/: Assertion Failed$/ { at = substr($2, 1, length($2) - 1); wanted = 1 }

/^\[FAIL\]/ && !(test in wrong) {
  wrong[test]
  missed++
  words = test
  sub(/::/, " ", words)
  gsub(/_/, " ", words)
  suite = substr(test, 1, index(test, ":") - 1)
  print "not yet: " suite substr(words, length(suite) + 1) ": " \
    (type == "complex" ? "complex numbers: " : type == "float" ? "float: " : "") \
    why() (where != "" && message == "" ? ", at " where : "")
}
/Synthesis/ { ran++ }

END {
  if (ran < ARGC - 1 || total == 0) {
    print lesson ": it ends the program before the first test"
    ran = 0
  }
  print (ran && !missed ? "all " : total - missed " of ") total + 0 " hold"
  exit !ran || missed
}

function why() {
  if (endless == "the")
    return "endless loop: it did not end within " limit " s"
  if (endless != "")
    return "stopped after " limit / 10 " s, since another test did not end"
  if (fault != "")
    return "crash: " fault
  if (kind == "stack-overflow")
    return "crash: the stack is full; does a function call itself?"
  if (kind ~ /overflow|underflow/)
    return "out of bounds: it " (access == "READ" ? "reads" : "writes") \
      " past the end or before the start of an array"
  if (outside)
    return "out of bounds: it asks for a row or column that the matrix does" \
      " not have"
  if (kind != "")
    return "crash: " kind
  if (said != "")
    return "it stopped: " said
  if (crash)
    return "crash: it was ended by a signal"
  if (message != "")
    return message
  if (test ~ /refuse/)
    return "it went on; expect_shape or fail_bug should have stopped it"
  return "it ended the whole program, as exit does"
}
