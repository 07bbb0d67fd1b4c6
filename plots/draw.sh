#!/bin/sh
# Draws a picture from data with plots/NAME.gp, in the style of style.gp:
#
#     plots/draw.sh NAME DATA OUT     writes OUT.svg and OUT.png, and shows the
#                                     picture as text when a terminal watches
#     plots/draw.sh NAME DATA OUT.svg writes that alone, a chapter's picture
#     plots/draw.sh NAME DATA -       only shows it as text
#     plots/draw.sh NAME DATA OUT.FORM  writes what a terminal shows, for live.sh, which
#                                     says how large it is
#
#     plots/draw.sh curves build/train/latest/log.csv build/train/latest/curves
set -eu
export LC_ALL=C
unset GNUTERM # the user's terminal; gnuplot crashes where it has none such

die() {
  echo "draw: $*" >&2
  exit 1
}

[ $# -eq 3 ] || die "usage: plots/draw.sh NAME DATA OUT"
name=$1 data=$2 out=$3
plots=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
[ -f "$plots/$name.gp" ] || die "plots/$name.gp: is not there; name one that is"
{ [ -f "$data" ] && [ -r "$data" ]; } ||
  die "$data: cannot be read; train first with: make train"
[ -s "$data" ] || die "$data: is empty; train again with: make train"
command -v gnuplot >/dev/null || die "gnuplot is missing; install it with:" \
  "make deps"

# All is made under temporary names beside its place and then renamed.
partial=$out.partial.$$
[ "$out" != - ] || partial=${TMPDIR:-/tmp}/draw.$$
trap 'rm -f "$partial".*' EXIT
trap 'exit 130' INT TERM HUP

# A text has 79 columns, or fewer where the terminal that watches has fewer.
columns=${COLUMNS:-79}
if [ -t 1 ]; then
  wide=$(stty size 2>/dev/null </dev/tty | cut -d ' ' -f 2)
  [ "${wide:-0}" -lt 20 ] || [ "$wide" -gt 79 ] || columns=$((wide - 1))
fi

# The last line that gnuplot said, without its place, and what to do where that
# is not in the picture's script.
cause() {
  said=$(sed '/^$/d; s/^"[^"]*" line [0-9]*: //' "$partial.log" | tail -n 1)
  case $said in
  '' | *terminal\ type*)
    said="this gnuplot has no terminal for it, or does not work; install"
    said="$said another (Debian: gnuplot-nox)"
    ;;
  esac
  echo "$said"
}

# picture FORM: writes $partial.FORM. GNUPLOT_LIB is where gnuplot looks for
# style.gp; -d keeps the user's own settings out.
picture() {
  true 2>/dev/null >"$partial.$1" || die "$partial.$1: cannot be written;" \
    "choose another place"
  LC_ALL=C.UTF-8 GNUPLOT_LIB=$plots gnuplot -d \
    -e "columns=$columns; rows=${ROWS:-0}; pixels=${PIXELS:-0}" \
    -c "$plots/$name.gp" "$data" "$1" >"$partial.$1" 2>"$partial.log" ||
    die "$data: plots/$name.gp cannot draw it as $1: $(cause)"
}

# Inserts rules that recolor the SVG on a dark page, from the pairs of colors
# in style.gp. gnuplot writes a color as rgb( 31, 119, 208) in strokes and bars
# and as rgb(31,119,208) in texts. The title says only which gnuplot it was.
write_svg() {
  picture svg
  awk '
    function byte(hex, at) {
      return 16 * (index(digits, substr(hex, at, 1)) - 1) \
        + index(digits, substr(hex, at + 1, 1)) - 1
    }
    function rgb(format, hex) {
      return sprintf(format, byte(hex, 2), byte(hex, 4), byte(hex, 6))
    }
    BEGIN { digits = "0123456789abcdef" }
    NR == FNR && /# dark: #/ {
      split($3, quoted, "\"")
      stroke = rgb("rgb(%3d, %3d, %3d)", quoted[2])
      fill = rgb("rgb(%d,%d,%d)", quoted[2])
      rules = rules "[stroke=\"" stroke "\"]{stroke:" $NF "}" \
        "[color=\"" stroke "\"]{color:" $NF "}[fill=\"" fill \
        "\"],[fill=\"" stroke "\"]{fill:" $NF "}\n"
    }
    NR == FNR || /^<(title|desc)>/ { next }
    { print }
    /^>$/ && !done++ {
      print "<style>image{image-rendering:pixelated}" # digits keep their pixels
      print "svg{background:#ffffff}" # on whatever page
      print "@media(prefers-color-scheme:dark){svg{background:#0d1117}\n" \
        rules "}</style>"
    }' "$plots/style.gp" "$partial.svg" >"$partial.dark"
  mv -f "$partial.dark" "$1"
}

case $out in
*.svg) write_svg "$out" ;;
*.text | *.block | *.sixel | *.kitty)
  picture "${out##*.}"
  mv -f "$partial.${out##*.}" "$out"
  ;;
*)
  if [ "$out" != - ]; then
    write_svg "$out.svg"
    picture png
    mv -f "$partial.png" "$out.png"
  fi
  if [ "$out" = - ] || [ -t 1 ]; then
    picture text
    cat "$partial.text"
  fi
  ;;
esac
