# For the programs that spoil a lesson: its code, with the prose left blank, so
# that only code can be changed and lines keep their numbers.

function code_of(file, line, prose, text) {
  while ((getline line < file) > 0) {
    prose = prose || line ~ /^\/\*/
    text = text (prose ? "" : line) "\n"
    if (line ~ /\*\/$/)
      prose = 0
  }
  if (text == "")
    complain("cannot read '" file "'; name a source that is there")
  return text
}

function complain(what) {
  print "error: " what > "/dev/stderr"
  exit 1
}
