// The page where one draws: chapter 22's functions, compiled, at the reader's hand.
//
// @ts-check
import { content, load, loaded } from "../load.js";
import { digitsOf, filesOf, readModel, readPicture } from "./files.js";
import { createPad } from "./pad.js";
import { CLASSES, PIXELS, startReader } from "./reader.js";
import {
  largest, make, paintLight, paintSigned, picture, sums, whenColorsChange, words,
} from "./views.js";

/** @typedef {import("./reader.js").Reader} Reader */

const SURE = 0.95; // as the command classify has it
const PAD = 280; // pixels
const COMPARED = 40; // slopes of each tensor

/** @param {string} name @param {() => void} pressed */
const button = (name, pressed) =>
  make("button", { type: "button", textContent: name, onclick: pressed });

/** @param {string} name @param {string[]} options @param {() => void} chosen */
function choice(name, options, chosen) {
  const select = make("select", { name, onchange: chosen });
  select.append(...options.map((text, value) => make("option", { value: String(value) }, text)));
  return { select, label: make("label", {}, `${name} `, select) };
}

/** @param {number} chance */
const percent = (chance) => `${(100 * chance).toFixed(1)} %`;

/**
 * Builds the page around a network.
 * @param {Reader} reader
 */
function build(reader) {
  const state = make("output", { className: "answer" });
  const seen = picture("the digit as the network sees it");
  const several = make("div", { className: "several" });
  const bars = Array.from({ length: CLASSES }, () => make("div", { className: "chance" }));
  const values = Array.from({ length: CLASSES }, () => make("td", {}));
  const table = make("table", { className: "chances" });
  bars.forEach((bar, k) =>
    table.append(make("tr", {}, make("th", {}, String(k)), make("td", {}, bar), values[k])),
  );

  // ------------------------------------------------------------------ what is read

  let count = 0; // digits that were found
  let chosen = 0; // the one that is looked at
  let answer = -1;
  let rival = -1;
  /** @type {Float32Array} */
  let chances = new Float32Array(CLASSES);

  /** Classes from the most likely to the least. @param {Float32Array} list */
  const ranked = (list) => [...list.keys()].sort((a, b) => list[b] - list[a]);

  /** What the network says of digit i, in words. @param {number} i */
  function reading(i) {
    const list = reader.read(i);
    const [first, second] = ranked(list);
    const sure = list[first] >= SURE;
    return { list, first, second, sure };
  }

  function say() {
    if (count === 0) return (state.value = "Draw a digit, as large as you like.");
    const { first, second, sure } = reading(chosen);
    const one = sure
      ? `${first}, with a chance of ${percent(chances[first])}.`
      : `Not sure: ${first} (${percent(chances[first])}) or ${second} ` +
        `(${percent(chances[second])}). Is it a digit?`;
    if (count === 1) return (state.value = one);
    const all = Array.from({ length: count }, (_, i) => reading(i).first).join(" ");
    reader.read(chosen);
    state.value = `This looks like ${count} digits: ${all}. The one that is marked: ${one}`;
  }

  function showSeveral() {
    several.replaceChildren();
    for (let i = 0; count > 1 && i < count; i++) {
      const view = picture(`digit ${i + 1}`);
      paintLight(view, reader.digit(i), 255);
      const pick = make("button", { type: "button", ariaPressed: String(i === chosen) }, view);
      pick.onclick = () => {
        chosen = i;
        show();
      };
      several.append(pick);
    }
  }

  function show() {
    chosen = Math.min(chosen, Math.max(count - 1, 0));
    const pixels = count > 0 ? reader.digit(chosen) : new Uint8Array(PIXELS);
    paintLight(seen, pixels, 255);
    chances = count > 0 ? reader.read(chosen) : new Float32Array(CLASSES);
    [answer, rival] = count > 0 ? ranked(chances) : [-1, -1];
    chances.forEach((chance, k) => {
      bars[k].style.width = `${100 * chance}%`;
      values[k].textContent = count > 0 ? percent(chance) : "";
      bars[k].parentElement?.parentElement?.classList.toggle("best", k === answer);
    });
    say();
    showSeveral();
    showWhy();
    showLayers();
    checked.replaceChildren();
  }

  let waiting = false;
  function lookAtDrawing() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      const points = pad.points();
      tell(() => {
        count = points.length > 0 ? reader.findInDrawing(points) : 0;
        show();
      });
    });
  }

  /** What goes wrong is said. @param {() => unknown} act */
  async function tell(act) {
    try {
      await act();
    } catch (error) {
      state.value = error instanceof Error ? error.message : String(error);
    }
  }

  // ------------------------------------------------------------------------- why

  const map = picture("which pixels spoke for the answer and which against it");
  const because = make("p", {});
  const against = choice("and not", [...Array(CLASSES).keys()].map(String), () => {
    rival = Number(against.select.value);
    showWhy();
    showLayers();
  });
  const what = choice("shown", ["shares", "slopes"], showWhy);

  // With dropout left on, units are off that the way back does not know of.
  const explained = () => count > 0 && !broken.select.selectedOptions[0].text.includes("dropout");

  function showWhy() {
    against.select.disabled = !explained();
    paintSigned(map, new Float32Array(PIXELS));
    because.textContent = "";
    if (!explained()) return;
    for (const option of against.select.options)
      option.disabled = Number(option.value) === answer;
    against.select.value = String(rival);
    reader.explain(answer, rival);
    const list = reader.shares(0);
    paintSigned(map, what.select.value === "0" ? list : reader.slopes());
    const { above, below } = sums(list);
    const biases = reader.biasesSay();
    because.textContent =
      `Why ${answer} and not ${rival}? Pixels for it: ${words(above)}. Against it: ` +
      `${words(below)}. The biases, before anything is drawn: ${words(biases)}. Together ` +
      `${words(above + below + biases)}, which is by how much the score of ${answer} is ` +
      `higher than that of ${rival}.`;
  }

  // --------------------------------------------------------------- hidden layers

  const layerViews = make("div", { className: "layers" });
  const unitView = make("div", { className: "unit" });
  let looked = { l: 1, unit: -1 };
  /** @type {(() => void)[]} */
  let paintLayers = [];

  /** The grid of a layer's units: how many are in a row. @param {number} units */
  const across = (units) => Math.ceil(Math.sqrt(units));

  // Once for each network, since networks differ in their layers.
  function buildLayers() {
    const n = reader.layers();
    layerViews.replaceChildren();
    looked = { l: 1, unit: -1 };
    paintLayers = n.slice(1, -1).map((units, i) => buildLayer(i + 1, units));
  }

  /** Returns what paints it. @param {number} l @param {number} units */
  function buildLayer(l, units) {
    const columns = across(units);
    const rows = Math.ceil(units / columns);
    const view = picture(`the ${units} units of layer ${l}; arrows choose one`, columns, rows);
    const words = make("p", {});
    const look = (/** @type {number} */ unit) => {
      if (unit < 0 || unit >= units || count === 0) return;
      looked = { l, unit };
      showUnit();
    };
    view.tabIndex = 0;
    view.onclick = (event) => {
      const box = view.getBoundingClientRect();
      const x = Math.floor(((event.clientX - box.left) * columns) / box.width);
      const y = Math.floor(((event.clientY - box.top) * rows) / box.height);
      look(y * columns + x);
    };
    view.onkeydown = (event) => {
      /** @type {Record<string, number>} */
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      look(looked.l === l && looked.unit >= 0 ? looked.unit + step : 0);
    };
    layerViews.append(make("div", {}, view, words));
    return () => {
      const list = count > 0 ? reader.activations(l) : new Float32Array(units);
      const on = list.filter((a) => a > 0).length;
      paintLight(view, list);
      words.textContent = `Layer ${l}` + (count > 0 ? `: ${on} of ${units} units are on` : "");
    };
  }

  function showLayers() {
    paintLayers.forEach((paint) => paint());
    showUnit();
  }

  // A unit's weights, strong where its inputs are, and the sum that it makes.
  function showUnit() {
    const { l, unit } = looked;
    const n = reader.layers();
    unitView.replaceChildren();
    if (count === 0 || unit < 0 || l >= n.length - 1 || unit >= n[l]) return;
    const weights = reader.weights(l, unit);
    const inputs = reader.activations(l - 1);
    const columns = across(n[l - 1]);
    const view = picture(`the weights of unit ${unit} of layer ${l}`, columns, Math.ceil(n[l - 1] / columns));
    const most = largest(inputs);
    paintSigned(view, weights, (i) => 0.3 + (0.7 * inputs[i]) / most);
    const { above, below } = sums(weights.map((w, i) => w * inputs[i]));
    const bias = reader.bias(l, unit);
    const z = above + below + bias;
    const share = explained() ? reader.shares(l)[unit] : 0;
    const more = explained() ? ` To ${answer} and not ${rival} it adds ${words(share)}.` : "";
    unitView.append(
      view,
      make("p", {
        textContent:
          `Unit ${unit} of layer ${l}: its weights times its inputs add up to ` +
          `${words(above)} above 0 and ${words(below)} below. With its bias of ` +
          `${words(bias)} that is ${words(z)}, so it is ${z > 0 ? "on" : "off"}.${more}`,
      }),
    );
  }

  // ------------------------------------------------------------------- breaking it

  const broken = choice("what is wrong", reader.breakages(), () =>
    tell(() => {
      reader.breakIt(Number(broken.select.value));
      show();
    }),
  );

  // ------------------------------------------------------------- checking slopes

  const checked = make("table", { className: "checked" });
  /** @type {Reader | undefined} */
  let checker;

  async function check() {
    const pixels = reader.digit(chosen);
    if (count === 0) return (state.value = "Draw a digit first, to check its slopes.");
    if (!checker) {
      await load("checker");
      checker = await startReader(await content("checker"));
      await giveNetwork(checker);
    }
    // A sure answer has next to no slope, so we ask for the loss of another class.
    const label = rival;
    checker.setDigit(pixels);
    checker.computeSlopes(label);
    checked.replaceChildren(
      make("caption", {}, `Slopes of the loss, were this digit a ${label}`),
      make("tr", {}, ...["tensor", "compared", "largest slope", "largest difference"].map((name) =>
        make("th", {}, name))),
    );
    const n = reader.layers();
    for (let l = 1; l < n.length; l++) {
      const weights = n[l] * n[l - 1];
      checked.append(await compare(checker, l, `W${l}`, 0, weights));
      checked.append(await compare(checker, l, `b${l}`, weights, n[l]));
    }
  }

  /**
   * Which slopes of a tensor are compared: half of them as chance has it, half of them
   * not 0, where that can be found.
   * @param {Reader} reader @param {number} l @param {number} first @param {number} size
   */
  function choose(reader, l, first, size) {
    if (size <= COMPARED) return Array.from({ length: size }, (_, i) => first + i);
    const any = () => first + Math.floor(Math.random() * size);
    return Array.from({ length: COMPARED }, (_, i) => {
      let which = any();
      for (let tries = 0; i % 2 && tries < 1000 && reader.computedSlope(l, which) === 0; tries++)
        which = any();
      return which;
    });
  }

  /**
   * @param {Reader} reader @param {number} l @param {string} name
   * @param {number} first @param {number} size
   */
  async function compare(reader, l, name, first, size) {
    let most = 0;
    let off = 0;
    const chosen = choose(reader, l, first, size);
    for (const [i, which] of chosen.entries()) {
      const computed = reader.computedSlope(l, which);
      most = Math.max(most, Math.abs(computed));
      off = Math.max(off, Math.abs(computed - reader.measuredSlope(l, which)));
      if (i % 8 === 7) await new Promise((go) => setTimeout(go)); // the page stays alive
    }
    const compared = `${chosen.length} of ${size.toLocaleString("en")}`;
    const cells = [name, compared, most.toExponential(1), off.toExponential(1)];
    return make("tr", {}, ...cells.map((text) => make("td", {}, text)));
  }

  // ----------------------------------------------------------------------- files

  /** @type {import("./reader.js").Model | undefined} */
  let own; // the reader's network, in place of the book's

  /** @param {Reader} reader */
  async function giveNetwork(reader) {
    if (own) reader.take(own);
    else reader.unpack(await content("model"));
  }

  /** @param {File} file */
  async function takeFile(file) {
    try {
      if (file.name.endsWith(".safetensors")) {
        own = readModel(await file.arrayBuffer());
        reader.take(own);
        checker = undefined;
        buildLayers();
        broken.select.value = "0";
        show();
        state.value = `${file.name} reads now, ${own.n.join("-")}. ${state.value}`;
      } else {
        const { rgb, width, height } = await readPicture(file);
        count = reader.findInPicture(rgb, width, height);
        chosen = 0;
        show();
        if (count === 0) throw new Error("it is blank: all of it is paper");
      }
    } catch (error) {
      state.value = `${file.name}: ${error instanceof Error ? error.message : error}`;
    }
  }

  const chooser = make("input", { type: "file", accept: "image/*,.safetensors" });
  chooser.onchange = () => chooser.files?.[0] && takeFile(chooser.files[0]);

  /** @type {Uint8Array[]} */
  let testDigits = [];
  async function showTestDigit() {
    if (!loaded.has("t10k-images-idx3-ubyte")) await load("sample");
    if (testDigits.length === 0) testDigits = digitsOf(await content("t10k-images-idx3-ubyte"));
    reader.setDigit(testDigits[Math.floor(Math.random() * testDigits.length)]);
    count = 1;
    chosen = 0;
    show();
  }

  /** @type {{ pixels: Uint8Array, label: number }[]} */
  const kept = [];
  const label = choice("a", [...Array(CLASSES).keys()].map(String), () => {});
  const sets = choice("to", ["test --data", "train --data"], () => {});
  const saved = make("output", {});

  function keep() {
    if (count === 0) return (state.value = "Draw a digit first, to keep it.");
    kept.push({ pixels: reader.digit(chosen), label: Number(label.select.value) });
    saved.value = `${kept.length} kept`;
  }

  function save() {
    if (kept.length === 0) return (state.value = "Keep a digit first, to save it.");
    const set = sets.select.value === "0" ? "t10k" : "train";
    for (const [name, blob] of filesOf(set, kept)) {
      const link = make("a", { href: URL.createObjectURL(blob), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }
  }

  // ------------------------------------------------------------------- the page

  const canvas = make("canvas", { width: PAD, height: PAD, className: "pad", tabIndex: 0 });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "draw a digit here; arrow keys move, with shift they draw");
  const panel = make(
    "section",
    { className: "own-digit" },
    make(
      "div",
      { className: "reading" },
      make("div", {}, canvas, make("div", { className: "buttons" },
        button("Undo", () => pad.undo()),
        button("Clear", () => pad.clear()),
        button("A test digit", () => tell(showTestDigit)))),
      make("div", {}, seen, make("p", {}, "What the network sees")),
      table,
    ),
    make("p", {}, state),
    several,
    make("label", {}, "A picture, or your own model.safetensors: ", chooser),
    make("h2", {}, "Why?"),
    make("div", { className: "why" }, map,
      make("div", {}, make("p", {}, against.label, " ", what.label), because)),
    make("h2", {}, "What its units see"),
    make("p", {}, "Choose a unit to see its weights."),
    make("div", { className: "hidden-layers" }, layerViews, unitView),
    make("h2", {}, "Break it"),
    make("p", {}, broken.label),
    make("h2", {}, "Check its slopes on this digit"),
    make("p", {}, button("Compare with the complex step", () => tell(check))),
    make("div", { className: "wide" }, checked),
    make("h2", {}, "Keep your digits"),
    make("p", {}, button("Keep this as", keep), " ", label.label, " ", saved, " ",
      button("Save them", save), " ", sets.label),
  );
  panel.addEventListener("dragover", (event) => event.preventDefault());
  panel.addEventListener("drop", (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) takeFile(file);
  });
  document.addEventListener("paste", (event) => {
    const file = event.clipboardData?.files[0];
    if (file) takeFile(file);
  });
  const pad = createPad(canvas, lookAtDrawing);
  buildLayers();
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
  document.querySelector("main h2")?.before(place);
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
    place.textContent = error instanceof Error ? error.message : String(error);
  }
}

start();
