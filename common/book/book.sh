#!/bin/sh
# Makes the book from the pages, for common/book/pages.mk: $BOOK/index.html, a folder
# for each chapter, and, when asked for pdf, $BOOK/book.pdf.
set -eu
export LC_ALL=C
here=common/book
font=/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf

die() {
  echo "book: $*" >&2
  exit 1
}

# The number type of the module that has a program, for pages that can run theirs.
module_of() {
  [ -d "$RUN" ] || return 0
  case " $RUN_DOUBLE / $RUN_FLOAT " in
  *" $1 "*/*) echo double ;;
  */*" $1 "*) echo float ;;
  esac
}

# Whether one can draw on a page.
draws_on() {
  [ -d "$RUN" ] && [ "$1" = 22_your_own_digit ] && echo yes
}

# Every page: its name, its source, where it goes, and what leads to the book's
# index from there.
pages() {
  echo index README.md index.html
  echo notation chapters/notation.md notation.html
  for chapter in $CHAPTERS; do
    echo "$chapter chapters/$chapter/README.md $chapter/index.html ../"
  done
  echo reading chapters/reading.md reading.html
}

html() {
  command -v pandoc >/dev/null ||
    die "pandoc is missing; install it with: make deps book"
  rm -rf "$BOOK"
  mkdir -p "$BOOK/plots"
  cp $here/book.css $here/browser/run.js "$BOOK"
  [ ! -d "$RUN" ] || cp -R "$RUN" "$BOOK"
  cp plots/*.svg "$BOOK/plots"
  # Without the font the reader's own one for mathematics is taken.
  [ ! -f $font ] || cp $font "$BOOK"
  for chapter in $CHAPTERS; do
    mkdir "$BOOK/$chapter"
    cp chapters/"$chapter"/*.svg "$BOOK/$chapter"
  done
  pages | while read -r name from to root; do
    module=$(module_of "$name")
    draw=$(draws_on "$name" || true)
    [ -f "$from" ] || die "$from is missing; make it with: make pages"
    pandoc --from gfm --to html5 --wrap=none --lua-filter $here/book.lua \
      --template $here/page.html --mathml --variable root="$root" \
      ${module:+--variable program="$name" --variable module="$module"} \
      ${draw:+--variable draw=yes} \
      --metadata pagetitle="$(sed -n 's/^# //p' "$from" | head -n 1)" \
      --output "$BOOK/pandoc" "$from" || die "pandoc cannot read $from"
    awk -f $here/mathml.awk "$BOOK/pandoc" >"$BOOK/$to"
    rm "$BOOK/pandoc"
  done
  echo "book: $BOOK/index.html"
}

# The body of a page as a section of one long page, all that is folded open.
# Links between pages become links within it.
section() {
  echo "<section id=\"$1\">"
  sed -n '/^<main>/,/^<\/main>/p' "$2" | sed -E "
    s/<\/?main>//
    s/<details>/<details open>/g
    s/ href=\"(\.\.\/)*([0-9][^\/\"]*)\/index.html\"/ href=\"#\2\"/g
    s/ href=\"(\.\.\/)*([a-z]*)\.html\"/ href=\"#\2\"/g
    s/ href=\"(\.\.\/)*[a-z]*\.html#/ href=\"#/g
    s/ src=\"\.\.\// src=\"/g
    s/ src=\"([a-z]*\.svg)\"/ src=\"$1\/\1\"/g"
  echo "</section>"
}

pdf() {
  command -v chromium >/dev/null ||
    die "chromium is missing; install it with: make deps book.pdf"
  long=$BOOK/book.html
  {
    sed '/^<main>/,$d' "$BOOK/index.html"
    pages | while read -r name _ to _; do
      section "$name" "$BOOK/$to"
    done
    echo "</body></html>"
  } >"$long"
  home=$(mktemp -d)
  chromium --headless --no-sandbox --disable-gpu --no-first-run \
    --disable-background-networking --user-data-dir="$home" \
    --no-pdf-header-footer --print-to-pdf="$BOOK/book.pdf" \
    "file://$(cd "$BOOK" && pwd)/book.html" 2>"$home/log" ||
    die "chromium cannot print it: $(tail -n 1 "$home/log")"
  rm -rf "$home" "$long"
  echo "book: $BOOK/book.pdf"
}

html
[ "${1-}" != pdf ] || pdf
