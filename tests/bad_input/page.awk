# Weaves the page of what table.sh has collected: lines that begin with a byte
# 3: a section, 1: a row, after which comes what was said, 2: how the row ended.

function replaced(text, what, by, at, done) {
  while ((at = index(text, what)) > 0) {
    done = done substr(text, 1, at - 1) by
    text = substr(text, at + length(what))
  }
  return done text
}

# As Markdown's code in a table.
function code(text) {
  text = replaced(text, "|", "\\|")
  return text ~ /`/ ? "`` " text " ``" : "`" text "`"
}

function fails(why) {
  print "bad_input: " input ": " command ": " why > "/dev/stderr"
  exit failed = 1
}

$1 == "\003" {
  in_project = $4
  tables = tables "\n## " $2 "\n" ($3 == "" ? "" : "\n" $3 "\n") \
    "\n| input | command | answer | status | files |\n| --- | --- | --- | --- | --- |\n"
  next
}

$1 == "\001" {
  input = $2
  command = $3
  said = ""
  lines = 0
  next
}

$1 != "\002" {
  # Of make only what it refuses by itself, whatever it builds with.
  if (/^make[^ ]*: \*\*\* \[/ || /^train: no OpenMP here/ || /^libgcov /)
    next
  if (sub(/^[a-zA-Z_\/.]*:[0-9]*: \*\*\* /, "make: "))
    sub(/\.  Stop\.$/, "")
  sub(/partial\.[0-9]+/, "partial.N")
  sub(/01 to [0-9]+$/, "01 to NN")
  sub(/[^ ]*\/16_digit_classifier/, "16_digit_classifier")
  if (!lines++)
    said = replaced(replaced($0, top, "."), build "/", "build/")
  next
}

{
  if ($2 != 1 && $2 != 2)
    fails("ends with status " $2 ": " said)
  if (!in_project && (lines != 1 || said !~ /^error: /))
    fails("is not answered by one line: " said)
  rows++
  files = $3 == "" ? "as before" : "new:" replaced($3, " in", " in")
  tables = tables "| " input " | " code(command) " | " \
    code(said (lines > 1 ? " …" : "")) " | " $2 " | " files " |\n"
}

END {
  if (failed)
    exit 1
  print "# Bad input, and what is answered\n"
  print "Each of these " rows " rows is run by `make check`, which fails when anything here is not so any more; `make bad-input` writes this page. A program answers by one line on standard error that says what is wrong with what, and what to do; the status is 1, or 2 for wrong usage. No row changes, replaces or removes a file that was there before: a model, a log, the numbers of a picture and a run lie where each command would write. What a row leaves besides stands in the last column.\n"
  print "```sh\ntrain='" train "'\ntest='" test "'\nclassify='" classify "'\n```"
  printf "%s", tables
}
