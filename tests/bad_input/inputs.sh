# What makes the bad inputs of the rows: each function prints a file, or fills the
# folder `in` with one.
# shellcheck shell=sh disable=SC2034

# byte NUMBER...: as they are.
byte() {
  for number; do
    # shellcheck disable=SC2059 # an escape
    printf "\\$((number / 64))$((number / 8 % 8))$((number % 8))"
  done
}

# filler COUNT: so many digits 0, which are small numbers also as floats.
filler() {
  [ "$1" -eq 0 ] || printf "%0$1d" 0
}

# big NUMBER...: of 32 bits, the highest byte first.
big() {
  for word; do
    byte $((word >> 24 & 255)) $((word >> 16 & 255)) $((word >> 8 & 255)) \
      $((word & 255))
  done
}

# ------------------------------------------------------------------- digits

images=in/train-images-idx3-ubyte labels=in/train-labels-idx1-ubyte

# set_of COUNT: a training set of so many gray digits, all labeled 7.
set_of() {
  { big 0x803 "$1" 28 28 && filler $((784 * $1)); } >$images
  { big 0x801 "$1" && labels_of "$1"; } >$labels
}

labels_of() {
  count=$1
  while [ "$count" -gt 0 ]; do
    byte 7
    count=$((count - 1))
  done
}

# zipped FROM_END COMMAND: a good set, its pictures gzipped, but for the last bytes,
# with what COMMAND prints after them.
zipped() {
  set_of 3
  gzip -n $images
  { head -c $(($(wc -c <$images.gz) - $1)) $images.gz && $2; } >$images
  rm $images.gz
}

# ------------------------------------------------------------------- models

# length NUMBER: of 64 bits, the lowest byte first.
length() {
  byte $(($1 & 255)) $(($1 >> 8 & 255)) $(($1 >> 16 & 255)) $(($1 >> 24 & 255)) \
    0 0 0 0
}

# model HEADER [COMMAND...]: in/model with this header, in which ' stands for ", and
# with the data that COMMAND prints.
model() {
  text=$1
  shift
  data_of=${*:-true}
  set -f
  IFS="'"
  # shellcheck disable=SC2086 # it is to be split
  set -- $text
  IFS='"'
  text=$*
  unset IFS
  set +f
  { length ${#text} && printf %s "$text" && $data_of; } >in/model
}

# tensors METADATA DATA ENTRY...: the same; each ENTRY is a tensor's name, type,
# shape and place, and METADATA ends with a comma or is empty.
tensors() {
  text="{$1" data_of=$2
  shift 2
  for entry; do
    # shellcheck disable=SC2086 # a list of words
    set -- $entry
    text="$text'$1':{'dtype':'$2','shape':[$3],'data_offsets':[$4,$5]},"
  done
  model "${text%,}}" "$data_of"
}

scale="'__metadata__':{'pixel_scale':'255'},"

# layer W_NAME W_SHAPE B_NAME B_SHAPE: a network of one layer with these.
layer() {
  tensors "$scale" 'filler 31400' "$1 F32 $2 0 31360" "$3 F32 $4 31360 31400"
}

# scaled METADATA: a right network with this beside it.
scaled() {
  tensors "$1" 'filler 31400' 'W1 F32 10,784 0 31360' 'b1 F32 10 31360 31400'
}

# one TYPE BYTES COMMAND: a single number of this type.
one() {
  tensors '' "$3" "W1 $1 1 0 $2"
}

# ----------------------------------------------------------------- pictures

signature='\211PNG\r\n\032\n'
header='\0\0\0\015IHDR\0\0\0\004\0\0\0\004\010\0\0\0\0\214\232\301\242'
pixels='\0\0\0\020IDAT\170\332\143\370\317\300\360\237\001\225\000\000\117\304\007\371\230\046\326\115'
end='\0\0\0\0IEND\256B`\202'

# png PART...: of printf's escapes.
png() {
  for part in "$signature" "$@"; do
    # shellcheck disable=SC2059 # they are meant
    printf "$part"
  done >in/a.png
}
