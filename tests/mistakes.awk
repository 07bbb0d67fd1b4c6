# Prints a lesson with one mistake in it: awk -v k=2 -f tests/mistakes.awk
# tests/mistakes/09.md makes the second mistake of chapter 9. The lesson's
# prose is left blank, so that only code can be replaced and lines keep their
# numbers. Each piece of code to replace must be there exactly once.

/^## / { mistake++; inside = 0 }
mistake != k { next }
/^In `chapters\// { lesson = substr($0, 5, index(substr($0, 5), "`") - 1) }
/^```/ { inside = !inside && $0 == "```diff"; pieces++; next }
/^@@/ { pieces++; next }
inside && !/^\+/ { old[pieces] = old[pieces] "\n" substr($0, 2) }
inside && !/^-/ { new[pieces] = new[pieces] "\n" substr($0, 2) }

END {
  source = code_of(lesson)
  for (i = 1; i <= pieces; i++)
    if (i in old)
      source = replaced(source, substr(old[i], 2),
                        substr(new[i], 2))
  printf "%s", source
}

function code_of(file, line, prose, text) {
  while ((getline line < file) > 0) {
    prose = prose || line ~ /^\/\*/
    text = text (prose ? "" : line) "\n"
    if (line ~ /\*\/$/)
      prose = 0
  }
  if (text == "")
    complain("cannot read the lesson '" file "'")
  return text
}

function replaced(text, piece, by, start, rest) {
  start = index(text, piece)
  rest = substr(text, start + length(piece))
  if (start == 0 || index(rest, piece) > 0)
    complain("mistake " k ": this is " (start ? "more than once" : \
             "not") " in " lesson ":\n" piece)
  return substr(text, 1, start - 1) by rest
}

function complain(what) {
  print FILENAME ": " what > "/dev/stderr"
  exit 1
}
