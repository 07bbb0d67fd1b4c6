#!/bin/sh
# Tests how workbooks are graded, in a copy of the project whose path has a
# blank, so that the reader's own workbook is not touched. make check-workbook
# runs it, with CC and BUILD, once all that a copy needs is built.
set -eu
. tests/expect.sh
copy "$scratch/a copy" flags double float complex

# counts N PATTERN: N lines of what it said match.
counts() {
  [ "$(grep -c "$2" "$scratch/said")" -eq "$1" ] || die "not $1 times: $2"
}

# spoil CHAPTER SCRIPT: the reader's lesson is the book's, edited by sed, which
# must find something there to edit.
spoil() {
  for mine in workbook/"$1"_*/*.c; do
    sed "$2" "chapters/${mine#workbook/}" >"$mine"
    cmp -s "chapters/${mine#workbook/}" "$mine" || edited=$1
  done
  [ "${edited:-}" = "$1" ] || die "spoil $1: edits nothing: $2"
  edited=
}

# tests_of CHAPTER: how many tests its lesson has to pass.
tests_of() {
  cat tests/"$1"_*.c | grep -c '^Test('
}

# write CHAPTER: the reader puts the book's code where the blank lesson says so,
# and changes nothing else: what it must refuse is there already.
write() {
  for mine in workbook/"$1"_*/*.c; do
    mv "$mine" blank
    awk '
      FNR == 1 { file++; n = 0 }
      /^\{$/ { n++; inside = 1 }
      /^\}$/ { inside = 0 }
      file == 2 { print }
      file == 2 && /your code here/ { printf "%s", code[n] }
      file == 2 || !inside || /^\{$/ { next }
      /^    expect_shape\(/ { check = 1 }
      !check { code[n] = code[n] $0 "\n" }
      /;$/ { check = 0 }' "chapters/${mine#workbook/}" blank >"$mine"
  done
}

numbers=$(printf '%s\n' chapters/[0-9]* | sed 's/^chapters.//; s/_.*//')
last=${numbers##*
}
of_9=$(tests_of 09)
of_10=$(tests_of 10)

made 2 'there is no workbook yet; start one with: make workbook-01' grade
made 2 'begin with: make workbook-01' train WORKBOOK=1
made 2 'relu_backward.c: is not there; start with: make workbook-09' grade-09
for command in workbook grade workbook-reset; do
  made 2 "there is no chapter 99; they are 01 to $last" $command-99
done

# Blank
# shellcheck disable=SC2046,SC2086 # lists of words
made 0 'adam.c: write it, then: make grade-15' -j2 \
  $(printf 'workbook-%s ' $numbers)
for mine in workbook/*/*.c; do
  for type in DOUBLE FLOAT COMPLEX; do
    $CC -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Werror -I. -Ichapters \
      -DREAL_$type -fsyntax-only "$mine" || die "$mine, blank, does not compile as $type"
  done
done
made 2 'still blank; write relu_backward, then: make grade-09' grade-09
made 2 '  16_digit_classifier       still blank' grade
counts "$last" '^  .* still blank$'

# Nothing is overwritten
echo '// mine' >>workbook/09_activation_gradient/relu_backward.c
made 0 'is there already and stays as it is' workbook-09
grep -q mine workbook/09*/relu_backward.c || die "it did not stay"
made 0 'relu_backward.1.c: your work so far' workbook-reset-09
made 0 'relu_backward.2.c: your work so far' workbook-reset-09
grep -q mine workbook/09*/relu_backward.1.c || die "the first was not kept"
grep -q 'your code' workbook/09*/relu_backward.c || die "the new is not blank"
rm workbook/09*/*.[12].c

# Right ones
for number in $numbers; do
  write "$number"
done
# shellcheck disable=SC2046,SC2086 # lists of words
made 0 "chapter 9: all $of_9 hold" -j2 $(printf 'grade-%s ' $numbers)
counts "$last" '^chapter .* all .* hold$'

# Wrong ones
find workbook -name '*.c' ! -path '*/09_*' ! -path '*/10_*' -exec rm {} +
rmdir workbook/* 2>/dev/null || :
spoil 09 's/re(Z.x\[i\]) > 0 ? dA.x\[i\] : 0/dA.x[i]/'
made 2 'relu_backward keeps the slopes of active units: dZ(0, 0): 1, but 0 is right' grade-09
says "chapter 9: $((of_9 - 4)) of $of_9 hold"
spoil 10 '/dW.x\[i\] \/= /d; /for (size_t/d; /#pragma/d'
made 2 'weight_gradient is the slope of the mean loss: W(4, 4): -4.107 computed' grade
says "  10_weight_gradient        $((of_10 - 3)) of $of_10 hold"
make -s workbook-11 workbook-06 >"$scratch/said"
spoil 11 's/db.x\[i\] \/= (real)dZ.cols/db.x[i] \/= 2/'
made 2 'bias_gradient is the mean of each row by hand: db(0, 0): 6, but 3' \
  grade-11
spoil 06 's/exp(z.x\[k\] - c)/exp(z.x[k])/'
made 2 'softmax stands scores that overflow the plain form: Yhat(0, 0): ' grade-06

# What is wrong is said with what went in, and with the factor if it is a whole
# number. Where two runs of the reader's own differ, neither is called right.
says 'given Z = [ 10000 -10000 800; 0 -10000 801 ]'
spoil 06 's/total \/ (real)Z.cols/total/'
made 2 'the total loss of its softmax is 5.825830691 (12 times as large; m = 12)' \
  grade-06
spoil 10 '/dW.x\[i\] \/= /d; /for (size_t/d; /#pragma/d'
made 2 'computed, -0.6844 measured (6 times as large; m = 6); ' grade-10
spoil 06 's/real sum = 0/double sum = 0/; s/real total = 0/double total = 0/'
made 2 'softmax hands on imaginary parts: complex numbers: ' grade-06
make -s workbook-08 workbook-12 >"$scratch/said"
spoil 08 's/Yhat.x\[i\] - Y.x\[i\]/Y.x[i] - Yhat.x[i]/'
made 2 'but -0.75 is right (the sign is reversed); given Yhat, Y = [ ' grade-08
spoil 12 's/matrix_product_tn(dA, W, dZ);/matrix_fill(dA, NAN);/'
made 2 'a slope is nan, but that in another order is nan' grade-12
counts 0 'nan is right'

# Broken ones: LINE is where relu_backward writes its result.
line=$(grep -n 'dZ.x.i. =' chapters/09*/relu_backward.c | cut -d : -f 1)
at="at workbook/09_activation_gradient/relu_backward.c:$line"
during='relu_backward keeps the slopes of active units'
spoil 09 "${line}s/.*/*(volatile int *)8 = 0;/"
made 2 "not yet: $during: crash: " grade-09
says "$at"
spoil 09 "${line}s/.*/while (i == 0) dZ.x[i] = 0;/"
made 2 "endless loop: it did not end within 1 s, $at" grade-09 TIME_LIMIT=1
counts 1 'not end within'
says "stopped after 0.1 s, since another test did"
# What waits, as on a busy machine, has twice the time, and no more.
slow='extern unsigned sleep(unsigned); if (Z.rows == 6) sleep(5);'
spoil 09 "s/expect_shape(.relu_backward: dA/$slow &/"
made 0 "all $of_9 hold" grade-09 TIME_LIMIT=4
made 2 "endless loop: it did not end within 1 s, at " grade-09 TIME_LIMIT=1
spoil 09 "${line}s/.*/dZ.x[elements(dZ)] = 0;/"
made 2 "not yet: $during: out of bounds: it writes past the end" grade-09
says "$at"
spoil 09 "${line}s/.*/*at(dZ, 0, dZ.cols) = 0;/"
made 2 "not yet: $during: out of bounds: it asks for a row or column" grade-09
says "$at"
spoil 09 "${line}s/.*/{ extern void exit(int); exit(0); }/"
made 2 "not yet: $during: it ended the whole program" grade-09
spoil 09 '/expect_shape/d'
made 2 'refuses the slopes of another layer: it went on' grade-09
spoil 09 "${line}s/;//"
made 2 'relu_backward.c: your file does not compile' grade-09
says 'error: '

# Where the book's own does not compile either, nobody blames the reader's.
spoil 09 '1s/^/ /'
mv "$BUILD/double/common.a" kept
: >"$BUILD/double/common.a"
made 2 'does not compile either, so your file may be right' grade-09
mv kept "$BUILD/double/common.a"

# Training with what passes. What it is linked with need not be built again.
mkdir "$BUILD/workbook"
cp -Rp "$BUILD/flags" "$BUILD/float" "$BUILD/workbook"
made 0 "  09_activation_gradient    all $of_9 hold" \
  -j2 train WORKBOOK=1 DATA=data/sample EPOCHS=1 ARGS='--hidden 30 --keep 1'
says ', 23860 parameters'
mine=$BUILD/workbook/float/workbook/09_activation_gradient/relu_backward.o
[ -f "$mine" ] || die "$mine is not linked"
says workbook/train/
[ ! -e "$BUILD/16_digit_classifier" ] || die "the book's program was built"
echo "workbook: every command ended as it should"
