#!/bin/sh
# Adds a chapter as a contributor would, in a copy of the project, and takes
# everything that goes through the chapters along to it; then gives it another
# number. A chapter that lacks something must be refused. make check-new-chapter
# runs it, with BUILD, once everything is built.
set -eu
. tests/expect.sh
# shellcheck disable=SC2046 # a list of words
copy "$scratch/copy" flags double float complex portable light pages \
  $(cd "$BUILD" && echo [0-9][0-9]_*)
git init -q .
git config user.name tester && git config user.email tester@example.org
git add -A && git commit -qm 'as it is'

new=weight_decay
number=$(($(grep -c '^[0-9]' chapters/table.txt) + 1))
made 2 'a few words in lower case' new-chapter NAME='No Name'
made 0 "run-$number" new-chapter NAME=$new
folder=chapters/${number}_$new
made 2 "$folder/equation.svg is missing
$folder/output.txt is missing
$folder/plot.svg is missing
$folder/README.md is missing" check
git add -A
made 0 '   3    4' run-$number

# What npm would draw.
sum=$(cksum <"$folder/equation.tex")
cat >"$folder/equation.svg" <<END
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">
<!-- cksum of the .tex: $sum -->
<title>b = a + 1</title></svg>
END
made 0 '1 caught, 0 missed' mistakes ONLY=$number
made 0 "pages: new: $folder/README.md" pages
grep -q "$new" README.md || die "README.md does not list it"
git add -A
made 0 'all are what their sources make' check-pages
made 0 '' transcripts bad-input ONLY="$number"
made 0 '100.0' mutants ONLY="$folder/$new.c"
made 0 'write it, then' workbook-$number
cp "$folder/$new.c" "workbook/${folder#*/}/$new.c"
made 0 "chapter $number: all 2 hold" grade-$number
rm -r workbook
git add -A
git commit -qm 'a new chapter'

# Each thing that it lacks is named, all at once.
git mv "tests/mistakes/$number.md" away.md
git rm -q --cached "$folder/solutions.md"
mv "$folder/solutions.md" away
sed '/^## Exercises/d' "$folder/$new.c" >lesson
cp lesson "$folder/$new.c"
made 2 "$folder/solutions.md is missing
tests/mistakes/$number.md is missing
$folder/$new.c has no section: Exercises" check
git reset -q --hard
git clean -qfd

moved=$((number + 7))
made 0 '' move-chapter FROM=$number TO=$moved
! git grep -n "$number""_$new" || die "it is still called $number somewhere"
rm -rf "$BUILD"/double/chapters/"${number}"_*
made 0 '' pages
git add -A
made 0 'all are what their sources make' check-pages
made 0 '' tests
for type in double float complex; do
  "$BUILD/$type/check" --filter "$new*/*" 2>&1 | grep -q 'Tested: 2 .* Failing: 0' ||
    die "no $type tests of it"
done
"$BUILD/double/check" --filter "transcripts/chapter_$moved" 2>&1 |
  grep -q 'Tested: 1 .* Failing: 0' || die "its program is not tested"
echo "new chapter: it is added, refused, moved and taken everywhere"
