// Reads the book in a browser, every page on a light and a dark screen, wide
// and narrow, runs every page's program, and says what is wrong with it:
//
//     node tests/book.mjs NODE_MODULES BOOK CHAPTERS RUN
//
// NODE_MODULES has playwright-core, BOOK is the folder of index.html, CHAPTERS is
// how many there are at least, and RUN how many of them run in their page.
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, book] = process.argv.slice(2, 4).map((path) => resolve(path));
const [chapters, programs] = process.argv.slice(4).map(Number);
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

const form = "form.run";

// Waits until the page's program has ended, and returns what the page says of it.
async function end(page) {
  await page.waitForFunction(
    (form) => document.querySelector(`${form} button`).textContent === "Run",
    form,
    { timeout: 120000 },
  );
  return page.textContent(`${form} output`);
}

const printed = (page) => page.textContent("#run-it ~ pre.text > code");

// Runs the page's program by the keyboard; returns what is not as it should be.
async function runProgram(page, name) {
  const wrong = [];
  const expected = readFileSync(join("chapters", name, "output.txt"), "utf8").trimEnd();
  await page.focus(`${form} button`);
  await page.keyboard.press("Enter");
  const state = await end(page);
  if (!state.endsWith("it printed what the page has")) wrong.push(`run: ${state}`);
  if ((await printed(page)).trimEnd() !== expected) wrong.push("prints something else");
  return wrong;
}

// The same for a page whose program has options: a value out of range is refused by
// the page, what an option changes is marked, and a run can be stopped.
async function useOptions(page) {
  const wrong = [];
  const input = `${form} input[type=number]`;
  const press = () => page.click(`${form} button`);
  const marks = () => page.$$(`pre.text mark`);
  await press();
  await end(page);
  if ((await marks()).length > 0) wrong.push("marks what is as the page has it");
  await page.fill(input, "-1");
  if (await page.$eval(input, (field) => field.validity.valid)) wrong.push("takes -1");
  await page.fill(input, "1");
  await press();
  if (!/differ from the page's: \d+$/.test(await end(page))) wrong.push("does not differ");
  if ((await marks()).length === 0) wrong.push("marks no line that differs");
  await page.fill(input, "1000");
  await press();
  await page.waitForFunction(
    (form) => document.querySelector(`${form} output`).textContent === "running …",
    form,
  );
  await press();
  if ((await end(page)) !== "stopped") wrong.push("cannot be stopped");
  return wrong;
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
let runs = 0;
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
  where = name;
  if (await page.$(form)) {
    (await runProgram(page, name.split("/")[0])).forEach(complain);
    runs++;
  }
}

where = "04_forward_batch, with an option";
await page.goto(pathToFileURL(join(book, "04_forward_batch/index.html")).href);
(await useOptions(page)).forEach(complain);
await browser.close();
console.log(
  `book: ${pages.length} pages on ${screens.length} screens, ${runs} programs, ${failed} faults`,
);
process.exit(failed > 0 || pages.length < chapters || runs !== programs ? 1 : 0);
