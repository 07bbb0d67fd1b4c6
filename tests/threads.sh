#!/bin/sh
# Trains on the sample with 2 and 4 threads under ThreadSanitizer, to which Archer
# tells what OpenMP's threads wait for: no race, and the same network. Then plants a
# race, which must be found.
#
#     threads.sh BUILD     where make has built the classifier with clang and
#                          -fsanitize=thread
set -eu
built=$1 source=chapters/10_weight_gradient/weight_gradient.c
OMP_TOOL_LIBRARIES=$(clang -print-file-name=libarcher.so)
export OMP_TOOL_LIBRARIES ARCHER_OPTIONS=verbose=1
export TSAN_OPTIONS=ignore_noninstrumented_modules=1:halt_on_error=1

# train PROGRAM THREADS
train() {
  "$1" train --data data/sample --epochs 1 --hidden 40,20 --threads "$2" \
    --runs "$built/runs" --model "$built/$2.safetensors" >"$built/log" 2>&1
}

for threads in 2 4; do
  train "$built/16_digit_classifier" $threads || {
    cat "$built/log" >&2
    exit 1
  }
  grep -q '^Archer detected OpenMP application with TSan' "$built/log"
done
cmp "$built/2.safetensors" "$built/4.safetensors"
echo "no race with 2 and with 4 threads, and the same network"

# Every thread writes one element besides its own.
sed 's|dW.x\[i\] /= |dW.x[0] += 0 * dW.x[i], &|' $source >"$built/race.c"
clang "@$built/flags/float" -w -c "$built/race.c" -o "$built/race.o"
clang "@$built/flags/float" "$built/race.o" \
  "$built/float/chapters/16_digit_classifier/main.o" "$built/float/lessons.a" \
  "$built/float/common.a" "@$built/flags/libraries" -o "$built/race"
if train "$built/race" 2; then
  echo "threads: a planted race is not found" >&2
  exit 1
fi
grep -q 'WARNING: ThreadSanitizer: data race' "$built/log"
grep -q 'weight_gradient' "$built/log"
echo "a planted race is found"
