#!/bin/sh
# Lets every call fail that can fail, and kills at every call, and looks at what is
# left (README.md tells more). The Makefile calls it, with $BUILD:
#
#   torture.sh all             everything, and renews the figures in README.md
#   torture.sh quick           one in $SHARE of it
#   torture.sh try ACT KIND N WHAT
#                              one fault, as inject.c has it; or, with KIND moment,
#                              a signal WHAT after N seconds. Prints how it ended
#
# An act is a program's run in a room, a folder with a network, curves and a run of
# before. What it leaves without a fault is known; with one, each file must be what
# it was before or what it would have become.
# shellcheck disable=SC2046,SC2086 # lists of words
set -eu
export LC_ALL=C OMP_NUM_THREADS=1
top=$PWD
scratch=${SCRATCH:-$top/$BUILD/torture}
inject=$top/$BUILD/torture/inject.so
programs=${PROGRAMS:-$top/$BUILD}

die() {
  echo "error: $*" >&2
  exit 1
}

# ---------------------------------------------------------------------- the acts

ACTS='train resume test classify chapter'
classifier=$programs/16_digit_classifier
settings='--data data --hidden 6 --keep 0.9 --batch 100 --hold-back 100 --runs runs'
copies='--model model --log log'

command_of() { # act
  case $1 in
  train) echo $classifier train $settings --epochs 2 $copies ;;
  slow) echo $classifier train $settings --epochs 12 --batch 20 $copies ;;
  resume) echo $classifier train --resume runs/data-seed-2-* --epochs 3 $copies ;;
  test) echo $classifier test --data data --model model --picture picture ;;
  classify) echo $classifier classify --model model one.pgm curves.png ;;
  chapter) echo $programs/06_softmax --data data --picture picture ;;
  esac
}

# How to go on with the run that an act left.
go_on_of() { # act
  case $1 in
  train) echo $classifier train --resume runs/data-seed-1-* --epochs 2 $copies ;;
  slow) echo $classifier train --resume runs/data-seed-1-* --epochs 12 $copies ;;
  *) command_of $1 ;;
  esac
}

# The first digits of a set of the sample: enough for a chapter, and soon read.
shorten() { # set, count, count as two bytes
  from=data/sample/$1 to=$scratch/data/$1
  {
    printf '\0\0\010\003\0\0%b\0\0\0\034\0\0\0\034' "$3"
    gunzip -c "$from-images-idx3-ubyte.gz" | tail -c +17 | head -c $((784 * $2))
  } | gzip -n >"$to-images-idx3-ubyte.gz"
  {
    printf '\0\0\010\001\0\0%b' "$3"
    gunzip -c "$from-labels-idx1-ubyte.gz" | tail -c +9 | head -c "$2"
  } | gzip -n >"$to-labels-idx1-ubyte.gz"
}

# The room of an act before it.
furnish() {
  mkdir "$scratch/data" "$scratch/before"
  shorten train 600 '\0002\0130'
  shorten t10k 100 '\0000\0144'
  cp tests/transcripts/pictures/one.pgm plots/curves.png "$scratch/before"
  here=$scratch
  cd "$scratch/before"
  ln -s "$scratch/data" .
  perform 'none 0 0' '' $classifier train $settings --seed 2 --epochs 1 $copies
  echo old >picture
  find . ! -type d >"$scratch/names"
  cd "$top"
}

# Runs a command line in the room $here/room, leaves in $here what it said and its
# status.
perform() { # fault, limit, words...
  fault=$1 limit=$2
  shift 2
  status=0
  $limit env INJECT="$fault" INJECT_REPORT="$here/hit" LD_PRELOAD="$inject" \
    "$@" </dev/null >"$here/out" 2>"$here/err" || status=$?
}

# What it said; a run is called by its whole path.
said() {
  sed "s|$here||" "$here/out"
}

# Makes the rooms before and after each act, and lists the calls between.
prepare() {
  furnish
  for act in $ACTS slow; do
    here=$scratch/after/$act
    mkdir -p "$here"
    cp -RP "$scratch/before" "$here/room"
    cd "$here/room"
    perform 'all 0 0' '' $(command_of $act)
    [ "$status" -eq 0 ] || die "$act fails by itself: $(cat "$here/err")"
    said >"$here/whole"
    {
      sums
      cd "$scratch/before"
      sums
    } | sort >"$here/sums"
    cd "$top"
  done
}

# ------------------------------------------------------------- what must hold

wrong() { # words...
  echo "$act	$call	$what	WRONG: $number: $*" | tr '\n' ' '
  echo
  exit 1
}

# Fails unless the program said one line, which names what was hit and why.
expect_true_line() {
  line=
  while IFS= read -r next; do
    [ ! "$line" ] || wrong "not one line: $(cat "$here/err")"
    line=$next
  done <"$here/err"
  while IFS='	' read -r _ file meaning; do
    case $call.$what in
    *alloc.* | posix_memalign.*) meaning='of memory' file= ;;
    pthread_create.*) file= ;;
    write.4) meaning='Input/output error' ;; # another write would succeed
    *.short) continue ;;
    esac
    case $file in
    "$here/out") file='standard output' ;;
    *.partial.*) file=${file%.partial.*} ;; # it was not in its place yet
    esac
    case $line in
    "error: "*"${file##*/}"*"$meaning"* | libgomp:*"$meaning"*) return ;;
    "error: "*'Cannot allocate memory'*) [ "$meaning" != 'of memory' ] || return 0 ;;
    esac
  done <"$here/hit"
  wrong "$(tail -n 1 "$here/hit"), but it says $line"
}

# Fails unless every file of before is there, and each is as it was or as it is to
# be; those of a run may be of an epoch between, if its readers take them.
expect_whole() {
  while read -r file; do
    [ -e "$file" ] || wrong "$file is gone"
  done <"$scratch/names"
  sums | comm -23 - "$after/../sums" | while read -r _ _ file; do
    is_between "$file" || wrong "$file is neither old nor new"
  done
}

# What is in the files of the room.
sums() {
  find . -type f ! -name '*.partial.*' ! -name lock -exec cksum {} + | sort
}

is_between() { # file
  case $1 in
  ./runs/*/log.csv) cmp -n $(wc -c <"$1") -s "$1" "$after/$1" ;;
  ./runs/*/checkpoint.safetensors) : ;; # that the run goes on is tried
  ./runs/*.safetensors) $classifier classify --model "$1" one.pgm >/dev/null ;;
  *) false ;;
  esac
}

# Fails if anything lies around: a file that is not whole, or empty, or not spoken
# of.
expect_clean() {
  find . -name '*.partial.*' -o -type f -empty ! -name lock \
    -o -type d -empty | while read -r file; do
    grep -qF "${file#./}" "$here/err" || wrong "leaves $file"
  done
}

same_rooms() {
  diff -r --no-dereference -x '*.partial.*' . "$after" >"$here/diff"
}

# Fails unless what was begun can go on to the end that it would have had.
expect_to_go_on() {
  if [ -e runs/data-seed-1-*/checkpoint.safetensors ] || [ $act = resume ]; then
    perform 'none 0 0' 'timeout 100' $(go_on_of $act)
    [ "$status" -eq 0 ] || wrong "does not go on: $(cat "$here/err")"
    same_rooms || wrong "goes on to another end: $(head -n 2 "$here/diff")"
  else
    perform 'none 0 0' 'timeout 100' $(command_of $act)
    [ "$status" -eq 0 ] || wrong "blocks the next: $(cat "$here/err")"
    for file in model log picture; do
      cmp -s "$file" "$after/$file" || wrong "the next writes another $file"
    done
  fi
}

# ------------------------------------------------------------------- a fault

judge() {
  case $status:$what in
  0:*)
    same_rooms || wrong "status 0, but $(head -n 2 "$here/diff")"
    said | cmp -s - "$after/../whole" || wrong 'status 0, but it said less'
    [ ! -s "$here/err" ] || wrong "status 0, but $(cat "$here/err")"
    result=whole
    return
    ;;
  1:*)
    expect_true_line
    result='true line'
    ;;
  137:KILL | 137:cut) result=killed ;;
  143:TERM | 130:INT | 129:HUP) result=stopped ;;
  *) wrong "status $status: $(cat "$here/err")" ;;
  esac
  expect_whole
  [ "$result" = killed ] || expect_clean
  expect_to_go_on
}

try() { # act, call, number, what
  act=$1 call=$2 number=$3 what=$4 limit='timeout 100'
  here=$scratch/try/$1.$2.$3.$4 after=$scratch/after/$1/room
  mkdir -p "$here"
  cp -RP "$scratch/before" "$here/room"
  cd "$here/room"
  [ $call != moment ] || limit="timeout --preserve-status -s $what $number"
  perform "$call $number $what" "$limit" $(command_of $1)
  judge
  echo "$act	$call	$what	$result"
  rm -rf "$here"
}

# --------------------------------------------------------------------- all of it

# Which faults are tried, as words for `try`: each call with the errors that it can
# have, by its manual, and system calls with signals. Where memory is short for good,
# one call in five will do: they all come to the same.
faults() {
  for act in $ACTS; do
    awk -F '\t' -v act=$act '
      BEGIN {
        errors["create"] = "13 24 28+ 30"; errors["openat"] = "13 23 24+"
        errors["read"] = "4 5 short"; errors["write"] = "4 5+ 27+ 28+ 122+ short"
        errors["close"] = "4 5 28"; errors["fsync"] = "4 5 28 22"
        errors["newfstatat"] = errors["access"] = "5 13"
        errors["rename"] = "5 13 28"; errors["flock"] = "4 37"
        errors["mkdir"] = errors["symlink"] = "13 28 30"; errors["fchmod"] = "1 5"
        errors["dup"] = "24"; errors["getdents64"] = errors["readlink"] = "5"
        errors["unlink"] = errors["rmdir"] = errors["unlinkat"] = "5 13"
        errors["lseek"] = "29"; errors["pthread_create"] = "11"
        errors["signal"] = errors["__sysv_signal"] = errors["sigaction"] = "22"
        errors["malloc"] = errors["calloc"] = errors["realloc"] = "12"
        errors["posix_memalign"] = errors["aligned_alloc"] = "12"
        split("TERM INT HUP", signals, " ")
      }
      !($1 in errors) {
        print "a call that is not known: " $1 >"/dev/stderr"
        exit 1
      }
      { n = ++calls[$1]
        words = errors[$1]
        if (words != 12 && words != 11 && words != 22)
          words = words " KILL cut " signals[NR % 3 + 1]
        if (words == 12 && n % 5 == 0)
          words = "12 12+"
        count = split(words, word, " ")
        for (i = 1; i <= count; i++)
          print act, $1, n, word[i] }' "$scratch/after/$act/hit" || exit
  done
}

moments() { # count
  awk -v count="$1" 'BEGIN {
    srand(1)
    split("KILL TERM INT HUP", signals, " ")
    for (i = 0; i < count; i++)
      printf "slow moment %.4f %s\n", rand() * 0.2, signals[i % 4 + 1] }'
}

# Tries what the input names, on as many processors as make was told to use.
try_all() {
  xargs -n 4 -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" sh "$0" try || :
}

all() { # share
  for part in data before after try; do
    rm -rf "${scratch:?}/$part"
  done
  prepare
  {
    faults
    moments 400
  } | awk -v share="$1" 'NR % share == 0' >"$scratch/faults"
  try_all <"$scratch/faults" | sort >"$scratch/results"
  report
}

report() {
  awk -F '\t' '{ n[$1 FS $2 FS ($4 ~ /WRONG/ ? "WRONG" : $4)]++ } END { for (k in n) print n[k], k }' "$scratch/results" | sort -k2
  [ $(wc -l <"$scratch/faults") -eq $(wc -l <"$scratch/results") ] ||
    die "not every fault has a result"
  ! grep WRONG "$scratch/results"
}

case $1 in
try)
  shift
  try "$@"
  ;;
all) all 1 ;;
quick) all "${SHARE:-20}" ;;
esac
