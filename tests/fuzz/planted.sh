#!/bin/sh
# Plants each fault of planted.txt in a copy of its source, and says how soon the
# target finds it. Status 1 when one is not found within 30 seconds.
#
#     BUILD=build planted.sh
#
# The targets must have been built, by make fuzzers. LINK is how they were linked.
set -eu
here=tests/fuzz built=${BUILD:-build}/fuzz
planted=$built/planted
mkdir -p "$planted"
export ASAN_OPTIONS=quarantine_size_mb=4:detect_leaks=0

# find TARGET SOURCE EDIT
find_fault() {
  sed "$3" "$2" >"$planted/source.c"
  if cmp -s "$2" "$planted/source.c"; then
    echo "planted: $2: $3: does not change it any more; mend planted.txt" >&2
    exit 1
  fi
  source=$planted/source.c forget=$built/float/$here/forget.o
  if [ "$2" = common/ground/fail.c ]; then
    source=$here/forget.c forget=''
  fi
  clang "@$built/flags/float" -I$here -DFAIL_C="\"$planted/source.c\"" -w \
    -c "$source" -o "$planted/source.o"
  # shellcheck disable=SC2086
  clang "@$built/flags/float" "$built/float/$here/$1.o" \
    "$built/float/$here/fuzz.o" $forget "$planted/source.o" \
    "$built/float/lessons.a" "$built/float/common.a" $LINK \
    "@$built/flags/libraries" -o "$planted/$1"
  rm -rf "$planted/learned" # never the seeds: what is new is written there
  mkdir -p "$planted/found" "$planted/learned"
  if "$planted/$1" -max_total_time=30 -max_len=20000 -timeout=10 \
    -detect_leaks=0 -malloc_limit_mb=100 -print_final_stats=1 -dict=$here/words.txt \
    -artifact_prefix="$planted/found/" "$planted/learned" $here/seeds/"$1" \
    >"$planted/log" 2>&1; then
    echo "planted: $2: $3: is not found" >&2
    exit 1
  fi
  printf '%-12s %-44s after %d runs\n' "$1" "$2" \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$planted/log")"
}

grep -v '^#' $here/planted.txt | while read -r target source edit; do
  find_fault "$target" "$source" "$edit"
done
