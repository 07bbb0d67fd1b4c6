// The hidden layers, unit by unit, and what one of them sees.
//
// @ts-check
import { button, largest, make, paintCells, paintSigned, picture, sums, words } from "./views.js";

/** A layer as a grid: how many units are in a row. @param {number} units */
const across = (units) => Math.ceil(Math.sqrt(units));

/** Where the highest number stands. @param {Float32Array} list */
const highest = (list) => list.indexOf(Math.max(...list));

/** @param {import("./look.js").Look} look */
export function createLayers(look) {
  const { reader } = look;
  const grids = make("div", { className: "layers" });
  const unitView = make("div", { className: "unit" });
  let seen = { l: 1, unit: -1 };
  /** @type {(() => void)[]} */
  let paint = [];

  // Once for each network, since networks differ in their layers.
  function build() {
    grids.replaceChildren();
    seen = { l: 1, unit: -1 };
    paint = reader.layers().slice(1, -1).map((units, i) => buildLayer(i + 1, units));
  }

  /** Returns what paints it. @param {number} l @param {number} units */
  function buildLayer(l, units) {
    const columns = across(units);
    const rows = Math.ceil(units / columns);
    const grid = picture(`the ${units} units of layer ${l}; arrows choose one`, columns, rows);
    const title = make("p", {});
    const choose = (/** @type {number} */ unit) => {
      if (unit < 0 || unit >= units || look.count === 0) return;
      seen = { l, unit };
      show();
    };
    const most = button("the one that adds most", () => {
      if (look.explained()) choose(highest(reader.shares(l)));
    });
    grid.tabIndex = 0;
    grid.onclick = (event) => {
      const box = grid.getBoundingClientRect();
      const x = Math.floor(((event.clientX - box.left) * columns) / box.width);
      const y = Math.floor(((event.clientY - box.top) * rows) / box.height);
      choose(y * columns + x);
    };
    grid.onkeydown = (event) => {
      /** @type {Record<string, number>} */
      const steps = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns };
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      choose(seen.l === l && seen.unit >= 0 ? seen.unit + step : 0);
    };
    grids.append(make("div", {}, grid, title, most));
    return () => {
      const list = look.count > 0 ? reader.activations(l) : new Float32Array(units);
      const on = list.filter((a) => a > 0).length;
      const strongest = largest(list);
      paintCells(grid, units, (i) =>
        seen.l === l && seen.unit === i
          ? ["--against", 1]
          : ["--ink", strongest > 0 ? list[i] / strongest : 0],
      );
      title.textContent = `Layer ${l}${look.count > 0 ? `: ${on} of ${units} units are on` : ""}`;
    };
  }

  function show() {
    paint.forEach((act) => act());
    showUnit();
  }

  // A unit's weights, strong where its inputs are, and the sum that it makes.
  function showUnit() {
    const { l, unit } = seen;
    unitView.replaceChildren();
    if (look.count === 0 || unit < 0) return;
    const weights = reader.weights(l, unit);
    const inputs = reader.activations(l - 1);
    const columns = across(inputs.length);
    const rows = Math.ceil(inputs.length / columns);
    const view = picture(`the weights of unit ${unit} of layer ${l}`, columns, rows);
    const most = largest(inputs);
    paintSigned(view, weights, (i) => 0.3 + (0.7 * inputs[i]) / most);
    unitView.append(view, make("p", { textContent: aboutUnit(l, unit, weights, inputs) }));
  }

  /**
   * @param {number} l @param {number} unit
   * @param {Float32Array} weights @param {Float32Array} inputs
   */
  function aboutUnit(l, unit, weights, inputs) {
    const { above, below } = sums(weights.map((w, i) => w * inputs[i]));
    const bias = reader.bias(l, unit);
    const z = above + below + bias;
    const share = look.explained()
      ? ` To ${look.answer} and not ${look.rival} it adds ${words(reader.shares(l)[unit])}.`
      : "";
    return (
      `Unit ${unit} of layer ${l}: its weights times its inputs add up to ` +
      `${words(above)} above 0 and ${words(below)} below. With its bias of ` +
      `${words(bias)} that is ${words(z)}, so it is ${z > 0 ? "on" : "off"}` +
      `${z > 0 && reader.activations(l)[unit] === 0 ? ", but dropped" : ""}.${share}`
    );
  }

  return { element: make("div", { className: "hidden-layers" }, grids, unitView), build, show };
}
