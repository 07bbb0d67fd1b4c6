# Prints a lesson with its function bodies blanked: they compile, refuse what
# they must, do nothing else and mark the place. In a lesson a function is its
# signature, a line `{`, the body and a line `}`; prose stands between `/*` in
# column 0 and `*/`.
#
#     awk -v number=09 -v header=chapters/... -f blank.awk LESSON

# The name in "Matrix W", "const int *order" or "double x[]".
function name_of(declaration) {
  sub(/\[.*/, "", declaration)
  sub(/[ ]+$/, "", declaration)
  sub(/.*[ *]/, "", declaration)
  return declaration
}

function print_blank_body(   open, type, name, count, parameter, unused, i) {
  open = index(signature, "(")
  type = substr(signature, 1, open - 1)
  name = name_of(type)
  type = substr(type, 1, length(type) - length(name))
  gsub(/^ +| +$/, "", type)
  unused = helpers
  count = split(substr(signature, open + 1), parameter, ",")
  sub(/\).*/, "", parameter[count])
  for (i = 1; i <= count; i++)
    if (parameter[i] != "void")
      unused = unused ", (void)" name_of(parameter[i])
  print "    // your code here"
  if (unused != "")
    print "    " substr(unused, 3) ";"
  # A static function is used by the next one that is not: until the reader
  # has written that, it would be an unused one.
  helpers = sub(/^static /, "", type) ? helpers ", (void)" name : ""
  if (type ~ /^(int|real|double)$/)
    print "    return 0;"
  else if (type != "void")
    print "    return (" type "){0};"
}

NR == 1 {
  print "// Your workbook for chapter " number + 0 ": write your code where it" \
    " says so, in place of"
  print "// the lines below. What each function must do stands in"
  print "// " header ". Then run: make grade-" number
}
/^\/\*/ { prose = 1 }
prose { print; prose = !/\*\/$/; next }
/^\{$/ { print; body = 1; next }
/^\}$/ { print_blank_body(); body = 0 }
# What it must refuse is given: it is a contract, not the equation.
body && /^    expect_shape\(/ { shapes = !/;$/; print; next }
body && shapes { shapes = !/;$/; print; next }
body { next }
/^$|^[#}\/]/ { print; signature = ""; next }
{ print; sub(/^ +/, ""); signature = signature (signature ? " " : "") $0 }
