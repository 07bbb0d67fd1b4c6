// Digits that the reader keeps, to be saved as files.
//
// @ts-check
import { filesOf } from "./files.js";
import { CLASSES } from "./reader.js";
import { button, choice, make } from "./views.js";

/**
 * @param {import("./look.js").Look} look
 * @param {(act: () => unknown) => void} tell does it, and says what goes wrong
 */
export function createKeep(look, tell) {
  /** @type {{ pixels: Uint8Array, label: number }[]} */
  const kept = [];
  const label = choice("a", [...Array(CLASSES).keys()].map(String), () => {});
  const sets = choice("to", ["test --data", "train --data"], () => {});
  const state = make("output", {});

  function keep() {
    if (look.count === 0) throw new Error("Draw a digit first, to keep it.");
    kept.push({ pixels: look.pixels(), label: Number(label.select.value) });
    state.value = `${kept.length} kept`;
  }

  function save() {
    if (kept.length === 0) throw new Error("Keep a digit first, to save it.");
    const set = sets.select.value === "0" ? "t10k" : "train";
    for (const [name, blob] of filesOf(set, kept)) {
      const link = make("a", { href: URL.createObjectURL(blob), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }
  }

  return make(
    "p", {},
    button("Keep this as", () => tell(keep)), " ", label.label, " ", state, " ",
    button("Save them", () => tell(save)), " ", sets.label,
  );
}
