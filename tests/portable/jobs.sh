# What portable.sh compares: everything that the scripts can do without a
# compiler, with whatever sh and awk come first in PATH.
# shellcheck shell=sh
set -u
chapters=$(cd chapters && echo [0-9][0-9]_*)
export BUILD=out PAGES=pages CHAPTERS="$chapters" LAST=16_digit_classifier CC=cc \
  JOBS='' MAKE=:

# Says a command and how it ended, between which it says what it says. Keeps in
# `unexpected` what did not succeed: it could fail everywhere in the same way.
wanted=0
job() {
  echo "== $*"
  status=0
  "$@" </dev/null || status=$?
  echo "== status $status"
  [ "$status" -eq "$wanted" ] || echo "$*: status $status" >>unexpected
}

# The same for what has to end with status 1.
failing() {
  wanted=1
  job "$@"
  wanted=0
}

job make -s help

# the pages
for chapter in $chapters; do
  mkdir -p "pages/$chapter"
  cp "chapters/$chapter/output.txt" chapters/"$chapter"/*.svg \
    "pages/$chapter"
done
job sh common/book/pages.sh weave
job sh common/book/pages.sh check
job sh common/book/pages.sh code_sum
cat >formulas <<'END'
<p><math><mstyle mathvariant="normal"><mi>R</mi><mi>e</mi></mstyle></math>
<math><mo accent="true">^</mo><mo>[</mo><mi>l</mi><mo>]</mo><mo>(</mo></math>
END
LC_ALL=C job awk -f common/book/mathml.awk formulas

# pictures
job sh plots/draw.sh curves plots/curves.csv curves
failing sh plots/draw.sh curves nothing.csv curves

# mistakes and mutants
job sh tests/spoil.sh mistakes list 02 09
for k in 0 1 2; do
  job sh tests/spoil.sh mistakes try 09 $k
done
job sh tests/spoil.sh breaks list
job sh tests/spoil.sh breaks attempts options 1
failing sh tests/spoil.sh mistakes all 09
job sh tests/spoil.sh mistakes show 02
lesson=chapters/01_forward_propagation/forward.c
job sh tests/spoil.sh mutants list $lesson chapters/15_adam/adam.c
job sh tests/spoil.sh mutants try $lesson 3
sh tests/spoil.sh mutants list $lesson |
  sed 's/$/	caught	double	a test	/; /i = 0; i < z/s/caught/missed/' >out/results
sed '/^## 0 and 1/,$d' tests/mutants/survivors.md >out/survivors.md
LC_ALL=C job awk -F '	' -f tests/mutants/report.awk out/survivors.md \
  out/results
for log in tests/portable/logs/*; do
  LC_ALL=C job awk -f tests/evidence.awk "$log"
done

# the workbook
nine=09_activation_gradient ten=10_weight_gradient
for chapter in 01_forward_propagation $nine $ten 16_digit_classifier; do
  job sh tests/workbook/workbook.sh start "$chapter"
done
failing sh tests/workbook/workbook.sh grade $nine
job sh tests/workbook/workbook.sh reset $nine
cp chapters/09_activation_gradient/relu_backward.c workbook/09*
failing sh tests/workbook/workbook.sh grade-all $nine $ten

# the benchmark's table, from samples much like those of the committed one
mkdir out/bench
f='\([^,]*\)'
sed "1d; s/^$f,$f,$f,$f,$f,$f,$f,.*/1,\1,\2,\3,\4,\7,\5,\6,GFLOP/" \
  plots/bench.csv >out/bench/samples.csv
job sh tests/bench/bench.sh summarize

# packages and data
job sh common/make/deps.sh build
failing env NETWORK=down sh common/make/deps.sh book
job sh common/make/deps.sh bench
failing sh data/fetch.sh
