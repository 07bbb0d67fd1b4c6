#!/bin/sh
# The speed record: seconds of training until 97, 98 and 99 % of the test digits are
# read, by the recipes in speedrun.txt.
#
#     sh tests/bench/speedrun.sh [SEEDS]
#
# The rules: all of MNIST's training digits; a recipe with a fixed number of epochs,
# chosen without the test digits; the mean accuracy of 20 seeds must reach the mark.
# Counted are the steps and what they need, such as distorting digits; not loading,
# and not measuring. NumPy and PyTorch train by the same recipes where they can.
# Writes $BUILD/speedrun.csv: target,who,seed,seconds,accuracy.
set -eu
export LC_ALL=C
build=${BUILD:-build}
seeds=${1:-20}
csv=$build/speedrun.csv
runs=$build/speedrun
recipes=tests/bench/speedrun.txt

# What a run of ours took and reached: the last row of its log has the accuracy.
ours() {
  target=$1 seed=$2
  shift 2
  "$build/20_distorted_digits" train --affine 0 --elastic 0 --stroke 0 --noise 0 \
    --upstroke 0 "$@" \
    --seed "$seed" --runs "$runs" --log "$runs.log" >/dev/null
  awk -F, -v OFS=, -v target="$target" -v seed="$seed" '
    NR > 1 { seconds += $7; accuracy = $5 }
    END { print target, "this project", seed, seconds, accuracy }' "$runs.log"
}

peers=
for candidate in python3 /usr/bin/python3; do
  ! "$candidate" -c 'import numpy' 2>/dev/null || python=$candidate
done
if [ "${python:-}" ]; then
  peers=numpy
  ! "$python" -c 'import torch' 2>/dev/null || peers='numpy torch'
fi

mkdir -p "$build"
rm -rf "$runs"
echo 'target,who,seed,seconds,accuracy' >"$csv"
seed=0
while [ "$seed" -lt "$seeds" ]; do # all by turns, for better and worse moments
  seed=$((seed + 1))
  ! [ -t 2 ] || printf '\rseed %d of %d' "$seed" "$seeds" >&2
  sed -n 's/^\([0-9][0-9]*\) /\1 /p' "$recipes" | while read -r target options; do
    # shellcheck disable=SC2086 # a list of words
    ours "$target" "$seed" $options
    case $options in *--affine*) continue ;; esac
    for peer in $peers; do
      # shellcheck disable=SC2086 # a list of words
      "$python" tests/bench/speedrun.py --peer "$peer" --target "$target" \
        --seed "$seed" $options
    done
  done >>"$csv"
  rm -rf "$runs"
done
! [ -t 2 ] || printf '\r\033[K' >&2
awk -F, -f tests/bench/speedrun.awk "$csv"
