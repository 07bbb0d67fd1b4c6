// Reads the book in Chromium, every page on a light and a dark screen, wide and
// narrow, runs every page's program, uses every control, in Firefox too, and says
// what is wrong:
//
//     node tests/book.mjs NODE_MODULES BOOK CHAPTERS RUN
//
// NODE_MODULES has playwright-core and axe-core, BOOK is the folder of index.html, CHAPTERS is
// how many there are at least, and RUN how many of them run in their page.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { changeCircumstances, FILES, listen, useControls } from "./book_controls.mjs";
import { serve } from "./book_server.mjs";

const FIRST_LOAD = 100000; // bytes of a page before anything on it is pressed ...
const WITH_NETWORK = 900000; // ... and of the one that reads what one draws

const [modules, book] = process.argv.slice(2, 4).map((path) => resolve(path));
const [chapters, programs] = process.argv.slice(4).map(Number);
const { chromium, firefox } = await import(
  pathToFileURL(join(modules, "playwright-core/index.mjs"))
);

const pages = readdirSync(book, { recursive: true })
  .filter((name) => name.endsWith(".html"))
  .sort();
// Both schemes and both widths, which have nothing to do with each other.
const screens = [
  { colorScheme: "light", width: 1200 },
  { colorScheme: "dark", width: 375 },
];

// Runs in the page; returns what a reader would stumble over.
async function faults() {
  const found = [];
  const root = document.documentElement;
  for (const image of document.images) image.loading = "eager";
  await Promise.allSettled([...document.images].map((image) => image.decode()));
  if (root.scrollWidth > root.clientWidth)
    found.push(`is ${root.scrollWidth} pixels wide on ${root.clientWidth}`);
  for (const image of document.images) {
    if (image.naturalWidth === 0) found.push(`lacks the picture ${image.src}`);
    if (!image.alt) found.push(`has no words for the picture ${image.src}`);
  }
  let text = document.body.innerText;
  for (const code of document.querySelectorAll("pre.c")) text = text.replace(code.innerText, "");
  const raw = text.match(/\$`[^`]*`\$|\\(frac|hat|partial|sum|odot)\b.*/);
  if (raw) found.push(`shows raw LaTeX: ${raw[0]}`);
  for (const math of document.querySelectorAll("math"))
    if (math.querySelector("merror") || math.getBoundingClientRect().height === 0)
      found.push(`cannot show ${math.textContent}`);
  const parts = { msup: 2, msub: 2, mfrac: 2, mover: 2, munder: 2, msubsup: 3, munderover: 3 };
  for (const element of document.querySelectorAll(Object.keys(parts).join()))
    if (element.childElementCount !== parts[element.localName])
      found.push(`has ${element.outerHTML}, which takes ${parts[element.localName]}`);
  const light = getComputedStyle(document.body).backgroundColor.match(/\d+/g)[0] > 127;
  if (light !== matchMedia("(prefers-color-scheme: light)").matches)
    found.push("does not follow the screen's colors");
  return found;
}

// Runs in the page; waits until it has seen a new screen.
async function settle() {
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
}

// Runs in the page, where axe is; returns what it says that shuts somebody out.
async function barriers() {
  const { violations } = await axe.run({ resultTypes: ["violations"], preload: false });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ help, nodes }) => `axe: ${help}: ${nodes[0].html}`);
}

// Runs in the page: leaves the first lines of code. What follows is more of the same,
// and axe would take minutes for it.
function shortenCode() {
  const rest = document.querySelectorAll("pre.c span[id]:nth-of-type(n + 31)");
  for (const line of rest) line.remove();
}

// The links of the page that lead to no file of the book, or to no place in it.
async function deadLinks(page) {
  const links = await page.$$eval("a[href]", (all) => all.map((a) => a.href));
  const dead = [];
  for (const link of links.filter((l) => l.startsWith("file:"))) {
    const url = new URL(link);
    const anchor = decodeURIComponent(url.hash.slice(1));
    url.hash = "";
    if (!existsSync(url) || (anchor && !anchorsOf(url.href).has(anchor)))
      dead.push(`links to ${link}`);
  }
  return dead;
}

const anchors = new Map();
function anchorsOf(address) {
  if (!anchors.has(address)) {
    const ids = readFileSync(new URL(address), "utf8").matchAll(/ id="([^"]*)"/g);
    anchors.set(address, new Set([...ids].map(([, id]) => id)));
  }
  return anchors.get(address);
}

// Code of a chapter's page that is not in the file and line that it says.
async function strayLines(page, chapter) {
  const blocks = await page.$$eval("pre.c", (all) =>
    all.map((block) =>
      [...block.querySelectorAll("span[id]")].map(({ id, textContent }) => [id, textContent]),
    ),
  );
  return blocks.flat().flatMap(([id, text]) => {
    const [, name, line] = id.match(/^(.*)-(\d+)$/);
    const file = join("chapters", chapter, name);
    const there = existsSync(file) && readFileSync(file, "utf8").split("\n")[line - 1];
    return there === text ? [] : [`${id} is '${text}', but there '${there}'`];
  });
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

// The page of a training draws it while it goes on, and its first epochs are those of
// the command on the same digits.
async function trainHere(page) {
  const wrong = [];
  const epochs = (text) => text.match(/^epoch.*%/gm)?.slice(0, 2) ?? [];
  await page.click(`${form} button`);
  await page.waitForFunction(
    () => document.querySelector(".curves ~ pre").textContent.split("\n").length > 2,
    undefined,
    { timeout: 300000 },
  );
  await page.click(`${form} button`);
  if ((await end(page)) !== "stopped") wrong.push("cannot be stopped");
  const here = epochs(await page.textContent(".curves ~ pre"));
  const there = epochs(
    execFileSync(join(book, "../portable/16_digit_classifier"), [
      ...["train", "--data", "data/sample", "--epochs", "20"],
      ...["--runs", join(book, "../runs")],
    ]).toString(),
  );
  if (here.length < 2 || here.join() !== there.join())
    wrong.push(`trains otherwise: ${here.join()}, not ${there.join()}`);
  for (const line of await page.$$eval(".curves polyline", (all) =>
    all.map((line) => line.getAttribute("points")),
  ))
    if (line.split(" ").length < 2) wrong.push(`draws no curve: ${line}`);
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
let failed = 0;
function complain(fault) {
  console.error(`book: ${fault}`);
  failed++;
}

// Reads pages from the file system; returns how many programs ran.
async function read(names) {
  const page = await (await browser.newContext()).newPage();
  let runs = 0;
  let where = "";
  const say = (fault) => complain(`${where}: ${fault}`);
  listen(page, say);

  // What a function finds in the page on each screen.
  async function lookFor(what, name) {
    for (const { colorScheme, width } of screens) {
      where = `${name}, ${colorScheme}, ${width} pixels wide`;
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.evaluate(settle);
      (await page.evaluate(what)).forEach(say);
    }
    where = name;
  }

  // Axe takes seconds, and pages of files are all alike, so of these one is enough.
  async function lookForBarriers(name) {
    if (name.endsWith("files.html") && name !== FILES) return;
    await page.addScriptTag({ path: join(modules, "axe-core/axe.min.js") });
    await page.evaluate(shortenCode);
    await lookFor(barriers, name);
  }

  for (const name of names) {
    where = name;
    await page.goto(pathToFileURL(join(book, name)).href);
    (await deadLinks(page)).forEach(say);
    if (name.includes("/")) (await strayLines(page, name.split("/")[0])).forEach(say);
    await lookFor(faults, name);
    await lookForBarriers(name);
    if (await page.$(form)) {
      const use = (await page.$(".curves")) ? trainHere : runProgram;
      (await use(page, name.split("/")[0])).forEach(say);
      runs++;
    }
  }
  return runs;
}

async function changeOptions(name) {
  const page = await (await browser.newContext()).newPage();
  const say = (fault) => complain(`${name}, with an option: ${fault}`);
  listen(page, say);
  await page.goto(pathToFileURL(join(book, name, "index.html")).href);
  (await useOptions(page)).forEach(say);
}

// From a host, each page by a reader who has nothing of the book yet.
async function loadAll(site) {
  for (const name of pages.filter((name) => !name.endsWith("files.html"))) {
    const say = (fault) => complain(`${name}, from a host: ${fault}`);
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
    const page = await context.newPage();
    listen(page, say);
    site.sent = 0;
    await page.goto(site.address + name, { waitUntil: "networkidle" });
    const most = (await page.$(".own-digit")) ? WITH_NETWORK : FIRST_LOAD;
    if (site.sent > most) say(`loads ${site.sent} bytes at first`);
    await context.close();
  }
}

// What is used by hand, one after another: there is one clipboard.
const folder = pathToFileURL(join(book, "/")).href;
async function useAll(site, loaded) {
  await changeOptions("04_forward_batch");
  await useControls(browser, folder, ["mouse", "touch", "keyboard"], complain);
  await changeCircumstances(browser, folder, complain);
  await loaded; // what is loaded from the host is counted
  await useControls(browser, site.address, ["touch"], complain);
}

// Firefox as it comes, which is driven otherwise than Playwright's own.
async function useFirefox() {
  const fox = await firefox.launch({
    channel: "moz-firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
  });
  await useControls(fox, folder, ["keyboard"], (fault) => complain(`Firefox: ${fault}`));
  await fox.close();
}

// All at the same time, for much of it is waiting; pages are read by two readers, of
// whom each takes the next one that nobody has.
const queue = pages.values();
const site = await serve(book);
const loaded = loadAll(site);
const [one, other] = await Promise.all([
  read(queue),
  read(queue),
  loaded,
  useAll(site, loaded),
]);
site.close();
await browser.close();
await useFirefox();
console.log(
  `book: ${pages.length} pages on ${screens.length} screens, ${one + other} programs, ${failed} faults`,
);
process.exit(failed > 0 || pages.length < chapters || one + other !== programs ? 1 : 0);
