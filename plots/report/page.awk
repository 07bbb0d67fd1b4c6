# Puts a report's pictures and words, $room/NAME.svg and the lines of $room/words, into
# page.html: at the line <!-- pictures -->, and <!-- title --> in its lines.

function escaped(text) {
  gsub(/&/, "\\&amp;", text)
  gsub(/</, "\\&lt;", text)
  gsub(/>/, "\\&gt;", text)
  gsub(/"/, "\\&quot;", text)
  return text
}

# Prints an SVG with names of its own, since it has those of the others too, and without
# what the page has for all of them.
function print_svg(file, name, alt, line, inside, began) {
  inside = 1
  while ((getline line <file) > 0) {
    if (line ~ /^<\?xml|^<!DOCTYPE|^ *"http.*dtd">/)
      continue
    if (line ~ /<style>/)
      inside = 0
    if (inside) {
      gsub(/ id="/, "&" name "-", line)
      gsub(/ id='/, "&" name "-", line)
      gsub(/href='#/, "&" name "-", line)
      gsub(/href="#/, "&" name "-", line)
      gsub(/url\(#/, "&" name "-", line)
      if (!began && sub(/<svg/, "<svg role=\"img\" aria-label=\"" alt "\"", line))
        began = 1
      if (line !~ /^[ \t]*$/)
        print line
    }
    if (line ~ /<\/style>/)
      inside = 1
  }
  close(file)
}

function has(file, line, is_there) {
  is_there = (getline line <file) > 0
  close(file)
  return is_there
}

# The colors of a dark page, which draw.sh has put into each picture.
function print_style(file, line, inside, ends) {
  while ((getline line <file) > 0) {
    if (line ~ /<style>/)
      inside = 1
    ends = line ~ /<\/style>/
    if (inside) {
      gsub(/<\/?style>|svg[{]background:#[0-9a-f]*[}]/, "", line)
      print line
    }
    if (ends)
      inside = 0
  }
  close(file)
}

function print_frames(alt, line) {
  print "<div class=\"frames\" hidden>"
  print "<canvas id=\"layer\" width=\"420\" height=\"420\" role=\"img\" aria-label=\"" alt "\"></canvas>"
  print "<p class=\"controls\"><button type=\"button\" id=\"play\">Play</button>"
  print "<input type=\"range\" id=\"frame\" min=\"0\" value=\"0\" aria-label=\"picture\">"
  print "<output id=\"when\" for=\"frame\"></output></p></div>"
  print "<noscript><p class=\"faint\">The animation needs scripts.</p></noscript>"
  print "<script type=\"application/json\" id=\"data\">"
  while ((getline line <(room "/frames.json")) > 0)
    print line
  close(room "/frames.json")
  print "</script>"
}

function print_figure(name, file) {
  file = room "/" name ".svg"
  print "<section id=\"" name "\"" (name == "curves" ? " class=\"wide\"" : "") ">"
  print "<h2>" title[name] "</h2>\n<figure>"
  if (has(file)) {
    print "<div class=\"picture\"" (name == "curves" ? " tabindex=\"0\"" : "") ">"
    print_svg(file, name, alt[name])
    print "</div>"
  } else if (name == "frames" && has(room "/frames.json"))
    print_frames(alt[name])
  print "<figcaption>" text[name] "</figcaption>\n</figure>\n</section>"
}

NR == FNR {
  split($0, part, "\t")
  if (!(part[1] in title))
    order[++count] = part[1]
  words = escaped(part[3])
  if (part[2] == "title")
    title[part[1]] = words
  else if (part[2] == "alt")
    alt[part[1]] = words
  else
    text[part[1]] = text[part[1]] (text[part[1]] == "" ? "" : " ") words
  next
}

/<!-- title -->/ {
  gsub(/&/, "\\\\&", title["run"])
  gsub(/<!-- title -->/, title["run"])
}

/<!-- summary -->/ { $0 = text["run"] }

/\/\* colors of pictures \*\// {
  print_style(room "/curves.svg")
  next
}

/<!-- pictures -->/ {
  for (i = 2; i <= count; i++)
    print_figure(order[i])
  next
}

{ print }
