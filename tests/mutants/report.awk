# Reads survivors.md and then the result of every mutant: prints the scores and
# each survivor, and keeps the table; of a share, only compares it. See
# spoil.sh.
#
# A section of survivors.md argues for the mutants in its diffs: a line as it
# is, and one or several changed ones that survive. "@@ 2nd" before it means the
# second of the equal lines of that lesson.

BEGIN {
  table = "tests/mutants/table.tsv"
  getline header <table
  while ((getline line <table) > 0)
    in_table[substr(line, 1, index(line, "\t") - 1)] = line
  close(table)
}

FILENAME ~ /\.md$/ {
  if (/^## /)
    section = substr($0, 4)
  if (/^In `/)
    lesson = substr($0, 5, index(substr($0, 5), "`") - 1)
  if (/^```/)
    inside = /^```diff/
  if (/^@@ /)
    occurrence = substr($0, 4)
  if (/^-/ && inside) {
    was = substr($0, 2)
    nth = occurrence > 0 ? occurrence + 0 : 1
    occurrence = 0
  }
  if (/^\+/ && inside)
    why[lesson, nth, was, substr($0, 2)] = section
  next
}

{
  row = row_of($1)
  if (!(row in made))
    order[++rows] = row
  made[row]++
  count[row, $7]++
  count[group_of(row), $7]++
  mutant = $1 SUBSEP $4 SUBSEP $5 SUBSEP $6
  known[mutant]
  place = $1 ":" $3
  if (mutant in why && $7 == "missed")
    survivors = survivors place ": " why[mutant] "\n" lines(mutant)
  else if ($7 == "missed")
    complain(place ": survives, and survivors.md does not say why", mutant)
  else if (mutant in why && $7 !~ /same code|untried/)
    complain(place ": is argued in survivors.md, but " $7, mutant)
}

END {
  for (mutant in why) {
    split(mutant, field, SUBSEP)
    if (!(mutant in known) && row_of(field[1]) in made)
      complain("survivors.md: there is no such mutant", mutant)
  }
  for (i = 1; i <= rows; i++) {
    split(in_table[order[i]], field, "\t")
    # The table is of all mutants; of a share, only their number can be compared.
    if (share == 1)
      print in_table[order[i]] = row_text(order[i])
    else if (field[2] != made[order[i]])
      complain(table ": " order[i] " now has " made[order[i]] " mutants: make" \
               " mutants")
  }
  if (share == 1) {
    print header >table
    close(table)
    for (row in in_table)
      print in_table[row] | ("LC_ALL=C sort >>" table)
  }
  printf "%s%s", survivors, complaints
  low = is_low("lessons") + is_low("common") + is_low("programs")
  exit complaints != "" || low > 0
}

# The lessons of a chapter share a row of the table.
function row_of(source, name, chapter) {
  name = source
  sub(/.*\//, "", name)
  if (source !~ /^chapters/)
    return source
  chapter = substr(source, 10, 2)
  return name ~ /^(main|train|test|classify)\.c$/ ? chapter "/" name : chapter
}

function group_of(row) {
  return row ~ /^common/ ? "common" : row ~ /\// ? "programs" : "lessons"
}

function is_low(group, killed, survived) {
  killed = count[group, "caught"]
  survived = count[group, "missed"]
  printf "%s: %d killed, %d survived: %s %%\n", group, killed, survived,
         percent(killed, survived)
  # Of a share the score is chance; each survivor must be argued all the same.
  if (share > 1 || 5 * killed >= 95 * survived)
    return 0
  print "error: the score of the " group " is below 95 %"
  return 1
}

function complain(what, mutant) {
  complaints = complaints "error: " what "\n" (mutant ? lines(mutant) : "")
}

function lines(mutant, field) {
  split(mutant, field, SUBSEP)
  return (field[2] > 1 ? "  @@ " field[2] ". such line\n" : "") \
         "  -" field[3] "\n  +" field[4] "\n"
}

function percent(killed, survived) {
  return sprintf("%.1f", killed + survived > 0 ? \
                         100 * killed / (killed + survived) : 100)
}

function row_text(row) {
  return row "\t" made[row] "\t" count[row, "not compiling"] + 0 "\t" \
         count[row, "same code"] + 0 "\t" count[row, "caught"] + 0 "\t" \
         count[row, "missed"] + 0 "\t" \
         percent(count[row, "caught"], count[row, "missed"])
}
