// Uses everything of a page that can be used, in the ways that a reader may: by mouse,
// by touch on a phone and by the keyboard. Each check returns what is wrong.
import { readFileSync } from "node:fs";

const CHAPTER = "06_softmax/index.html";
export const FILES = "06_softmax/files.html";
const SOURCE = "chapters/06_softmax/softmax.c";

// Where a function of the source begins, and where the book has that line.
const source = readFileSync(SOURCE, "utf8").split("\n");
const line = source.findIndex((text) => text.startsWith("void softmax(")) + 1;
const linesLink = `.bar > a[href='files.html#softmax.c-${line}']`;

const wide = { width: 1200, height: 900 };
const narrow = { width: 375, height: 800 };

// How each of them presses what a selector names.
const ways = {
  mouse: {
    context: { viewport: wide },
    press: (page, selector) => page.click(selector),
  },
  touch: {
    context: { viewport: narrow, hasTouch: true, isMobile: true },
    press: (page, selector) => page.tap(selector),
  },
  keyboard: {
    context: { viewport: wide },
    async press(page, selector) {
      if ((await page.$eval(selector, (element) => element.tabIndex)) < 0)
        throw new Error(`Tab does not reach ${selector}`);
      await page.focus(selector);
      const radio = await page.$eval(selector, (element) => element.type === "radio");
      await page.keyboard.press(radio ? "Space" : "Enter");
    },
  },
};

const menu = "header > button";
const field = "nav input[type=search]";

// A key or a press returns before the page has answered it, on a busy machine long
// before: what should come of it is waited for. These say whether it came: a place that
// was led to, contents that opened or closed, a field that says something, code that
// moved, a color.
const patience = { timeout: 20000 };
const comes = (waiting) =>
  waiting.then(
    () => true,
    () => false,
  );
const leadsTo = (page, place) =>
  comes(page.waitForURL((url) => decodeURIComponent(url.href).endsWith(place), patience));
const opens = (page) => comes(page.waitForSelector("nav", patience));
const closes = (page) => comes(page.waitForSelector("nav", { state: "hidden", ...patience }));
const says = (page, text) =>
  comes(
    page.waitForFunction(
      ([field, text]) => document.querySelector(field).value === text,
      [field, text],
      patience,
    ),
  );
const scrolls = (page) =>
  comes(page.waitForFunction(() => document.activeElement.scrollLeft > 0, undefined, patience));
const turns = (page, dark) =>
  comes(
    page.waitForFunction(
      (dark) => (getComputedStyle(document.body).backgroundColor !== "rgb(255, 255, 255)") === dark,
      dark,
      patience,
    ),
  );

// Opens the contents where they are a menu.
async function openContents(page, { press }) {
  if (!(await page.isVisible("nav"))) await press(page, menu);
}

async function contents(page, way) {
  await page.setViewportSize(narrow);
  if (await page.isVisible("nav")) return ["the menu is open from the start"];
  await way.press(page, menu);
  if (!(await opens(page))) return ["the menu does not open"];
  await page.focus(field);
  await page.keyboard.type("12");
  await page.keyboard.press("Escape");
  if (!(await says(page, ""))) return ["Escape does not clear search"];
  if (!(await page.isVisible("nav"))) return ["Escape in search closes the menu"];
  await page.keyboard.press("Escape");
  if (!(await closes(page))) return ["Escape does not close the menu"];
  await way.press(page, menu);
  await way.press(page, "nav a[href='#run-it']");
  if (!(await leadsTo(page, "#run-it"))) return [`the contents lead to ${page.url()}`];
  return (await closes(page)) ? [] : ["the menu stays open over what it led to"];
}

async function place(page, way) {
  if (page.viewportSize().width === narrow.width) return [];
  const wrong = [];
  const here = await page.textContent("nav [aria-current=page]");
  if (here !== "6. Softmax") wrong.push(`the contents mark '${here}' as this page`);
  for (const heading of ["run-it", "it-overflows"]) {
    await way.press(page, `nav a[href='#${heading}']`);
    const mark = `nav a[href='#${heading}'][aria-current=location]`;
    if (!(await comes(page.waitForSelector(mark, patience))))
      wrong.push(`the contents do not mark ${heading}`);
  }
  return wrong;
}

async function search(page, way) {
  await openContents(page, way);
  await way.press(page, field);
  await page.keyboard.type("overflows expon");
  await page.waitForSelector("nav ol mark");
  const first = await page.textContent("nav ol li");
  if (!first.startsWith("It overflows")) return [`search finds first '${first}'`];
  await page.fill(field, "qqqqqq");
  await page.waitForSelector("nav output:text('nothing found')");
  await page.fill(field, "softmax overflo");
  await page.waitForSelector("nav ol mark");
  await way.press(page, "nav ol li a");
  if (await leadsTo(page, `${CHAPTER}#it-overflows`)) return [];
  return [`what was found leads to ${page.url()}`];
}

async function colors(page, way, base) {
  const wrong = [];
  const choose = async (which) => {
    await openContents(page, way);
    await way.press(page, `nav label:has-text("${which}") input`);
  };
  await choose("dark");
  if (!(await turns(page, true))) wrong.push("dark is not dark");
  await page.goto(`${base}notation.html`);
  if (!(await turns(page, true))) wrong.push("dark is not kept on the next page");
  await choose("automatic");
  if (!(await turns(page, false))) wrong.push("automatic does not follow the system");
  return wrong;
}

// What a button copies. It says "Copied" for two seconds, which on a busy machine may
// be over before one looks, so the page begins to look first.
async function copiedBy(page, way, button) {
  await page.$eval(button, (element) => {
    new MutationObserver(() => {
      if (element.textContent === "Copied") element.dataset.said = "Copied";
    }).observe(element, { childList: true });
  });
  await way.press(page, button);
  await page.waitForSelector(`${button}[data-said]`);
  return page.evaluate(() => navigator.clipboard.readText());
}

async function copy(page, way) {
  const bar = `.bar:has(a[href='files.html#softmax.c-${line}'])`;
  const copied = await copiedBy(page, way, `${bar} > button`);
  const code = source.slice(line - 1, line - 1 + copied.split("\n").length).join("\n");
  if (copied !== code || !code.endsWith("}")) return [`copies '${copied}'`];
  const output = await copiedBy(page, way, ".bar:has(+ pre.text) > button");
  const kept = readFileSync("chapters/06_softmax/output.txt", "utf8");
  return output.trimEnd() === kept.trimEnd() ? [] : [`copies the output '${output}'`];
}

async function links(page, way, base) {
  const wrong = [];
  await way.press(page, "h2#it-overflows > a");
  if (!(await leadsTo(page, "#it-overflows"))) wrong.push("a heading is no link to itself");
  await way.press(page, linesLink);
  await page.waitForURL(`${base}${FILES}#softmax.c-${line}`);
  const target = page.locator(":target");
  if (!/^void softmax\(/.test(await target.textContent())) wrong.push("it is another line");
  if (!(await target.evaluate((line) => line.getBoundingClientRect().top < innerHeight)))
    wrong.push("the line is not in view");
  return wrong;
}

// Only the keyboard turns pages; only a mouse can press a line's number.
async function turnPages(page, way, base) {
  if (way !== ways.keyboard) return [];
  const wrong = [];
  const press = async (key, to) => {
    await page.keyboard.press(key);
    if (!(await leadsTo(page, to))) wrong.push(`${key} leads to ${page.url()}`);
  };
  await press("ArrowRight", "07_gradient_descent/index.html");
  await press("ArrowLeft", CHAPTER);
  await page.keyboard.press("/");
  await page.keyboard.type("12");
  await press("ArrowLeft", CHAPTER);
  if (!(await says(page, "12"))) wrong.push("/ does not lead to search");
  await page.keyboard.press("Escape");
  if (!(await says(page, ""))) wrong.push("Escape does not clear search");
  await page.setViewportSize(narrow);
  await page.focus("pre[tabindex]");
  await page.keyboard.press("ArrowRight");
  if (!(await scrolls(page))) wrong.push(`ArrowRight in code leads to ${page.url()}`);
  await page.goto(base + CHAPTER);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  if (!(await leadsTo(page, "#text"))) wrong.push("the first Tab does not lead past the contents");
  return wrong;
}

async function numbers(page, way) {
  if (way !== ways.mouse) return [];
  await page.click(`[id='softmax.c-${line}'] > a`);
  return (await leadsTo(page, `#softmax.c-${line}`)) ? [] : ["a line's number is no link"];
}

const checks = { contents, place, search, colors, copy, links, turnPages, numbers };

// Each check begins on a chapter's page, in a browser that knows nothing yet.
export async function useControls(browser, base, names, complain) {
  for (const name of names) {
    const way = ways[name];
    for (const check of Object.values(checks)) {
      const context = await browser.newContext({ ...way.context, colorScheme: "light" });
      if (check === copy) await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      const page = await context.newPage();
      const say = (fault) => complain(`${base}, ${check.name} by ${name}: ${fault}`);
      listen(page, say);
      page.setDefaultTimeout(30000);
      try {
        await page.goto(base + CHAPTER);
        (await check(page, way, base)).forEach(say);
      } catch (error) {
        say(error.message);
      }
      await context.close();
    }
  }
}

// Firefox lays out what it has of a page, on a busy machine half a formula, and then says
// that its other half is missing. Whether all are whole is counted in the page that is.
const HALF_READ = /^Incorrect number of children for <m\w+\/> tag\.$/;

// What a page says that nobody reads.
export function listen(page, say) {
  page.on("console", (message) => say(`says: ${message.text()}`));
  page.on("pageerror", ({ message }) => HALF_READ.test(message) || say(`fails: ${message}`));
  page.on("requestfailed", (request) => say(`cannot load ${request.url()}`));
}

// Without scripts all can be read, and the menu opens.
async function withoutScripts(page) {
  const wrong = [];
  if (!(await page.isVisible("nav"))) wrong.push("has no contents");
  if (await page.$("button:not([popovertarget]), input")) wrong.push("has dead controls");
  await page.setViewportSize(narrow);
  await page.click(menu);
  if (!(await opens(page))) wrong.push("the menu does not open");
  return wrong;
}

// Where nothing may be stored colors can be chosen all the same.
async function withoutStorage(page) {
  await page.click(`nav label:has-text("dark")`);
  return (await turns(page, true)) ? [] : ["dark is not dark"];
}

// On paper a page is black on white, whole, and nothing but text.
async function onPaper(page) {
  const wrong = [];
  await page.click(`nav label:has-text("dark")`);
  await page.emulateMedia({ media: "print" });
  if (!(await turns(page, false))) wrong.push("is dark");
  for (const gone of ["nav", "header", ".skip", ".bar > button", "form.run"])
    if (await page.isVisible(gone)) wrong.push(`has ${gone}`);
  const shown = (all) => all.every((element) => element.checkVisibility({ contentVisibilityAuto: true }));
  if (!(await page.$$eval("details :is(p, pre, td)", shown))) wrong.push("hides what is folded");
  return wrong;
}

const circumstances = [
  [withoutScripts, { javaScriptEnabled: false }],
  [withoutStorage, {}, () => {
    const get = () => {
      throw new DOMException("denied", "SecurityError");
    };
    Object.defineProperty(window, "localStorage", { get });
  }],
  [onPaper, {}],
];

export async function changeCircumstances(browser, base, complain) {
  for (const [check, options, before] of circumstances) {
    const context = await browser.newContext({ viewport: wide, ...options });
    if (before) await context.addInitScript(before);
    const page = await context.newPage();
    const say = (fault) => complain(`${base}, ${check.name}: ${fault}`);
    listen(page, say);
    page.setDefaultTimeout(30000);
    try {
      await page.goto(base + CHAPTER);
      (await check(page)).forEach(say);
    } catch (error) {
      say(error.message);
    }
    await context.close();
  }
}
