# Places where nothing can be written.
# shellcheck shell=sh disable=SC2016,SC2154

section 'Where it cannot be written' '`on_full_disk` is a disk on which no file may have a byte (`ulimit -f 0`).'
on_full_disk() {
  there=0
  {
    answer=$( (
      trap '' XFSZ
      ulimit -f 0
      "$@"
    ) 2>&1 >&4) || there=$?
  } 4>&1
  echo "$answer" >&2
  return $there
}
row 'the log in a folder that is not there' '' '$train --log nowhere/log'
row 'the model in a folder that is not there' '' '$train --model nowhere/model'
row 'the log in the place of a folder' '' '$train --log runs'
row 'the model in a file' '' '$train --model log/model'
row 'runs in the place of a file' '' '$train --runs log'
row 'runs in a file' '' '$train --runs log/runs'
row 'runs where no folder can be made' '' '$train --runs /proc/nothing/runs'
row 'log and model in one file' '' '$train --log model'
row 'the same by another way' '' '$train --log ./model --model data/../model'
row 'the same, not there yet' '' '$train --log in/new --model in/../in/new'
row 'the same by a link' 'ln -s ../model in/link' '$train --log in/link'
row 'the same by another name of the file' 'ln model in/second' '$train --log in/second'
row 'the log over the digits' '' '$train --log data/sample/train-images-idx3-ubyte.gz'
row 'a link that leads nowhere' 'ln -s nowhere/x in/link' '$train --model in/link'
row 'a link to itself' 'ln -s loop in/loop' '$train --log in/loop'
row 'a file that may not be written' 'echo old >in/old; chmod 444 in/old' '$train --log in/old'
row 'the picture over the model' '' '$test --picture model'
row 'the picture over the digits' '' '$test --picture data/sample/t10k-images-idx3-ubyte.gz'
row 'the picture in a folder that is not there' '' '$test --picture nowhere/numbers'
row 'a name of 300 letters' '' '02_relu --picture $(printf %0300d 0)'
row 'a full disk for what is printed' '' 'on_full_disk 02_relu >in/said'
row 'a full disk for the help' '' 'on_full_disk $train --help >in/said'
row 'a full disk for the numbers of a picture' '' 'on_full_disk 02_relu --picture numbers >/dev/null'
row 'a full disk for the numbers of a test' '' 'on_full_disk $test >/dev/null'
row 'a training that diverges' '' '$train --alpha 1e30 --epochs 9 --hidden 9 --runs in/runs'
