#!/bin/sh
# Bad input and what is answered: each `row` of the files beside this one makes an
# input, gives it to a program, a script or make, and says on the page README.md
# how that ended.
#
#     table.sh check    fails unless the page says what happens now
#     table.sh renew    writes it
#
# A row fails in any case, whatever the page says, when the status is not 1 or 2,
# when a program does not answer by one line that begins with "error: ", or when a
# file that was there before is changed, replaced or gone.
# shellcheck disable=SC1091,SC2034,SC3013 # -nt is in every sh
set -eu
top=$PWD
here=$top/tests/bad_input
PATH=$(cd "$BUILD" && pwd):$PATH
export OMP_NUM_THREADS=1 LC_ALL=C
unset MAKEFLAGS MFLAGS MAKELEVEL WORKBOOK EPOCHS SEED SEEDS THREADS DATA RESUME \
  ARGS ONLY SHARE NAME FROM TO RUN RUNS DISPLAY WAYLAND_DISPLAY
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM HUP
parts='options digits models pictures outputs project'

. "$here/inputs.sh"

# What the page calls $train, $test and $classify.
shape='--hidden 2 --keep 1 --epochs 1'
train="16_digit_classifier train --data data/sample $shape --runs runs --log log --model model"
test='16_digit_classifier test --data data/sample --model model --picture numbers'
classify='16_digit_classifier classify --model model'

die() {
  echo "bad_input: $*" >&2
  exit 1
}

# Where every row finds the outputs of earlier runs, which it must not touch.
furnish() {
  mkdir -p "$room/data" "$scratch/made"
  cd "$room"
  ln -s "$top/data/sample" data/sample
  cp "$top/tests/transcripts/pictures/one.pgm" .
  $train >"$scratch/said" 2>&1 || die "$(cat "$scratch/said")"
  mv runs/sample-* runs/old
  ln -sfn old runs/latest
  echo 'numbers of a picture' >numbers
}

# Sets names, all that is in the room, and makes its files older than $scratch/old,
# so that one that is written or replaced is newer. Rows take as few processes as
# they can, since there are hundreds.
look() {
  names=' ' files=
  for name in * */* */*/*; do
    [ -e "$name" ] || [ -L "$name" ] || continue
    names="$names$name "
    [ ! -f "$name" ] || [ -L "$name" ] || files="$files $name"
  done
  # shellcheck disable=SC2086 # a list of words
  touch -t 202001010000 $files
}

# Fails unless all that was there is as it was. Sets new, what else is there, and
# removes it.
look_again() {
  for name in $names; do
    [ -e "$name" ] || [ -L "$name" ] || die "$3: has removed $name"
    [ ! -f "$name" ] || [ ! "$name" -nt "$scratch/old" ] ||
      die "$3: has written $name"
  done
  new=
  for name in * */* */*/*; do
    case $names in
    *" $name "*) continue ;;
    esac
    [ ! -e "$name" ] && [ ! -L "$name" ] || new="$new $name"
  done
  # shellcheck disable=SC2086 # a list of words
  [ ! "$new" ] || rm -rf $new
}

# row INPUT MAKE COMMAND: INPUT says it in words, MAKE makes it in the folder `in`.
row() {
  if [ "$2" ]; then
    eval "$2" || die "$1: cannot be made"
    look
  fi
  printf '\001\t%s\t%s\n' "$1" "$3"
  status=0
  cd "$place"
  eval "$3" </dev/null >"$scratch/out" 2>&3 || status=$?
  cd "$room"
  look_again "$@"
  printf '\002\t%s\t%s\n' $status "$new"
  if [ "$2" ]; then
    rm -rf in/*
    names=$names_at_first
  fi
}

# section TITLE TEXT [FOLDER]: begins a table; its commands run in FOLDER.
section() {
  place=${3-$room}
  printf '\003\t%s\t%s\t%s\n' "$1" "$2" "${3:+project}"
}

# Prints the page of what rows and sections have printed, and what was said between
# them; without what is not the same everywhere.
page() {
  for part in $parts; do
    sed "s|$scratch/$part/room/||g" "$scratch/$part/rows"
  done | awk -F '\t' -v top="$top" -v build="$BUILD" -v train="$train" \
    -v test="$test" -v classify="$classify" -f "$here/page.awk"
}

# make_part NAME: makes the rows of a file beside this one, in a room of its own.
make_part() {
  scratch=$scratch/$1
  room=$scratch/room in=$scratch/room/in
  furnish
  mkdir in
  look
  names_at_first=$names
  touch -t 202001020000 "$scratch/old"
  # shellcheck disable=SC1090
  . "$here/$1.sh" >"$scratch/rows" 3>&1
}

# At the same time, since each program uses one processor.
made=
for part in $parts; do
  (make_part "$part") &
  made="$made $!"
done
for part in $made; do
  wait "$part"
done
page >"$scratch/README.md"
case $1 in
renew) cp "$scratch/README.md" "$here/README.md" ;;
check) diff "$here/README.md" "$scratch/README.md" ;;
esac
