#!/bin/sh
# How good the tests are, in one number: makes every mutant of every source (see
# mutants.awk), one at a time, and counts those that its tests notice. The
# Makefile calls it and says how to compile:
#
#   all SOURCE...  every mutant, into tests/mutants/table.tsv; fails when one
#                  survives that survivors.md does not argue, or too many do.
#                  With SHARE=10 one mutant in ten, and the table must fit them.
#   try SOURCE K   only the K-th of a source; 0 is the source as it is
# shellcheck disable=SC2086,SC2154 # lists of words; set elsewhere
set -eu
scratch=$BUILD/mutants
. tests/spoiled.sh

# A spoiled program may remove or overwrite whatever it is allowed to: what root
# starts runs as nobody.
if [ "$(id -u)" -eq 0 ]; then
  as_nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
else
  as_nobody=
fi

mutants() {
  awk -f tests/code.awk -f tests/mutants/mutants.awk "$@"
}

folder_of() { # source, number
  echo "$scratch/${1%.c}/$2"
}

# What must notice a change of a source: tests and, for a program, a transcript
# of what it says; the quickest first.
tests_of() {
  name=$(basename "$1" .c) chapter=$(basename "$(dirname "$1")")
  case $1 in
  chapters/16_*/train.c | chapters/16_*/test.c)
    echo "tests/16_$name.c" "tests/transcripts/$name.txt" tests/outputs.c \
      tests/command_line.c
    ;;
  chapters/16_*/classify.c)
    echo tests/transcripts/classify.txt tests/command_line.c
    ;;
  chapters/16_*/main.c)
    echo tests/transcripts/chapter_16.txt tests/transcripts/classify.txt \
      tests/command_line.c
    ;;
  chapters/*/main.c) echo "tests/transcripts/chapter_${chapter%%_*}.txt" ;;
  chapters/*) echo "tests/$chapter.c" ;;
  common/files/digits.c) echo tests/idx.c ;;
  *) echo "tests/$name.c" ;;
  esac
}

# The number types in which to try a source: all for a lesson, those that a
# program ships in, and otherwise those that can matter.
types() {
  case $1 in
  chapters/16_*/train.c | chapters/16_*/test.c | chapters/16_*/classify.c | \
    chapters/16_*/main.c) echo portable ;;
  chapters/1[7-9]_*/main.c) echo float ;;
  chapters/*/main.c) echo double ;;
  chapters/*) echo "$TYPES" ;;
  *) echo double ;;
  esac
}

# A mutant may loop, allocate or crash: no test needs as much as this allows.
# Not every system can limit memory.
# shellcheck disable=SC3045 # not in POSIX, but in every shell that is used
guard() { # source
  case $1 in
  common/files/input.c) ulimit -t 20 ;; # its tests read 512 MiB
  *) ulimit -t 3 ;;
  esac
  ulimit -c 0
  ulimit -v 2500000 2>/dev/null || :
}

# Compiled to stop where C leaves open what happens, such as at an index beyond
# an array, as the sanitizers of .ci/run would; that needs no more libraries.
# What trains would take half a minute that way.
TRAPS='-O0 -g0 -fsanitize=undefined -fsanitize-undefined-trap-on-error'
options_of() { # source
  case $1 in
  chapters/19_*) echo -O2 -g0 -fsanitize=bounds -fsanitize-undefined-trap-on-error ;;
  *) echo "$TRAPS" ;;
  esac
}

# Writes to `result`: state and evidence. Where the optimizer makes the same
# code of a mutant as of the source, nothing can tell them apart.
try() { # source, number
  guard "$1"
  here=$(folder_of "$1" "$2")
  mkdir -p "$here/tmp"
  chmod 1777 "$here/tmp"
  mutants -v k="$2" "$1" >"$here/spoiled.c"
  state=survived evidence='' options=$(options_of "$1")
  for type in $(types "$1"); do
    compile "$type" "$here" $options -pedantic-errors 2>"$here/log" ||
      {
        state="not compiling"
        break
      }
    check "$1" "$type" "$here" || {
      state=killed
      break
    }
  done
  if [ "$state" = survived ]; then
    optimize "$1" "$here"
    ! same_code "$1" "$here" "$(folder_of "$1" 0)" || state="same code"
  fi
  printf '%s\t%s\n' "$state" "$evidence" >"$here/result"
  rm -rf "$here/check" "$here/tmp" "$here"/[01]*
  progress mutants
}

# Leaves in `evidence` which test is the first that fails. Where one of them is
# a transcript, the others find the spoiled program, too.
check() { # source, type, folder
  tests_type=$2
  [ "$2" != portable ] || tests_type=double
  case $(tests_of "$1") in
  *.txt*) build_program "$1" "$2" "$3" || exit 1 ;;
  esac
  for evidence in $(tests_of "$1"); do
    case $evidence in
    *.txt)
      run_spoiled "$3" sh tests/transcripts.sh check "$evidence" >>"$3/log" ||
        return 1
      ;;
    *)
      build "$evidence" "$tests_type" "$3" \
        "$BUILD/double/tests/mutants/runner.o" || exit 1
      evidence=$(run_spoiled "$3" "$3/check") || return 1
      ;;
    esac
  done
  evidence=
}

# Builds the program of a source's chapter. Where the spoiled source is not the
# program's main.c, that comes beside it.
build_program() { # source, type, folder
  chapter=$(dirname "$1")
  main=
  [ "$(basename "$1")" = main.c ] || main=$BUILD/$2/$chapter/main.o
  $CC "@$BUILD/flags/$2" "$3/$2.o" $main "$BUILD/$2/lessons.a" \
    "$BUILD/$2/common.a" "@$BUILD/flags/libraries" -o "$3/${chapter#*/}"
}

# Runs a command that finds the spoiled program, if there is one, and the right
# ones of all other chapters. The limit of time is for what sleeps.
run_spoiled() { # folder, command
  programs=$(cd "$BUILD" && pwd)
  room=$(cd "$1/tmp" && pwd)
  here=$1
  shift
  limit 600 $as_nobody env BUILD="$here" PATH="$programs:$PATH" \
    TMPDIR="$room" "$@" </dev/null 2>>"$here/log"
}

optimize() { # source, folder
  for type in $(types "$1"); do
    compile "$type" "$2" -O2 -g0
  done
}

same_code() { # source, folder, folder
  for type in $(types "$1"); do
    cmp -s "$2/$type.o" "$3/$type.o" || return 1
  done
}

# One in SHARE mutants of the list, by a hash of what names a mutant for good:
# the same ones everywhere, from all sources.
sample() {
  awk -F '\t' -v share="${SHARE:-1}" '
    BEGIN { for (c = 32; c < 127; c++) code[sprintf("%c", c)] = c }
    { hash = 0
      name = $1 $4 $5 $6
      for (i = 1; i <= length(name); i++)
          hash = (31 * hash + code[substr(name, i, 1)]) % 65521
      if (hash % share == 0)
          print $1, $2 }' "$scratch/list"
}

all() {
  rm -rf "$scratch"
  mkdir -p "$scratch"
  for source; do
    mutants "$source"
  done >"$scratch/list"
  for source; do
    echo "$source" 0
  done | try_all
  for source; do
    here=$(folder_of "$source" 0)
    grep -q '^same code' "$here/result" ||
      {
        echo "error: $source fails as it is: see $here/log" >&2
        exit 1
      }
  done
  sample >"$scratch/sample"
  TOTAL=$(($(wc -l <"$scratch/sample") + $#))
  export TOTAL
  try_all <"$scratch/sample" ||
    {
      echo "error: a mutant could not be tried: see above" >&2
      exit 1
    }
  end_progress
  cut -f 1,2 "$scratch/list" | while read -r source k; do
    cat "$(folder_of "$source" "$k")/result" 2>/dev/null || echo untried
  done | paste "$scratch/list" - >"$scratch/results"
  awk -F '\t' -v share="${SHARE:-1}" -f tests/mutants/report.awk \
    tests/mutants/survivors.md "$scratch/results"
}

"$@"
