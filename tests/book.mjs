// Reads the book in a browser, every page on a light and a dark screen, wide
// and narrow, and says what is wrong with it:
//
//     node tests/book.mjs NODE_MODULES BOOK CHAPTERS
//
// NODE_MODULES has playwright-core, BOOK is the folder of index.html, and
// CHAPTERS is how many there are at least.
import { readdirSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, book] = process.argv.slice(2, 4).map((path) => resolve(path));
const chapters = Number(process.argv[4]);
const { chromium } = await import(
  pathToFileURL(join(modules, "playwright-core/index.mjs"))
);

const pages = readdirSync(book, { recursive: true })
  .filter((name) => name.endsWith(".html"))
  .sort();
const screens = ["light", "dark"].flatMap((colorScheme) =>
  [1200, 375].map((width) => ({ colorScheme, width })),
);

// Runs in the page; returns what a reader would stumble over.
function faults() {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth)
    found.push(`is ${root.scrollWidth} pixels wide on ${root.clientWidth}`);
  for (const image of document.images) {
    if (image.naturalWidth === 0) found.push(`lacks the picture ${image.src}`);
    if (!image.alt) found.push(`has no words for the picture ${image.src}`);
  }
  const text = document.body.innerText;
  const raw = text.match(/\$`[^`]*`\$|\\(frac|hat|partial|sum|odot)\b.*/);
  if (raw) found.push(`shows raw LaTeX: ${raw[0]}`);
  for (const math of document.querySelectorAll("math"))
    if (math.querySelector("merror") || math.getBoundingClientRect().height === 0)
      found.push(`cannot show ${math.textContent}`);
  const light = getComputedStyle(document.body).backgroundColor.match(/\d+/g)[0] > 127;
  if (light !== matchMedia("(prefers-color-scheme: light)").matches)
    found.push("does not follow the screen's colors");
  return found;
}

// The links of the page that lead to no file of the book, or to no heading.
async function deadLinks(page) {
  const links = await page.$$eval("a[href]", (all) => all.map((a) => a.href));
  const dead = [];
  for (const link of links.filter((l) => l.startsWith("file:"))) {
    const url = new URL(link);
    const anchor = decodeURIComponent(url.hash.slice(1));
    url.hash = "";
    if (!existsSync(url)) dead.push(`links to ${link}`);
    else if (anchor && url.href === page.url().replace(/#.*/, "")) {
      if (!(await page.$(`[id="${anchor}"]`))) dead.push(`links to #${anchor}`);
    }
  }
  return dead;
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
const page = await (await browser.newContext()).newPage();
let failed = 0;
let where = "";
function complain(fault) {
  console.error(`book: ${where}: ${fault}`);
  failed++;
}
page.on("console", (message) => complain(`says: ${message.text()}`));
page.on("pageerror", (error) => complain(`fails: ${error.message}`));
page.on("requestfailed", (request) => complain(`cannot load ${request.url()}`));
for (const name of pages) {
  where = name;
  await page.goto(pathToFileURL(join(book, name)).href);
  (await deadLinks(page)).forEach(complain);
  for (const { colorScheme, width } of screens) {
    where = `${name}, ${colorScheme}, ${width} pixels wide`;
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    (await page.evaluate(faults)).forEach(complain);
  }
}
await browser.close();
console.log(`book: ${pages.length} pages on ${screens.length} screens, ${failed} faults`);
process.exit(failed > 0 || pages.length < chapters ? 1 : 0);
