#!/bin/sh
# Runs fuzz targets, each for some seconds, two at a time, and prints a table of
# it. Status 1 when one of them found something; it then says what, and where the
# bytes are.
#
#     BUILD=build fuzz.sh SECONDS TARGET...
#
# What a run has learned stays in build/fuzz/corpus for the next; the committed
# seeds are never written.
set -eu
here=tests/fuzz built=${BUILD:-build}/fuzz
seconds=$1
shift

# The targets look for leaks by themselves. No block of memory needs to be larger
# than a picture of 10000 x 10000.
export ASAN_OPTIONS=quarantine_size_mb=4:detect_leaks=0
run() {
  mkdir -p "$built/corpus/$1" "$built/found"
  "$built/$1" -max_total_time="$seconds" -max_len=20000 -timeout=10 \
    -detect_leaks=0 -malloc_limit_mb=100 -rss_limit_mb=1024 \
    -dict=$here/words.txt -print_final_stats=1 \
    -artifact_prefix="$built/found/$1-" "$built/corpus/$1" $here/seeds/"$1" \
    >"$built/$1.log" 2>&1
}

# The last state that libFuzzer told of.
row() {
  awk -v name="$1" '
    /^#[0-9]+\t.*cov: / {
      for (i = 2; i < NF; i++) {
        if ($i == "cov:") coverage = $(i + 1)
        if ($i == "corp:") { split($(i + 1), parts, "/"); inputs = parts[1] }
      }
    }
    /^stat::number_of_executed_units/ { runs = $2 }
    END { printf "%-12s %10d %9d %7d\n", name, runs, coverage, inputs }
  ' "$built/$1.log"
}

# Two at a time.
status=0
all=$*
while [ $# -gt 0 ]; do
  run "$1" &
  first=$1 pid=$!
  shift
  if [ $# -gt 0 ]; then
    run "$1" || { tail -n 40 "$built/$1.log" >&2 && status=1; }
    shift
  fi
  wait $pid || { tail -n 40 "$built/$first.log" >&2 && status=1; }
done

echo "$seconds seconds each"
printf '%-12s %10s %9s %7s\n' reader runs branches inputs
for target in $all; do
  row "$target"
done
exit $status
