#!/bin/sh
# Tests the tests: makes sources wrong, one change at a time, and expects that a
# test says so. The Makefile calls it and says how to compile:
#
#   mistakes all [NN...]   the classic mistakes, tests/mistakes/NN.md
#   mistakes show NN       those of a chapter, with what the tests say of each
#   breaks all [AREA...]   the breaks of whole programs, tests/breaks/AREA.md
#   mutants all SOURCE...  every small change: see mutants.awk. With SHARE=10 one
#                          in ten
#   KIND apply             says which of them does not fit its source any more
#   KIND try WHOSE K       only the K-th of a file or source; 0 is it as it is
#
# Results go to tests/KIND/table.tsv. A wrong source is linked before the right
# ones, so that the linker takes it in their place, with a stand-in for
# Criterion, which is thirty times as fast; only a break is made in a copy of
# the project, built and tested by its own Makefile.
# shellcheck disable=SC2013,SC2046,SC2086 # lists of words
set -eu
export LC_ALL=C OMP_NUM_THREADS=1
kind=$1 command=$2
shift 2
[ "$kind" != mutants ] || export FAIL_FAST=1 # see stand_in/criterion.c
scratch=$BUILD/$kind
table=tests/$kind/table.tsv
top=$PWD

die() {
  echo "error: $*" >&2
  exit 1
}

case ${SHARE:-1} in
*[!0-9]* | 0*) die "SHARE=$SHARE: must be a whole number from 1 on" ;;
esac

# ----------------------------------------------------------- what is made wrong

# Of every wrong version its file or source, its number and what it is; for a
# mistake or a break that is its name and the source.
list() { # whose...
  if [ "$kind" = mutants ]; then
    for source; do
      wrong "$source"
    done
    return
  fi
  [ $# -gt 0 ] || set -- $(cd "tests/$kind" && echo *.md)
  for file; do
    [ -f "tests/$kind/${file%.md}.md" ] ||
      die "ONLY=${file%.md}: is none of $(cd "tests/$kind" && echo *.md | sed 's/\.md//g')"
    awk -v whose="${file%.md}" -F '`' -v OFS='\t' '
      /^## / { name = substr($0, 4) }
      /^In `/ { print whose, ++n, name, $2 }' "tests/$kind/${file%.md}.md"
  done
}

# Prints the K-th wrong version, or lists those of a source.
wrong() { # whose [k=K]
  if [ "$kind" = mutants ]; then
    awk ${2+-v "$2"} -f tests/code.awk -f tests/mutants/mutants.awk "$1"
  else
    awk -v "$2" -f tests/code.awk -f tests/wrong.awk "tests/$kind/$1.md"
  fi
}

# Fails unless all mistakes or breaks can be made.
apply() {
  list | while read -r whose k _; do
    wrong "$whose" k="$k" >/dev/null || exit
  done
}

# One in SHARE of the list, by a hash of what names a mutant for good: the same
# ones everywhere, from all sources.
sample() {
  awk -F '\t' -v share="${SHARE:-1}" '
    BEGIN { for (c = 32; c < 127; c++) code[sprintf("%c", c)] = c }
    { hash = 0
      name = $1 $4 $5 $6
      for (i = 1; i <= length(name); i++)
        hash = (31 * hash + code[substr(name, i, 1)]) % 65521
      if (hash % share == 0)
        print $1, $2 }' "$scratch/list"
}

# -------------------------------------------------------- what must notice it

# In which number type to try which tests, or which transcripts of what a program
# says, one after another, the quickest first. A lesson is tried in all types, a
# program in those that it ships in, all else in those that can matter. Tests of
# the classifier's commands are of double.
attempts() { # whose, number
  name=$(basename "$1" .c) chapter=$(basename "$(dirname "$1")")
  types='double complex float'
  case $kind/$1 in
  breaks/*)
    attempts_at_break "$1" "$2"
    return
    ;;
  mistakes/*) tests=$(basename chapters/"$1"_*).c ;;
  */16_*/train.c | */16_*/test.c)
    types=portable tests="16_$name.c $name.txt outputs.c command_line.c"
    ;;
  */16_*/settings.c | */16_*/checkpoint.c | */16_*/run.c)
    types=portable tests='train.txt 16_train.c 16_resume.c command_line.c'
    ;;
  */16_*/classify.c) types=portable tests='classify.txt command_line.c' ;;
  */16_*/main.c)
    types=portable tests='chapter_16.txt classify.txt command_line.c'
    ;;
  */1[7-9]_*/main.c) types=float tests=chapter_${chapter%%_*}.txt ;;
  */main.c) types=double tests=chapter_${chapter%%_*}.txt ;;
  */21_*/*) types=double tests=$chapter.c ;; # it has no matrices
  */chapters/*) tests=$chapter.c ;;
  */digits.c) types=double tests=idx.c ;;
  *) types=double tests=$name.c ;;
  esac
  for type in $types; do
    for test in $tests; do
      case $type:$test in
      portable:*.c) echo double "$test" ;;
      *) echo "$type $test" ;;
      esac
    done
  done
}

# A break is tried with the test that noticed it the last time; only if that does
# not any more, with all.
attempts_at_break() { # area, number
  list "$1" | awk -F '\t' -v k="$2" '
    NR == FNR { if ($2 == k) name = $1 SUBSEP $3; next }
    $1 SUBSEP $2 == name && $3 != "MISSED" {
      sub(/::/, "/", $4)
      print $3, $4 }' - $table
  printf 'double %s\n' 'transcripts/@(train|test|classify)' '*/*'
  printf '%s */*\n' float complex
}

# What is linked with what is wrong to test it.
tests_for() { # type, test
  for part in "${2%.c}" near expect stand_in/criterion; do
    echo "$BUILD/$1/alone/$part.o"
  done
  echo "$BUILD/$1/lessons.a" "$BUILD/$1/common.a"
}

# What make has to build before.
parts() { # whose...
  if [ "$kind" = breaks ]; then
    echo tests
    return
  fi
  for whose; do
    attempts "$whose"
  done | while read -r type test; do
    case $test in
    *.txt) echo all "$BUILD/portable/16_digit_classifier" ;;
    *) tests_for "$type" "$test" ;;
    esac
  done | tr ' ' '\n' | sort -u
}

# ------------------------------------------------------------------- trying it

# A wrong program may loop, allocate, crash, and remove whatever it is allowed
# to: no test needs as much as this allows, and what root starts runs as nobody.
# Not every system can limit memory.
# shellcheck disable=SC3045 # not in POSIX, but in every shell that is used
guard() { # whose
  case $1 in
  */input.c) ulimit -t 20 ;; # its tests read 512 MiB
  *) ulimit -t 3 ;;
  esac
  ulimit -c 0
  ulimit -v 2500000 2>/dev/null || :
}

nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
[ "$(id -u)" -eq 0 ] || nobody=
case $kind:$command in
mistakes:all | mistakes:show | mutants:all | *:try)
  $nobody test -x "$top/tests" ||
    die "$top: root runs wrong programs as nobody, who may not enter it;" \
      "open the folders above it, as by: chmod o+x ~"
  ;;
esac

# Runs a command that finds the wrong program, if there is one, and the right
# ones of all other chapters. The limit of time is for what sleeps.
run() { # command
  limit=$(command -v timeout || command -v gtimeout || :)
  ${limit:+"$limit" 600} $nobody env BUILD="$here" \
    PATH="$top/${BUILD#"$top"/}:$PATH" TMPDIR="$here/tmp" "$@" \
    </dev/null >>"$here/log" 2>&1
}

# Mutants are compiled to stop where C leaves open what happens, such as at an
# index beyond an array, as the sanitizers of .ci/run would; that needs no more
# libraries. What trains would take half a minute that way.
options_of() { # whose
  case $kind:$1 in
  mistakes:*) ;;
  *:chapters/19_*)
    echo -O2 -g0 -pedantic-errors -fsanitize=bounds \
      -fsanitize-undefined-trap-on-error
    ;;
  *)
    echo -O0 -g0 -pedantic-errors -fsanitize=undefined \
      -fsanitize-undefined-trap-on-error
    ;;
  esac
}

compile() { # type, options
  $CC "@$BUILD/flags/$1" -w $2 -c "$here/wrong.c" -o "$here/$1.o"
}

# Links the wrong source before the archives of the right ones.
link() { # type, output, objects...
  flags=@$BUILD/flags/$1 output=$here/$2 wrong=$here/$1.o
  # Tests have a main of their own, and run a wrong program by its name.
  [ "$2" != check ] || ! grep -q '^int main' "$here/wrong.c" || wrong=
  shift 2
  $CC "$flags" ${wrong:+"$wrong"} "$@" "@$BUILD/flags/libraries" -o "$output"
}

# Each leaves in `evidence` the test that noticed it and the words it used.
try_program() { # whose, type, transcript
  chapter=$(dirname "$1") main=$BUILD/$2/$(dirname "$1")/main.o
  [ "$(basename "$1")" != main.c ] || main=
  link "$2" "${chapter#*/}" $main "$BUILD/$2/lessons.a" "$BUILD/$2/common.a"
  run sh tests/transcripts.sh check "tests/transcripts/$3" || evidence="$3	"
}

try_tests() { # type, test
  link "$1" check $(tests_for "$1" "$2")
  run "$here/check" || :
  hear
}

# A copy of the project and of what is built of it, with one file broken.
copy() { # whose, number
  mkdir -p "$here/copy/build"
  cp -Rp Makefile chapters common data plots tests "$here/copy"
  (cd "$BUILD" && cp -Rp flags double float complex portable transcripts.inc \
    [0-9][0-9]_* "$here/copy/build")
  wrong "$1" k="$2" >"$here/copy/$(list "$1" | awk -F '\t' -v k="$2" \
    '$2 == k { print $4 }')"
}

try_copy() { # whose, number, type, filter
  [ -d "$here/copy" ] || copy "$1" "$2"
  cd "$here/copy"
  make -s BUILD=build WARNINGS=-w all build/portable/16_digit_classifier \
    "build/$3/check" >"$here/log" 2>&1 || die "$(tail -n 5 "$here/log")"
  "build/$3/check" -j1 --fail-fast --color=never --verbose --filter "$4" \
    </dev/null >"$here/log" 2>&1 || :
  cd "$top"
  hear
}

hear() {
  evidence=$(awk -f tests/evidence.awk "$here/log")
  [ "$evidence" ] || grep -q 'Synthesis: Tested: [1-9]' "$here/log" ||
    die "the tests did not run: see $here/log"
}

# Where the optimizer makes the same code of a mutant as of the source, nothing
# can tell them apart.
same_code() {
  for type in $(awk '!seen[$1]++ { print $1 }' "$here/attempts"); do
    compile "$type" '-O2 -g0'
    cmp -s "$here/$type.o" "$here/../0/$type.o" || return 1
  done
}

# Writes to `result`: state, type, test and its words.
try() { # whose, number
  here=$top/${scratch#"$top"/}/${1%.c}/$2 state=missed evidence=
  rm -rf "$here"
  mkdir -p "$here/tmp"
  chmod 1777 "$here/tmp"
  attempts "$1" "$2" >"$here/attempts"
  if [ "$kind" != breaks ]; then
    guard "$1"
    wrong "$1" k="$2" >"$here/wrong.c"
  fi
  while read -r type test; do
    if [ "$kind" = breaks ]; then
      try_copy "$1" "$2" "$type" "$test"
    elif [ ! -e "$here/$type.o" ] &&
      ! compile "$type" "$(options_of "$1")" 2>"$here/log"; then
      state='not compiling'
      break
    elif [ "${test%.txt}" != "$test" ]; then
      try_program "$1" "$type" "$test"
    else
      try_tests "$type" "$test"
    fi
    [ ! "$evidence" ] || {
      state=caught
      break
    }
  done <"$here/attempts"
  [ "$kind.$state" != mutants.missed ] || ! same_code || state='same code'
  [ "$evidence" ] || type=MISSED evidence='MISSED	'
  printf '%s\t%s\t%s\n' "$state" "$type" "$evidence" >"$here/result"
  rm -rf "$here/check" "$here/copy" "$here/tmp" "$here"/[01]*_*
  [ "$state" = 'same code' ] || rm -f "$here"/*.o
  # Where somebody may watch.
  [ ! -t 2 ] || printf '\r%s: %d of %d ' "$kind" \
    "$(find "$scratch" -name result | wc -l)" "${TOTAL:-1}" >&2
}

# --------------------------------------------------------------------- all of it

# Tries every pair of words of the input, on as many processors as make was told
# to use by -j, or on all.
try_all() {
  xargs -n 2 -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" sh "$0" "$kind" try ||
    die "one of the $kind could not be made: see above"
}

result_of() { # whose, number
  cat "$scratch/${1%.c}/$2/result" 2>/dev/null || echo untried
}

all() { # whose...
  rm -rf "$scratch"
  mkdir -p "$scratch"
  list "$@" >"$scratch/list"
  set -- $(cut -f 1 "$scratch/list" | sort -u)
  sample >"$scratch/sample"
  TOTAL=$(wc -l <"$scratch/sample")
  export TOTAL
  ${MAKE:-make} -s $(parts "$@")
  if [ "$kind" != breaks ]; then
    printf '%s 0\n' "$@" | try_all
    for whose; do
      case $(result_of "$whose" 0) in
      missed* | 'same code'*) ;;
      *) die "$whose fails as it is: see $scratch/${whose%.c}/0/log" ;;
      esac
    done
  fi
  try_all <"$scratch/sample"
  [ ! -t 2 ] || printf '\r\033[K' >&2
  cut -f 1,2 "$scratch/list" | while read -r whose k; do
    result_of "$whose" "$k"
  done | paste "$scratch/list" - >"$scratch/results"
  report
}

# Prints the results and keeps the table, which of what was not asked for keeps
# what it had.
report() {
  if [ "$kind" = mutants ]; then
    awk -F '\t' -v share="${SHARE:-1}" -f tests/mutants/report.awk \
      tests/mutants/survivors.md "$scratch/results"
    return
  fi
  columns=1,3,7,8
  [ "$kind" != breaks ] || columns=1,3,6,7
  {
    head -n 1 $table
    {
      awk -F '\t' 'NR == FNR { made[$1] = 1; next } FNR > 1 && !($1 in made)' \
        "$scratch/results" $table
      cut -f $columns "$scratch/results"
    } | sort -s -k 1,1
  } >"$scratch/table.tsv"
  cp "$scratch/table.tsv" $table
  awk -F '\t' '
    { count[$5]++
      printf "%-16s %-56s %s\n", $1, $3, $7
      if ($8 != "")
        printf "    %s\n", $8 }
    END { printf "%d caught, %d missed\n", count["caught"], count["missed"]
          exit count["missed"] > 0 }' "$scratch/results"
}

show() { # NN
  ${MAKE:-make} -s $(parts "$1")
  list "$1" | while read -r whose k _; do
    try "$whose" "$k" </dev/null
    awk -v k="$k" '/^## / { n++ } n == k' "tests/$kind/$whose.md"
    grep -Ev '^$|^\[(RUN |PASS|====)\]' "$here/log" || :
    echo
  done
}

"$command" "$@"
