#!/bin/sh
# Measures this project beside its peers, interleaved, and says what it found:
#
#     sh tests/bench/bench.sh [--quick]
#
# Every round runs every contestant once, so that all have the machine's better
# and worse moments. Each prints rows of samples (see bench.c), and summary.awk
# makes medians and ratios of them, a table and $BUILD/bench/bench.csv. A peer
# that is not installed is named and left out. --quick runs this project alone
# on the sample for a few seconds, only to see that all of it works. ROUNDS=9
# and THREADS=1 in the environment change what is measured; on a machine that
# others use too, one thread is far less disturbed than two.
set -eu
build=${BUILD:-build}
bench=$build/bench
rounds=${ROUNDS:-5}
data=data/mnist epochs=4 budget=0.05 quick=
if [ "${1-}" = --quick ]; then
  quick=yes rounds=1 data=data/sample epochs=2 budget=0.001
fi
samples=$bench/samples.csv

say() {
  echo "bench: $*" >&2
}

# ---------------------------------------------------------- who takes part

# The system's own Python comes first: it is the one that packages are for.
python=
for candidate in /usr/bin/python3 python3; do
  if [ -z "$quick" ] && "$candidate" -c 'import numpy' 2>/dev/null; then
    python=$candidate
    break
  fi
done
torch=
if [ -n "$python" ] && "$python" -c 'import torch' 2>/dev/null; then
  torch=yes
fi
if [ -z "$quick" ]; then
  [ -n "$python" ] || say "NumPy is not installed; make deps-bench"
  [ -n "$torch" ] || say "PyTorch is not installed; make deps-bench"
fi

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
    --epochs "$epochs" --budget "$budget" "$@"
}

peer() {
  script=$1 count=$2
  shift 2
  OMP_NUM_THREADS=$count OPENBLAS_NUM_THREADS=$count PYTHONDONTWRITEBYTECODE=1 \
    "$python" "tests/bench/$script.py" --threads "$count" --data "$data" "$@"
}

# What the chart says of the machine, as a row of its own.
machine() {
  model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null |
    head -n 1 | tr -d ,)
  [ -n "$model" ] || model=$(sysctl -n machdep.cpu.brand_string 2>/dev/null) ||
    model=$(uname -m)
  cores=$(getconf _NPROCESSORS_ONLN)
  echo "the machine,$most,machine,$model,$cores,cores,0,"
}

# ---------------------------------------------------------- OpenBLAS's best

# OpenBLAS has code for many processors and may not know this one: take what
# multiplies fastest here, its own choice or another. openblas_seconds is 0
# where there is no OpenBLAS, or it gives wrong numbers, or cannot run.
openblas_seconds() {
  { "$@" "$bench/skipping" --data data/sample products || :; } 2>/dev/null |
    awk -F, '$1 == "OpenBLAS" { s += $5; n++ } END { print n >= 11 ? s : 0 }'
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
    [ -z "$python" ] || peer numpy_float32 "$t" --epochs 3
    ours "this project dense" dense "$t" epochs
    [ -z "$torch" ] || peer torch_flat "$t" --epochs 3
    ours "this project" skipping "$t" step answers products
    [ -z "$torch" ] || peer torch_plain "$t" --epochs 3
    [ -z "$python" ] || peer numpy_seed "$t" --epochs 2
  done
  ours "this project" skipping 1 --gzip "$bench/gzip" load
}

growth() {
  ours "this project" skipping "$most" growth
}

until_98() {
  ours "this project" skipping "$most" --epochs 60 until
  [ -z "$python" ] || peer numpy_float32 "$most" --epochs 60 --until 98
  [ -z "$torch" ] || peer torch_flat "$most" --epochs 60 --until 98
  [ -z "$torch" ] || peer torch_plain "$most" --epochs 60 --until 98
}

# Runs a command for round $1 and keeps its rows; what it says besides stays
# visible, and its failure ends the benchmark.
collect() {
  number=$1
  shift
  "$@" >"$bench/rows"
  sed "s/^/$number,/" "$bench/rows" >>"$samples"
}

mkdir -p "$bench/gzip"
for file in "$data"/train-*; do
  name=$(basename "$file" .gz)
  case $file in
  *.gz) cp "$file" "$bench/gzip/$name.gz" ;;
  *) gzip -c "$file" >"$bench/gzip/$name.gz" ;;
  esac
done
: >"$samples"
collect 1 machine
[ -n "$quick" ] || choose_core
round=1
while [ "$round" -le "$rounds" ]; do
  say "round $round of $rounds"
  collect "$round" one_round
  [ "$round" -gt 3 ] || collect "$round" growth
  round=$((round + 1))
done
if [ -z "$quick" ]; then
  say "training until 98 % of the test digits are right"
  collect 1 until_98
fi

awk -F, -v csv="$bench/bench.csv" -f tests/bench/summary.awk "$samples"
say "wrote $bench/bench.csv"
