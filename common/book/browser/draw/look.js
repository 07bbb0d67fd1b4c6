// What is looked at: the digits that were found, and what the network says of one.
//
// @ts-check
import { PIXELS } from "./reader.js";

/** @typedef {import("./reader.js").Reader} Reader */

export const SURE = 0.95; // as the command classify has it

/** Classes from the most likely to the least. @param {Float32Array} chances */
const ranked = (chances) => [...chances.keys()].sort((a, b) => chances[b] - chances[a]);

/** @param {number} chance */
export const percent = (chance) => `${(100 * chance).toFixed(1)} %`;

/** @param {Reader} reader */
export function createLook(reader) {
  const look = {
    reader,
    count: 0, // digits that were found
    chosen: 0, // the one that is looked at
    answer: -1, // what it is read as
    rival: -1, // what it might have been: the next best, or what the reader asks for
    asked: -1,
    chances: new Float32Array(10),
    broken: "", // what is wrong with the network
    dice: false, // whether units are off by chance, of which the way back knows nothing
    about: "", // what is known of a digit that was not drawn

    /** Whether one may ask why. */
    explained: () => look.count > 0 && !look.dice,

    /** Reads the chosen one of the digits that the reader has found. @param {number} count */
    read(count) {
      look.count = count;
      look.chosen = Math.min(look.chosen, Math.max(count - 1, 0));
      look.chances = count > 0 ? reader.read(look.chosen) : new Float32Array(10);
      const [first, second] = ranked(look.chances);
      look.answer = count > 0 ? first : -1;
      look.rival = look.asked >= 0 && look.asked !== first ? look.asked : second;
    },

    pixels: () => (look.count > 0 ? reader.digit(look.chosen) : new Uint8Array(PIXELS)),

    /** What there is to say. */
    words() {
      const { count, chances, answer } = look;
      if (count === 0) return "Draw a digit, as large as you like.";
      const next = ranked(chances)[1];
      const broken = look.broken ? `Broken, ${look.broken}: ` : "";
      const one =
        broken +
        (chances[answer] >= SURE
          ? `${answer}, with a chance of ${percent(chances[answer])}.`
          : `Not sure: ${answer} (${percent(chances[answer])}) or ${next} ` +
            `(${percent(chances[next])}). Is it a digit?`) +
        look.about;
      if (count === 1) return one;
      const all = Array.from({ length: count }, (_, i) => ranked(reader.read(i))[0]).join(" ");
      reader.read(look.chosen);
      return `This looks like ${count} digits: ${all}. The one that is marked: ${one}`;
    },
  };
  return look;
}

/** @typedef {ReturnType<typeof createLook>} Look */
