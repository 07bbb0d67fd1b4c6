#!/bin/sh
# The reader's workbook, which make runs. A CHAPTER is called as its folder:
#
#     workbook.sh start CHAPTER       writes workbook/CHAPTER/LESSON.c, blanked
#     workbook.sh reset CHAPTER       keeps that file under another name first
#     workbook.sh grade CHAPTER       status 1 unless every test passes
#     workbook.sh grade-all CHAPTER... grades several, with a table
#     workbook.sh passing CHAPTER...  the same on standard error, and on
#                                     standard output the files that pass
#
# Grading needs CC and BUILD from make, which has built what is not the
# reader's; the linker takes what is in the reader's lesson in place of the
# book's. TIME_LIMIT is that of one test, in seconds of processor time.
set -u
export LC_ALL=C OMP_NUM_THREADS=1 TIME_LIMIT="${TIME_LIMIT:-5}"
here=tests/workbook

die() {
  echo "workbook: $*" >&2
  exit 1
}

# choose CHAPTER: sets its number, lesson (the book's) and mine (the reader's).
choose() {
  chapter=$1 number=${1%%_*}
  for lesson in chapters/"$chapter"/*.c; do
    # The first that is told and has a header: in 16 classifier.c, in 17
    # fast_product.c, in 19 what_trains.c.
    [ ! -f "${lesson%.c}.h" ] || [ "$(head -n 1 "$lesson")" != '/*' ] || break
  done
  mine=workbook/$chapter/${lesson##*/}
}

blank() {
  awk -v number="$number" -v header="${lesson%.c}.h" -f $here/blank.awk \
    "$lesson"
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
    /^[A-Za-z].*\(/ { name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
    /^\{$/ { text = "" }
    { text = text $0 "\n" }
    /^\}$/ && file == 1 { blank[name] = text }
    /^\}$/ && file == 2 && text == blank[name] { list = list ", " name }
    END { print substr(list, 3) }' - "$mine"
}

# Nothing is a reader's fault on a full disk.
expect_room() {
  printf '%9999s' '' >"$scratch/room" 2>/dev/null ||
    die "$scratch: cannot be written; make room on the disk"
}

# build LESSON TYPE: a program of a lesson and all that it is graded with.
build() {
  made=$BUILD/$2 graded=$BUILD/$2/graded
  # shellcheck disable=SC2086 # CC may be several words
  $CC "@$BUILD/flags/$2" "@$BUILD/flags/sanitizers" -UNDEBUG -O0 \
    -Wno-conversion -Wno-sign-conversion -Wno-double-promotion "$1" \
    "$graded/$chapter.o" "$graded/near.o" "$graded/expect.o" \
    "$graded/stand_in/criterion.o" "$made/lessons.a" "$made/common.a" \
    "@$BUILD/flags/libraries" -o "$scratch/$2" 2>"$scratch/compiler"
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
  set --
  for type in double complex float; do
    compile "$type" || return 1
  done
  for type in double complex float; do
    set -- "$@" "$scratch/$type.log"
    UBSAN_OPTIONS=print_stacktrace=1 ASAN_OPTIONS=detect_leaks=0 \
      "$scratch/$type" </dev/null >/dev/null 2>"$scratch/$type.log"
    # Others would run into the same endless loop.
    ! grep -q '^\[----\] Time limit' "$scratch/$type.log" || break
  done
  expect_room
  awk -v lesson="$mine" -v limit="$TIME_LIMIT" -f $here/words.awk "$@" \
    >"$scratch/words"
  hold=$?
  sed "\$s/^/chapter ${number#0}: /" "$scratch/words"
  result=$(tail -n 1 "$scratch/words")
  return $hold
}

# Grades chapters one after another, then prints the table.
grade_all() {
  status=0
  : >"$scratch/passing"
  [ $# -gt 0 ] || die "there is no workbook yet; start one with:" \
    "make workbook-01"
  for chapter; do
    choose "$chapter"
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
choose "${1-}"
case $command in
start | reset)
  $command
  exit
  ;;
esac
mkdir -p "$BUILD/graded"
scratch=$(mktemp -d "$BUILD/graded/run.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM HUP
case $command in
grade) grade ;;
grade-all) grade_all "$@" ;;
passing)
  grade_all "$@" >&2
  echo "your lessons are used where all hold, the book's elsewhere" >&2
  cat "$scratch/passing"
  ;;
esac
