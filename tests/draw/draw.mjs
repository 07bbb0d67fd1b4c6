// Draws on the page of chapter 22 as a reader would, by mouse, touch and keys, brings
// it files, good and bad, and says what is wrong:
//
//     node tests/draw/draw.mjs NODE_MODULES BUILD
//
// BUILD has the book, the classifier, and in page.numbers what tests/draw/page.c printed: what
// the page must agree with.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const [modules, build] = process.argv.slice(2, 4).map((path) => resolve(path));
const { chromium, firefox } = await import(
  pathToFileURL(join(modules, "playwright-core/index.mjs"))
);
const address = pathToFileURL(join(build, "book/22_your_own_digit/index.html")).href;
const scratch = mkdtempSync(join(tmpdir(), "draw-"));
const MOST = 900000; // bytes of the page and what it loads
const PIXELS = 784;
let failed = 0;
let where = "";

function expect(what, good, seen = "") {
  if (good) return;
  console.error(`draw: ${where}${what}${seen === "" ? "" : `: ${seen}`}`);
  failed++;
}

// The digits that the page and the native programs both read.
const digits = readFileSync(join(build, "page.numbers"), "utf8")
  .trim()
  .split("\n")
  .map((line, i) => {
    const [label, ...numbers] = line.split(" ").map(Number);
    const strokes = [];
    for (let at = 10; at < numbers.length; at += 3)
      (strokes[numbers[at + 2]] ??= []).push([numbers[at], numbers[at + 1]]);
    return { label, scores: numbers.slice(0, 10), strokes, i };
  });
const images = gunzipSync(readFileSync("data/sample/t10k-images-idx3-ubyte.gz")).subarray(16);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});

async function open(prepare, from = browser) {
  const context = await from.newContext(from === browser ? { hasTouch: true, acceptDownloads: true } : {});
  const page = await context.newPage();
  page.on("console", (message) => expect("the page says", false, message.text()));
  page.on("pageerror", (error) => expect("the page fails", false, error.message));
  if (prepare) await page.addInitScript(prepare);
  await page.goto(address);
  return page;
}

const answer = (page) => page.textContent(".own-digit .answer");
const best = async (page) => Number(await page.textContent(".own-digit .best th"));
const frame = (page) =>
  page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));

async function boxOfPad(page) {
  const pad = await page.$(".pad");
  await pad.scrollIntoViewIfNeeded();
  return pad.boundingBox();
}

// Draws strokes by the mouse, `size` times the place of their points from (left, top)
// of the pad on, of each `step` points one.
async function draw(page, strokes, { size = 1, left = 0, top = 0, step = 1 } = {}) {
  const box = await boxOfPad(page);
  const move = ([x, y]) => page.mouse.move(box.x + left + size * x, box.y + top + size * y);
  for (const stroke of strokes) {
    await move(stroke[0]);
    await page.mouse.down();
    for (const [i, point] of stroke.entries())
      if (i % step === 0 || i === stroke.length - 1) await move(point);
    await page.mouse.up();
  }
  await frame(page);
}

async function press(page, name) {
  await page.click(`.own-digit button:text-is("${name}")`);
  await frame(page);
}

// ------------------------------------------------------------------------ reading

async function readsAsTheProgram(page) {
  await page.setInputFiles(".own-digit input", "data/model.safetensors");
  await page.waitForFunction(() => document.querySelector(".answer").textContent.includes("reads now"));
  const scores = await page.evaluate(
    ([pixels, count]) => {
      const { reader } = document.querySelector(".own-digit");
      return Array.from({ length: count }, (_, i) => {
        reader.setDigit(Uint8Array.from(pixels.slice(784 * i, 784 * (i + 1))));
        reader.read(0);
        return [...reader.scores(3)];
      });
    },
    [[...images], digits.length],
  );
  let off = 0;
  scores.forEach((list, i) =>
    list.forEach((z, k) => (off = Math.max(off, Math.abs(z - digits[i].scores[k])))),
  );
  expect("scores of the page and of the program differ by", off < 1e-4, off);
  return off;
}

// By its scores, which the rounding of its weights to bytes makes a little different.
async function readsWithTheBooksAgain(page) {
  const again = "Read with the book's network again";
  await press(page, again);
  const scores = await page.evaluate((pixels) => {
    const { reader } = document.querySelector(".own-digit");
    reader.setDigit(Uint8Array.from(pixels));
    reader.read(0);
    return [...reader.scores(3)];
  }, [...images.slice(0, 784)]);
  const off = Math.max(...scores.map((z, k) => Math.abs(z - digits[0].scores[k])));
  expect("the book's network reads again, off by", off > 1e-3 && off < 1, off);
  expect("and need not be asked for", !(await page.isVisible(`text=${again}`)), again);
}

// The ways in which a digit is drawn: small and large, slowly and fast, here and there.
const sizes = [0.5, 1.2, 2.3];
const ways = sizes.flatMap((size) =>
  [4, 12].map((step) => ({ size, step, left: step === 4 ? 5 : 275 - 112 * size, top: 275 - 112 * size })),
);

async function readsWhatIsDrawn(page, count) {
  let right = 0;
  for (const [i, { label, strokes }] of digits.slice(0, count).entries()) {
    await press(page, "Clear");
    await draw(page, strokes, ways[i % ways.length]);
    right += (await best(page)) === label ? 1 : 0;
  }
  expect(`of ${count} digits drawn by the mouse are read`, right >= 0.9 * count, right);
}

// The same for all, without the mouse: its places are whole pixels.
async function readsAllDrawn(page) {
  const right = await page.evaluate(
    ([digits, ways]) => {
      const { reader } = document.querySelector(".own-digit");
      const place = ({ size, left, top }, [x, y]) => [Math.round(left + size * x), Math.round(top + size * y)];
      return digits.map(({ label, strokes }, i) => {
        const way = ways[i % ways.length];
        const points = strokes.flatMap((stroke, number) =>
          stroke
            .filter((_, i) => i % way.step === 0 || i === stroke.length - 1)
            .flatMap((point) => [...place(way, point), number]),
        );
        reader.findInDrawing(Float64Array.from(points));
        const chances = reader.read(0);
        return chances.indexOf(Math.max(...chances)) === label;
      });
    },
    [digits, ways],
  );
  const count = right.filter(Boolean).length;
  expect(`of ${digits.length} digits drawn are read`, count >= 0.97 * digits.length, count);
  return `${count} of ${digits.length}`;
}

const one = [[[50, 5], [50, 100]]];
const ring = [Array.from({ length: 40 }, (_, i) => [50 + 35 * Math.sin(i / 6), 50 - 50 * Math.cos(i / 6)])];

async function findsSeveralDigits(page) {
  await press(page, "Clear");
  await draw(page, one, { left: 10 });
  await draw(page, ring, { left: 130 });
  const said = await answer(page);
  expect("two digits", said.startsWith("This looks like 2 digits: 1 0."), said);
  await page.click(".several button >> nth=1");
  expect("the second one, chosen", (await best(page)) === 0, await best(page));
  await press(page, "Undo");
  expect("one of them undone", (await best(page)) === 1 && !(await page.$(".several button")));
  await press(page, "Clear");
  expect("cleared", (await answer(page)).startsWith("Draw a digit"), await answer(page));
}

async function drawsByTouch(page) {
  await press(page, "Clear");
  const box = await boxOfPad(page);
  const before = await page.evaluate(() => scrollY);
  const session = await page.context().newCDPSession(page);
  const touch = (type, touchPoints) => session.send("Input.dispatchTouchEvent", { type, touchPoints });
  await touch("touchStart", [{ x: box.x + 140, y: box.y + 30 }]);
  for (let y = 40; y <= 250; y += 10)
    await touch("touchMove", [{ x: box.x + 140, y: box.y + y }]);
  await touch("touchEnd", []);
  await frame(page);
  expect("a 1 by touch", (await best(page)) === 1, await answer(page));
  expect("a stroke scrolls the page", (await page.evaluate(() => scrollY)) === before);
}

async function drawsByKeys(page) {
  await page.focus('.own-digit button:text-is("Clear")');
  await page.keyboard.press("Enter");
  await page.focus(".pad");
  for (let i = 0; i < 15; i++) await page.keyboard.press("ArrowUp");
  for (let i = 0; i < 30; i++) await page.keyboard.press("Shift+ArrowDown");
  await frame(page);
  expect("a 1 by keys", (await best(page)) === 1, await answer(page));
}

// How smooth that is: frames in a second with the processor slowed four times, and the
// milliseconds of an answer without that. It depends on the machine, so it is only said.
async function smoothness(page) {
  await boxOfPad(page);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const frames = await page.evaluate(async () => {
    const pad = document.querySelector(".pad");
    const [clear] = [...document.querySelectorAll(".own-digit button")].filter((b) => b.textContent === "Clear");
    const box = pad.getBoundingClientRect();
    const happen = (name, x, y) =>
      pad.dispatchEvent(new PointerEvent(name, { pointerId: 1, button: 0, clientX: box.left + x, clientY: box.top + y }));
    pad.setPointerCapture = () => {}; // there is no such pointer
    const start = performance.now();
    let count = 0;
    const next = () => requestAnimationFrame(() => (count++, performance.now() - start < 3000 && next()));
    next();
    for (let n = 0; performance.now() - start < 3000; n++) {
      if (n % 100 === 0) {
        happen("pointerup", 0, 0);
        clear.click();
        happen("pointerdown", 140, 40);
      }
      happen("pointermove", 140 + 80 * Math.sin(n / 40), 130 + 90 * Math.cos(n / 31));
      await new Promise((then) => setTimeout(then, 8));
    }
    happen("pointerup", 0, 0);
    delete pad.setPointerCapture;
    return count / 3;
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  const answers = await page.evaluate((points) => {
    const { reader } = document.querySelector(".own-digit");
    const start = performance.now();
    for (let i = 0; i < 100; i++) {
      reader.findInDrawing(Float64Array.from(points));
      reader.read(0);
    }
    return (performance.now() - start) / 100;
  }, digits[0].strokes.flatMap((stroke, i) => stroke.flatMap(([x, y]) => [2 * x, 2 * y, i])));
  return `${frames.toFixed(0)} frames a second on a slow processor, an answer in ${answers.toFixed(1)} ms`;
}

// ------------------------------------------------------------------- asking why

const numbersIn = (text) =>
  [...text.replaceAll("−", "-").matchAll(/-?\d+\.\d/g)].map(([number]) => Number(number));

// What is out of sight is painted when it is seen.
async function lookAt(page, element) {
  await page.evaluate((element) => document.querySelector(element).scrollIntoView(), element);
  await frame(page);
}

async function saysWhy(page) {
  await press(page, "Clear");
  await draw(page, ring, { size: 1.5 });
  await lookAt(page, ".why");
  const [forIt, against, biases, together] = numbersIn(await page.textContent(".why p >> nth=1"));
  expect("shares that do not add up", Math.abs(forIt + against + biases - together) < 0.21);
  const difference = await page.evaluate(() => {
    const { reader } = document.querySelector(".own-digit");
    const z = [...reader.scores(3)].sort((a, b) => b - a);
    return z[0] - z[1];
  });
  expect("the difference of the scores", Math.abs(difference - together) < 0.06, difference);
  const map = () => page.$eval(".why canvas", (canvas) => canvas.toDataURL());
  const shares = await map();
  await page.selectOption('select[name="shown"]', { label: "slopes" });
  expect("slopes look like shares", (await map()) !== shares);
  await page.selectOption('select[name="shown"]', { label: "shares" });
  await page.selectOption('select[name="and not"]', { label: "4" });
  expect("another class changes nothing", (await map()) !== shares);
  expect("the question", (await page.textContent(".why p >> nth=1")).startsWith("Why 0 and not 4?"));
}

async function paintsWhatIsSeen(page) {
  const title = () => page.textContent(".layers p");
  await lookAt(page, ".layers");
  const before = await title();
  expect("units that are on", /^Layer 1: \d+ of 400 units are on$/.test(before), before);
  await page.setViewportSize({ width: 1280, height: 340 });
  await lookAt(page, ".pad");
  await press(page, "Clear");
  expect("units are shown that nobody sees", (await title()) === before, await title());
  await lookAt(page, ".layers");
  expect("units are seen that are on no more", (await title()) === "Layer 1", await title());
  await page.setViewportSize({ width: 1280, height: 720 });
  await draw(page, ring, { size: 1.5 });
}

async function showsUnits(page) {
  const layer = ".layers canvas >> nth=0";
  await page.click(layer, { position: { x: 2, y: 2 } });
  const first = await page.textContent(".unit p");
  expect("the first unit", first.startsWith("Unit 0 of layer 1:"), first);
  const [above, below, bias, sum] = numbersIn(first);
  expect("its sum", Math.abs(above + below + bias - sum) < 0.21, first);
  await page.focus(layer);
  await page.keyboard.press("ArrowDown");
  expect("the unit below", (await page.textContent(".unit p")).startsWith("Unit 20 of layer 1:"));
  await page.click(".layers canvas >> nth=1", { position: { x: 160, y: 160 } });
  expect("the last unit", (await page.textContent(".unit p")).startsWith("Unit 99 of layer 2:"));
}

async function breaks(page) {
  const select = '.own-digit select[name="what is wrong"]';
  const chances = () =>
    page.evaluate(() => document.querySelector(".own-digit").reader.scores(3).join(" "));
  const whole = await chances();
  const names = await page.$$eval(`${select} option`, (all) => all.map((o) => o.textContent));
  expect("12 ways to use it, 11 of them wrong", names.length === 12, names.length);
  for (const name of names) {
    await page.selectOption(select, { label: name });
    expect(`${name}: no change`, ((await chances()) === whole) === (name === "nothing"));
  }
  await page.selectOption(select, { label: "nothing" });
  expect("it is not mended", (await chances()) === whole);
}

async function checksSlopes(page) {
  await press(page, "Compare with the complex step");
  await page.waitForFunction(() => document.querySelectorAll(".checked tr").length === 7, null, {
    timeout: 60000,
  });
  const rows = await page.$$eval(".checked tr", (all) =>
    all.slice(1).map((row) => [...row.cells].map((cell) => cell.textContent)),
  );
  let worst = 0;
  for (const [name, , largest, off] of rows) {
    expect(`${name} has no slopes`, Number(largest) > 1e-6, largest);
    worst = Math.max(worst, Number(off) / Number(largest));
  }
  expect("slopes are off by", worst < 1e-12, JSON.stringify(rows));
  return worst;
}

async function showsTestDigits(page) {
  await press(page, "A test digit");
  await page.waitForFunction(() => document.querySelector(".answer").textContent.includes("its label is"));
  await press(page, "One it misreads");
  await page.waitForTimeout(500);
  const label = /its label is (\d)\.$/.exec(await answer(page))?.[1];
  expect("one it misreads", label !== undefined && Number(label) !== (await best(page)), await answer(page));
  await press(page, "Undo");
  expect("the pad is not empty", (await answer(page)).startsWith("Draw a digit"), await answer(page));
}

// --------------------------------------------------------------------------- files

async function bring(page, name, bytes) {
  const path = join(scratch, name);
  writeFileSync(path, bytes);
  await page.setInputFiles(".own-digit input", []);
  await page.setInputFiles(".own-digit input", path);
  await page.waitForFunction((name) => document.querySelector(".answer").textContent.includes(name), name);
  return answer(page);
}

const edited = (model, change) => {
  const size = Number(model.readBigUInt64LE(0));
  const header = Buffer.from(change(model.subarray(8, 8 + size).toString()));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, model.subarray(8 + size)]);
};

async function refusesBadFiles(page) {
  const model = readFileSync("data/model.safetensors");
  const notFinite = Buffer.from(model);
  notFinite.fill(0xff, model.length - 2);
  const bad = [
    ["empty.safetensors", Buffer.alloc(0), "it is no model.safetensors"],
    ["text.safetensors", "W1 = 0.3, and so on", "it is no model.safetensors"],
    ["cut.safetensors", model.subarray(0, 100000), "its W1 goes beyond the end of the file"],
    ["wide.safetensors", edited(model, (h) => h.replaceAll("784", "783")), "its W1 is not 400 by 784 numbers"],
    ["none.safetensors", edited(model, (h) => h.replace('"W1"', '"X1"')), "its layers are 784;"],
    ["kind.safetensors", edited(model, (h) => h.replaceAll("F16", "I16")), "its W1 has numbers of type I16"],
    ["scale.safetensors", edited(model, (h) => h.replace(/"pixel_scale": *"[^"]*"/, '"pixel_scale":"0"')),
      "its metadata has no pixel_scale above 0"],
    ["null.safetensors", edited(model, () => "null"), "its metadata has no pixel_scale"],
    ["infinite.safetensors", notFinite, "its b3 has numbers that are not finite"],
    ["picture.png", "no picture", "it is no picture that this browser reads"],
  ];
  for (const [name, bytes, words] of bad) {
    const said = await bring(page, name, bytes);
    expect(name, said.startsWith(`${name}: ${words}`), said);
  }
}

async function readsPictures(page) {
  await press(page, "Clear");
  const box = await boxOfPad(page);
  const clip = { x: box.x + 3, y: box.y + 3, width: box.width - 6, height: box.height - 6 };
  const blank = await page.screenshot({ clip });
  expect("blank.png", (await bring(page, "blank.png", blank)).endsWith("it is blank: all of it is paper"));
  await draw(page, digits[0].strokes, { size: 2 });
  await boxOfPad(page);
  const drawn = await page.screenshot({ clip });
  await press(page, "Clear");
  await page.setInputFiles(".own-digit input", { name: "drawn.png", mimeType: "image/png", buffer: drawn });
  await page.waitForFunction(() => document.querySelector(".best") !== null);
  expect("a picture of a drawing", (await best(page)) === digits[0].label, await answer(page));
}

// What was kept is read by the native program as by the page.
async function savesDigits(page) {
  for (const i of [0, 1, 2]) {
    await press(page, "Clear");
    await draw(page, digits[i].strokes, { size: 2 });
    await page.selectOption('.own-digit select[name="a"]', String(digits[i].label));
    await press(page, "Keep this as");
  }
  const files = [];
  page.on("download", (download) => files.push(download));
  await press(page, "Save them");
  for (let i = 0; i < 100 && files.length < 4; i++) await page.waitForTimeout(50);
  expect("files saved", files.length === 4, files.map((f) => f.suggestedFilename()).join(" "));
  for (const file of files) await file.saveAs(join(scratch, file.suggestedFilename()));
  const said = execFileSync(
    join(build, "16_digit_classifier"),
    ["test", "--data", scratch, "--model", "data/model.safetensors"],
    { encoding: "utf8" },
  );
  expect("test --data reads what was saved", /\b3 of 3\b|100\.00 %/.test(said), said);
}

async function startsWithout(what, prepare, words) {
  const page = await open(prepare);
  await page.waitForFunction(() => !/Loading/.test(document.querySelector(".own-digit").textContent));
  const said = await page.textContent(".own-digit");
  expect(`without ${what}`, said.includes(words), said);
  await page.context().close();
}

// Firefox as it comes, which is driven otherwise than Playwright's own.
async function useFirefox() {
  const fox = await firefox.launch({
    channel: "moz-firefox",
    executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
  });
  where = "Firefox: ";
  const page = await open(undefined, fox);
  await page.waitForSelector(".pad");
  await readsWhatIsDrawn(page, 6);
  await findsSeveralDigits(page);
  await drawsByKeys(page);
  await saysWhy(page);
  await showsUnits(page);
  await breaks(page);
  await checksSlopes(page);
  await fox.close();
}

// ---------------------------------------------------------------------------- all

const page = await open();
await page.waitForSelector(".pad");
const loaded = await page.evaluate(() =>
  [location, ...document.querySelectorAll("script[src], link[rel=stylesheet], img")].map((e) => e.src ?? e.href),
);
const bytes = loaded.map((url) => statSync(new URL(url)).size).reduce((a, b) => a + b);
expect("the page loads too much", bytes < MOST, bytes);
await readsWhatIsDrawn(page, 18);
const drawn = await readsAllDrawn(page);
await findsSeveralDigits(page);
await drawsByTouch(page);
await drawsByKeys(page);
const smooth = await smoothness(page);
await saysWhy(page);
await paintsWhatIsSeen(page);
await showsUnits(page);
await breaks(page);
const slopes = await checksSlopes(page);
await showsTestDigits(page);
await readsPictures(page);
await savesDigits(page);
await refusesBadFiles(page);
const off = await readsAsTheProgram(page);
await readsWithTheBooksAgain(page);
await startsWithout("WebAssembly", () => delete window.WebAssembly, "a newer one can");
await startsWithout("canvas", () => (HTMLCanvasElement.prototype.getContext = () => null), "no canvas");
await startsWithout(
  "memory",
  () => (WebAssembly.instantiate = () => Promise.reject(new RangeError("out of memory"))),
  "out of memory",
);
await browser.close();
await useFirefox();
rmSync(scratch, { recursive: true });
console.log(
  `draw: ${drawn} drawn digits read, scores off by ${off.toExponential(1)}, slopes by ` +
    `${slopes.toExponential(1)}, ${Math.round(bytes / 1000)} kB, ${smooth}, ${failed} faults`,
);
process.exit(failed > 0 ? 1 : 0);
