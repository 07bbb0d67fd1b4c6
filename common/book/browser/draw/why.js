// Why this answer: the shares of the pixels, and their slopes.
//
// @ts-check
import { CLASSES, PIXELS } from "./reader.js";
import { choice, make, paintSigned, picture, sums, words } from "./views.js";

/**
 * @param {import("./look.js").Look} look
 * @param {() => void} rivalChanged
 */
export function createWhy(look, rivalChanged) {
  const { reader } = look;
  const map = picture("which pixels spoke for the answer and which against it");
  const because = make("p", {});
  const classes = [...Array(CLASSES).keys()].map(String);
  const against = choice("and not", classes, () => {
    look.asked = look.rival = Number(against.select.value);
    show();
    rivalChanged();
  });
  const what = choice("shown", ["shares", "slopes"], show);

  function show() {
    const { answer, rival } = look;
    against.select.disabled = !look.explained();
    paintSigned(map, new Float32Array(PIXELS));
    because.textContent = look.dice
      ? "With dropout left on units are off by chance, and the way back asks those that are not."
      : "";
    if (!look.explained()) return;
    for (const option of against.select.options)
      option.disabled = Number(option.value) === answer;
    against.select.value = String(rival);
    reader.explain(answer, rival);
    const shares = reader.shares(0);
    paintSigned(map, what.select.value === "0" ? shares : reader.slopes());
    const { above, below } = sums(shares);
    const biases = reader.biasesSay();
    because.textContent =
      `Why ${answer} and not ${rival}? Pixels for it: ${words(above)}. Against it: ` +
      `${words(below)}. The biases, passed on by the units that are on: ${words(biases)}. Together ` +
      `${words(above + below + biases)}, which is by how much the score of ${answer} is ` +
      `higher than that of ${rival}. Blue is for it, orange against it` +
      (what.select.value === "0" ? "." : ", if ink were there.");
  }

  const asked = make("p", {}, against.label, " ", what.label);
  return { element: make("div", { className: "why" }, map, make("div", {}, asked, because)), show };
}
