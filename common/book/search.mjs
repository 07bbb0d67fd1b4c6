// Makes the index by which the book's pages are searched, as a script of its own:
//
//     node common/book/search.mjs NODE_MODULES BOOK TARGET.js
//
// A page is one document for each of its sections. The script has MiniSearch in it
// and leaves the index, ready to be asked, in bookIndex.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, book, target] = process.argv.slice(2).map((path) => resolve(path));
const load = (path) => import(pathToFileURL(join(modules, path)));
const { default: MiniSearch } = await load("minisearch/dist/es/index.js");
const { default: esbuild } = await load("esbuild/lib/main.js");

const marks = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };

// What is no text of a page: the LaTeX of formulas, where code is from, and the line of
// links to other pages.
const aside =
  /<annotation.*?<\/annotation>|<div class="bar">[^]*?<\/div>|<p>.*">Contents<\/a>.*/g;

function wordsOf(html) {
  return html
    .replace(aside, "")
    .replace(/<(p|li|td|th|pre|summary)\b/g, " $&")
    .replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name) => marks[name])
    .replace(/\s+/g, " ")
    .trim();
}

function sectionsOf(name) {
  const html = readFileSync(join(book, name), "utf8");
  const [, page, main] = html.match(/<title>(.*?)<\/title>.*<main[^>]*>(.*)<\/main>/s);
  const [beginning, ...rest] = main.split(/(?=<h2 )/);
  const first = { id: name, title: "", text: beginning.replace(/<h1.*?<\/h1>/s, "") };
  const others = rest.map((section) => {
    const [, id, title, text] = section.match(/^<h2 id="(.*?)">(.*?)<\/h2>(.*)$/s);
    return { id: `${name}#${id}`, title: wordsOf(title), text };
  });
  return [first, ...others].map((section) => ({
    ...section,
    page: wordsOf(page),
    text: wordsOf(section.text),
  }));
}

const options = {
  fields: ["page", "title", "text"],
  storeFields: ["page", "title", "text"],
  searchOptions: {
    prefix: true,
    fuzzy: 0.2,
    combineWith: "AND",
    boost: { page: 4, title: 3 },
  },
};
const index = new MiniSearch(options);
// The page of a chapter's files has nothing that the chapter does not show.
const pages = readdirSync(book, { recursive: true }).filter((name) =>
  /\.html$/.test(name) && !/files\.html$/.test(name),
);
index.addAll(pages.sort().flatMap(sectionsOf));
const { code } = esbuild.transformSync(
  readFileSync(join(modules, "minisearch/dist/umd/index.js"), "utf8"),
  { minify: true },
);
const made = `bookIndex=MiniSearch.loadJS(${JSON.stringify(index)},${JSON.stringify(options)});`;
writeFileSync(target, code + made);
