# For mistakes.sh and mutants.sh, which spoil a source and expect its tests to
# say so. $CC and $BUILD/flags say how to compile.
# shellcheck shell=sh disable=SC2034,SC2086,SC2154 # lists of words; set or used elsewhere
export LC_ALL=C OMP_NUM_THREADS=1

# Ends a command after $1 seconds. Criterion's own --timeout leaves a test that
# sleeps alone.
limit() {
  seconds=$1
  shift
  tool=$(command -v timeout || command -v gtimeout || :)
  ${tool:+"$tool" "$seconds"} "$@"
}

# The number types, in the order in which they are tried.
TYPES='double complex float'

# Compiles $2/spoiled.c for type $1, with more options.
compile() {
  flags=@$BUILD/flags/$1 from=$2/spoiled.c to=$2/$1.o
  shift 2
  $CC "$flags" -w "$@" -c "$from" -o "$to"
}

# Builds the tests in file $1 for type $2 in folder $3, with what runs them, $4.
# The spoiled source, if there is one, comes before the archives of the right
# ones, so the linker takes it in place of the book's.
build() {
  spoiled=$3/$2.o
  [ -e "$spoiled" ] || spoiled=
  $CC "@$BUILD/flags/$2" $spoiled "$BUILD/$2/${1%.c}.o" \
    "$BUILD/$2/tests/near.o" "$BUILD/$2/tests/expect.o" \
    "$BUILD/$2/lessons.a" "$BUILD/$2/common.a" "$4" \
    "@$BUILD/flags/libraries" -o "$3/check"
}

# Runs the tests built in folder $1 for at most $2 seconds, with options, and
# leaves in `evidence` what failed: see evidence.awk.
run() {
  log=$1/log command=$1/check limit=$2
  shift 2
  limit "$limit" "$command" -j1 --color=never --verbose "$@" \
    </dev/null >"$log" 2>&1 || :
  evidence=$(awk -f tests/evidence.awk "$log")
  [ -n "$evidence" ] || grep -q 'Synthesis: Tested: [1-9]' "$log" || {
    echo "error: the tests did not run: see $log" >&2
    exit 1
  }
}

# Tries every pair of words of the input, on as many processors as make was told
# to use by -j, or on all.
try_all() {
  xargs -n 2 -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" sh "$0" try
}

# Says how many of TOTAL have a result, where somebody may watch.
progress() { # what
  if [ -t 2 ] && [ -n "${TOTAL-}" ]; then
    printf '\r%s: %d of %d ' "$1" \
      "$(find "$scratch" -name result | wc -l)" "$TOTAL" >&2
  fi
}

end_progress() {
  [ ! -t 2 ] || printf '\r\033[K' >&2
}
