// Draws the curves of a training while it goes on: one point for each line that the
// program prints for an epoch. Those of the trainings before stay, pale, to compare.
//
// @ts-check
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 400;
  const HEIGHT = 220;
  const LEFT = 44; // room for the numbers of the axis
  const RIGHT = 8;
  const TOP = 26;
  const BOTTOM = 24;
  const MOST_BEFORE = 4; // more would hide each other

  /** @typedef {{ training: number[], test: number[] }} Curves of epochs 1, 2, ... */

  // As the program prints it:
  // epoch  1/20   training: loss 0.9312,  72.15 %   test: loss 0.9561,  70.70 %
  const LINE = /training: loss (\S+), +(\S+) % +test: loss (\S+), +(\S+) %/g;

  /** @param {string} text @returns {{ loss: Curves, right: Curves }} */
  function curvesOf(text) {
    const rows = [...text.matchAll(LINE)].map((row) => row.slice(1).map(Number));
    const columns = (/** @type {number} */ a, /** @type {number} */ b) => ({
      training: rows.map((row) => row[a]),
      test: rows.map((row) => row[b]),
    });
    return { loss: columns(0, 2), right: columns(1, 3) };
  }

  /**
   * @param {string} name
   * @param {Record<string, string | number>} attributes
   * @param {string} [words]
   */
  function element(name, attributes, words = "") {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
    made.textContent = words;
    return made;
  }

  // A round number that is not below x, so that an axis ends with it.
  function roundUp(/** @type {number} */ x) {
    const ten = 10 ** Math.floor(Math.log10(x));
    return [1, 2, 5, 10].map((n) => n * ten).find((n) => n >= x) ?? x;
  }

  /**
   * @param {string} title
   * @param {Curves[]} all the last is the training that goes on
   * @param {{ epochs: number, from: number, to: number }} range
   */
  function draw(title, all, { epochs, from, to }) {
    const svg = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
    const x = (/** @type {number} */ epoch) =>
      LEFT + ((WIDTH - LEFT - RIGHT) * epoch) / Math.max(epochs, 1);
    const y = (/** @type {number} */ value) =>
      TOP + ((HEIGHT - TOP - BOTTOM) * (to - value)) / (to - from);
    svg.append(element("text", { x: LEFT, y: 14, class: "title" }, title));
    for (const part of [0, 0.5, 1]) {
      const value = from + part * (to - from);
      svg.append(
        element("line", { x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value) }),
        element("text", { x: LEFT - 6, y: y(value) + 4, class: "left" }, `${+value.toPrecision(3)}`),
      );
    }
    svg.append(element("text", { x: x(epochs), y: HEIGHT - 6, class: "left" }, `epoch ${epochs}`));
    all.forEach(({ training, test }, run) => {
      const age = run < all.length - 1 ? " before" : "";
      for (const [name, values] of Object.entries({ training, test })) {
        const points = values.map((value, i) => `${x(i + 1)},${y(Math.min(value, to))}`).join(" ");
        svg.append(element("polyline", { class: name + age, points }));
      }
    });
    const last = all[all.length - 1];
    const now = last.test.length;
    svg.setAttribute(
      "aria-label",
      now === 0
        ? `${title}: nothing yet`
        : `${title} after ${now} epochs: ${last.training[now - 1]} training, ${last.test[now - 1]} test`,
    );
    return svg;
  }

  /** @param {HTMLElement} place where the pictures go */
  function createCurves(place) {
    /** @type {string[]} */
    const texts = [];

    function show() {
      const all = texts.map(curvesOf);
      const epochs = Math.max(...all.map(({ loss }) => loss.test.length));
      const losses = all.map(({ loss }) => loss);
      const highest = Math.max(0.1, ...losses.flatMap(({ training, test }) => [training[0] ?? 0, test[0] ?? 0]));
      place.replaceChildren(
        draw("loss", losses, { epochs, from: 0, to: roundUp(highest) }),
        draw("percent right", all.map(({ right }) => right), { epochs, from: 0, to: 100 }),
      );
    }

    return {
      begin() {
        texts.push("");
        if (texts.length > 1 + MOST_BEFORE) texts.shift();
      },
      /** @param {string} text all that the program has printed */
      follow(text) {
        texts[texts.length - 1] = text;
        show();
      },
    };
  }
  Object.assign(window, { createCurves });
})();
