# Prints common/book/code.md with what its marks ask for:
#
#     awk -f common/book/code.awk GRAPH.ci... common/book/code.md
#
# <!-- struct NAME FILE --> is replaced by that structure, and <!-- calls NAME --> by
# the functions of chapters that a function calls, by gcc's call graphs
# (-fcallgraph-info): a node of them says where a function is defined, and an edge
# which line of which function calls it.

# Between quotes are the title, and the label: name, and file:line:column.
/^node:/ && !/shape : ellipse/ {
  split($0, quoted, "\"")
  place[quoted[2]] = substr(quoted[4], index(quoted[4], "\\n") + 2)
}

/^edge:/ {
  split($0, quoted, "\"")
  callee[quoted[2], ++calls[quoted[2]]] = quoted[4]
  from[quoted[2], calls[quoted[2]]] = quoted[6]
}

FILENAME ~ /\.md$/ {
  if (/^<!-- struct /)
    structure($3, $4)
  else if (/^<!-- calls /)
    tree($3, "")
  else
    print
}

# The lines of a structure's definition, and where it is.
function structure(name, file, line, text, found) {
  while (!found && (getline line < file) > 0) {
    text = line ~ /^typedef struct/ ? line : text "\n" line
    found = line == "} " name ";"
  }
  close(file)
  print "```c\n" text "\n```\n\n[" file "](../" file ")"
}

function link(words, at, parts) {
  split(at, parts, ":")
  sub(/^chapters\//, "", parts[1])
  return "[" words "](" parts[1] "#L" parts[2] ")"
}

# Each function that is called, below the one that calls it, in the order of the
# calls. What one calls is shown once. Products end the way down.
function tree(name, indent, i, called, folder, parts) {
  if (shown[name]++ || name ~ /^matrix_product/)
    return
  for (i = 1; i <= calls[name]; i++) {
    called = callee[name, i]
    if (place[called] !~ /^chapters/ || called ~ /:/)
      continue
    split(from[name, i], parts, ":")
    folder = substr(place[called], 10)
    sub(/\/.*/, "", folder)
    print indent "- " link("line " parts[2], from[name, i]) ": " \
      link("`" called "`", place[called]) ", [chapter " folder + 0 "](" folder \
      "/README.md)"
    tree(called, indent "  ")
  }
}
