# Weaves the page of a chapter from its sources and prints it as Markdown:
#
#     awk -v chapters="01_... 02_... ..." -v chapter=06_softmax \
#         -v output=FILE -f common/book/weave.awk
#
# FILE holds what the chapter's program printed. The lesson is the chapter's C
# file that begins with prose, or several in the order of their names: block
# comments from column 0 on are text, all else is code. Its sections "What we saw" and "Exercises" come after the
# program; what else stands on the page comes from the equation, the headers,
# the picture's script, the table of mistakes and solutions.md.
#
# Without a chapter it prints the README with the table of all chapters in it.

BEGIN {
  chapter_count = split(chapters, names, " ")
  read_titles()
  if (chapter == "")
    readme()
  else
    page()
  exit failed
}

function page() {
  folder = "chapters/" chapter
  number = substr(chapter, 1, 2)
  find_files()
  read_lesson()
  print "<!-- woven by `make pages` from the files of this folder -->\n"
  print "# " title_of[chapter] "\n"
  navigation()
  equations()
  recap()
  printf "%s", part["lesson"]
  files()
  run()
  printf "%s", part["What we saw"]
  mistakes()
  exercises()
  solutions()
  navigation()
}

function find_files(command, file) {
  command = "ls " folder "/*.[ch]"
  while ((command | getline file) > 0) {
    if (file ~ /\.c$/ && is_lesson(file))
      lessons[++lesson_count] = file
    else if (file !~ /\/main\.c$/)
      others[++other_count] = file
  }
  close(command)
  if (!lesson_count)
    complain(folder ": no C file begins with prose")
}

# Copies the README; what stands between the two marks is made anew.
function readme(line, inside) {
  while ((getline line < "README.md") > 0) {
    if (line == "<!-- end of the chapters -->")
      inside = 0
    if (!inside)
      print line
    if (line == "<!-- the chapters, woven by `make pages` -->") {
      inside = 1
      contents()
    }
  }
}

function contents(i, name, words) {
  print "| | chapter | equation | what you will see |\n" \
    "| --- | --- | --- | --- |"
  for (i = 1; i <= chapter_count; i++) {
    name = names[i]
    words = text_of("chapters/" name "/main.c") # // Chapter 1: ten mean ...
    words = substr(words, 1, index(words, "\n") - 1)
    sub(/^[^:]*: /, "", words)
    sub(/\.$/, "", words)
    print "| " name + 0 " | [" substr(title_of[name], \
      index(title_of[name], " ") + 1) "](chapters/" name \
      "/README.md) | <img alt=\"equation " name + 0 "\" src=\"chapters/" \
      name "/equation.svg\" height=\"40\"> | " words " |"
  }
}

function complain(what) {
  print "weave: " what > "/dev/stderr"
  exit failed = 1
}

function base(path) {
  sub(/.*\//, "", path)
  return path
}

function is_lesson(file, line) {
  getline line < file
  close(file)
  return line == "/*"
}

# The text of a file, without blank lines at either end.
function text_of(file, line, text) {
  while ((getline line < file) > 0)
    text = text line "\n"
  close(file)
  if (text == "")
    complain(file ": is missing or empty")
  return trimmed(text)
}

function trimmed(text) {
  sub(/^\n+/, "", text)
  sub(/\n+$/, "\n", text)
  return text
}

# Fills `title_of` with "6. Softmax", the first heading of a chapter's lesson.
function read_titles(command, line, words) {
  command = "grep '^# ' chapters/*/*.c"
  while ((command | getline line) > 0) {
    split(line, words, "/")
    sub(/^[^#]*# /, "", line)
    if (!(words[2] in title_of))
      title_of[words[2]] = line
  }
  close(command)
}

function link_to(name) {
  return "[" title_of[name] "](../" name "/README.md)"
}

# The chapter before this one (step -1) or after it (step 1).
function neighbor(step, i) {
  for (i = 1; i <= chapter_count; i++)
    if (names[i] == chapter)
      return names[i + step]
}

function navigation(before, after) {
  before = neighbor(-1)
  after = neighbor(1)
  print (before ? "← " link_to(before) " · " : "") \
    "[Contents](../../README.md#the-chapters) · " \
    "[Notation](../notation.md)" (after ? " · " link_to(after) " →" : "") "\n"
}

# Fills `part` with the three parts of the lesson.
function read_lesson(i, name) {
  name = "lesson"
  for (i = 1; i <= lesson_count; i++)
    name = read_lesson_file(lessons[i], name)
  if (!("What we saw" in part) || !("Exercises" in part))
    complain(folder ": has no section 'What we saw' or 'Exercises'")
}

# Adds a file to the part of this name, and what follows to its own; returns the
# last one's name.
function read_lesson_file(file, name, line, prose, code) {
  while ((getline line < file) > 0) {
    if (line == "/*") {
      part[name] = part[name] code_block(code)
      code = ""
      prose = 1
    } else if (prose && line == "*/") {
      part[name] = trimmed(part[name]) "\n"
      prose = 0
    } else if (!prose)
      code = code line "\n"
    else if (line !~ /^# /) {
      if (line ~ /^## (What we saw|Exercises)$/) {
        part[name] = trimmed(part[name]) "\n"
        name = substr(line, 4)
      }
      part[name] = part[name] line "\n"
    }
  }
  close(file)
  part[name] = part[name] code_block(code)
  return name
}

# What only includes headers says nothing to a reader.
function code_block(code) {
  code = trimmed(code)
  return code ~ /(^|\n)[^#\n]/ ? "```c\n" code "```\n\n" : ""
}

# The equation, and the one of the source document where that is another.
function equations(file, line, words) {
  image(folder "/equation.svg")
  file = folder "/printed.svg"
  if ((getline line < file) > 0) {
    close(file)
    print "The source document prints:\n"
    image(file)
  }
}

# An SVG of equations, whose title says it in words.
function image(file, words) {
  words = text_of(file)
  if (!match(words, /<title>[^<]*/))
    complain(file ": has no title")
  print "![" substr(words, RSTART + 7, RLENGTH - 7) "](" base(file) ")\n"
}

# Which functions of earlier chapters this one calls.
function recap(code, command, header, count, lines, i, name, list, rows) {
  code = text_of(folder "/main.c")
  for (i = 1; i <= lesson_count; i++)
    code = code text_of(lessons[i])
  command = "sed -n 's/^#include \"\\([0-9][^\"]*\\)\"/\\1/p' " folder \
    "/*.c | sort -u"
  while ((command | getline header) > 0)
    if (header !~ "^" chapter) {
      count = split(prototypes(text_of("chapters/" header)), lines, ";")
      for (i = 1; i < count; i++) {
        name = lines[i]
        sub(/\(.*/, "", name)
        sub(/.*[ *]/, "", name)
        if (code ~ "[^a-z_]" name "[(),]") {
          list = list (list ? ", " : "") "<code>" name "</code>"
          rows = rows "| `" lines[i] "` | " \
            link_to(substr(header, 1, index(header, "/") - 1)) " |\n"
        }
      }
    }
  close(command)
  if (rows)
    print "<details><summary>From earlier chapters: " list "</summary>\n\n" \
      "| function | explained in chapter |\n| --- | --- |\n" rows \
      "\n</details>\n"
}

# The declarations of functions in a header, each on a line that ends with ;.
function prototypes(text, count, lines, i, found, open) {
  count = split(text, lines, "\n")
  for (i = 1; i <= count; i++) {
    if (lines[i] ~ /^(typedef|static|enum|#|\/\/|}|extern)/ || lines[i] == "")
      continue
    if (lines[i] ~ /^[A-Za-z].*\(/)
      open = 1
    if (open) {
      sub(/^ +/, " ", lines[i])
      found = found lines[i]
      open = lines[i] !~ /;/
    }
  }
  return found
}

function files(i) {
  print "## The code in full\n"
  for (i = 1; i <= lesson_count; i++)
    printf "%s[%s](%s)", i == 1 ? "" : i == lesson_count ? " and " : ", ",
           base(lessons[i]), base(lessons[i])
  print (lesson_count == 1 ? " is" : " are") " the lesson above.\n"
  for (i = 1; i <= other_count; i++)
    folded(others[i], others[i] ~ /\.h$/ ? "what is promised" : "")
  folded(folder "/main.c", "the program")
}

function has_commands(line, found) {
  while ((getline line < "chapters/table.txt") > 0)
    found = found || (index(line, chapter) == 1 && line ~ / commands/)
  close("chapters/table.txt")
  return found
}

function folded(file, what) {
  print "<details><summary><code>" base(file) "</code>" \
    (what ? ": " what : "") "</summary>\n"
  print code_block(text_of(file)) "</details>\n"
}

function run(script, alt) {
  print "## Run it\n"
  print "```sh\n" (has_commands() ? "make train\n" \
    "build/" chapter " test" : "make run-" number) "\n```\n"
  print "```text\n" text_of(output) "```\n"
  script = "plots/" chapter ".gp"
  getline alt < script
  close(script)
  if (!sub(/^# alt: /, "", alt))
    complain(script ": does not begin with '# alt: ', the picture in words")
  print "![" alt "](plot.svg)\n"
}

# Each mistake of tests/mistakes/NN.md, and from tests/mistakes/table.tsv what
# gave it away.
function mistakes(file, line, name, why, evidence, cells, inside) {
  file = "tests/mistakes/table.tsv"
  while ((getline line < file) > 0) {
    split(line, cells, "\t")
    if (cells[1] == number)
      evidence[cells[2]] = cells[4] " (`" cells[3] "`)"
  }
  close(file)
  print "## Classic mistakes\n"
  print "Each was made on purpose, and the chapter's tests caught it:"
  print "`make mistake-" number "` shows the code and the failing test.\n"
  print "| mistake | what gave it away |\n| --- | --- |"
  file = "tests/mistakes/" number ".md"
  while ((getline line < file) > 0) {
    if (line ~ /^## /) {
      name = substr(line, 4)
      why = ""
      inside = 1
    } else if (inside && line ~ /^In `chapters/) {
      if (!(name in evidence))
        complain("tests/mistakes/table.tsv: has no '" name \
          "'; make it with: make mistakes")
      print "| **" name "**:" why " | " escaped(evidence[name]) " |"
      inside = 0
    } else if (inside && line != "")
      why = why " " line
  }
  close(file)
  if (name == "")
    complain(file ": has no mistake; every chapter shows some")
  print ""
}

function escaped(text) {
  gsub(/[|*]/, "\\\\&", text)
  return text
}

function exercises() {
  sub(/^## Exercises\n\n/, "&`make workbook-" number "` lets you write this " \
    "lesson's functions yourself, and\n`make grade-" number "` says what " \
    "does not hold yet.\n\n", part["Exercises"])
  printf "%s", part["Exercises"]
}

function solutions() {
  print "<details><summary>Solutions</summary>\n"
  print text_of(folder "/solutions.md")
  print "</details>\n"
}
