// The ten chances as bars.
//
// @ts-check
import { percent } from "./look.js";
import { CLASSES } from "./reader.js";
import { make } from "./views.js";

/** @param {import("./look.js").Look} look */
export function createChances(look) {
  const rows = Array.from({ length: CLASSES }, (_, k) => {
    const bar = make("div", { className: "chance" });
    const value = make("td", {});
    const row = make("tr", {}, make("th", {}, String(k)), make("td", {}, bar), value);
    return { bar, value, row };
  });
  return {
    element: make("table", { className: "chances" }, ...rows.map(({ row }) => row)),
    show() {
      rows.forEach(({ bar, value, row }, k) => {
        bar.style.width = `${100 * look.chances[k]}%`;
        value.textContent = look.count > 0 ? percent(look.chances[k]) : "";
        row.classList.toggle("best", k === look.answer);
      });
    },
  };
}
