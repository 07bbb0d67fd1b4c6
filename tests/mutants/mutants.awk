# Makes the mutants of a lesson: its code with one small change each.
#
#   awk -f tests/code.awk -f tests/mutants/mutants.awk LESSON
#       lists them: lesson, number, line number, occurrence, the line as it
#       is, the line changed. All but the numbers name a mutant for good, as
#       lines move; the occurrence tells equal lines of a lesson apart.
#   awk -v k=7 -f tests/code.awk -f tests/mutants/mutants.awk LESSON
#       prints the lesson with mutant 7 in it; with k=0, as it is
#
# What is changed is code: no comment, no text in quotes, no line that begins
# with #. The code is formatted, so a sign between two spaces stands between two
# operands, and one without a space after it belongs to what follows.

BEGIN {
  note_words()
  lesson = ARGV[1]
  source = code_of(lesson)
  read_tokens(source)
  for (t = 1; t <= tokens; t++) {
    note_place(t)
    change_word(t)
    change_constant(t)
    change_index(t)
    swap_arguments(t)
    negate_condition(t)
    swap_branches(t)
    drop_statement(t)
  }
  if (k == 0 && k != "")
    printf "%s", source
  if (k > made)
    complain(lesson " has no mutant " k)
}

# ------------------------------------------------------------------- tokens

# Cuts the source into token[1], token[2], ...; token t begins at place[t].
# Comments become blank, in `source` as well, and so do not count as part of a
# line.
function read_tokens(text, at, size, rest) {
  at = 1
  while (at <= length(text)) {
    rest = substr(text, at)
    if (match(rest, /^[ \t\n]+/)) {
      at += RLENGTH
      continue
    }
    if (match(rest, /^\/\/[^\n]*/)) {
      source = substr(source, 1, at - 1) sprintf("%" RLENGTH "s", "") \
               substr(source, at + RLENGTH)
      at += RLENGTH
      continue
    }
    # a directive runs on after a backslash at the end of its line
    if (match(rest, /^#([^\n]*\\\n)*[^\n]*/)) {
      at += RLENGTH
      continue
    }
    size = token_size(rest)
    place[++tokens] = at
    token[tokens] = substr(rest, 1, size)
    at += size
  }
}

function token_size(rest) {
  if (match(rest, /^"([^"\\]|\\.)*"/) || match(rest, /^'([^'\\]|\\.)*'/) ||
      match(rest, /^[A-Za-z_][A-Za-z_0-9]*/) ||
      match(rest, /^[0-9.]*[0-9]([0-9.]|[eE][-+]?[0-9])*[A-Za-z]*/) ||
      match(rest, /^(->|\+\+|--|&&|\|\||<<|>>|[-+*<>=!]=|\/=)/))
    return RLENGTH
  return 1
}

function end_of(t) {
  return place[t] + length(token[t])
}

function is_word(t) {
  return token[t] ~ /^[A-Za-z_]/
}

function space_before(t) {
  return substr(source, place[t] - 1, 1) ~ /[ \n]/
}

function space_after(t) {
  return substr(source, end_of(t), 1) ~ /[ \n]/
}

# The token that closes what token t opens.
function closing(t, depth) {
  for (; t <= tokens; t++) {
    depth += token[t] ~ /^[[({]$/
    if (token[t] ~ /^[])}]$/ && --depth == 0)
      return t
  }
  complain(lesson ": a bracket is not closed")
}

# Keeps track of the braces and parentheses around token t, notes which words a
# function uses, and where the parentheses of an if or a loop end.
function note_place(t, u, last) {
  if (token[t] == "{" && braces++ == 0) {
    split("", used)
    last = closing(t)
    for (u = t; u <= last; u++)
      used[token[u]] = 1
  }
  if (token[t] ~ /^(if|for|while)$/)
    ends_control[closing(t + 1)] = 1
  braces -= token[t] == "}"
  parentheses += (token[t] == "(") - (token[t] == ")")
}

# ------------------------------------------------------------------ mutants

# Makes the mutant that has `text` in place of tokens first to last.
function make(first, last, text, before, after, was, is, line) {
  before = substr(source, 1, place[first] - 1)
  after = substr(source, end_of(last))
  was = on_one_line(before, text_of(first, last), after)
  is = on_one_line(before, text, after)
  line = line_of(first)
  if (is == was || (line, is) in seen)
    return
  seen[line, is] = 1
  made++
  if (k == "")
    print lesson "\t" made "\t" line "\t" occurrence(was, line) "\t" \
          was "\t" is
  else if (k == made)
    printf "%s", before text after
}

function text_of(first, last) {
  return substr(source, place[first], end_of(last) - place[first])
}

function change(t, text) {
  make(t, t, text)
}

# A text and what stands on its lines before and after it.
function on_one_line(before, text, after) {
  sub(/^.*\n/, "", before)
  sub(/\n.*$/, "", after)
  text = before text after
  gsub(/[ \t\n]+/, " ", text)
  gsub(/^ | $/, "", text)
  return text
}

function line_of(t, text) {
  text = substr(source, 1, place[t])
  return gsub(/\n/, "", text) + 1
}

# How many times a line has come up to this one.
function occurrence(was, line) {
  if (was SUBSEP line in times)
    return times[was, line]
  return times[was, line] = ++count[was]
}

# What each word becomes, and what an operator between two operands does.
function note_words(i, j, words, count, list) {
  count = split("1 0;true false;false true;rows cols;cols rows;< <= >=;" \
                "<= < >;> >= <=;>= > <;== !=;!= ==;+= -= =;-= += =;*= /= =;" \
                "/= *= =;&& ||;|| &&;++ --;-- ++", list, ";")
  for (i = 1; i <= count; i++)
    for (j = split(list[i], words, " "); j > 1; j--)
      becomes[words[1], j - 1] = words[j]
  split("+ - - + * / / *", words, " ")
  for (i = 1; i < 8; i += 2)
    opposite[words[i]] = words[i + 1]
  split("if else for while do switch case default return goto sizeof typedef" \
        " struct enum static const", words, " ")
  for (i in words)
    keyword[words[i]]
}

function change_word(t, i) {
  for (i = 1; (token[t], i) in becomes; i++)
    change(t, becomes[token[t], i])
  if (token[t] in opposite && space_before(t) && space_after(t))
    change(t, opposite[token[t]])
  if (token[t] ~ /^[-!]$/ && !space_after(t))
    change(t, "")
}

# The next number in the last place: 0.4 becomes 0.5 and 1e-8 becomes 2e-8.
function change_constant(t, exponent, mantissa, decimals) {
  if (token[t] !~ /^[0-9.]+([eE][-+]?[0-9]+)?$/ || token[t] !~ /[0-9]/)
    return
  mantissa = exponent = token[t]
  sub(/[eE].*/, "", mantissa)
  exponent = substr(exponent, length(mantissa) + 1)
  decimals = mantissa ~ /\./ ? length(mantissa) - index(mantissa, ".") : 0
  change(t, sprintf("%." decimals "f", mantissa + ("1e-" decimals)) exponent)
}

# One index for another that the function has as well; the layer before and the
# one after. l - 1 becomes l when its 1 becomes 0.
function change_index(t, n) {
  if (token[t - 1] ~ /^(\.|->|int|size_t)$/)
    return
  if (token[t] ~ /^[ijk]$/)
    for (n = 1; n <= 3; n++)
      if (substr("ijk", n, 1) in used)
        change(t, substr("ijk", n, 1))
  if (token[t] == "l" && token[t + 1] !~ /^(=|\+|-|\+\+|--)$/) {
    change(t, "l - 1")
    change(t, "l + 1")
  }
}

# Swaps each argument of a call with the next one. The larger and the smaller of
# two are the same in either order.
function swap_arguments(t, last, from, u) {
  if (!is_word(t) || (token[t] in keyword) || token[t + 1] != "(" || braces == 0 ||
      token[t] ~ /^f?(max|min)$/)
    return
  last = closing(t + 1)
  from = t + 2
  for (u = from; u < last; u = after_argument(u, last)) {
    if (u > from && (token[from] token[u]) !~ /"/)
      swap(from, u - 2, u, after_argument(u, last) - 2)
    from = u
  }
}

# The first token past the argument that begins with t and past its comma.
function after_argument(t, last) {
  for (; t < last && token[t] != ","; t++)
    if (token[t] ~ /^[[({]$/)
      t = closing(t)
  return t + 1
}

# Makes the mutant in which tokens a to a_last and b to b_last change places.
function swap(a, a_last, b, b_last, between) {
  between = substr(source, end_of(a_last), place[b] - end_of(a_last))
  make(a, b_last, text_of(b, b_last) between text_of(a, a_last))
}

function negate_condition(t, last) {
  if (token[t] !~ /^(if|while)$/)
    return
  last = closing(t + 1)
  make(t + 2, last - 1, "!(" text_of(t + 2, last - 1) ")")
}

# c ? a : b becomes c ? b : a.
function swap_branches(t, colon, u, nested) {
  if (token[t] != "?")
    return
  for (u = t + 1; token[u] !~ /^[],;)}]$/; u++) {
    if (token[u] ~ /^[[({]$/)
      u = closing(u)
    if (token[u] == "?")
      nested++
    if (token[u] == ":" && nested-- == 0)
      colon = u
  }
  swap(t + 1, colon - 1, colon + 1, u - 1)
}

# Drops a statement that is no declaration and leads nowhere: a return has to
# stay.
function drop_statement(t, u) {
  if (braces == 0 || parentheses > 0 || !begins_statement(t) ||
      token[t] ~ /^[;{})]$/ || (token[t] in keyword) || is_declaration(t))
    return
  for (u = t; token[u] != ";"; u++) {
    if (token[u] == "}")
      return
    if (token[u] ~ /^[[({]$/)
      u = closing(u)
  }
  make(t, u, ";")
}

function begins_statement(t) {
  return token[t - 1] ~ /^([;{}]|else)$/ || (t - 1) in ends_control
}

function is_declaration(t) {
  return is_word(t) && (is_word(t + 1) ||
                        token[t + 1] == "*" && !space_after(t + 1))
}
