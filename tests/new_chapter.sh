#!/bin/sh
# Adds a chapter as a contributor would, in a copy of the project, and takes
# everything that goes through the chapters along to it; then gives it another
# number. A chapter that lacks something must be refused. make check-new-chapter
# runs it, with BUILD, once everything is built.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
chmod 755 "$scratch" # what root spoils runs as nobody
trap 'exit 130' INT
trap 'exit 143' TERM
unset MAKEFLAGS MFLAGS MAKELEVEL
jobs=-j$(getconf _NPROCESSORS_ONLN)
top=$PWD
git ls-files | tar -cf - -T - | tar -xf - -C "$scratch"
cd "$scratch"
git init -q .
git config user.name tester && git config user.email tester@example.org
git add -A && git commit -qm 'as it is'
mkdir build
for part in flags double float complex portable light; do
  cp -Rp "$top/$BUILD/$part" build
done

say() {
  echo "new chapter: $*"
}

die() {
  say "$*" >&2
  tail -n 20 said >&2
  exit 1
}

# expect STATUS TEXT ARGUMENTS...: make ends with STATUS and says TEXT.
expect() {
  status=$1 text=$2 result=0
  shift 2
  make BUILD=build "$jobs" "$@" >said 2>&1 || result=$?
  [ "$result" -eq "$status" ] || die "make $* ends with $result, not $status"
  grep -qF -- "$text" said || die "make $* does not say: $text"
  say "make $*"
}

new=weight_decay
number=$(($(grep -c '^[0-9]' chapters/table.txt) + 1))
expect 2 'a few words in lower case' new-chapter NAME='No Name'
expect 0 "run-$number" new-chapter NAME=$new
folder=chapters/${number}_$new
expect 2 "$folder/equation.svg is missing
$folder/output.txt is missing
$folder/plot.svg is missing
$folder/README.md is missing" check
git add -A
expect 0 '   3    4' run-$number

# What npm would draw.
sum=$(cksum <"$folder/equation.tex")
cat >"$folder/equation.svg" <<END
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
<!-- cksum of the .tex: $sum -->
<title>b = a + 1</title></svg>
END
expect 0 '1 caught, 0 missed' mistakes ONLY=$number
expect 0 "pages: new: $folder/README.md" pages
grep -q "$new" README.md || die "README.md does not list it"
git add -A
expect 0 'all are what their sources make' check-pages
expect 0 '' transcripts
expect 0 'Failing: 0 | Crashing: 0' check
for type in double float complex; do
  build/$type/check --list | grep -q "^$new: 2" || die "no $type tests of it"
done
expect 0 '100.0' mutants ONLY="$folder/$new.c"
expect 0 'write it, then' workbook-$number
cp "$folder/$new.c" "workbook/${folder#*/}/$new.c"
expect 0 "chapter $number: all 2 hold" grade-$number
rm -r workbook
git add -A
git commit -qm 'a new chapter'

# Each thing that it lacks is named, all at once.
git mv "tests/mistakes/$number.md" away.md
git rm -q --cached "$folder/solutions.md"
mv "$folder/solutions.md" away
sed '/^## Exercises/d' "$folder/$new.c" >lesson
cp lesson "$folder/$new.c"
expect 2 "$folder/solutions.md is missing
tests/mistakes/$number.md is missing
$folder/$new.c has no section: Exercises" check
git reset -q --hard
git clean -qfd

moved=$((number + 7))
expect 0 '' move-chapter FROM=$number TO=$moved
! git grep -n "$number""_$new" || die "it is still called $number somewhere"
rm -rf build/double/chapters/"${number}"_*
expect 0 '' pages
git add -A
expect 0 'all are what their sources make' check-pages
expect 0 "Failing: 0 | Crashing: 0" check
say "a chapter is added, refused, moved and taken everywhere"
