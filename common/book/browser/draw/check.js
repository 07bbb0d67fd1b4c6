// The check of slopes on the reader's own digit: those of backpropagation beside those
// of the complex step, both computed by the lessons with complex numbers.
//
// @ts-check
import { content, load } from "../load.js";
import { startReader } from "./reader.js";
import { make } from "./views.js";

/** @typedef {import("./reader.js").Reader} Reader */

const COMPARED = 40; // slopes of each tensor

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

/**
 * @param {import("./look.js").Look} look
 * @param {(reader: Reader) => unknown} giveNetwork
 */
export function createCheck(look, giveNetwork) {
  const table = make("table", { className: "checked" });
  /** @type {Reader | undefined} */
  let checker;

  async function run() {
    const pixels = look.pixels();
    // A sure answer has next to no slope, so we ask for the loss of another class.
    const label = look.rival;
    if (look.count === 0) throw new Error("Draw a digit first, to check its slopes.");
    if (!checker) {
      await load("checker");
      checker = await startReader(await content("checker"));
      await giveNetwork(checker);
    }
    checker.setDigit(pixels);
    checker.computeSlopes(label);
    const names = ["tensor", "compared", "largest slope", "largest difference"];
    table.replaceChildren(
      make("caption", {}, `Slopes of the loss, were this digit a ${label}`),
      make("tr", {}, ...names.map((name) => make("th", {}, name))),
    );
    const n = checker.layers();
    for (let l = 1; l < n.length; l++) {
      const weights = n[l] * n[l - 1];
      table.append(await compare(checker, l, `W${l}`, 0, weights));
      table.append(await compare(checker, l, `b${l}`, weights, n[l]));
    }
  }

  return {
    element: make("div", { className: "wide" }, table),
    run,
    clear: () => table.replaceChildren(),
    /** The network is another one now. */
    forget: () => (checker = undefined),
  };
}
