# Weaves the page of a chapter from its sources and prints it as Markdown:
#
#     awk -v chapters="01_... 02_... ..." -v chapter=06_softmax \
#         -v output=FILE -f common/book/weave.awk
#
# FILE holds what the chapter's program printed. The lesson is the chapter's C
# file that begins with prose, or several in the order of their names: block
# comments from column 0 on are text, all else is code. Its last sections, from
# "What we saw" on, come after the program; what else stands on the page comes from
# the equation, the headers, the picture's script, the table of mistakes and
# solutions.md. The picture stands where a line of the lesson is "@picture", or else
# below what the program printed; "@picture NAME" is another one, NAME.svg, which
# plots/CHAPTER.NAME.gp draws.
#
# Without a chapter it prints the README with the table of all chapters in it, and
# with -v errata=1 the page of what the source document prints otherwise.

BEGIN {
  LATER = "^## (What we saw|In ten seconds|What the source printed|Exercises)$"
  chapter_count = split(chapters, names, " ")
  for (i = 1; i <= chapter_count; i++) {
    title_of[names[i]] = first_match("cat chapters/" names[i] "/*.c", "^# ")
    if (names[i] == chapter)
      here = i
  }
  if (errata)
    all_errata()
  else if (chapter == "")
    readme()
  else
    page()
  exit failed
}

function page(i, measuring, more, link) {
  open_chapter(chapter)
  print "<!-- woven by `make pages` from the files of this folder -->\n"
  print "# " title_of[chapter] "\n"
  navigation()
  image(folder "/equation.svg")
  part["lesson"] = with_pictures(part["lesson"])
  part["What we saw"] = with_pictures(part["What we saw"])
  printf "%s", part["lesson"]
  print "## The code in full\n"
  for (i = 1; i <= lesson_count; i++)
    printf "%s[%s](%s)", (i == 1 ? "" : i == lesson_count ? " and " : ", "), \
      lessons[i], lessons[i]
  print (lesson_count == 1 ? " is" : " are") " the lesson above.\n"
  for (i = 1; i <= other_count; i++) {
    link = "[" base(others[i]) "](" base(others[i]) ")"
    if (others[i] ~ /\/measure[a-z_]*\.[ch]$/)
      measuring = measuring (measuring ? ", " : "") link
    else if (is_promise(others[i]))
      folded(others[i], ": what is promised")
    else
      more = more (more ? ", " : "") link
  }
  if (measuring)
    print "What the program measures by: " measuring ".\n"
  if (more)
    print "What else the program is made of: " more ".\n"
  folded(folder "/main.c", ": the program")
  recap()
  run()
  if (!shown["plot"])
    print picture("plot")
  printf "%s", part["What we saw"]
  expect_pictures()
  printf "%s", with_answers(part["In ten seconds"])
  mistakes()
  erratum()
  sub(/^## Exercises\n\n/, "&`make workbook-" number "` lets you write this " \
    "lesson's functions yourself, and\n`make grade-" number "` says what " \
    "does not hold yet.\n\n", part["Exercises"])
  printf "%s", part["Exercises"]
  print "<details><summary>Solutions</summary>\n"
  print text_of(folder "/solutions.md")
  print "</details>\n"
  navigation()
}

# What the source document prints otherwise: of each chapter that has a section on
# that, its first paragraph.
function all_errata(i, text) {
  print "<!-- woven by `make pages` from the chapters -->\n"
  print text_of("common/book/errata.md")
  for (i = 1; i <= chapter_count; i++) {
    open_chapter(names[i])
    text = part["What the source printed"]
    if (text == "")
      continue
    print "## " title_of[chapter] "\n"
    if (text_of(folder "/printed.svg", "if there"))
      image(folder "/printed.svg", chapter "/")
    sub(/^## [^\n]*\n+/, "", text)
    sub(/\n\n.*/, "\n", text)
    print text
    print "[The whole story](" chapter "/README.md#what-the-source-printed)\n"
  }
}

# Reads what is in the chapter's folder.
function open_chapter(name) {
  chapter = name
  folder = "chapters/" chapter
  number = substr(chapter, 1, 2)
  lesson = ""
  lesson_count = other_count = 0
  split("", part)
  read_files()
  read_lesson()
}

# Copies the README; what stands between the two marks is made anew.
function readme(line, count, lines, i, inside) {
  count = split(text_of("README.md"), lines, "\n")
  for (i = 1; i < count; i++) {
    inside = inside && lines[i] != "<!-- end of the chapters -->"
    if (!inside)
      print lines[i]
    if (lines[i] == "<!-- the chapters, woven by `make pages` -->") {
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
    words = first_match("cat chapters/" name "/main.c", "") # // Chapter 1: ...
    sub(/^[^:]*: /, "", words)
    sub(/\.$/, "", words)
    print "| " name + 0 " | [" substr(title_of[name], \
      index(title_of[name], " ") + 1) "](chapters/" name "/README.md) | " \
      small_equation(name) " | " words " |"
  }
}

# With letters of one size in all rows. What would be higher than eight lines of
# text is the recipe, whose equations the rows above it have.
function small_equation(name, file, height) {
  file = "chapters/" name "/equation.svg"
  height = text_of(file)
  match(height, / height="[0-9]+/)
  height = substr(height, RSTART + 9, RLENGTH - 9) * 0.65
  return height > 160 ? "those of chapters 1 to 15, in order" : \
    "<img alt=\"equation " name + 0 "\" src=\"" file "\" height=\"" \
    int(height) "\">"
}

function complain(what) {
  print "weave: " what > "/dev/stderr"
  exit failed = 1
}

function base(path) {
  sub(/.*\//, "", path)
  return path
}

# The rest of the first line that a command prints and that has this beginning.
function first_match(command, beginning, line, found) {
  while (!found && (command | getline line) > 0)
    found = sub(beginning, "", line)
  close(command)
  return found ? line : ""
}

# The text of a file, without blank lines at either end.
function text_of(file, may_lack, line, text) {
  while ((getline line < file) > 0)
    text = text line "\n"
  close(file)
  if (text == "" && !may_lack)
    complain(file ": is missing or empty")
  return trimmed(text)
}

function trimmed(text) {
  sub(/^\n+/, "", text)
  sub(/\n+$/, "\n", text)
  return text
}

function link_to(name) {
  return "[" title_of[name] "](../" name "/README.md)"
}

function navigation() {
  print (here > 1 ? "← " link_to(names[here - 1]) " · " : "") \
    "[Contents](../../README.md#the-chapters) · [Notation](../notation.md)" \
    (here < chapter_count ? " · " link_to(names[here + 1]) " →" : "") "\n"
}

function read_files(command, file) {
  command = "ls " folder "/*.[ch]"
  while ((command | getline file) > 0) {
    if (file ~ /\.c$/ && text_of(file) ~ /^\/\*\n/) {
      lesson = lesson text_of(file)
      lessons[++lesson_count] = base(file)
    } else if (file !~ /\/main\.c$/)
      others[++other_count] = file
  }
  close(command)
  if (lesson == "")
    complain(folder ": no C file begins with prose")
}

# Whether a file is the header of a lesson.
function is_promise(file, i, name) {
  name = base(file)
  for (i = 1; i <= lesson_count; i++)
    if (name == substr(lessons[i], 1, length(lessons[i]) - 1) "h")
      return 1
  return 0
}

# Fills `part` with the three parts of the lesson.
function read_lesson(name, count, lines, i, prose, code) {
  name = "lesson"
  count = split(lesson, lines, "\n")
  for (i = 1; i < count; i++) {
    if (lines[i] == "/*") {
      part[name] = part[name] code_block(code)
      code = ""
      prose = 1
    } else if (prose && lines[i] == "*/") {
      part[name] = trimmed(part[name]) "\n"
      prose = 0
    } else if (!prose)
      code = code lines[i] "\n"
    else if (lines[i] !~ /^# /) {
      if (lines[i] ~ LATER) {
        part[name] = trimmed(part[name]) "\n"
        name = substr(lines[i], 4)
      }
      part[name] = part[name] lines[i] "\n"
    }
  }
  part[name] = part[name] code_block(code)
  if (!("What we saw" in part && "In ten seconds" in part && "Exercises" in part))
    complain(folder ": has no section 'What we saw', 'In ten seconds' or 'Exercises'")
}

# Questions, numbered, with their answers folded. In a lesson each begins on a line
# of its own, with "Q. " or "A. ".
function with_answers(text, count, lines, i, line, asked, open, woven) {
  count = split(text, lines, "\n")
  for (i = 1; i < count; i++) {
    line = lines[i]
    if (sub(/^Q\. /, asked + 1 ". ", line))
      asked++
    else if (sub(/^A\. /, "\n   <details><summary>Answer</summary>\n\n   ", line))
      open = 1
    else if (asked && line != "")
      line = "   " line
    if (open && lines[i + 1] == "") {
      line = line "\n\n   </details>"
      open = 0
    }
    woven = woven line "\n"
  }
  return woven
}

# What the source document printed, if that was wrong.
function erratum(name) {
  name = "What the source printed"
  if (!(name in part) && text_of(folder "/printed.svg", "if there"))
    complain(folder ": has printed.svg, but no section '" name "'")
  if (!(name in part))
    return
  print "## " name "\n"
  if (text_of(folder "/printed.svg", "if there"))
    image(folder "/printed.svg")
  sub(/^## [^\n]*\n+/, "", part[name])
  printf "%s", part[name]
}

# What only includes headers says nothing to a reader.
function code_block(code) {
  code = trimmed(code)
  return code ~ /(^|\n)[^#\n]/ ? "```c\n" code "```\n\n" : ""
}

# An SVG of equations, whose title says it in words.
function image(file, from, words) {
  words = text_of(file)
  if (!match(words, /<title>[^<]*/))
    complain(file ": has no title")
  print "![" substr(words, RSTART + 7, RLENGTH - 7) "](" from \
    base(file) ")\n"
}

# Which functions of earlier chapters this one calls.
function recap(code, command, header, count, lines, i, name, list, rows) {
  code = lesson text_of(folder "/main.c")
  for (i = 1; i <= other_count; i++)
    if (others[i] ~ /\.c$/)
      code = code text_of(others[i])
  command = "sed -n 's/^#include \"\\([0-9][^\"]*\\)\"/\\1/p' " folder \
    "/*.c | sort -u"
  while ((command | getline header) > 0) {
    if (header ~ "^" chapter)
      continue
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
      sub(/; *\/\/.*/, ";", lines[i])
      found = found lines[i]
      open = lines[i] !~ /;/
    }
  }
  return found
}

function folded(file, what) {
  print "<details><summary><code>" base(file) "</code>" what "</summary>\n"
  print code_block(text_of(file)) "</details>\n"
}

function run() {
  print "## Run it\n"
  print "```sh\n" \
    (first_match("cat chapters/table.txt", "^" chapter ".* ") == "commands" \
    ? "make train\nbuild/" chapter " test" : "make run-" number) "\n```\n"
  print "```text\n" text_of(output) "```\n"
}

# The picture NAME.svg; "plot" is the chapter's first one.
function picture(name, script, alt) {
  script = "plots/" chapter (name == "plot" ? "" : "." name) ".gp"
  alt = text_of(script)
  if (!sub(/^# alt: /, "", alt))
    complain(script ": does not begin with '# alt: ', the picture in words")
  if (shown[name]++)
    complain(folder ": has the picture " name " twice; once is enough")
  return "![" substr(alt, 1, index(alt, "\n") - 1) "](" name ".svg)\n"
}

function with_pictures(text, done, name) {
  while (match(text, /\n@picture( [a-z]+)?\n/)) {
    name = substr(text, RSTART + 10, RLENGTH - 11)
    done = done substr(text, 1, RSTART) picture(name == "" ? "plot" : name)
    text = substr(text, RSTART + RLENGTH)
  }
  return done text
}

# Every picture that is drawn must be shown.
function expect_pictures(list, script, parts) {
  list = "ls plots/" chapter ".*.gp 2>/dev/null"
  while ((list | getline script) > 0) {
    split(script, parts, ".")
    if (!shown[parts[2]])
      complain(script ": is shown nowhere; say where by a line: @picture " parts[2])
  }
  close(list)
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
      gsub(/[|*]/, "\\\\&", evidence[name])
      print "| **" name "**:" why " | " evidence[name] " |"
      inside = 0
    } else if (inside && line != "")
      why = why " " line
  }
  close(file)
  if (name == "")
    complain(file ": has no mistake; every chapter shows some")
  print ""
}
