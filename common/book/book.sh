#!/bin/sh
# Makes the book from the pages, for common/book/pages.mk: $BOOK/index.html and a folder
# for each chapter; or, when asked for pdf, of these $BOOK/book.pdf.
set -eu
export LC_ALL=C
here=common/book
search=$NPM/node_modules/minisearch # what searches, where npm is
font=/usr/share/texmf/fonts/opentype/public/lm-math/latinmodern-math.otf

die() {
  echo "book: $*" >&2
  exit 1
}

# For a terminal that watches.
watched() {
  # shellcheck disable=SC2059 # a format of ours
  [ ! -t 2 ] || printf "$@" >&2
}

# The number type of the module that has a program, for pages that can run theirs.
module_of() {
  [ -d "$RUN" ] || return 0
  case " $RUN_DOUBLE / $RUN_FLOAT " in
  *" $1 "*/*) echo double ;;
  */*" $1 "*) echo float ;;
  esac
}

# Whether the page's program is a training, whose curves are drawn.
trains_on() {
  [ -d "$RUN" ] && [ -d "$here/browser/$1" ] && echo yes
}

# Whether one can draw on a page.
draws_on() {
  [ -d "$RUN" ] && [ "$1" = 22_your_own_digit ] && echo yes
}

# Every page: its name, its source and where it goes.
pages() {
  echo index README.md index.html
  echo notation chapters/notation.md notation.html
  for chapter in $CHAPTERS; do
    echo "$chapter" chapters/"$chapter"/README.md "$chapter"/index.html
  done
  echo time chapters/time.md time.html
  echo comparing chapters/comparing.md comparing.html
  echo experiments chapters/experiments.md experiments.html
  echo code chapters/code.md code.html
  echo errata chapters/errata.md errata.html
  echo reading chapters/reading.md reading.html
}

title_of() {
  sed -n 's/^# //p' "$1" | head -n 1
}

# Keeps of every page its name, where it goes and its title, for all their contents.
titles() {
  pages | while read -r name from to; do
    printf '%s\t%s\t%s\n' "$name" "$to" "$(title_of "$from")"
  done >"$BOOK/titles"
}

# The book's contents as pandoc's variables: every page with its title, page $1
# marked, and what comes before and after it.
contents() {
  awk -F '\t' -v name="$1" '
    BEGIN { print "variables:\n  pages:" }
    { print "  - to: " $2 "\n    title: \"" $3 "\"" }
    $1 == name { print "    here: true"; here = NR; before = last }
    here && NR == here + 1 { after = $2 }
    { last = $2 }
    END { if (before) print "  before: " before
          if (after) print "  after: " after }' "$BOOK/titles" >"$BOOK/contents.yaml"
}

# Makes page $2 from the Markdown of file $1, with further options of pandoc's. The
# numbers of lines are links for a mouse alone; Tab would never come to an end.
make_page() {
  from=$1 to=$2
  shift 2
  [ -f "$from" ] || die "$from is missing; make it with: make pages"
  case $to in
  */*) set -- "$@" --variable root=../ ;;
  esac
  [ ! -d "$search" ] || set -- "$@" --variable search=true
  pandoc --from gfm --to html5 --wrap=none --lua-filter $here/book.lua \
    --template $here/page.html --mathml --defaults "$BOOK/contents.yaml" \
    --metadata pagetitle="$(title_of "$from")" "$@" \
    --output "$BOOK/pandoc" "$from" || die "pandoc cannot read $from"
  awk -f $here/mathml.awk "$BOOK/pandoc" | sed -E '
    s/(<div class="sourceCode") id="[^"]*\.[ch]"[^>]*/\1/
    s/(<span id="[^"]*"><a href="[^"]*")>/\1 aria-hidden="true" tabindex="-1">/
    s/(lines? [0-9]+)\{(line-[-0-9]+)\}/<a href="#\2">\1<\/a>/g
    ' >"$BOOK/$to"
  rm "$BOOK/pandoc"
}

# The page of all files that a chapter's code is from, as they are.
files_page() {
  {
    printf '# The files of chapter %s\n' "$(title_of "chapters/$1/README.md")"
    for name in $sources; do
      printf '\n## %s\n\n``````c\n' "$name"
      cat "chapters/$1/$name"
      echo '``````'
    done
  } >"$BOOK/files.md"
  make_page "$BOOK/files.md" "$1/files.html" --variable part=true \
    --metadata folder="chapters/$1" --metadata sources="$sources"
  rm "$BOOK/files.md"
}

# Of the font for mathematics, what the pages have of it. Without it the reader's
# own one is taken.
subset_font() {
  [ -f $font ] && command -v hb-subset >/dev/null &&
    command -v woff2_compress >/dev/null || return 0
  sed 's/<math/\n&/g' "$BOOK"/*.html "$BOOK"/*/*.html |
    sed -n 's/^<math/&/; s/<\/math>.*//; /^<math/s/<[^>]*>//gp' >"$BOOK/letters"
  hb-subset --text-file="$BOOK/letters" --output-file="$BOOK/math.otf" $font
  woff2_compress "$BOOK/math.otf" >/dev/null 2>&1
  rm "$BOOK/letters" "$BOOK/math.otf"
}

html() {
  command -v pandoc >/dev/null ||
    die "pandoc is missing; install it with: make deps book"
  rm -rf "$BOOK"
  mkdir -p "$BOOK/plots/experiments"
  for name in run theme page curves; do
    cp $here/browser/$name.js "$BOOK"
  done
  cp $here/book.css "$BOOK"
  [ ! -d "$RUN" ] || cp -R "$RUN" "$BOOK"
  cp plots/*.svg "$BOOK/plots"
  cp plots/experiments/*.svg "$BOOK/plots/experiments"
  for chapter in $CHAPTERS; do
    mkdir "$BOOK/$chapter"
    cp chapters/"$chapter"/*.svg "$BOOK/$chapter"
  done
  titles
  pages | while read -r name from to; do
    watched '\r\033[Kbook: %s' "$to"
    contents "$name"
    module=$(module_of "$name")
    draw=$(draws_on "$name" || true)
    train=$(trains_on "$name" || true)
    sources=
    [ ! -d "chapters/$name" ] || sources=$(cd "chapters/$name" && echo *.[ch])
    make_page "$from" "$to" --metadata folder="chapters/$name" \
      --metadata sources="$sources" \
      ${module:+--variable program="$name" --variable module="$module"} \
      ${draw:+--variable draw=yes} ${train:+--variable train=yes}
    [ ! "$sources" ] || files_page "$name"
  done
  watched '\r\033[K'
  rm "$BOOK/titles" "$BOOK/contents.yaml"
  subset_font
  if [ -d "$search" ]; then
    cp $here/browser/search.js "$BOOK"
    node $here/search.mjs "$NPM/node_modules" "$BOOK" "$BOOK/search-index.js"
  fi
  echo "book: $BOOK/index.html"
}

# The body of a page as a section of one long page, all that is folded open.
# Links between pages become links within it, and those to files become text.
section() {
  echo "<section id=\"$1\">"
  sed -n '/^<main/,/^<\/main>/p' "$2" | sed -E "
    s/<\/?main[^>]*>//
    s/<details>/<details open>/g
    s/ loading=\"lazy\"//g
    s/<a href=\"[^\"]*files\.html[^>]*>([^<]*|<code>[^<]*<\/code>)<\/a>/\1/g
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
    sed '/^<body>/,$d; /^<script/d' "$BOOK/index.html"
    echo "<body>"
    pages | while read -r name _ to; do
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

case ${1-} in
pdf) pdf ;;
*) html ;;
esac
