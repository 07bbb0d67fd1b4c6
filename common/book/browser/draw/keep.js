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
  const state = make("output", {});

  function keep() {
    if (look.count === 0) throw new Error("Draw a digit first, to keep it.");
    kept.push({ pixels: look.pixels(), label: Number(label.select.value) });
    state.value = `${kept.length} kept: ${kept.map((digit) => digit.label).join(" ")}`;
  }

  function save() {
    if (kept.length === 0) throw new Error("Keep a digit first, to save it.");
    for (const { name, blob } of filesOf(kept)) {
      const link = make("a", { href: URL.createObjectURL(blob), download: name });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }
  }

  const element = make(
    "div", {},
    make("p", {}, button("Keep this as", () => tell(keep)), " ", label.label, " ", state),
    make("p", {}, button("Save them", () => tell(save)), " as four files, which belong alone into " +
      "one folder: then 16_digit_classifier test --data FOLDER reads them, and train does too."),
  );
  return {
    element,
    /** What the network says is the first guess. */
    show: () => (label.select.value = String(Math.max(look.answer, 0))),
  };
}
