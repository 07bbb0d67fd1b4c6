#!/bin/sh
# What each part of chapter 20's recipe brings, and what it comes to:
#
#     recipes.sh parts     trains with more and more of it, and without parts, on
#                          50,000 digits, and tests on the 10,000 held back
#     recipes.sh final     trains by all of it on 60,000, from five seeds, and
#                          tests on the test digits
#     recipes.sh changed   lets the network that was trained last, chapter 16's say,
#                          and the one that is kept read changed test digits
#
# Trainings are long: hours in all on one core. Each adds a line to plots/recipes.csv
# when it is done, and is skipped if it has one, so the script may be stopped and
# started again. EPOCHS=, THREADS= and SEEDS= change how the parts are trained.
set -eu
export LC_ALL=C
build=${BUILD:-build}
train="${TRAINER:-$build/20_distorted_digits} train --threads ${THREADS:-1}"
table=${TABLE:-plots/recipes.csv}
runs=$build/recipes
[ -s "$table" ] ||
  echo 'recipe,digits,epochs,seed,loss,right,moved 3,turned 25,0.7 times,thinner,noise 0.1,upstroke' >"$table"

# measure MODEL OPTION...: how many digits it reads when each is changed in one way, and
# in which, as RIGHT,WAY
measure() {
  model=$1
  shift
  "$build/20_distorted_digits" --data data/mnist --picture "$runs/picture" \
    --model "$model" "$@" >/dev/null
  sed -n '/^# robustness/,/^$/ s/^\([0-9.]*\) /\1,/p' "$runs/picture"
}

# run NAME DIGITS EPOCHS SEED OPTION...
run() {
  name=$1 digits=$2 epochs=$3 seed=$4
  shift 4
  ! grep -q "^$name,$digits,$epochs,$seed," "$table" || return 0
  files=$runs/$(echo "$name $digits $epochs $seed" | tr ' ' -)
  mkdir -p "$runs"
  [ -s "$files.csv" ] || $train --epochs "$epochs" --seed "$seed" --runs "$runs" \
    --model "$files.safetensors" --log "$files.csv" "$@"
  measure "$files.safetensors" ${held:+--hold-back 10000} >"$files.measured"
  changed=$(awk -F , '$2 ~ /3 pixels|25 degrees|0.7|thinner|of 0.1|upstroke/ {
    printf ",%s", $1 }' "$files.measured")
  tail -n 1 "$files.csv" | cut -d , -f 4,5 |
    sed "s/^/$name,$digits,$epochs,$seed,/; s/$/$changed/" >>"$table"
}

# part NAME OPTION...
part() {
  name=$1
  shift
  for seed in ${SEEDS:-1 2}; do
    run "$name" 'held back' "${EPOCHS:-30}" "$seed" --hold-back 10000 "$@"
  done
}

# of AFFINE ELASTIC STROKE NOISE: options for so much of each, and no upstrokes
of() {
  echo "--affine $1 --elastic $2 --stroke $3 --noise $4 --upstroke 0"
}

# shellcheck disable=SC2046 # options are words
parts() {
  held=1
  part 'all of it'
  part 'without upstrokes' $(of 1 1 1 1)
  part 'no distortion' $(of 0 0 0 0)
  part 'affine alone' $(of 1 0 0 0)
  part 'elastic alone' $(of 0 1 0 0)
  part 'affine and elastic' $(of 1 1 0 0)
  part 'without noise' $(of 1 1 1 0)
  part 'half as strong' $(of 0.5 0.5 0.5 0.5)
  part 'half stronger' $(of 1.5 1.5 1.25 1.5)
  part 'without weight decay' $(of 1 1 1 1) --weight-decay 0
  part 'learning rate constant' $(of 1 1 1 1) --falling 0
  part 'inputs not centered' $(of 1 1 1 1) --centered 0
  EPOCHS=400 SEEDS=1 part 'without upstrokes' $(of 1 1 1 1)
}

final() {
  held=
  for seed in 1 2 3 4 5; do
    run 'all of it' test 400 "$seed"
  done
}

changed() {
  mkdir -p "$runs"
  measure "$build/train/latest/model.safetensors" >"$runs/16"
  measure data/model.safetensors >"$runs/20"
  paste -d , "$runs/16" "$runs/20" | awk -F , '
    BEGIN { print "digits,chapter 16,chapter 20" }
    { print $2 "," $1 "," $3 }' >plots/changed.csv
}

case ${1-} in
parts | final | changed) "$1" ;;
*)
  echo "usage: sh tests/bench/recipes.sh parts|final|changed" >&2
  exit 2
  ;;
esac
