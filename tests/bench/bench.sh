#!/bin/sh
# Measures this project beside its peers, interleaved, and says what it found:
#
#     sh tests/bench/bench.sh measure|quick|summarize
#
# Every round runs every contestant once, so that all have the machine's better
# and worse moments. Each prints rows of samples (see bench.c), and summary.awk
# makes medians and ratios of them, a table and $BUILD/bench/bench.csv. A peer
# that is not installed is named and left out. quick does all the same, once and
# on the sample, in half a minute: to see that it works. summarize only makes
# the table again. ROUNDS=9 and THREADS=1 in the environment change what is
# measured; on a machine that others use too, one thread is far less disturbed
# than two.
set -eu
export LC_ALL=C
build=${BUILD:-build}
bench=$build/bench
samples=$bench/samples.csv
rounds=${ROUNDS:-5} data=data/mnist longer=1 budget=0.05 goal=98

# The sample is a thirtieth of MNIST, and takes more epochs to learn anything.
make_quick() {
  rounds=1 data=$bench/sample longer=8 budget=0.001 goal=85
  mkdir -p "$data"
  for file in data/sample/*.gz; do
    gzip -dc "$file" >"$data/$(basename "$file" .gz)"
  done
}

say() {
  echo "bench: $*" >&2
}

# ---------------------------------------------------------- who takes part

# The system's own Python comes first: it is the one that packages are for.
find_peers() {
  python='' torch=''
  for candidate in python3 /usr/bin/python3; do
    ! "$candidate" -c 'import numpy' 2>/dev/null || python=$candidate
  done
  [ "$python" ] || say "NumPy is not installed; make deps-bench"
  if [ "$python" ] && "$python" -c 'import torch' 2>/dev/null; then
    torch=yes
  else
    say "PyTorch is not installed; make deps-bench"
  fi
}

# Of the builds of OpenBLAS that Debian has, the one with OpenMP is by far the
# best for PyTorch on two threads: they share their threads then.
for folder in /usr/lib/*/openblas-openmp /usr/lib/*/openblas-pthread; do
  if [ -e "$folder/libopenblas.so.0" ]; then
    export LD_LIBRARY_PATH="$folder${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
    break
  fi
done

threads=${THREADS:-1 2}
[ "$(getconf _NPROCESSORS_ONLN)" -gt 1 ] || threads=1
most=${threads##* }

# How long a waiting thread of gcc's OpenMP, and so of PyTorch and OpenBLAS,
# spins before it sleeps; the default is hopeless when the machine has other
# work, and not faster when it has not.
export GOMP_SPINCOUNT="${GOMP_SPINCOUNT:-3000}"

# The contestants: ours NAME PROGRAM THREADS PARTS... or peer SCRIPT THREADS
# OPTIONS...
ours() {
  name=$1 program=$2 count=$3
  shift 3
  "$bench/$program" --name "$name" --threads "$count" --data "$data" \
    --epochs $((4 * longer)) --budget "$budget" "$@"
}

peer() {
  script=$1 count=$2
  shift 2
  case $script in
  numpy*) [ "$python" ] || return 0 ;;
  *) [ "$torch" ] || return 0 ;;
  esac
  OMP_NUM_THREADS=$count OPENBLAS_NUM_THREADS=$count PYTHONDONTWRITEBYTECODE=1 \
    "$python" "tests/bench/$script.py" --threads "$count" --data "$data" "$@"
}

# What the chart says of the machine, as a row of its own.
machine() {
  model=$({ sed -n 's/^model name[^:]*: //p' /proc/cpuinfo ||
    sysctl -n machdep.cpu.brand_string; } 2>/dev/null | head -n 1 | tr -d ,)
  cores=$(getconf _NPROCESSORS_ONLN)
  echo "the machine,$most,machine,${model:-$(uname -m)},$cores,cores,0,"
}

# ---------------------------------------------------------- OpenBLAS's best

# OpenBLAS has code for many processors and may not know this one: take what
# multiplies fastest here, its own choice or another. openblas_seconds is 0
# where there is no OpenBLAS, or it gives wrong numbers, or cannot run.
openblas_seconds() {
  { "$@" "$bench/skipping" --data data/sample --budget "$budget" products ||
    :; } 2>/dev/null |
    awk -F, '$1 == "OpenBLAS" { s += $5; n++ } END { print (n >= 11 ? s : 0) }'
}

choose_core() {
  unset OPENBLAS_CORETYPE OPENBLAS_L2_SIZE
  best=$(openblas_seconds env) chosen=
  for core in Haswell Zen SkylakeX; do
    [ "$(uname -m)" = x86_64 ] || continue
    seconds=$(openblas_seconds env OPENBLAS_CORETYPE="$core")
    if awk "BEGIN { exit !($seconds > 0 && ($seconds < 0.95 * $best ||
        $best == 0)) }"; then
      best=$seconds chosen=$core
    fi
  done
  if [ "$best" = 0 ]; then
    say "OpenBLAS is not installed, or not usable; make deps-bench"
    return
  fi
  [ -z "$chosen" ] || export OPENBLAS_CORETYPE="$chosen"
  say "OpenBLAS runs ${chosen:-its own choice of code}, the fastest here"
}

# ---------------------------------------------------------------- the rounds

one_round() {
  for t in $threads; do
    ours "this project" skipping "$t" peaks
    ours "this project" skipping "$t" epochs
    peer numpy_float32 "$t" --epochs $((3 * longer))
    ours "this project dense" dense "$t" epochs
    peer torch_flat "$t" --epochs $((3 * longer))
    ours "this project" skipping "$t" step answers products
    peer torch_plain "$t" --epochs $((3 * longer))
    peer numpy_seed "$t" --epochs $((2 * longer))
  done
  ours "this project" skipping 1 --gzip "$bench/gzip" load
}

until_goal() {
  ours "this project" skipping "$most" --epochs 60 --until "$goal" until
  peer numpy_float32 "$most" --epochs 60 --until "$goal"
  peer torch_flat "$most" --epochs 60 --until "$goal"
  peer torch_plain "$most" --epochs 60 --until "$goal"
}

# Runs a command for round $1 and keeps its rows; what it says besides stays
# visible, and its failure ends the benchmark.
collect() {
  number=$1
  shift
  "$@" >"$bench/rows"
  sed "s/^/$number,/" "$bench/rows" >>"$samples"
}

measure() {
  find_peers
  mkdir -p "$bench/gzip"
  for file in "$data"/train-*-ubyte; do
    gzip -c "$file" >"$bench/gzip/$(basename "$file").gz"
  done
  : >"$samples"
  collect 1 machine
  choose_core
  round=0
  while [ $((round += 1)) -le "$rounds" ]; do
    say "round $round of $rounds"
    collect "$round" one_round
    [ "$round" -gt 3 ] || collect "$round" ours "this project" skipping "$most" growth
  done
  say "training until $goal % of the test digits are right"
  collect 1 until_goal
}

summarize() {
  awk -F, -v csv="$bench/bench.csv" -f tests/bench/summary.awk "$samples"
  say "wrote $bench/bench.csv"
}

[ "$1" != quick ] || make_quick
[ "$1" = summarize ] || measure
summarize
