# Reads survivors.md and then the result of every mutant: prints the score and
# each survivor, and keeps the table. See mutants.sh.

FILENAME ~ /\.md$/ { read_argument(); next }

{
  chapter = substr($1, 10, 2)
  if (!(chapter in made))
    order[++chapters] = chapter
  made[chapter]++
  count[chapter, $7]++
  total[$7]++
  mutant = $1 SUBSEP $4 SUBSEP $5 SUBSEP $6
  known[mutant] = 1
  place = $1 ":" $3
  if (mutant in why && $7 == "survived")
    survivors = survivors place ": " why[mutant] "\n" lines(mutant)
  else if ($7 == "survived")
    complain(place ": survives, and survivors.md does not say why", mutant)
  else if (mutant in why && $7 != "same code")
    complain(place ": is argued in survivors.md, but " $7, mutant)
}

END {
  for (mutant in why)
    if (!(mutant in known))
      complain("survivors.md: there is no such mutant", mutant)
  write_table()
  printf "%s%s", survivors, complaints
  printf "%d killed, %d survived: %s %%\n", total["killed"],
         total["survived"], percent(total["killed"], total["survived"])
  low = 5 * total["killed"] < 95 * total["survived"]
  if (low)
    print "error: the score is below 95 %"
  exit complaints != "" || low
}

# A section of survivors.md argues for the mutants in its diffs: a line as it
# is, and one or several changed ones that survive. "@@ 2nd" before it means the
# second of the equal lines of that lesson.
function read_argument() {
  if (/^## /)
    section = substr($0, 4)
  if (/^In `/)
    lesson = substr($0, 5, index(substr($0, 5), "`") - 1)
  if (/^```/)
    inside = /^```diff/
  if (/^@@ /)
    occurrence = substr($0, 4) + 0
  if (/^-/ && inside) {
    was = substr($0, 2)
    nth = occurrence > 0 ? occurrence : 1
    occurrence = 0
  }
  if (/^\+/ && inside)
    why[lesson, nth, was, substr($0, 2)] = section
}

function complain(what, mutant) {
  complaints = complaints "error: " what "\n" lines(mutant)
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

function write_table(i, c, table, row) {
  table = "tests/mutants/table.tsv"
  row = "chapter\tmade\tnot compiling\tsame code\tkilled\tsurvived\tscore"
  print row >table
  print row
  for (i = 1; i <= chapters; i++) {
    c = order[i]
    row = c "\t" made[c] + 0 "\t" count[c, "not compiling"] + 0 "\t" \
          count[c, "same code"] + 0 "\t" count[c, "killed"] + 0 "\t" \
          count[c, "survived"] + 0 "\t" \
          percent(count[c, "killed"], count[c, "survived"])
    print row >table
    print row
  }
}
