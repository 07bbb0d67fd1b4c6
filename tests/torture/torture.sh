#!/bin/sh
# Lets every call fail that can fail, and kills at every call, and looks at what is
# left (README.md tells more). The Makefile calls it, with $BUILD:
#
#   torture.sh all             everything, or one fault in $SHARE, and renews the
#                              figures in README.md
#   torture.sh quick           one in 60
#   torture.sh breaks          makes the programs of breaks.md, and expects that
#                              each loses something
#   torture.sh try ACT CALL N WHAT
#                              one fault; prints how it ended. Of a call, as inject.c
#                              has it; or where CALL is
#     moment   a signal WHAT after N seconds
#     disk     a disk with N KiB left; with WHAT ro one that is read only
#     limit    a limit of N blocks to the size of a file
#     closed   without the standard streams N, such as 01
#     pipe     a reader of the output that goes after N lines
#     two      the same command N times at once
#
# An act is a program's run in a room, a folder with a network, curves and a run of
# before. What it leaves without a fault is known; with one, each file must be what
# it was before or what it would have become.
# shellcheck disable=SC2016,SC2046,SC2086,SC2094 # lists of words; awk and sed
set -eu
export LC_ALL=C OMP_NUM_THREADS=1 GOMP_SPINCOUNT=3000
top=$PWD
# Where files are in memory nobody waits for a disk.
scratch=${SCRATCH:-$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)}
export SCRATCH="$scratch"
inject=$top/$BUILD/torture/inject.so
programs=${PROGRAMS:-$top/$BUILD}
self=$top/tests/torture/torture.sh

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
  classify) echo $classifier classify --model model one.pgm curves.png turned.jpg ;;
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
  cp tests/transcripts/pictures/one.pgm plots/curves.png \
    tests/fuzz/seeds/picture/turned.jpg "$scratch/before"
  here=$scratch
  cd "$scratch/before"
  ln -s "$scratch/data" .
  perform 'none 0 0' '' $classifier train $settings --seed 2 --epochs 1 $copies
  echo old >picture
  find . ! -type d >"$scratch/names"
  cd "$top"
}

# How a command is started to meet a fault that is not one of a call. What follows
# is the command.
limited() { # blocks
  ulimit -f "$1"
  shift
  exec "$@"
}

closed() { # streams
  case $1 in *0*) exec <&- ;; esac
  case $1 in *1*) exec >&- ;; esac
  case $1 in *2*) exec 2>&- ;; esac
  shift
  exec "$@"
}

piped() { # lines
  lines=$1
  shift
  {
    status=0
    "$@" || status=$?
    echo "$status" >../status
  } | head -n "$lines"
  exit "$(cat ../status)"
}

# Fails as one of them does.
several() { # count
  count=$1 status=0
  shift
  while [ "$count" -gt 1 ]; do
    "$@" >"../out.$count" 2>"../err.$count" &
    count=$((count - 1))
  done
  "$@" || status=$?
  wait
  cat ../err.* >&2
  exit $status
}

# Mounts the disk of this room, in a space of names of its own.
mount_disk() { # options
  mount -t tmpfs -o size=10m torture "$PWD"
  cd "$PWD" # into it
  cp -RP "$scratch/before/." .
  left=$(df -k . | awk 'NR == 2 { print $3 }')
  mount -o "remount,size=$((left + number))k$1" .
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

# Fails unless the program said one line, or classify one of each picture where the
# fault lasts, which names what was hit and why.
expect_true_line() {
  line=
  while IFS= read -r next; do
    case $next in
    '' | 'stopped in epoch '*' go on with: make train '*) continue ;;
    esac
    case $act:$what:$line:$next in
    classify:*+:'error: one.pgm: '*:'error: curves.png: '*) continue ;;
    classify:*+:'error: '*:'error: turned.jpg: '*) continue ;;
    esac
    [ ! "$line" ] || wrong "not one line: $(cat "$here/err")"
    line=$next
  done <"$here/err"
  while IFS='	' read -r _ file meaning; do
    case $call.$what in
    *alloc.* | posix_memalign.*) meaning='of memory' file= ;;
    pthread_create.*) file= ;;
    access.13) meaning='may not be written' ;;
    *.short) continue ;;
    fsync.* | openat.*) [ ! -d "$file" ] || file= ;; # the folder of a file that is named
    esac
    case $file in
    "$here/out") file='standard output' ;;
    *.partial.*) file=${file%.partial.*} ;; # it was not in its place yet
    esac
    case $line in
    "error: "*"${file##*/}"*"$meaning"* | libgomp:*"$meaning"*) return ;;
    "error: "*"${file##*/}"*'Input/output error'*) [ $call.$what != write.4 ] || return 0 ;;
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
  [ -e runs/latest/checkpoint.safetensors ] || wrong 'latest leads to no run'
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
  ./runs/*/log.csv | ./runs/*/weights.pgm) cmp -n $(wc -c <"$1") -s "$1" "$after/$1" ;;
  ./runs/*/checkpoint.safetensors) : ;; # that the run goes on is tried
  ./runs/*.safetensors) $classifier classify --model "$1" one.pgm >/dev/null ;;
  *) false ;;
  esac
}

# Fails if anything lies around: a file that is not whole, or empty, or not spoken
# of; a run that failed before it could go on.
expect_clean() {
  {
    find . -name '*.partial.*' -o -type f -empty ! -name lock -o -type d -empty
    [ "$result" != 'true line' ] || find runs/* -type d \
      ! -exec test -e '{}/checkpoint.safetensors' \; -print
  } | while read -r file; do
    grep -qF "${file#./}" "$here/err" || wrong "leaves $file"
  done
}

same_rooms() {
  diff -r --no-dereference -x '*.partial.*' -x '*.2' -x latest . "$after" \
    >"$here/diff"
}

# Fails unless what was begun can go on to the end that it would have had.
expect_to_go_on() {
  set -- runs/data-seed-1-*/checkpoint.safetensors
  if [ -e "$1" ] || [ $act = resume ]; then
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
    case $call in
    closed | pipe | two) ;; # not all of it was heard, or in another place
    *) said | cmp -s - "$after/../whole" || wrong 'status 0, but it said less' ;;
    esac
    ! grep -v "${meaning:-^$}" "$here/err" || wrong "status 0, but it complains"
    result=whole
    return
    ;;
  1:*)
    expect_true_line
    result='true line'
    ;;
  137:KILL | 137:cut) result=killed ;;
  143:TERM | 130:INT | 129:HUP | 141:PIPE) result=stopped ;;
  *) wrong "status $status: $(cat "$here/err")" ;;
  esac
  # Where all is as before, all can go on as it did before.
  ! diff -r --no-dereference . "$scratch/before" >"$here/diff" || return 0
  expect_whole
  [ "$result" = killed ] || expect_clean
  [ "$call" != disk ] || mount -o remount,rw,size=10m .
  expect_to_go_on
}

try() { # act, call, number, what
  act=$1 call=$2 number=$3 what=$4 limit='timeout 100' meaning=
  here=$scratch/try/$1.$2.$3.$4 after=$scratch/after/$1/room
  rm -rf "$here"
  mkdir -p "$here/room"
  cd "$here/room"
  case $call:$what in
  disk:ro)
    mount_disk ,ro
    meaning='Read-only file system'
    ;;
  disk:*)
    mount_disk ''
    meaning='No space left on device'
    ;;
  *) cp -RP "$scratch/before/." . ;;
  esac
  case $call in
  pthread_create) export OMP_NUM_THREADS=2 ;; # of which the first is not created
  moment) limit="timeout --preserve-status -s $what $number" ;;
  limit) limit="sh $self limited $number" meaning='File too large' ;;
  closed) limit="sh $self closed $number" ;;
  pipe) limit="sh $self piped $number" meaning='Broken pipe' ;;
  two) limit="sh $self several $number" meaning='another program works there' ;;
  esac
  [ ! "$meaning" ] || printf 'x\t/\t%s\n' "$meaning" >"$here/hit"
  perform "$call $number $what" "$limit" $(command_of $1)
  judge
  echo "$act	$call	$what	$result"
  cd "$top"
  [ "$call" != disk ] || umount "$here/room"
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

# The faults that are not of one call.
others() {
  awk -v acts="$ACTS" 'BEGIN {
    srand(1)
    split("KILL TERM INT HUP", signals, " ")
    for (i = 0; i < 400; i++)
      printf "slow moment %.4f %s\n", rand() * 0.2, signals[i % 4 + 1]
    streams = split("0 1 2 01 02 12 012", closed, " ")
    count = split(acts, act, " ")
    for (a = 1; a <= count; a++) {
      for (i = 1; i <= streams; i++)
        print act[a], "closed", closed[i], "x"
      for (i = 0; i < 10; i++) {
        print act[a], "pipe", i, "PIPE"
        print act[a], "two", 2, i
      }
      for (i = 0; i <= 240; i += 8) {
        print act[a], "disk", i, "full"
        print act[a], "limit", i + 4, "x"
      }
      print act[a], "disk", 240, "ro"
    } }'
}

# Tries what the input names, on as many processors as make was told to use.
try_all() {
  xargs -n 4 -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" sh "$self" try || :
}

# Lines in another order, the same each time: what takes long does not come in one lot.
shuffled() {
  awk 'BEGIN { srand(1) } { printf "%.9f %s\n", rand(), $0 }' | sort -n | cut -d ' ' -f 2-
}

all() { # share
  prepare
  {
    faults
    others
  } >"$scratch/all"
  awk -v share="$1" 'BEGIN { srand(1) } rand() * share < 1' "$scratch/all" |
    shuffled >"$scratch/faults"
  try_all <"$scratch/faults" >"$scratch/results"
  {
    figures
    echo
    echo "$(wc -l <"$scratch/results") of the $(wc -l <"$scratch/all") faults were tried."
  } | tee "$scratch/figures"
  [ $(wc -l <"$scratch/faults") -eq $(wc -l <"$scratch/results") ] ||
    die "not every fault has a result"
  ! grep WRONG "$scratch/results" || die "see $scratch/try"
}

# The programs with the K-th break.
break_programs() { # k
  mkdir -p "$programs"
  awk -v k="$1" -f tests/code.awk -f tests/wrong.awk tests/torture/breaks.md \
    >"$programs/wrong.c"
  for program in double/06_softmax float/16_digit_classifier; do
    type=${program%/*} main=$BUILD/${program%/*}/chapters/${program#*/}/main.o
    $CC "@$BUILD/flags/$type" -w -c "$programs/wrong.c" -o "$programs/wrong.o"
    $CC "@$BUILD/flags/$type" "$main" "$programs/wrong.o" \
      "$BUILD/$type/lessons.a" "$BUILD/$type/common.a" \
      "@$BUILD/flags/libraries" -o "$programs/${program#*/}"
  done
}

# Tries the faults that a break names, until one does not end as it should.
breaks() {
  prepare
  {
    faults
    others
  } | shuffled >"$scratch/faults"
  programs=$scratch/broken missed=0
  export PROGRAMS="$programs"
  sed -n 's/^## //p' tests/torture/breaks.md >"$scratch/names.of.breaks"
  sed -n 's/^In .* found by `\(.*\)`:$/\1/p' tests/torture/breaks.md |
    paste - "$scratch/names.of.breaks" >"$scratch/breaks"
  k=0
  while IFS='	' read -r pattern name; do
    k=$((k + 1))
    break_programs "$k"
    grep -Ex "$pattern" "$scratch/faults" | while read -r fault; do
      ! sh "$self" try $fault </dev/null | grep WRONG || break
    done >"$scratch/found"
    echo "$name: $(cut -f 2- "$scratch/found" | cut -c 1-150)"
    [ -s "$scratch/found" ] || missed=$((missed + 1))
  done <"$scratch/breaks"
  [ $missed -eq 0 ] || die "$missed breaks were not found"
}

# The results as a table.
figures() {
  awk -F '\t' '
    function group(call, what) {
      if (call ~ /alloc|memalign/) return 1
      if (call ~ /pthread|signal|sigaction/) return 3
      if (call == "disk") return 8
      if (call == "limit") return 9
      if (call == "closed") return 10
      if (call == "pipe") return 11
      if (call == "two") return 12
      if (call == "moment") return 7
      return what == "KILL" ? 4 : what == "cut" ? 5 : what ~ /^[A-Z]/ ? 6 : 2
    }
    { g = group($2, $3)
      end = $4 ~ /^WRONG/ ? "wrong" : $4
      n[g, end]++; n[g, "all"]++; n[13, end]++; n[13, "all"]++ }
    END {
      split("an allocation that fails|a call for files or folders that fails or " \
            "does half|a call for threads or signals that fails|SIGKILL at a " \
            "call|the power cut at a call|TERM, INT or HUP at a call|these and " \
            "SIGKILL at a random moment|a disk that is full or read only|a " \
            "limit to the size of files|standard streams that are closed|a " \
            "reader that goes away|two at once|**all**", name, "|")
      split("all|whole|true line|stopped|killed|wrong", ends, "|")
      print "| fault | tried | all whole, status 0 | one true line, status 1 |" \
            " ended by the signal | killed | **wrong** |"
      print "| --- | --- | --- | --- | --- | --- | --- |"
      for (g = 1; g <= 13; g++) {
        row = "| " name[g] " |"
        for (e = 1; e <= 6; e++)
          row = row " " n[g, ends[e]] + 0 " |"
        print row
      } }' "$scratch/results"
}

# Puts the table between its marks in README.md.
renew() {
  awk -v figures="$scratch/figures" '
    /^<!-- end of the figures/ { inside = 0 }
    !inside
    /^<!-- the figures/ { inside = 1
                          while ((getline line <figures) > 0) print line }
  ' tests/torture/README.md >"$scratch/README.md"
  cp "$scratch/README.md" tests/torture/README.md
}

case $1 in
try)
  shift
  # A disk of its own needs the rights of root, be it in a space of one's own.
  if [ "$2" = disk ] && [ ! "${UNSHARED:-}" ]; then
    UNSHARED=1 exec unshare -rm sh "$self" try "$@"
  fi
  try "$@"
  ;;
limited | closed | piped | several) "$@" ;;
all)
  all "${SHARE:-1}"
  renew
  rm -r "$scratch"
  ;;
quick)
  all 60
  rm -r "$scratch"
  ;;
breaks)
  breaks
  rm -r "$scratch"
  ;;
esac
