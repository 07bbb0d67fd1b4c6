#!/bin/sh
# Makes one page of what the network of a run has learned, for a browser, all in one
# file, which asks nothing of anybody: RUN/report.html.
#
#     plots/report/report.sh PROGRAM RUN [--data DIR]
#
# PROGRAM, build/report, writes numbers and words; gnuplot draws the numbers by
# plots/report_*.gp; page.awk puts the pictures into page.html, each with its words.
set -eu
export LC_ALL=C
die() {
  echo "report: $*" >&2
  exit 1
}

[ $# -ge 2 ] || die "usage: plots/report/report.sh PROGRAM RUN [--data DIR]"
program=$1 run=$2
shift 2
command -v gnuplot >/dev/null || die "gnuplot is missing; install it with: make deps"
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
room=$(mktemp -d)
partial=
trap 'rm -rf "$room" "$partial"' EXIT
trap 'exit 130' INT TERM HUP

"$program" "$run" "$@" --to "$room"

# draw NAME DATA: $room/NAME.svg, where there are such data.
draw() {
  script=report_$1
  [ "$1" != curves ] || script=curves
  [ ! -s "$2" ] || sh "$here/../draw.sh" "$script" "$2" "$room/$1.svg"
}

draw curves "$run/log.csv"
for name in confusion calibration changes silent space; do
  draw $name "$room/$name.csv"
done
for name in mistakes units; do
  draw $name "$room/$name.dat"
done

page=$run/report.html
partial=$page.partial.$$
true 2>/dev/null >"$partial" || die "$page: cannot be written"
awk -v room="$room" -f "$here/page.awk" "$room/words" "$here/page.html" >"$partial"
mv -f "$partial" "$page"
echo "$page"
