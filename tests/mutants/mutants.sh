#!/bin/sh
# How good the tests are, in one number: makes every mutant of every lesson (see
# mutants.awk), one at a time, and counts those that the chapter's tests notice.
# The Makefile calls it and says how to compile:
#
#   all LESSON...  every mutant, into tests/mutants/table.tsv; fails when one
#                  survives that survivors.md does not argue, or too many do
#   try LESSON K   only the K-th of a lesson; 0 is the lesson as it is
set -eu
scratch=$BUILD/mutants
. tests/spoiled.sh

mutants() {
  awk -f tests/code.awk -f tests/mutants/mutants.awk "$@"
}

folder_of() { # lesson, number
  echo "$scratch/$(basename "$1" .c)-$2"
}

# A mutant may loop, allocate or crash: no test needs as much as this allows.
# Not every system can limit memory.
# shellcheck disable=SC3045 # not in POSIX, but in every shell that is used
guard() {
  ulimit -t 3
  ulimit -c 0
  ulimit -v 1000000 2>/dev/null || :
}

# Compiled to stop where C leaves open what happens, such as at an index beyond
# an array, as the sanitizers of .ci/run would; that needs no more libraries.
TRAPS='-O0 -g0 -fsanitize=undefined -fsanitize-undefined-trap-on-error'

# Writes to `result`: state and evidence. Where the optimizer makes the same
# code of a mutant as of the lesson, nothing can tell them apart.
try() { # lesson, number
  guard
  chapter=${1#chapters/}
  chapter=${chapter%%_*}
  here=$(folder_of "$1" "$2")
  mkdir -p "$here"
  mutants -v k="$2" "$1" >"$here/lesson.c"
  state=survived evidence=
  for type in $TYPES; do
    # shellcheck disable=SC2086 # a list of words
    compile "$type" "$here" $TRAPS -pedantic-errors 2>"$here/log" ||
      { state="not compiling"; break; }
    build "$chapter" "$type" "$here"
    run "$here" 60 --fail-fast
    [ -z "$evidence" ] || { state=killed; break; }
  done
  if [ "$state" = survived ]; then
    optimize "$chapter" "$here"
    ! same_code "$chapter" "$here" "$(folder_of "$1" 0)" || state="same code"
  fi
  printf '%s\t%s\n' "$state" "$evidence" >"$here/result"
  rm -f "$here/check"
  progress mutants
}

optimize() { # chapter, folder
  for type in $TYPES; do
    compile "$type" "$2" -O2 -g0
  done
}

same_code() { # chapter, folder, folder
  for type in $TYPES; do
    cmp -s "$2/$type.o" "$3/$type.o" || return 1
  done
}

all() {
  rm -rf "$scratch"
  mkdir -p "$scratch"
  for lesson; do
    mutants "$lesson"
  done >"$scratch/list"
  for lesson; do
    echo "$lesson" 0
  done | try_all
  for lesson; do
    here=$(folder_of "$lesson" 0)
    grep -q '^same code' "$here/result" ||
      { echo "error: $lesson fails as it is: see $here/log" >&2; exit 1; }
  done
  TOTAL=$(($(wc -l <"$scratch/list") + $#))
  export TOTAL
  cut -f 1,2 "$scratch/list" | try_all ||
    { echo "error: a mutant could not be tried: see above" >&2; exit 1; }
  end_progress
  cut -f 1,2 "$scratch/list" | while read -r lesson k; do
    cat "$(folder_of "$lesson" "$k")/result"
  done | paste "$scratch/list" - >"$scratch/results"
  awk -F '\t' -f tests/mutants/report.awk tests/mutants/survivors.md \
    "$scratch/results"
}

"$@"
