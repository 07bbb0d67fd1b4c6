#!/bin/sh
# Shows that the tests guard what ships, not only the equations: breaks the
# programs in each of the ways of tests/breaks/*.md, one at a time, and expects
# `make check` to notice. The Makefile calls it:
#
#   all         every break, into tests/breaks/table.tsv
#   try AREA K  only the K-th of AREA.md
#
# Each is made in a copy of the project, built by its own Makefile. The test
# that noticed it the last time runs first; only if it does not notice it any
# more do all others.
set -eu
scratch=$BUILD/breaks
table=tests/breaks/table.tsv
export OMP_NUM_THREADS=1

name_of() { # area, number
  awk -v k="$2" '/^## / && ++n == k { print substr($0, 4) }' \
    "tests/breaks/$1.md"
}

file_of() { # area, number
  awk -v k="$2" -F '`' '/^## / { n++ } n == k && /^In `/ { print $2 }' \
    "tests/breaks/$1.md"
}

# A copy of the project and of what is built of it, with one file broken.
copy_broken() { # area, number, folder
  mkdir -p "$3"
  for part in Makefile chapters common data plots tests; do
    cp -Rp "$part" "$3"
  done
  mkdir "$3/build"
  cp -Rp "$BUILD"/flags "$BUILD"/double "$BUILD"/float "$BUILD"/complex \
    "$BUILD"/portable "$BUILD"/transcripts.inc "$BUILD"/[0-9][0-9]_* "$3/build"
  file=$(file_of "$1" "$2")
  awk -v k="$2" -f tests/code.awk -f tests/mistakes.awk "tests/breaks/$1.md" \
    >"$3/$file"
}

# Builds the tests for type $1 and runs those that filter $2 lets through.
# Leaves in `evidence` what failed.
check() {
  make -s BUILD=build WARNINGS=-w all build/portable/16_digit_classifier \
    "build/$1/check" >make.log 2>&1 || {
    tail -n 5 make.log >&2
    exit 1
  }
  "build/$1/check" -j1 --fail-fast --color=never \
    --verbose --filter "$2" </dev/null >log 2>&1 || :
  evidence=$(awk -f "$top/tests/evidence.awk" log)
}

# Writes to `result`: area, name, and the type and the test that noticed it.
try() {
  top=$PWD
  here=$scratch/$1-$2
  name=$(name_of "$1" "$2")
  rm -rf "$here"
  copy_broken "$1" "$2" "$here"
  known=$(awk -F '\t' -v area="$1" -v name="$name" \
    '$1 == area && $2 == name && $3 != "MISSED" {
       sub(/::/, "/", $4); print $3, $4 }' "$table")
  cd "$here"
  for tests in "$known" 'double transcripts/@(train|test|classify)' \
    'double */*' 'float */*' 'complex */*'; do
    [ -n "$tests" ] || continue
    type=${tests%% *}
    check "$type" "${tests#* }"
    [ -z "$evidence" ] || break
  done
  cd "$top"
  [ -n "$evidence" ] || type=MISSED
  printf '%s\t%s\t%s\t%s\n' "$1" "$name" "$type" "${evidence%%	*}" \
    >"$scratch/$1-$2.result"
  rm -rf "$here"
}

# Every area and number, one pair a line.
list() {
  for file in tests/breaks/*.md; do
    awk -v area="$(basename "$file" .md)" '/^## / { print area, ++n }' "$file"
  done
}

all() {
  rm -rf "$scratch"
  mkdir -p "$scratch"
  list | xargs -n 2 -P "$(getconf _NPROCESSORS_ONLN)" sh "$0" try || {
    echo "error: a break could not be made: see above" >&2
    exit 1
  }
  {
    printf 'area\tbreak\ttype\ttest\n'
    list | while read -r area k; do
      cat "$scratch/$area-$k.result"
    done
  } >"$scratch/table.tsv"
  cp "$scratch/table.tsv" "$table"
  awk -F '\t' 'NR > 1 { n[$3 == "MISSED"]++; printf "%-16s %-56s %s\n", $1, $2,
                        $3 == "MISSED" ? $3 : $4 }
       END { printf "%d noticed, %d missed\n", n[0], n[1]; exit n[1] > 0 }' \
    "$table"
}

"$@"
