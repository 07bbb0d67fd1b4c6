# Sets the mathematics that pandoc makes as a book would: brackets close to what
# is in them, unless they hold a fraction and must grow; no accent grows; and
# names such as ReLU upright, which browsers know of text only.

BEGIN { close_set = "stretchy=\"false\" lspace=\"0\" rspace=\"0\"" }

{
  count = split($0, part, /<math/)
  printf "%s", part[1]
  for (i = 2; i <= count; i++) {
    end = index(part[i], "</math>")
    printf "<math%s%s", mended(substr(part[i], 1, end - 1)), \
      substr(part[i], end)
  }
  print ""
}

function mended(math, name) {
  while (match(math, /<mstyle mathvariant="normal">(<mi>[^<]*<\/mi>)+<\/mstyle>/)) {
    name = substr(math, RSTART, RLENGTH)
    gsub(/<[^>]*>/, "", name)
    math = substr(math, 1, RSTART - 1) "<mtext>" name "</mtext>" \
      substr(math, RSTART + RLENGTH)
  }
  gsub(/<mo accent="true"/, "& stretchy=\"false\"", math)
  gsub(/<mo[^>]*>\[/, "<mo " close_set ">[", math)
  gsub(/<mo[^>]*>\]/, "<mo " close_set ">]", math)
  if (math !~ /<mfrac|<mtable/) {
    gsub(/<mo[^>]*>\(/, "<mo " close_set ">(", math)
    gsub(/<mo[^>]*>\)/, "<mo " close_set ">)", math)
  }
  return math
}
