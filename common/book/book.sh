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

# page FROM TO ROOT: makes one page; ROOT leads to the book's index from there.
page() {
  [ -f "$1" ] || die "$1 is missing; make it with: make pages"
  title=$(sed -n 's/^# //p' "$1" | head -n 1)
  pandoc --from gfm --to html5 --wrap=none --lua-filter $here/book.lua \
    --template $here/page.html --mathml --variable root="$3" \
    --metadata pagetitle="$title" --output "$2.pandoc" "$1" ||
    die "pandoc cannot read $1"
  awk -f $here/mathml.awk "$2.pandoc" >"$2"
  rm "$2.pandoc"
}

html() {
  command -v pandoc >/dev/null ||
    die "pandoc is missing; install it with: make deps book"
  rm -rf "$BOOK"
  mkdir -p "$BOOK/plots"
  cp $here/book.css plots/*.svg "$BOOK"
  mv "$BOOK"/*.svg "$BOOK/plots"
  # Without the font the reader's own one for mathematics is taken.
  [ ! -f $font ] || cp $font "$BOOK"
  page README.md "$BOOK/index.html" ""
  for name in notation reading; do
    page chapters/$name.md "$BOOK/$name.html" ""
  done
  for chapter in $CHAPTERS; do
    mkdir "$BOOK/$chapter"
    cp chapters/"$chapter"/*.svg "$BOOK/$chapter"
    page "chapters/$chapter/README.md" "$BOOK/$chapter/index.html" ../
  done
  echo "book: $BOOK/index.html"
}

# The body of a page as a section of one long page, all that is folded open.
# Links between pages become links within it.
section() {
  echo "<section id=\"$1\">"
  sed -n '/^<main>/,/^<\/main>/p' "$2" | sed "
        s/<main>//; s/<\/main>//
        s/<details>/<details open>/g
        s/ href=\"\(\.\.\/\)*\([0-9][^\/\"]*\)\/index.html\"/ href=\"#\2\"/g
        s/ href=\"\(\.\.\/\)*\([a-z]*\)\.html\"/ href=\"#\2\"/g
        s/ href=\"\(\.\.\/\)*[a-z]*\.html#/ href=\"#/g
        s/ src=\"\.\.\// src=\"/g
        s/ src=\"\([a-z]*\.svg\)\"/ src=\"$1\/\1\"/g"
  echo "</section>"
}

pdf() {
  command -v chromium >/dev/null ||
    die "chromium is missing; install it with: make deps book.pdf"
  long=$BOOK/book.html
  {
    sed '/^<main>/,$d' "$BOOK/index.html"
    section index "$BOOK/index.html"
    section notation "$BOOK/notation.html"
    for chapter in $CHAPTERS; do
      section "$chapter" "$BOOK/$chapter/index.html"
    done
    section reading "$BOOK/reading.html"
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
