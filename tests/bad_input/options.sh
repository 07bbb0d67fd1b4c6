# Command lines.
# shellcheck shell=sh disable=SC2016,SC2154

# refused COMMAND OPTION VALUE...: a row for each value.
refused() {
  start=$1 option=$2
  shift 2
  for value; do
    row "a value of \`--$option\`" '' "$start --$option ${value:-''}"
  done
}

section 'Commands and options' 'A later option takes the place of an earlier one.'
row 'a command misspelled' '' '16_digit_classifier tarin'
row 'an empty command' '' "16_digit_classifier ''"
row 'no picture' '' '$classify'
row 'an option misspelled' '' '$train --epoch-count 3'
row 'the start of several options' '' '$train --be 0.5'
row 'an option of one letter' '' '$train -e 3'
row 'an option without its value' '' '$train --seed'
row 'a value for help' '' '$train --help=all'
row 'a word too many' '' '$train 40'
row 'a word too many' '' '$test 40'
row 'an option of another command' '' '$test --epochs 3'
row 'an option of another command' '' '$classify --data data/sample one.pgm'
refused '$train' epochs 0 -1 1.5 x 1e9 5x ''
refused '$train' batch 0 20000 x
refused '$train' hidden 0 10.5 10, 5000 a 2,2 1,1,1,1,1,1,1,1 1,1,1,1,1,1,1,1,1 ''
refused '$train' keep 0 1.01 nan 0.5,0.5 ,
refused '$train' alpha 0 -1 inf 1e31 0.1x ''
refused '$train' decay -1 11 nan
refused '$train' beta1 1 -0.1 one
refused '$train' beta2 1 -0.1 two
refused '$train' seed -1 3000000000 1.5
refused '$train' hold-back -1 1.5 2000 1000001
refused '$train' threads -1 1025 all
refused '$train' data ''
refused '$train' runs ''
refused '$train' log ''
refused '$train' model ''
refused '$train' resume '' nowhere runs data/sample
refused '$test' data ''
refused '$test' model '' nowhere
refused '$test' picture ''
refused '$classify' model '' nowhere data

section 'Chapter programs' 'They share `--data` and `--picture`; some have options of their own.'
for program in $(cd "$top/chapters" && echo [0-9][0-9]_*); do
  [ "$program" != 16_digit_classifier ] || continue
  row 'an option that is none' '' "$program --nonsense"
done
row 'a word too many' '' '01_forward_propagation data/sample'
row 'an option without its value' '' '02_relu --data'
row 'a folder that is not there' '' '03_activation_matrix --data nowhere'
row 'a folder that is a file' '' '05_total_loss --data log'
row 'a folder without digits' '' '06_softmax --data in'
row 'too few digits' 'set_of 9; cp $images in/t10k-images-idx3-ubyte; cp $labels in/t10k-labels-idx1-ubyte' '07_gradient_descent --data in'
row 'a picture in a folder that is not there' '' '08_output_error --picture nowhere/numbers'
row 'a picture in the place of a folder' '' '09_activation_gradient --picture runs'
row 'a picture over the digits' '' '10_weight_gradient --picture data/sample/t10k-labels-idx1-ubyte.gz'
row 'the same by another way' '' '11_bias_gradient --picture data/../data/sample/t10k-labels-idx1-ubyte.gz'
refused 04_forward_batch time -1 x 1e9
refused 12_backpropagation epochs 0 x 1e9
refused 12_backpropagation alpha -1 inf x
refused 17_fast_product time -1 x 1e9
refused 18_skipping_zeros time -1 x
refused 19_what_trains time -1 x

section 'Experiments' 'What `make experiment-NAME` calls, `experiment NAME`.'
row 'no experiment' '' 'experiment'
row 'an experiment that is none' '' 'experiment nothing'
row 'two experiments' '' 'experiment alpha input'
row 'a folder of digits that is not there' '' 'experiment alpha --data nowhere'
row 'too few digits' 'set_of 5' 'experiment alpha --data in'
row 'curves in a folder that is not there' '' 'experiment alpha --data data/sample --csv nowhere/curves'
