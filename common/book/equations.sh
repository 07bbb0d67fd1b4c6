#!/bin/sh
# The equation images: chapters/NN_*/equation.tex is LaTeX, equation.svg the
# picture made of it. Where the source document prints the equation wrong,
# printed.tex and printed.svg show what it prints.
#
#     sh common/book/equations.sh draw       draws all; needs npm, and the network
#                                       at the first time
#     sh common/book/equations.sh check      fails unless every picture was drawn
#                                       from its LaTeX as it is now; needs
#                                       nothing
#
# The pictures are committed, so nothing else needs npm.
set -eu
export LC_ALL=C
cd "$(dirname -- "$0")/../.."

die() {
  echo "equations: $*" >&2
  exit 1
}

version=4.1.3
modules=${BUILD-build}/mathjax/node_modules

draw() {
  if ! grep -qs "\"version\": \"$version\"" "$modules/mathjax/package.json"; then
    { command -v npm && command -v node; } >/dev/null ||
      die "npm is missing; install it with: sh common/make/deps.sh npm"
    mkdir -p "$modules"
    npm install --prefix "$modules/.." --no-save --no-package-lock \
      --ignore-scripts --no-audit --no-fund --no-update-notifier \
      --loglevel error "mathjax@$version" \
      "@mathjax/mathjax-newcm-font@$version" >/dev/null ||
      die "npm could not install mathjax@$version"
  fi
  set -- chapters/*/*.tex
  node common/book/equations.mjs "$modules" "$@"
  echo "equations: drew $# pictures"
}

# The number that the picture carries: see common/book/equations.mjs.
cksum_in() {
  sed -n 's/^<!-- cksum of the .tex: \(.*\) -->$/\1/p' "$1" 2>/dev/null
}

# Names everything that is wrong, one to a line.
faults() {
  for chapter in chapters/[0-9][0-9]_*; do
    [ -f "$chapter/equation.tex" ] || echo "$chapter/equation.tex is missing"
  done
  for tex in chapters/*/*.tex; do
    [ "$(cksum <"$tex")" = "$(cksum_in "${tex%.tex}.svg")" ] ||
      echo "${tex%.tex}.svg is not drawn from $tex as it is now"
  done
  for svg in chapters/*/equation.svg chapters/*/printed.svg; do
    [ -f "${svg%.svg}.tex" ] || echo "$svg has no LaTeX"
  done
}

check() {
  found=$(faults)
  [ -z "$found" ] || die "$found
draw again with: make equations"
  echo "equations: every picture belongs to its LaTeX"
}

case ${1-} in
draw | check) "$1" ;;
*) die "usage: sh common/book/equations.sh draw|check" ;;
esac
