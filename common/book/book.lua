-- What pandoc needs to know to make a page of the book from one that GitHub
-- shows: how mathematics is written there, and which links lead to pages.

-- $`x`$ arrives as a text that ends with $, code, and a text that begins with $.
-- A point or a bracket that follows stays on the line of its formula.
function Inlines(list)
  for i = 2, #list - 1 do
    local before, code, after = list[i - 1], list[i], list[i + 1]
    if code.t == "Code" and before.t == "Str" and after.t == "Str"
        and before.text:sub(-1) == "$" and after.text:sub(1, 1) == "$" then
      local mark, rest = after.text:match("^%$([.,;:?)]*)(.*)$")
      before.text = before.text:sub(1, -2)
      after.text = rest
      list[i] = pandoc.Span({ pandoc.Math("InlineMath", code.text), pandoc.Str(mark) },
        { class = "formula" })
    end
  end
  return list
end

function CodeBlock(block)
  if block.classes[1] == "math" then
    return pandoc.Para(pandoc.Math("DisplayMath", block.text))
  end
end

-- The folders of the book are those of chapters/, and its index the README at
-- the top. A link to any other file of the project becomes plain text: the
-- book stands alone.
function Link(link)
  local target = link.target
  if target:match("^%a+:") or target:match("^#") then
    return link
  end
  target = target:gsub("^chapters/", "")
  target = target:gsub("^%.%./README", "README"):gsub("^%.%./%.%./README", "../README")
  target = target:gsub("README%.md", "index.html"):gsub("%.md", ".html")
  local page = target:gsub("#.*", ""):gsub("^%.%./", "")
  if page == "index.html" or page:match("^%d%d_[%w_]+/index%.html$")
      or page == "notation.html" or page == "reading.html" then
    link.target = target
    return link
  end
  return link.content
end

function Image(image)
  image.src = image.src:gsub("^chapters/", ""):gsub("^%.%./plots/", "plots/")
  return image
end

-- The small equations of the README's table.
function RawInline(raw)
  raw.text = raw.text:gsub('src="chapters/', 'src="')
  return raw
end
