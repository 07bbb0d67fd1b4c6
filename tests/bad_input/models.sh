# Files of networks, and runs to go on with.
# shellcheck shell=sh disable=SC2016,SC2154

# models INPUT MAKE: reads a digit with in/model.
models() {
  row "$1" "$2" '$classify --model in/model one.pgm'
}

section 'Models: the file' 'A model is a safetensors file: the length of a header, the header in JSON, the numbers.'
row 'a file that is not there' '' '$classify --model nowhere one.pgm'
row 'a folder' '' '$classify --model runs one.pgm'
row 'a link to itself' 'ln -s loop in/loop' '$classify --model in/loop one.pgm'
row 'a picture' '' '$classify --model one.pgm one.pgm'
row 'the log' '' '$classify --model runs/old/log.csv one.pgm'
row 'the checkpoint of the run' '' '$classify --model runs/old/checkpoint.safetensors one.pgm'
models 'an empty file' ': >in/model'
models '7 bytes' 'filler 7 >in/model'
models 'the length 0' 'filler 40 >in/model'
models 'the length alone' 'byte 2 0 0 0 0 0 0 0 >in/model'
models 'a length beyond the end' '{ length 3; printf "{}"; } >in/model'
models 'a length beyond 100 MB' '{ length 100000001; printf "{}"; } >in/model'
models 'a length of all bits' '{ byte 255 255 255 255 255 255 255 255; echo "{}"; } >in/model'
models 'a pickle of PyTorch' 'printf "PK\003\004\0\0\0\0archive/data.pkl" >in/model'
models 'a file of HDF5' 'printf "\211HDF\r\n\032\n\0\0" >in/model'
models 'a file of NumPy' 'printf "\223NUMPY\001\0v\0{}" >in/model'
models 'a web page' 'echo "<!DOCTYPE html><title>404</title>" >in/model'
models 'half of a model' 'head -c 3000 model >in/model'
models 'a model without its last byte' 'head -c $(($(wc -c <model) - 1)) model >in/model'
models 'a model and a byte' '{ cat model; byte 0; } >in/model'

section 'Models: the header' ''
models 'no JSON' 'model hello'
models 'JSON that ends early' "model \"{'W1':\""
models 'two objects' 'model "{} {}"'
models 'a comma too many' "model \"{'a':1,}\""
models 'a list' 'model "[]"'
models 'a number' 'model 7'
models 'null' 'model null'
models 'a byte order mark' 'model "$(byte 239 187 191){}"'
models 'bytes that are no UTF-8' "model \"{'\$(byte 255)':1}\""
models 'a byte 0 in a name' '{ length 8; printf "{\"a"; byte 0; printf "\":1}"; } >in/model'
models 'a control character in a name' "model \"{'a\$(byte 1)':1}\""
models 'nested 3,000 deep' 'model "{\"a\":$(printf %3000s "" | tr " " "[")}"'
models 'a number beyond 64 bits' "model \"{'a':{'dtype':'F32','shape':[99999999999999999999]}}\""
models 'a name twice' "tensors '' 'true' \"a F32 0 0 0\" \"a F32 0 0 0\""
models 'a field twice' "model \"{'a':{'dtype':'F32','dtype':'F32'}}\""
models 'metadata that are a list' "model \"{'__metadata__':[]}\""
models 'metadata that are a text' "model \"{'__metadata__':'255'}\""
models 'metadata that are null' "model \"{'__metadata__':null}\""
models 'a number in the metadata' "model \"{'__metadata__':{'pixel_scale':255}}\""

section 'Models: the tensors' ''
models 'an entry that is a list' "model \"{'W1':[]}\""
models 'an entry that is null' "model \"{'W1':null}\""
models 'an empty entry' "model \"{'W1':{}}\""
models 'a type that is a number' "model \"{'W1':{'dtype':32}}\""
models 'a type in small letters' 'tensors "" "filler 4" "W1 f32 1 0 4"'
for type in I64 U8 F8_E4M3 BOOL '%s%n'; do
  models "the type $type" "tensors '' 'filler 8' \"W1 $type 1 0 8\""
done
models 'no shape' "model \"{'W1':{'dtype':'F32'}}\""
models 'a shape that is a number' "model \"{'W1':{'dtype':'F32','shape':4}}\""
for size in -1 1.5 "'4'" null 2147483648 9223372036854775807; do
  models "the size $size" "tensors '' 'filler 4' \"W1 F32 $size 0 4\""
done
models 'three dimensions' 'tensors "" "filler 4" "W1 F32 1,1,1 0 4"'
models 'sizes whose product passes 64 bits' 'tensors "" "filler 8" "W1 F64 2147483647,2147483647 0 8"'
models 'no places' "model \"{'W1':{'dtype':'F32','shape':[1]}}\""
models 'places that are three' "model \"{'W1':{'dtype':'F32','shape':[1],'data_offsets':[0,4,4]}}\""
for offsets in '-4 0' '4 0' '0 8' '0 9999' '0.0 4' '4 8'; do
  models "the place $offsets" "tensors '' 'filler 8' \"W1 F32 1 $offsets\""
done
models 'a gap' 'tensors "" "filler 12" "W1 F32 1 0 4" "b1 F32 1 8 12"'
models 'two in one place' 'tensors "" "filler 4" "W1 F32 1 0 4" "b1 F32 1 0 4"'
models 'two that overlap' 'tensors "" "filler 12" "W1 F32 2 0 8" "b1 F32 2 4 12"'
models 'a place between two numbers' 'tensors "" "filler 6" "W1 F32 1 2 6"'
models 'numbers that nothing describes' 'model "{}" filler 4'
models 'F32: not a number' 'one F32 4 "byte 0 0 192 127"'
models 'F32: infinite' 'one F32 4 "byte 0 0 128 127"'
models 'F32: minus infinite' 'one F32 4 "byte 0 0 128 255"'
models 'F16: infinite' 'one F16 2 "byte 0 124"'
models 'F16: not a number' 'one F16 2 "byte 1 124"'
models 'BF16: infinite' 'one BF16 2 "byte 128 127"'
models 'F64: more than a float holds' 'one F64 8 "byte 0 0 0 0 0 0 0 72"'
models 'F64: not a number' 'one F64 8 "byte 1 0 0 0 0 0 240 127"'

section 'Models: the network' ''
models 'no tensors' 'tensors "$scale" true'
models 'names of PyTorch' 'layer fc1.weight 10,784 fc1.bias 10'
models 'small letters' 'layer w1 10,784 b1 10'
models 'numbers from 0 on' 'layer W0 10,784 b0 10'
models 'no layer 1' 'layer W2 10,784 b2 10'
models 'no biases' 'tensors "$scale" "filler 31360" "W1 F32 10,784 0 31360"'
models 'no weights' 'tensors "$scale" "filler 40" "b1 F32 10 0 40"'
models 'one tensor too many' 'tensors "$scale" "filler 31404" "W1 F32 10,784 0 31360" "b1 F32 10 31360 31400" "c F32 1 31400 31404"'
models 'weights as inputs × units' 'layer W1 784,10 b1 10'
models 'weights in one row' 'layer W1 7840 b1 10'
models 'biases as a matrix' 'layer W1 10,784 b1 10,1'
models 'nine classes' 'tensors "$scale" "filler 28260" "W1 F32 9,784 0 28224" "b1 F32 9 28224 28260"'
models 'inputs of 27 × 27' 'tensors "$scale" "filler 29200" "W1 F32 10,729 0 29160" "b1 F32 10 29160 29200"'
models 'a layer without units' 'tensors "$scale" "filler 40" "W1 F32 0,784 0 0" "b1 F32 0 0 0" "W2 F32 10,0 0 0" "b2 F32 10 0 40"'
models 'layers that do not fit' 'tensors "$scale" "filler 3260" "W1 F32 1,784 0 3136" "b1 F32 1 3136 3140" "W2 F32 10,2 3140 3220" "b2 F32 10 3220 3260"'
models 'the codes of printf as a name' 'layer %s%n%n 10,784 b1 10'
models 'a line feed in a name' "layer 'W1\\n' 10,784 b1 10"
models 'no metadata' 'scaled ""'
models 'another key' "scaled \"'__metadata__':{'scale':'255'},\""
for value in '' x 0 -1 nan inf 1e999 255x; do
  models "the scale \`$value\`" "scaled \"'__metadata__':{'pixel_scale':'$value'},\""
done

section 'Runs to go on with' ''
# runs INPUT FROM TO: the run with its checkpoint changed; the length stays.
runs() {
  row "$1" "cp -R runs/old in/run; sed 's/$2/$3/' runs/old/checkpoint.safetensors >in/run/checkpoint.safetensors" \
    '16_digit_classifier train --resume in/run --epochs 2'
}
row 'a folder that is not there' '' '$train --resume nowhere'
row 'an empty folder' '' '$train --resume in'
row 'a file' '' '$train --resume log'
row 'with another seed' '' '16_digit_classifier train --resume runs/latest --epochs 2 --seed 2'
row 'with another network' '' '16_digit_classifier train --resume runs/old --epochs 2 --hidden 3'
row 'with other digits' 'for set in train t10k; do set_of 9; for kind in images-idx3 labels-idx1; do [ $set = train ] || mv in/train-$kind-ubyte in/t10k-$kind-ubyte; done; done; set_of 9' '16_digit_classifier train --resume runs/old --epochs 2 --data in'
row 'without its digits' '' '16_digit_classifier train --resume runs/old --epochs 2 --data nowhere'
row 'its model in the place of its checkpoint' 'mkdir in/run; cp runs/old/model.safetensors in/run/checkpoint.safetensors' '16_digit_classifier train --resume in/run --epochs 2'
row 'half of a checkpoint' 'mkdir in/run; head -c 9000 runs/old/checkpoint.safetensors >in/run/checkpoint.safetensors' '16_digit_classifier train --resume in/run --epochs 2'
row 'an empty checkpoint' 'mkdir in/run; : >in/run/checkpoint.safetensors' '16_digit_classifier train --resume in/run --epochs 2'
runs 'no number of epochs' epochs_done epochs_gone
runs 'epochs below 0' '"epochs_done":"1"' '"epochs_done":-1 '
runs 'a position beyond the end' '"position":"0"' '"position":"x"'
runs 'no log' '"log":' '"lag":'
runs 'no state of Adam' '"adam_m":' '"adam_n":'
runs 'another kind of network' '"hidden":"2"' '"hidden":"3"'
runs 'a setting that is none' '"alpha":"0' '"alpha":"-'
runs 'no digest' '"digest":' '"digast":'

# reported INPUT MAKE: reports on a copy of the run, in/run, that MAKE has changed.
reported() {
  row "$1" "cp -R runs/old in/run; $2" 'report in/run --to in'
}

section 'Runs to report on' 'What `make report` calls, `report RUN --to FOLDER`.'
row 'no run' '' 'report --to runs'
row 'two runs' '' 'report runs/old runs/old --to runs'
row 'no folder for the numbers' '' 'report runs/old'
row 'a folder for the numbers that is not there' '' 'report runs/old --to nowhere'
row 'a run that is not there' '' 'report nowhere --to runs'
row 'a folder that is no run' '' 'report data --to runs'
row 'digits that are not there' '' 'report runs/old --data nowhere --to runs'
row 'other digits' 'set_of 3; mv $images in/t10k-images-idx3-ubyte; mv $labels in/t10k-labels-idx1-ubyte' 'report runs/old --data in --to in'
reported 'no checkpoint' 'rm in/run/checkpoint.safetensors'
reported 'no log' 'rm in/run/log.csv'
reported 'a log that is cut' 'echo epoch,test_loss >in/run/log.csv'
reported 'no model' 'rm in/run/model.safetensors'
reported 'no model, since it was stopped' "rm in/run/model.safetensors; sed 's/\"epochs\":\"1\"/\"epochs\":\"2\"/' runs/old/checkpoint.safetensors >in/run/checkpoint.safetensors"
reported 'half of a model' 'head -c 3000 model >in/run/model.safetensors'
