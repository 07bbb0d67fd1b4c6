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
  local folder, file, line = target:match("^(%d%d_[%w_]+)/([%w_]+%.[ch])#L(%d+)$")
  if folder then
    link.target = folder .. "/files.html#" .. file .. "-" .. line
    return link
  end
  local page = target:gsub("#.*", ""):gsub("^%.%./", "")
  if page == "index.html" or page:match("^%d%d_[%w_]+/index%.html$")
      or page:match("^[a-z]+%.html$") then
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

-- A plot is wider than a phone: its paragraph is marked, so that it can scroll.
function Para(paragraph)
  local image = paragraph.content[1]
  if #paragraph.content == 1 and image.t == "Image"
      and image.src:match("%.svg$") and not image.src:match("equation%.svg$")
      and not image.src:match("printed%.svg$") then
    return pandoc.Div(pandoc.Plain(paragraph.content), { class = "plot" })
  end
end

-- The small equations of the README's table.
function RawInline(raw)
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

-- Code that says which line of a derivation it does, as // line 4, leads there, and
-- the line leads back. The n-th list of a page has the lines line-n-1, line-n-2 ...;
-- code means those that were last before it. In code, book.sh makes the link.
local lists = 0
local last = {}
local used = {}

local function count_list(list)
  lists = lists + 1
  last = list.start == 1 and {} or last
  for i = 1, #list.content do
    last[list.start + i - 1] = "line-" .. lists .. "-" .. list.start + i - 1
  end
end

local function link_lines(text, name, first)
  local at = first - 1
  return (text:gsub("[^\n]*\n?", function(line)
    at = at + 1
    return (line:gsub("(//.-lines? )(%d+)", function(before, number)
      local id = last[tonumber(number)]
      if not id then
        return nil
      end
      used[id] = used[id] or "#" .. name .. "-" .. at
      return before .. number .. "{" .. id .. "}"
    end))
  end))
end

local function mark_list(list)
  lists = lists + 1
  for i, item in ipairs(list.content) do
    local id = "line-" .. lists .. "-" .. list.start + i - 1
    local words = item[1] and item[1].content
    if used[id] and words then
      words:extend({ pandoc.Space(), pandoc.Link("↓", used[id], "to the code", { class = "to-code" }) })
      item[1].content = { pandoc.Span(words, { id = id }) }
    end
  end
  return list
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
        local line = before + 1
        local target = "files.html#" .. source.name .. "-" .. line
        local link = pandoc.Link(source.name .. ", line " .. line, target)
        block.attr = pandoc.Attr(source.name, { "c", "numberLines" },
          { startFrom = tostring(line) })
        block.text = link_lines(block.text, source.name, line)
        return { pandoc.Div(pandoc.Plain(link), { class = "bar" }), block }, false
      end
    end
  end
  doc.blocks = doc.blocks:walk({
    traverse = "topdown",
    CodeBlock = place,
    OrderedList = count_list,
  })
  lists = 0
  doc.blocks = doc.blocks:walk({ traverse = "topdown", OrderedList = mark_list })
  doc.meta.headings = #headings > 0 and headings or nil
  return doc
end
