#!/bin/sh
# Shows that the tests can fail: makes the classic mistakes of
# tests/mistakes/NN.md one at a time and runs the chapter's tests on each. The
# Makefile calls it and says how to compile:
#
#   all      every mistake of every chapter, into tests/mistakes/table.tsv
#   show NN  those of chapter NN, each with the tests that it fails
#   try NN K only the K-th of chapter NN; 0 is the code as it should be
set -eu
scratch=$BUILD/mistakes
export OMP_NUM_THREADS=1

# Criterion's own --timeout leaves a test that sleeps alone.
limit() {
  tool=$(command -v timeout || command -v gtimeout || :)
  ${tool:+"$tool" 10} "$@"
}

# The number types that the tests of chapter $1 are made for.
types_of() {
  case $1 in
  16) echo double float ;;
  *) echo double complex ;;
  esac
}

name_of() { # chapter, number
  awk -v k="$2" '/^## / && ++n == k { print substr($0, 4) }' \
    "tests/mistakes/$1.md"
}

# Builds the tests of chapter $1 for type $2 in folder $3. The lesson with the
# mistake, if there is one, comes before the archive of the right ones, so the
# linker takes it in place of the book's.
build() {
  eval "flags=\$$2"
  spoiled=
  if [ -e "$3/lesson.c" ]; then
    spoiled=$3/$2.o
    $COMPILE $flags -w -c "$3/lesson.c" -o "$spoiled"
  fi
  $COMPILE $flags $spoiled "$BUILD/$2/tests/$1"_*.o "$BUILD/$2/tests/near.o" \
    "$BUILD/$2/tests/expect.o" "$BUILD/$2/lessons.a" "$BUILD/$2/common.a" \
    $LIBRARIES -o "$3/check"
}

# Writes to `result`: state, chapter, name, test and evidence.
try() {
  here=$scratch/$1-$2
  rm -rf "$here"
  mkdir -p "$here"
  name="the code as it is" evidence=
  if [ "$2" -gt 0 ]; then
    name=$(name_of "$1" "$2")
    awk -v k="$2" -f tests/mistakes.awk "tests/mistakes/$1.md" \
      >"$here/lesson.c"
  fi
  for type in $(types_of "$1"); do
    build "$1" "$type" "$here"
    limit "$here/check" -j1 --color=never --verbose \
      </dev/null >"$here/log" 2>&1 || :
    evidence=$(awk -f tests/evidence.awk "$here/log")
    [ -z "$evidence" ] || break
    grep -q 'Synthesis: Tested: [1-9]' "$here/log" || {
      echo "error: the tests did not run: see $here/log" >&2
      exit 1
    }
  done
  state=missed
  [ -z "$evidence" ] || state=caught
  printf '%s\t%s\t%s\t%s\n' "$state" "$1" "$name" "$evidence" >"$here/result"
  if [ -t 2 ] && [ -n "${TOTAL-}" ]; then
    set -- "$scratch"/*/result
    printf '\rmistakes: %d of %d ' $# "$TOTAL" >&2
  fi
}

# Every chapter and number, one pair a line.
list() {
  for file in tests/mistakes/[0-9]*.md; do
    awk -v chapter="$(basename "$file" .md)" \
      '/^## / { print chapter, ++n } END { print chapter, 0 }' "$file"
  done
}

all() {
  rm -rf "$scratch"
  TOTAL=$(list | wc -l)
  export TOTAL
  list | xargs -n 2 -P "$(getconf _NPROCESSORS_ONLN)" sh "$0" try ||
    { echo "error: a mistake could not be made: see above" >&2; exit 1; }
  [ ! -t 2 ] || printf '\r\033[K' >&2
  list | while read -r chapter k; do
    cat "$scratch/$chapter-$k/result"
  done >"$scratch/results"
  report "$scratch/results"
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
      printf "%s  %-47s %s\n", $2, $3, $1 == "caught" ? $5 : "MISSED"
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
