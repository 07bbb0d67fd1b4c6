# Finds numbers in the prose of a chapter that nothing shows, for `make check-pages`:
#
#     awk -v kept=tests/numbers/NN.txt -f common/book/numbers.awk \
#         role=shown output.txt role=code *.[ch] role=kept tests/numbers/*.txt \
#         role=prose lesson.c solutions.md plots/NN.gp
#
# A number is shown when the chapter's program printed it, perhaps with more digits,
# or its code has it; else a line of the kept files must say where it comes from:
#
#     710,220 = 2 * 355110         arithmetic, which is done again here
#     73.8 in chapters/01_forward_propagation/output.txt    a file must have it
#     * in plots/recipes.csv           all numbers of that file, or the means of its
#     * means plots/recipes.csv        rows that differ in the seed alone, are shown
#     99.65 from Ciresan et al. 2010, table 1               of a source
#     0.99 given                                            made up, for an example
#
# Whole numbers below 100, powers of ten and years need none. What is in formulas or
# in `code` is not prose. Perl does the arithmetic, since not every awk can.

FNR == 1 { fence = prose = 0 }
FNR == 1 && role == "prose" { lesson = FILENAME ~ /\.c$/; only = FILENAME ~ /\.gp$/ }

role == "shown" {
  while ((number = next_number()) != "")
    shown[++shown_count] = number
}

role == "code" {
  if ($0 == "/*")
    prose = 1
  sub(/\/\/.*/, "")
  if (!prose)
    while ((number = next_number()) != "")
      code[value_of(number)]
  if ($0 == "*/")
    prose = 0
}

role == "kept" {
  sub(/#.*/, "")
  if (NF == 0)
    next
  if ($1 == "*") {
    if ($2 == "means")
      show_means_of($3)
    else
      show_all_of($3)
    next
  }
  number = $1
  how = $0
  sub(/^[^ ]* +/, "", how)
  if (FILENAME == kept)
    own[number] = FNR
  reason[number] = how
  if (how ~ /^= / && !comes_to(substr(how, 3), number))
    print FILENAME ", line " FNR ": " number " is not " substr(how, 3)
  else if (how ~ /^in / && !has(substr(how, 4), number))
    print FILENAME ", line " FNR ": " substr(how, 4) " has no " number
  else if (how !~ /^((=|in|from) .|given$)/)
    print FILENAME ", line " FNR ": says neither =, in, from nor given"
}

role == "prose" {
  if (lesson && $0 == "/*")
    prose = 1
  if (/^```/)
    fence = !fence
  if ((lesson && !prose) || fence || (only && !/^# alt: /))
    next
  line = $0
  if (open_formula && match($0, /`\$/)) # one that began on the line before
    $0 = substr($0, RSTART + RLENGTH)
  else if (open_formula)
    next
  gsub(/\$`[^`]*`\$/, "")
  open_formula = sub(/\$`[^`]*$/, "")
  gsub(/`[^`]*`|\]\([^)]*\)|^[0-9]+\. /, "")
  while ((number = next_number()) != "") {
    used[number]
    if (!is_shown(number) && !((FILENAME, number) in told)) {
      told[FILENAME, number]
      print FILENAME ", line " FNR ": nothing shows " number " (" trimmed(line) ")"
    }
  }
  if ($0 ~ /^\*\/$/ || line == "*/")
    prose = 0
}

END {
  for (number in own)
    if (!(number in used))
      print kept ", line " own[number] ": no prose has " number
}

# Takes the next number from the line.
function next_number(number) {
  if (!match($0, /[0-9]+(,[0-9][0-9][0-9])*(\.[0-9]+)?(e-?[0-9]+)?/))
    return ""
  number = substr($0, RSTART, RLENGTH)
  $0 = substr($0, RSTART + RLENGTH)
  return number
}

function value_of(number) {
  gsub(/,/, "", number)
  return number + 0
}

function decimals(number) {
  return number ~ /\./ ? length(number) - index(number, ".") : 0
}

# To the last digit that the number has; either way where a 5 is all that is left.
function rounds_to(value, number, off, unit, e) {
  e = index(number, "e")
  unit = e ? ten_to(substr(number, e + 1) - decimals(substr(number, 1, e - 1))) : \
    ten_to(-decimals(number))
  off = value - value_of(number)
  return (off < 0 ? -off : off) <= 0.5000001 * unit
}

# Not every awk has a ^.
function ten_to(n, power) {
  power = 1
  for (; n < 0; n++)
    power /= 10
  for (; n > 0; n--)
    power *= 10
  return power
}

function is_shown(number, i, value) {
  value = value_of(number)
  if (number !~ /[.e]/ && (value < 100 || (number !~ /,/ && value > 1800 && value < 2030)))
    return 1
  if (number ~ /^1(0|,|e)*(-?[0-9]+)?$/ && number !~ /[2-9]/ || number ~ /^1e/)
    return 1
  if (number in reason || value in code)
    return 1
  for (i = 1; i <= shown_count; i++)
    if (rounds_to(value_of(shown[i]), number) && \
      decimals(shown[i]) >= decimals(number))
      return 1
  return 0
}

function comes_to(sum, number, command, value) {
  if (sum !~ /^[-+*\/^().0-9a-z ]+$/)
    return 0
  gsub(/\^/, "**", sum)
  command = "perl -e 'printf \"%.17g\\n\", " sum "'"
  command | getline value
  close(command)
  return rounds_to(value + 0, number)
}

function show_all_of(file, number) {
  while ((getline < file) > 0)
    while ((number = next_number()) != "")
      shown[++shown_count] = number
  close(file)
}

# The seed is column 4, and what was measured comes after it.
function show_means_of(file, columns, i, cells, run, runs, sum, key) {
  while ((getline < file) > 0) {
    columns = split($0, cells, ",")
    run = cells[1] "," cells[2] "," cells[3]
    runs[run]++
    for (i = 5; i <= columns; i++)
      sum[run, i] += cells[i]
  }
  close(file)
  for (key in sum) {
    split(key, cells, SUBSEP)
    shown[++shown_count] = sprintf("%.4f", sum[key] / runs[cells[1]])
  }
}

function has(file, number, line, found) {
  while ((getline line < file) > 0)
    while (!found && match(line, /[0-9]+(,[0-9][0-9][0-9])*(\.[0-9]+)?(e-?[0-9]+)?/)) {
      found = rounds_to(value_of(substr(line, RSTART, RLENGTH)), number)
      line = substr(line, RSTART + RLENGTH)
    }
  close(file)
  return found
}

function trimmed(text) {
  gsub(/^ +| +$/, "", text)
  return text
}
