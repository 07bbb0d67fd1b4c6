#!/bin/sh
# Whoever lacks something is told what, and what to do: here tools, packages,
# the network, a drawing, a chapter's mistakes and the right gnuplot are missing
# in turn. make check-scripts runs it.
set -eu
. tests/expect.sh
fakes=$PWD/tests/portable/fakes

# only NAME...: makes a folder with no other programs than these.
only() {
  rm -rf "$scratch/only"
  mkdir "$scratch/only"
  for name; do
    ln -s "$(command -v "$name")" "$scratch/only/$name"
  done
}

build="BUILD=$scratch/build"
only sh make sed awk grep find mkdir cat cmp rm
for goal in all check run-04 grade-09 mistakes 'train WORKBOOK=1'; do
  # shellcheck disable=SC2086 # a goal and a variable
  expect 2 'missing: cc pkg-config libpng libturbojpeg libexif jansson zlib; install what is' \
    env PATH="$scratch/only" make $build $goal
done
expect 2 'cannot build in a path with a blank' make BUILD='a b' all

# A compiler that does not work at all lacks no single option.
printf '#!/bin/sh\necho "x.s: fatal error: no room"\nexit 1\n' >"$scratch/cc"
chmod +x "$scratch/cc"
expect 2 'cannot make an empty program: x.s: fatal error: no room; mend' \
  make "$build" CC="$scratch/cc" all
expect 2 'cannot make an empty program: it does not say why' \
  make "$build" CC=false all
[ ! -e "$scratch/build/flags/double" ] || die "wrong options are kept"

PATH=$fakes:$PATH
expect 0 'there is no package libcriterion-dev here' sh common/make/deps.sh build
expect 1 'could not be fetched: is there a network?' \
  env NETWORK=down sh common/make/deps.sh build

copy "$scratch/a copy"
expect 1 'curl: (6) Could not resolve host: a mirror' sh data/fetch.sh
expect 1 'failed, reason: getaddrinfo ENOTFOUND' sh data/fetch.sh
expect 2 'make train DATA=data/sample' make -s "$build" train
expect 0 'draw: ' make -s "$build" train DATA=data/sample
expect 0 "argument: /x/my 'data'" make -s "$build" train DATA="/x/my 'data'"
# shellcheck disable=SC2088 # make and its shell know what ~ is
expect 0 'argument: /x/my data' env HOME=/x make -s "$build" train DATA='~/my data'
expect 0 "argument: $scratch/build/train/my run
argument: 1 2" make -s "$build" train DATA=x RESUME='my run' SEED='1 2'

export PAGES="$scratch/pages" CHAPTERS=07_gradient_descent LAST=16_digit_classifier
mkdir -p "$PAGES/$CHAPTERS" "$scratch/six"
cp "chapters/$CHAPTERS/output.txt" "$PAGES/$CHAPTERS"
: >tests/mistakes/table.tsv
expect 1 'make it with: make mistakes' sh common/book/pages.sh weave
: >tests/mistakes/07.md
expect 1 '07.md: has no mistake' sh common/book/pages.sh weave
# A gnuplot that says nothing, one without a terminal, and a terminal of the user's.
for says in '' "unknown or ambiguous terminal type; type just 'set terminal'"; do
  printf '#!/bin/sh\necho "%s" >&2; exit 1\n' "$says" >"$scratch/six/gnuplot"
  chmod +x "$scratch/six/gnuplot"
  expect 1 'as svg: this gnuplot has no terminal for it, or does not work' \
    env PATH="$scratch/six:$PATH" sh plots/draw.sh curves plots/curves.csv "$scratch/c"
done
expect 0 '' env GNUTERM=none sh plots/draw.sh curves plots/curves.csv "$scratch/c"
printf '#!/bin/sh\necho gnuplot 6.0 patchlevel 2\n' >"$scratch/six/gnuplot"
chmod +x "$scratch/six/gnuplot"
expect 0 'pictures were not compared' \
  env PATH="$scratch/six:$PATH" sh common/book/pages.sh gnuplot_here
echo "remedies: everybody is told what to do"
