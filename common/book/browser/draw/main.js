// The page where one draws: chapter 22's functions, compiled, at the reader's hand.
//
// @ts-check
import { content, load } from "../load.js";
import { createChances } from "./chances.js";
import { createCheck } from "./check.js";
import { digitsOf, labelsOf, readModel, readPicture } from "./files.js";
import { createKeep } from "./keep.js";
import { createLayers } from "./layers.js";
import { createLook } from "./look.js";
import { createPad } from "./pad.js";
import { PIXELS, startReader } from "./reader.js";
import { button, choice, make, paintLight, picture, whenColorsChange, whenSeen } from "./views.js";
import { createWhy } from "./why.js";

/** @typedef {import("./reader.js").Reader} Reader */

/** @param {unknown} error */
const wordsOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * Builds the page around a network.
 * @param {Reader} reader
 */
function build(reader) {
  const look = createLook(reader);
  const answer = make("output", { className: "answer" });
  const seen = picture("the digit as the network sees it");
  const several = make("div", { className: "several" });
  const chances = createChances(look);
  const layers = createLayers(look);
  const why = createWhy(look, () => layers.show());
  const check = createCheck(look, giveNetwork);
  const keep = createKeep(look, tell);
  const pad = createPad(lookAtDrawing);

  /** Does it, and says what goes wrong. @param {() => unknown} act @param {string} [what] */
  async function tell(act, what = "") {
    try {
      await act();
    } catch (error) {
      answer.value = what + wordsOf(error);
    }
  }

  // ------------------------------------------------------------------ what is read

  function showSeveral() {
    several.replaceChildren();
    for (let i = 0; look.count > 1 && i < look.count; i++) {
      const view = picture(`digit ${i + 1}`);
      paintLight(view, reader.digit(i), 255);
      const ariaPressed = String(i === look.chosen);
      const pick = make("button", { type: "button", ariaPressed }, view);
      pick.onclick = () => {
        look.chosen = i;
        show();
      };
      several.append(pick);
    }
  }

  function show(count = look.count) {
    look.read(count);
    // As it comes to the network, also where the input is what is broken.
    const input = count > 0 ? reader.activations(0) : new Float32Array(PIXELS);
    paintLight(seen, input, 255 / reader.scale());
    answer.value = look.words();
    chances.show();
    showSeveral();
    showReasons();
    check.clear();
    keep.show();
  }

  let waiting = false;
  function lookAtDrawing() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const points = pad.points();
      look.about = "";
      tell(() => show(points.length > 0 ? reader.findInDrawing(points) : 0));
    });
  }

  // What does not come from the pad.
  function showOther(/** @type {number} */ count, about = "") {
    pad.wipe();
    look.chosen = 0;
    look.about = about;
    show(count);
  }

  /** @type {{ pixels: Uint8Array, label: number }[]} */
  let testDigits = [];
  async function loadTestDigits() {
    if (testDigits.length > 0) return;
    await load("sample");
    const labels = labelsOf(await content("t10k-labels-idx1-ubyte"));
    testDigits = digitsOf(await content("t10k-images-idx3-ubyte")).map((pixels, i) => ({
      pixels,
      label: labels[i],
    }));
  }

  /** @param {(label: number, answer: number) => boolean} wanted */
  async function showTestDigit(wanted) {
    await loadTestDigits();
    const start = Math.floor(Math.random() * testDigits.length);
    const digits = [...testDigits.slice(start), ...testDigits.slice(0, start)];
    const found = digits.find(({ pixels, label }) => {
      reader.setDigit(pixels);
      look.read(1);
      return wanted(label, look.answer);
    });
    if (!found) throw new Error("There is none among the test digits that are here.");
    showOther(1, ` It is a test digit, and its label is ${found.label}.`);
  }

  const breakages = reader.breakages();
  const broken = choice("what is wrong", breakages, () =>
    tell(() => {
      const which = Number(broken.select.value);
      look.broken = which > 0 ? breakages[which] : "";
      look.dice = look.broken.includes("dropout");
      reader.breakIt(which);
      show();
    }),
  );

  // ------------------------------------------------------------------------- files

  /** @type {import("./reader.js").Model | undefined} */
  let own; // the reader's network, in place of the book's

  /** @param {Reader} reader */
  async function giveNetwork(reader) {
    if (own) reader.take(own);
    else reader.unpack(await content("model"));
  }

  /** @param {import("./reader.js").Model} [model] */
  async function changeNetwork(model) {
    own = model;
    await giveNetwork(reader);
    back.hidden = !own;
    check.forget();
    layers.build();
    broken.select.value = "0";
    look.broken = "";
    look.dice = false;
    show();
  }
  const back = button("Read with the book's network again", () => tell(changeNetwork));
  back.hidden = true;

  /** @param {File} file */
  async function takeModel(file) {
    const model = readModel(await file.arrayBuffer());
    await changeNetwork(model);
    answer.value = `${file.name} reads now, ${model.n.join("-")}. ${answer.value}`;
  }

  /** @param {File} file */
  async function takePicture(file) {
    const { rgb, width, height } = await readPicture(file);
    showOther(reader.findInPicture(rgb, width, height));
    if (look.count === 0) throw new Error("it is blank: all of it is paper");
  }

  /** @param {File | null | undefined} file */
  function takeFile(file) {
    if (!file) return;
    const take = /\.safetensors$/i.test(file.name) ? takeModel : takePicture;
    tell(() => take(file), `${file.name}: `);
  }

  const chooser = make("input", { type: "file", accept: "image/*,.safetensors" });
  chooser.onchange = () => {
    takeFile(chooser.files?.[0]);
    chooser.value = ""; // so that the same can be chosen again
  };
  document.addEventListener("paste", (event) => takeFile(event.clipboardData?.files[0]));

  // ---------------------------------------------------------------------- the page

  const reasons = make(
    "div", {},
    make("h2", {}, "Why?"),
    why.element,
    make("h2", {}, "What its units see"),
    make("p", {}, "Choose a unit to see its weights."),
    layers.element,
  );
  const showReasons = whenSeen(reasons, () => {
    why.show();
    layers.show();
  });
  const buttons = make(
    "div", { className: "buttons" },
    button("Undo", pad.undo), button("Clear", pad.clear),
    button("A test digit", () => tell(() => showTestDigit(() => true))),
    button("One it misreads", () => tell(() => showTestDigit((label, answer) => label !== answer))),
  );
  const panel = make(
    "section", { className: "own-digit" },
    make(
      "div", { className: "reading" },
      make("div", {}, pad.element, buttons),
      make("div", {}, seen, make("p", {}, "What the network sees")),
      chances.element,
    ),
    make("p", { className: "said" }, answer),
    several,
    make("label", {}, "A picture, or your own model.safetensors: ", chooser),
    back,
    reasons,
    make("h2", {}, "Break it"),
    make("p", {}, broken.label),
    make("h2", {}, "Check its slopes on this digit"),
    make("p", {}, button("Compare with the complex step", () => tell(check.run))),
    check.element,
    make("h2", {}, "Keep your digits"),
    keep.element,
  );
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    takeFile(event.dataTransfer?.files[0]);
  });
  layers.build();
  whenColorsChange(() => {
    pad.paint();
    show();
  });
  // Whoever has the browser's console open may ask the network anything.
  Object.assign(panel, { reader });
  return { panel, show };
}

async function start() {
  const place = make("section", { className: "own-digit" }, "Loading the network …");
  // After the links, the equation and what the page is about: where one looks first.
  document.querySelector("main > p:nth-of-type(3)")?.after(place);
  try {
    if (!("WebAssembly" in window && "DecompressionStream" in window))
      throw new Error("this browser cannot run the programs of the page; a newer one can");
    if (!document.createElement("canvas").getContext("2d"))
      throw new Error("this browser has no canvas to draw on; allow it, or take another one");
    await load("reader", "model");
    const reader = await startReader(await content("reader"));
    reader.unpack(await content("model"));
    const { panel, show } = build(reader);
    place.replaceWith(panel);
    show();
  } catch (error) {
    place.textContent = wordsOf(error);
  }
}

start();
