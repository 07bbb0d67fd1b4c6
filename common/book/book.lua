-- What pandoc needs to know to make a page of the book from one that GitHub
-- shows: how mathematics is written there, which links lead to pages, and from
-- which files of a chapter its code is: --metadata folder and sources.

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
  if #link.content == 0 then
    return {}
  end
  local target = link.target
  if target:match("^%a+:") or target:match("^#") then
    return link
  end
  target = target:gsub("^chapters/", "")
  target = target:gsub("^%.%./README", "README"):gsub("^%.%./%.%./README", "../README")
  target = target:gsub("README%.md", "index.html"):gsub("%.md", ".html")
  local page = target:gsub("#.*", ""):gsub("^%.%./", "")
  if page == "index.html" or page:match("^%d%d_[%w_]+/index%.html$")
      or page == "notation.html" or page == "comparing.html" or page == "reading.html" then
    link.target = target
    return link
  end
  return link.content
end

-- A heading is a link to itself, so that its address can be taken, and those of
-- sections are the page's contents.
local headings = {}

function Header(heading)
  if heading.level == 2 then
    headings[#headings + 1] = { id = heading.identifier, words = heading.content }
    heading.content = { pandoc.Link(heading.content, "#" .. heading.identifier) }
    return heading
  end
end

-- Pictures are loaded when they are near, and their room is kept until then. That of
-- a page of the book is left out, since the page itself is here.
function Image(image)
  if image.src:match("%.png$") then
    return {}
  end
  local folder = PANDOC_STATE.input_files[1]:gsub("[^/]*$", "")
  local svg = assert(io.open(folder .. image.src)):read("a"):match("<svg[^>]*>")
  local width, height = svg:match('width="(%d+)" height="(%d+)"')
  if not width then
    width, height = svg:match('viewBox="%S+ %S+ (%d+) (%d+)"')
  end
  image.src = image.src:gsub("^chapters/", ""):gsub("^%.%./plots/", "plots/")
  image.attributes = { loading = "lazy", width = width, height = height }
  return image
end

-- The small equations of the README's table. One of many lines cannot be read in its
-- cell, and weighs as much as five others.
function RawInline(raw)
  local file = raw.text:match('src="(chapters/.*)" height')
  if file and io.open(file):seek("end") > 40000 then
    return {}
  end
  raw.text = raw.text:gsub('src="chapters/', 'loading="lazy" src="')
  return raw
end

-- The files that a page's code is from, and what they hold.
local function read_sources(meta)
  local texts = {}
  for name in pandoc.utils.stringify(meta.sources or ""):gmatch("%S+") do
    local file = assert(io.open(pandoc.utils.stringify(meta.folder) .. "/" .. name))
    texts[#texts + 1] = { name = name, text = file:read("a") }
    file:close()
  end
  return texts
end

-- Code gets the numbers of its lines in the file that it is from, as anchors such
-- as #softmax.c-41, and above it a link to them on the page of all files.
function Pandoc(doc)
  local sources = read_sources(doc.meta)
  local function place(block)
    for _, source in ipairs(sources) do
      local at = block.classes[1] == "c" and source.text:find(block.text, 1, true)
      if at then
        local _, before = source.text:sub(1, at - 1):gsub("\n", "")
        local line = tostring(before + 1)
        local target = "files.html#" .. source.name .. "-" .. line
        local link = pandoc.Link(source.name .. ", line " .. line, target)
        block.attr = pandoc.Attr(source.name, { "c", "numberLines" }, { startFrom = line })
        return { pandoc.Div(pandoc.Plain(link), { class = "bar" }), block }
      end
    end
  end
  doc.blocks = doc.blocks:walk({ CodeBlock = place })
  doc.meta.headings = #headings > 0 and headings or nil
  return doc
end
