#!/bin/sh
# The chapters as they stand in chapters/table.txt, for make:
#
#     chapters.sh check        names all that a chapter lacks, and fails
#     chapters.sh new NAME     lays the skeleton of a chapter after the last
#     chapters.sh move NN MM   gives chapter NN the free number MM, everywhere
set -eu
export LC_ALL=C
table=chapters/table.txt

die() {
  echo "chapters: $*" >&2
  exit 1
}

listed() {
  sed -n 's/^\([0-9][^ ]*\).*/\1/p' $table
}

# The files of a chapter, beside what its lesson and header are called.
files_of() { # NN_NAME
  number=${1%%_*}
  for part in main.c equation.tex equation.svg solutions.md output.txt plot.svg \
    README.md; do
    echo "chapters/$1/$part"
  done
  echo "tests/$1.c"
  echo "tests/mistakes/$number.md"
  echo "tests/transcripts/chapter_$number.txt"
  echo "plots/$1.gp"
}

# Names all that is missing or where it must not be, one to a line.
faults() {
  for folder in chapters/[0-9]*; do
    listed | grep -qx "${folder#*/}" ||
      echo "$folder is not in $table: add a line for it"
  done
  listed | sort -c 2>/dev/null || echo "$table is not in the order of numbers"
  listed | while read -r chapter; do
    files_of "$chapter" | while read -r file; do
      [ -s "$file" ] || echo "$file is missing"
    done
    lessons=$(lessons_of "$chapter")
    if [ ! "$lessons" ]; then
      echo "chapters/$chapter has no lesson, a C file that begins with prose"
      continue
    fi
    for section in 'What we saw' 'In ten seconds' Exercises; do
      # shellcheck disable=SC2086 # a list of files
      cat $lessons | grep -q "^## $section\$" ||
        echo "$lessons has no section: $section"
    done
    headers=$(for lesson in $lessons; do
      [ ! -f "${lesson%.c}.h" ] || echo "$lesson"
    done)
    [ "$headers" ] || echo "${lessons%.c}.h is missing"
    # A lesson needs nothing of those after it.
    grep -Ho '^#include "[0-9][^/"]*' "chapters/$chapter"/*.[ch] |
      awk -F '[:"]' -v chapter="$chapter" '$3 > chapter {
        print $1 " includes a later chapter, " $3 }'
  done
  # Nor does a room of common/ need one that its line does not name.
  grep -Ho '^#include "[^"]*/' common/*/*.[ch] | awk -F '[:"]' '
    BEGIN { may["numbers"] = may["files"] = "ground"
            may["program"] = "ground numbers files" }
    { split($1, file, "/"); split($3, included, "/") }
    included[1] != "common" ||
      index(" " file[2] " " may[file[2]] " ", " " included[2] " ") == 0 {
      print $1 " includes a file of " $3 ", see common/README.md" }'
  # And a function is short enough to hold in the head.
  awk '/^[a-zA-Z_].*[(]/ { head = FNR; name = $0 } /^[{]/ { first = head }
    /^[}]/ && first { if (FNR - first >= 40)
        print FILENAME " has a function of over 40 lines: " name
      first = 0 }' chapters/*/*.c common/*/*.c
}

# The lesson of a chapter, a file or several in their order.
lessons_of() { # NN_NAME
  for file in chapters/"$1"/*.c; do
    [ "$(head -n 1 "$file" 2>/dev/null)" != '/*' ] || echo "$file"
  done
}

check() {
  found=$(faults)
  [ ! "$found" ] || die "$(listed | wc -l) in $table, and:
$found
what a chapter consists of: .github/CONTRIBUTING.md"
}

# skeleton NN NAME: the files that a new chapter begins with, from those of
# common/make/skeleton, in whose names and texts NN and the name are put.
skeleton() {
  script="s/NAME_H/$(echo "$2" | tr '[:lower:]' '[:upper:]')_H/g
    s/NN/$1/g; s/NAME/$2/g; s/TITLE/$(echo "$2" | tr _ ' ')/g"
  find common/make/skeleton -type f | while read -r file; do
    to=$(echo "${file#common/make/skeleton/}" | sed "$script")
    mkdir -p "$(dirname "$to")"
    sed "$script" "$file" >"$to"
    echo "$to"
  done
}

new() {
  case $1 in
  '' | *[!a-z0-9_]* | [!a-z]*)
    die "NAME='$1' must be a few words in lower case, as in:" \
      "make new-chapter NAME=weight_decay"
    ;;
  esac
  ! listed | grep -q "_$1\$" ||
    die "NAME=$1: there is such a chapter already; choose another name"
  last=$(listed | tail -n 1)
  number=$(printf '%02d' $((1${last%%_*} - 99)))
  skeleton "$number" "$1"
  printf '%-23s double\n' "${number}_$1" >>$table
  echo "chapters: then: make run-$number; what else it needs: make check"
}

move() {
  case $1.$2 in
  [0-9][0-9].[0-9][0-9]) ;;
  *)
    die "FROM='$1' and TO='$2' must be numbers of two digits, as in:" \
      "make move-chapter FROM=20 TO=22"
    ;;
  esac
  from=$(listed | grep "^$1_") || die "FROM=$1: there is no such chapter; see $table"
  ! listed | grep -q "^$2_" ||
    die "TO=$2: there is such a chapter already; choose a free number"
  to=$2_${from#*_} old=$((1$1 - 100)) new=$((1$2 - 100)) tab=$(printf '\t')
  # In the names of files and in what they hold.
  script="s/$from/$to/g; s/chapter_$1/chapter_$2/g; s/mistakes\/$1/mistakes\/$2/g
    s/^$1$tab/$2$tab/; s/(mistake|run|grade|workbook|reset)-$1/\1-$2/g
    s/([Cc])hapter $old([^0-9]|\$)/\1hapter $new\2/g; s/^# $old\. /# $new. /"
  git ls-files -- . | grep -E "(^|/)($from|chapter_$1|mistakes/$1)([./]|\$)" |
    while read -r file; do
      moved=$(echo "$file" | sed -E "$script")
      mkdir -p "$(dirname "$moved")"
      git mv "$file" "$moved"
    done
  rmdir "chapters/$from" 2>/dev/null || :
  {
    git grep -lIE "$from|[a-z]-$1|[Cc]hapter $old"
    git ls-files 'tests/*/table.tsv'
  } | sort -u | while read -r file; do
    sed -E "$script" "$file" >"$file.moved"
    cat "$file.moved" >"$file"
    rm "$file.moved"
  done
  {
    grep -v '^[0-9]' $table
    grep '^[0-9]' $table | sort
  } >$table.moved
  mv $table.moved $table
  echo "chapters: where several are named at once, look yourself:"
  git grep -nE "[Cc]hapters .*[^0-9]$old([^0-9]|\$)" || :
}

"$@"
