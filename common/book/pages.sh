#!/bin/sh
# The pages of the book, for common/book/pages.mk, which has run the programs and
# drawn their pictures under $PAGES already:
#
#     weave   makes a README.md of every chapter there, the README and the errata
#     keep    copies all to its places: chapters/*/ and the top
#     check   fails unless all is there already, and every link leads somewhere
#     slow    measures times, and trains $CLASSIFIER on MNIST for the page of
#             chapter $LAST
set -eu
export LC_ALL=C
last=${LAST:?}

# Another gnuplot than the one that drew the pictures that are kept puts their parts
# into another order.
compares_pictures=yes
gnuplot_here() {
  case $(gnuplot --version) in
  'gnuplot 5.4 '*) ;;
  *)
    compares_pictures=
    echo "pages: pictures were not compared: those that are kept are" \
      "gnuplot 5.4's, and here is $(gnuplot --version)" >&2
    ;;
  esac
}

weave() {
  for chapter in $CHAPTERS; do
    awk -v chapters="$CHAPTERS" -v chapter="$chapter" \
      -v output="$PAGES/$chapter/output.txt" -f common/book/weave.awk \
      >"$PAGES/$chapter/README.md"
  done
  awk -v chapters="$CHAPTERS" -f common/book/weave.awk >"$PAGES/README.md"
  awk -v chapters="$CHAPTERS" -v errata=1 -f common/book/weave.awk \
    >"$PAGES/errata.md"
  weave_code
  weave_experiments
}

# The page of the experiments: where a line names one and says what one sees in its
# picture, as in "@alpha A hill: ...", the picture and what it found, as they are kept.
weave_experiments() {
  awk '
    /^@/ {
      kept = "plots/experiments/" substr($1, 2)
      $1 = ""
      print "![" substr($0, 2) "](../" kept ".svg)\n"
      print "<details><summary>The numbers</summary>\n\n```text"
      while ((getline line <(kept ".txt")) > 0)
        print line
      print "```\n\n</details>"
      next
    }
    { print }' common/book/experiments.md >"$PAGES/experiments.md"
}

# The page of the way through the code, by gcc's graphs of what calls what. Another
# compiler has none; then the page stays as it is kept.
weave_code() {
  graphs=$PAGES/graphs
  rm -rf "$graphs"
  mkdir -p "$graphs"
  for file in $(code_files); do
    gcc -std=c11 -DREAL_FLOAT -I. -Ichapters -O0 -c -fcallgraph-info \
      -o "$graphs/$(echo "$file" | tr / _).o" "$file" 2>/dev/null || {
      echo "pages: the call tree was not made: gcc 10 or later does it" >&2
      cp chapters/code.md "$PAGES/code.md"
      return
    }
  done
  awk -f common/book/code.awk "$graphs"/*.ci common/book/code.md >"$PAGES/code.md"
}

# What a step of training may call, but for programs and what they measure.
code_files() {
  for chapter in $(chapters_to_last) 19_what_trains; do
    printf '%s\n' chapters/"$chapter"/*.c
  done | grep -v '/main\.c$\|/measure'
  printf '%s\n' common/numbers/*.c
}

# A chapter's pictures that are to be compared, and those that it has not yet. Its
# scripts are plots/CHAPTER.gp, which draws plot.svg, and plots/CHAPTER.NAME.gp.
pictures_of() {
  for script in plots/"$1".gp plots/"$1".*.gp; do
    name=${script#plots/"$1"}
    name=${name%.gp}
    name=${name#.}
    picture=${name:-plot}.svg
    [ ! -f "$script" ] || {
      [ ! "$compares_pictures" ] && [ -f "chapters/$1/$picture" ]
    } || echo "$picture"
  done
}

# Every file that is woven: where it was made, and its place.
each() {
  for chapter in $CHAPTERS; do
    for part in output.txt README.md $(pictures_of "$chapter"); do
      "$1" "$PAGES/$chapter/$part" "chapters/$chapter/$part"
    done
  done
  "$1" "$PAGES/README.md" README.md
  "$1" "$PAGES/errata.md" chapters/errata.md
  "$1" "$PAGES/code.md" chapters/code.md
  "$1" "$PAGES/experiments.md" chapters/experiments.md
}

keep_one() {
  cmp -s "$1" "$2" || {
    cp "$1" "$2"
    echo "pages: new: $2"
  }
}

keep() {
  gnuplot_here
  each keep_one
}

check_one() {
  if [ ! -f "$2" ]; then
    echo "$2 is missing"
  elif ! cmp -s "$1" "$2"; then
    line=$(diff "$1" "$2" | sed -n '1s/.*[acd]\([0-9]*\).*/\1/p')
    echo "$2, line $line: is not what its sources make"
  fi
}

# Files that git does not know; none outside a checkout.
strangers() {
  git ls-files --others --exclude-standard -- chapters 2>/dev/null |
    sed 's/$/ is unknown to git: add it or remove it/'
}

chapters_to_last() {
  for chapter in $CHAPTERS; do
    echo "$chapter"
    [ "$chapter" != "$last" ] || return 0
  done
}

# The sources of the lessons that the classifier is made of, and the matrix
# products, which are told last.
to_last() {
  for chapter in 19_what_trains $(chapters_to_last); do
    printf '%s\n' chapters/"$chapter"/*.[ch]
  done
}

# A number for all that the numbers of the classifier's training depend on: the
# data, and the code of lessons and common/ that computes. Prose, the words of
# messages and where lines break change no number; what the commands do is
# watched by tests/transcripts.
code_sum() {
  for file in common/*/*.[ch] $(to_last); do
    case $file in
    common/program/* | */fail.[ch] | */picture.[ch]) ;;
    */output.[ch] | */run_folder.[ch] | */run.[ch] | */checkpoint.[ch]) ;;
    */kept_run*.[ch] | */compare.c | */pace.[ch] | */student.[ch]) ;;
    */team.[ch] | */frames.[ch] | */silent.[ch]) ;;
    */principal.[ch] | */calibration.[ch]) ;;
    */settings.[ch]) ;;
    */main.c | */measure*.[ch]) ;;
    */train.c | */test.c | */classify.c | */commands.h) ;;
    *) cat "$file" ;;
    esac
  done | awk '
      /^\/\*/ { prose = 1 }
      !prose && !/^#include/ {
        gsub(/"([^"\\]|\\.)*"/, "\"\"")
        sub(/\/\/.*/, "")
        gsub(/[ \t]+/, "")
        code = code $0
      }
      /\*\/$/ { prose = 0 }
      END { gsub(/""("")+/, "\"\"", code)
            print code }' >"$PAGES/code"
  grep -oE '[0-9a-f]{64}' data/fetch.sh |
    cat "$PAGES/code" - | cksum | tr ' ' -
}

old_training() {
  grep -qx "# code $(code_sum)" "plots/$last.dat" ||
    echo "plots/$last.dat: is of other code; train again: make pages-slow"
}

# Measures what the table of chapters says, best of so many runs.
slow() {
  sed -n 's/^\([0-9][^ ]*\).*times=\([0-9]*\)\(.*\)/\1 \2\3/p' \
    chapters/table.txt | while read -r chapter runs how; do
    export OMP_NUM_THREADS=1
    set --
    case $how in
    all_threads) unset OMP_NUM_THREADS ;;
    mnist) set -- --data data/mnist ;;
    esac
    "$BUILD/$chapter" --time "$runs" "$@" --picture "plots/$chapter.dat"
  done
  train
}

# Trains, measures, and says whether the numbers are those that were kept.
train() {
  here=$PAGES/$last
  mkdir -p "$here"
  "$CLASSIFIER" train --runs "$PAGES/runs" --log "$here/log.csv" \
    --model "$here/model.safetensors"
  "$CLASSIFIER" test --model "$here/model.safetensors" \
    --picture "$here/measured" >"$here/printed"
  {
    echo "# code $(code_sum)"
    cut -d , -f 1-5 "$here/log.csv"
    cat "$here/measured"
  } >"$here/new.dat"
  sed "s/ *$//; s|^$here/|build/train/latest/|" "$here/printed" >"$here/new.txt"
  renew "$here/new.dat" "plots/$last.dat"
  renew "$here/new.txt" "chapters/$last/output.txt"
}

renew() {
  # A sum of other code is no other result.
  if grep -v '^# code' "$1" | diff - "$2" | grep -q '^[<>] [^#]'; then
    echo "pages: $2 has other numbers now"
  else
    echo "pages: $2 has the same numbers as before"
  fi
  cp "$1" "$2"
}

# Equations that were not drawn from their LaTeX as it is now: a picture carries
# the cksum of its own (see equations.mjs).
old_equations() {
  for tex in chapters/*/*.tex; do
    grep -qsF "<!-- cksum of the .tex: $(cksum <"$tex") -->" "${tex%.tex}.svg" ||
      echo "${tex%.tex}.svg: is not drawn from $tex as it is now; draw it" \
        "again with: make equations"
  done
  for svg in chapters/*/equation.svg chapters/*/printed.svg; do
    [ -f "${svg%.svg}.tex" ] || echo "$svg: has no LaTeX"
  done
}

# Code of lessons that says which line of the derivation before it does what, where
# that has no such line.
lost_lines() {
  for chapter in $CHAPTERS; do
    awk '
      FNR == 1 { lesson = $0 == "/*" }
      $0 == "/*" { prose = 1 }
      prose && /^[0-9]+\. / {
        if ($1 + 0 == 1)
          split("", told)
        told[$1 + 0]
      }
      lesson && !prose && match($0, /\/\/.*lines? [0-9]+/) {
        number = substr($0, RSTART, RLENGTH)
        sub(/.* /, "", number)
        if (!(number in told))
          print FILENAME ": line " FNR " is said to be line " number \
            " of a derivation that has none"
      }
      $0 == "*/" { prose = 0 }
    ' "chapters/$chapter"/*.c
  done
}

# Those of these files that are there.
if_there() {
  for file in "$@"; do
    [ ! -f "$file" ] || echo "$file"
  done
}

# Numbers in prose that no program printed and no source has.
unshown_numbers() {
  for chapter in $CHAPTERS; do
    kept=tests/numbers/${chapter%%_*}.txt
    # shellcheck disable=SC2046 # names without blanks
    awk -v kept="$kept" -f common/book/numbers.awk \
      role=shown "$PAGES/$chapter/output.txt" \
      $(if_there "plots/$chapter.dat" "plots/$chapter.csv") \
      role=code chapters/"$chapter"/*.[ch] \
      role=kept tests/numbers/all.txt $(if_there "$kept") \
      role=prose $(grep -lx '/\*' chapters/"$chapter"/*.c) \
      "chapters/$chapter/solutions.md" $(if_there plots/"$chapter".*gp)
  done
  # shellcheck disable=SC2046 # names without blanks
  awk -v kept=tests/numbers/experiments.txt -f common/book/numbers.awk \
    role=shown $(if_there plots/experiments/*.txt) role=code plots/experiments/experiments.c \
    role=kept tests/numbers/all.txt tests/numbers/experiments.txt \
    role=prose common/book/experiments.md
  awk -v kept=tests/numbers/time.txt -f common/book/numbers.awk \
    role=shown plots/19_what_trains.dat role=kept tests/numbers/all.txt tests/numbers/time.txt \
    role=prose chapters/time.md
  awk -F, -f tests/bench/speedrun.awk plots/speedrun.csv >"$PAGES/speedrun.txt"
  awk -v kept=tests/numbers/pages.txt -f common/book/numbers.awk \
    role=shown plots/bench.csv "$PAGES/speedrun.txt" role=code data/make_sample.c common/files/idx.c \
    role=kept tests/numbers/all.txt tests/numbers/pages.txt \
    role=prose README.md data/README.md chapters/notation.md chapters/comparing.md \
    chapters/reading.md common/book/errata.md common/book/code.md
}

# Rows of the kept speed record, made by unshown_numbers, that the README has not.
wrong_record() {
  tr -d '*' <README.md >"$PAGES/README.plain"
  awk 'NR > 1 {
      who = $3 == "this" ? "this project" : $3
      printf "| %s | %s | %s | %s | %s %% |\n", who, $(NF - 5), $(NF - 4), $(NF - 3), $(NF - 2)
    }' "$PAGES/speedrun.txt" | while read -r row; do
    grep -qF "$row" "$PAGES/README.plain" ||
      echo "README.md: lacks a row of plots/speedrun.csv: $row"
  done
}

# Links of the pages that lead to no file. In formulas, [l](i) is no link.
dead_links() {
  for page in README.md .github/*.md data/README.md chapters/*.md \
    chapters/*/README.md; do
    folder=$(dirname "$page")
    awk '{ text = text $0 "\n" }
      END { gsub(/```math[^`]*```/, "", text)
            gsub(/\$`[^`]*`\$/, "", text)
            print text }' "$page" |
      grep -oE '\]\([^)]*\)| src="[^"]*"' |
      sed 's/^](//; s/)$//; s/^ src="//; s/"$//' |
      sed '/^[a-z]*:/d; /^#/d; s/#.*//' | sort -u |
      while read -r target; do
        [ -e "$folder/$target" ] ||
          echo "$page: links to $target, which is not there"
      done
  done
}

check() {
  gnuplot_here
  found=$(
    each check_one
    strangers
    old_training
    old_equations
    lost_lines
    unshown_numbers
    wrong_record
    dead_links
  )
  [ -z "$found" ] || {
    echo "$found" | sed 's/^/pages: /' >&2
    echo "pages: make them anew with: make pages" >&2
    exit 1
  }
  echo "pages: all are what their sources make"
}

"$1"
