#!/bin/sh
# Shows that the tests can fail: makes the classic mistakes of
# tests/mistakes/NN.md one at a time and runs the chapter's tests on each. The
# Makefile calls it and says how to compile:
#
#   all [NN] every mistake of every chapter, or of one, into
#            tests/mistakes/table.tsv
#   show NN  those of chapter NN, each with the tests that it fails
#   try NN K only the K-th of chapter NN; 0 is the code as it should be
set -eu
scratch=$BUILD/mistakes
table=tests/mistakes/table.tsv
. tests/spoiled.sh

name_of() { # chapter, number
  awk -v k="$2" '/^## / && ++n == k { print substr($0, 4) }' \
    "tests/mistakes/$1.md"
}

# Writes to `result`: state, chapter, name, test and evidence.
try() {
  here=$scratch/$1-$2
  rm -rf "$here"
  mkdir -p "$here"
  name="the code as it is" evidence=
  if [ "$2" -gt 0 ]; then
    name=$(name_of "$1" "$2")
    awk -v k="$2" -f tests/code.awk -f tests/mistakes.awk \
      "tests/mistakes/$1.md" >"$here/spoiled.c"
  fi
  for type in $TYPES; do
    [ "$2" -eq 0 ] || compile "$type" "$here"
    build "tests/$(basename chapters/"$1"_*).c" "$type" "$here" \
      "@$BUILD/flags/criterion"
    run "$here" 100
    [ -z "$evidence" ] || break
  done
  state=missed
  [ -z "$evidence" ] || state=caught
  printf '%s\t%s\t%s\t%s\n' "$state" "$1" "$name" "$evidence" >"$here/result"
  progress mistakes
}

# Every chapter and number, one pair a line; or those of chapter $1 alone.
list() {
  for file in tests/mistakes/${1:-[0-9]*}.md; do
    awk -v chapter="$(basename "$file" .md)" \
      '/^## / { print chapter, ++n } END { print chapter, 0 }' "$file"
  done
}

all() {
  rm -rf "$scratch"
  TOTAL=$(list "$@" | wc -l)
  export TOTAL
  list "$@" | try_all ||
    {
      echo "error: a mistake could not be made: see above" >&2
      exit 1
    }
  end_progress
  list "$@" | while read -r chapter k; do
    cat "$scratch/$chapter-$k/result"
  done >"$scratch/results"
  # What other chapters have in the table stays.
  awk -v only="${1-}" 'NR > 1 && only != "" && $1 != only' $table \
    >"$scratch/others"
  status=0
  report "$scratch/results" || status=1
  {
    head -n 1 $table
    tail -n +2 $table | sort -s -k 1,1 - "$scratch/others"
  } >"$scratch/table.tsv"
  cp "$scratch/table.tsv" $table
  return $status
}

# Prints the results and keeps the table.
report() {
  awk -F '\t' '
    $3 == "the code as it is" {
        if ($1 == "caught")
            broken = broken "chapter " $2 " fails as it is: " $4 ": " $5 "\n"
        next
    }
    BEGIN { table = "tests/mistakes/table.tsv"
            print "chapter\tmistake\ttest\tevidence" >table }
    { count[$1]++
      print $2 "\t" $3 "\t" ($1 == "caught" ? $4 "\t" $5 : "MISSED\t") >table
      printf "%s  %-47s %s\n", $2, $3, ($1 == "caught" ? $5 : "MISSED")
      if ($1 == "caught")
          printf "    %-47s %s\n", "", $4 }
    END { printf "%s%d caught, %d missed\n", broken, count["caught"],
                 count["missed"]
          exit count["missed"] > 0 || broken != "" }' "$1"
}

show() {
  list | awk -v chapter="$1" '$1 == chapter && $2 > 0' |
    while read -r chapter k; do
      try "$chapter" "$k"
      awk -v k="$k" '/^## / { n++ } n == k' "tests/mistakes/$chapter.md"
      grep -Ev '^\[(RUN |PASS|====)\]|^\[----\] Criterion' \
        "$scratch/$chapter-$k/log" || :
      echo
    done
}

"$@"
