#!/bin/sh
# The reader's workbook, which make runs:
#
#     workbook.sh start NN       writes workbook/NN_.../LESSON.c, blanked
#     workbook.sh reset NN       keeps that file under another name, starts anew
#     workbook.sh grade NN       grades it: status 1 unless every test passes
#     workbook.sh grade-all NN...  grades several, with a table
#     workbook.sh passing NN...  the same on standard error, and on standard
#                                output the files that pass
#
# Grading needs CC and BUILD from make, which has built what is not the
# reader's; the linker takes what is in the reader's lesson in place of the
# book's. TIME_LIMIT is that of one test, in seconds of
# processor time.
set -u
export LC_ALL=C
here=tests/workbook
limit=${TIME_LIMIT:-5}

die() {
  echo "workbook: $*" >&2
  exit 1
}

# The number of the last chapter.
last() {
  printf '%s\n' chapters/[0-9]* | sed 's/^chapters.//; s/_.*//' | tail -n 1
}

# find_chapter NN: sets chapter, lesson (the book's) and mine (the reader's).
find_chapter() {
  number=$1
  for chapter in chapters/"$number"_*; do
    [ -d "$chapter" ] ||
      die "there is no chapter $number; they are 01 to $(last), as in:" \
        "make workbook-09"
  done
  for lesson in "$chapter"/*.c; do
    # The first with a header: in 16 classifier.c, in 19 what_trains.c.
    [ ! -f "${lesson%.c}.h" ] || break
  done
  chapter=${chapter#chapters/}
  mine=workbook/$chapter/${lesson##*/}
}

blank() {
  awk -v chapter="${number#0}" -v number="$number" \
    -v header="${lesson%.c}.h" -f $here/blank.awk "$lesson"
}

start() {
  if [ -e "$mine" ]; then
    echo "$mine: is there already and stays as it is; grade it with:" \
      "make grade-$number; start anew with: make workbook-reset-$number"
    return
  fi
  if ! mkdir -p "workbook/$chapter" || ! blank >"$mine.partial" ||
    ! mv "$mine.partial" "$mine"; then
    die "$mine: cannot be written; make workbook/ writable"
  fi
  echo "$mine: write it, then: make grade-$number"
}

reset() {
  if [ -e "$mine" ]; then
    n=1
    while [ -e "${mine%.c}.$n.c" ]; do
      n=$((n + 1))
    done
    mv "$mine" "${mine%.c}.$n.c" ||
      die "$mine: cannot be renamed; make workbook/ writable"
    echo "${mine%.c}.$n.c: your work so far"
  fi
  start
}

# Prints the functions that are as the blank workbook has them.
unwritten() {
  blank | awk '
    FNR == 1 { file++ }
    /^[A-Za-z].*\(/ {
        name = $0
        sub(/\(.*/, "", name)
        sub(/.*[ *]/, "", name)
    }
    /^\{$/ { inside = 1; text = ""; next }
    /^\}$/ && inside {
        inside = 0
        if (file == 1)
            blank[name] = text
        else if (text == blank[name])
            list = list ", " name
    }
    inside { text = text $0 "\n" }
    END { print substr(list, 3) }' - "$mine"
}

# run PROGRAM ARGUMENTS...: runs tests; what they and the sanitizers say goes
# to $scratch/said*. True if all pass, and at least one was run.
run() {
  rm -f "$scratch"/said*
  TIME_LIMIT=$limit ENDLESS=$scratch/endless OMP_NUM_THREADS=1 \
    UBSAN_OPTIONS="print_stacktrace=1:log_path=$scratch/said" \
    ASAN_OPTIONS="${abort}detect_leaks=0:log_path=$scratch/said" \
    "$@" --color=never 2>"$scratch/said" </dev/null &&
    grep -q 'Synthesis: Tested: [1-9].* Failing: 0 | Crashing: 0' \
      "$scratch/said"
}

# Nothing is a reader's fault on a full disk.
expect_room() {
  printf '%9999s' '' >"$scratch/room" 2>/dev/null ||
    die "$scratch: cannot be written; make room on the disk"
}

# build LESSON TYPE: a program of a lesson and all that it is graded with.
build() {
  made=$BUILD/$2
  # shellcheck disable=SC2086 # CC may be several words
  $CC "@$BUILD/flags/$2" "@$BUILD/flags/sanitizers" -UNDEBUG -O0 "$1" \
    "$made/graded/$chapter.o" "$made/graded/workbook/graded.o" \
    "$made/tests/near.o" "$made/tests/expect.o" "$made/lessons.a" \
    "$made/common.a" "@$BUILD/flags/criterion" "@$BUILD/flags/libraries" \
    -o "$scratch/$2" 2>"$scratch/compiler"
}

# compile TYPE: the reader's lesson. Where the book's own does not compile
# either, the reader's is not to blame.
compile() {
  if build "$mine" "$1"; then
    [ "$1" != double ] || cat "$scratch/compiler" >&2
    return
  fi
  cp "$scratch/compiler" "$scratch/mine"
  expect_room
  build "$lesson" "$1" ||
    die "$lesson: does not compile either, so your file may be right;" \
      "make room on the disk, remove $BUILD/$1, then: make grade-$number"
  cat "$scratch/mine" >&2
  if [ "$1" = complex ]; then
    echo "$mine: your file compiles for double, not for complex" \
      "numbers: compare re(x), not x (chapter 7 says why)"
  else
    echo "$mine: your file does not compile; mend what the compiler" \
      "says above (it must define all functions of ${lesson%.c}.h)"
  fi
  result='does not compile'
  return 1
}

# list TYPE: the tests, as SUITE/NAME.
list() {
  "$scratch/$1" --list 2>/dev/null | awk '
    /: [0-9]+ tests?$/ { suite = $1; sub(/:$/, "", suite); next }
    NF == 2 { print suite "/" $2 }'
}

# hear TYPE TEST: runs a test by itself and, unless it passes, says why not.
hear() {
  abort=
  if run "$scratch/$1" --filter "$2"; then
    return
  fi
  # Once more, to have the line that led to an abort.
  if grep -q 'Unexpected signal' "$scratch/said"; then
    abort=handle_abort=1:
    run "$scratch/$1" --filter "$2" >/dev/null
  fi
  expect_room
  echo "$2" >>"$scratch/wrong"
  first=0
  [ ! -e "$scratch/endless" ] || ! grep -qxF "$2" "$scratch/endless" || first=1
  cat "$scratch"/said* | awk -v test="$2" -v type="$1" -v lesson="$mine" \
    -v limit="$limit" -v first="$first" -f $here/words.awk
}

# grade_type TYPE: runs all tests at once; then each that did not pass by
# itself, to hear why, but for those that are known to be wrong.
grade_type() {
  compile "$1" || return 1
  list "$1" >"$scratch/tests"
  cat "$scratch/tests" >>"$scratch/all"
  abort=
  run "$scratch/$1" --verbose >/dev/null
  mv "$scratch/said" "$scratch/together"
  while read -r test; do
    grep -qF "[PASS] ${test%/*}::${test#*/}: (" "$scratch/together" ||
      grep -qxF "$test" "$scratch/wrong" || hear "$1" "$test"
  done <"$scratch/tests"
}

# grade: prints a line for each test that does not pass, and a count; sets
# result, for the table. Fails unless every test passes.
grade() {
  if [ ! -e "$mine" ]; then
    echo "$mine: is not there; start with: make workbook-$number"
    result='not there'
    return 1
  fi
  left=$(unwritten)
  if blank | cmp -s - "$mine"; then
    echo "$mine: still blank; write $left, then: make grade-$number"
    result='still blank'
    return 1
  fi
  [ -z "$left" ] || echo "still blank: $left"
  rm -f "$scratch/endless"
  : >"$scratch/all"
  : >"$scratch/wrong"
  for type in double complex float; do
    grade_type "$type" || return 1
  done
  count
}

# Says how many of the tests hold; fails unless all do, and there are some.
count() {
  total=$(sort -u "$scratch/all" | wc -l)
  hold=$((total - $(sort -u "$scratch/wrong" | wc -l)))
  result="$hold of $((total)) hold"
  if [ "$total" -eq 0 ]; then
    expect_room
    echo "$mine: it ends the program before the first test"
  elif [ "$hold" -eq "$total" ]; then
    result="all $hold hold"
  fi
  echo "chapter ${number#0}: $result"
  [ "$total" -gt 0 ] && [ "$hold" -eq "$total" ]
}

# Grades chapters NN... one after another, then prints the table.
grade_all() {
  status=0
  : >"$scratch/passing"
  [ $# -gt 0 ] || die "there is no workbook yet; start one with:" \
    "make workbook-01"
  for number in "$@"; do
    find_chapter "$number"
    if grade; then
      echo "$mine" >>"$scratch/passing"
    else
      status=1
    fi
    printf '  %-26s%s\n' "$chapter" "$result" >>"$scratch/table"
  done
  echo
  cat "$scratch/table"
  return $status
}

command=$1
shift
case $command in
start | reset)
  find_chapter "$1"
  $command
  ;;
grade | grade-all | passing)
  [ "$command" != grade ] || find_chapter "$1"
  mkdir -p "$BUILD/graded"
  scratch=$(mktemp -d "$BUILD/graded/run.XXXXXX") || exit 1
  trap 'rm -rf "$scratch"' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  case $command in
  grade) grade ;;
  grade-all) grade_all "$@" ;;
  passing)
    grade_all "$@" >&2
    echo "your lessons are used where all hold, the book's elsewhere" >&2
    cat "$scratch/passing"
    ;;
  esac
  ;;
esac
