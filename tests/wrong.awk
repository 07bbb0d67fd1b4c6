# Prints a source with one mistake in it, here the second of chapter 9; with k=0
# the chapter's lesson as it is:
#
#   awk -v k=2 -f tests/code.awk -f tests/wrong.awk tests/mistakes/09.md
#
# Each piece of code to replace must be there exactly once.

/^## / { mistake++; inside = 0 }
/^In `/ && (mistake == k || k == 0) { lesson = substr($0, 5, index(substr($0, 5), "`") - 1) }
mistake != k { next }
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

function replaced(text, piece, by, start, rest) {
  start = index(text, piece)
  rest = substr(text, start + length(piece))
  if (start == 0 || index(rest, piece) > 0)
    complain(FILENAME ": mistake " k ": this is " (start ? "more than once" : \
             "not") " in " lesson ":\n" piece)
  return substr(text, 1, start - 1) by rest
}
