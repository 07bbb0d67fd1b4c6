// Pictures of numbers: digits, signed maps, bars, layers.
//
// @ts-check
import { SIDE } from "./reader.js";

/**
 * @typedef {"div" | "button" | "canvas" | "select" | "option" | "input" | "label" | "output"
 *   | "p" | "table" | "tr" | "td" | "th" | "fieldset" | "legend" | "section" | "h2" | "a" | "caption"} Tag
 */

/**
 * A new element with these properties and children.
 * @template {Tag} T
 * @param {T} tag
 * @param {Record<string, unknown>} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  Object.assign(element, properties);
  element.append(...children);
  return element;
}

/** @param {string} name @param {() => void} pressed */
export const button = (name, pressed) =>
  make("button", { type: "button", textContent: name, onclick: () => pressed() });

/**
 * What does it whenever it is called or, while the element is out of sight, once it is
 * seen: drawing stays smooth.
 * @param {Element} element
 * @param {() => void} act
 */
export function whenSeen(element, act) {
  let seen = false;
  let asked = false;
  const go = () => {
    if (!seen || !asked) return;
    asked = false;
    act();
  };
  new IntersectionObserver((entries) => {
    seen = entries[entries.length - 1].isIntersecting;
    go();
  }).observe(element);
  return () => {
    asked = true;
    go();
  };
}

/** @param {string} name @param {string[]} options @param {() => void} chosen */
export function choice(name, options, chosen) {
  const select = make("select", { name, onchange: chosen });
  select.append(...options.map((text, value) => make("option", { value: String(value) }, text)));
  const title = name[0].toUpperCase() + name.slice(1);
  return { select, label: make("label", {}, `${title} `, select) };
}

/** A canvas of so many cells, with words for those who cannot see it.
 * @param {string} words @param {number} width @param {number} height */
export function picture(words, width = SIDE, height = SIDE) {
  const canvas = make("canvas", { width, height, className: "cells" });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words);
  return canvas;
}

/** @type {Map<string, number[]>} */
const colors = new Map();

/** A color of the page, as it is now: red, green and blue. @param {string} name */
function colorOf(name) {
  const known = colors.get(name);
  if (known) return known;
  const probe = make("p", {});
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const color = (getComputedStyle(probe).color.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  probe.remove();
  colors.set(name, color);
  return color;
}

/** The system's colors change, or the reader chooses others. @param {() => void} act */
export function whenColorsChange(act) {
  const forget = () => {
    colors.clear();
    act();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", forget);
  new MutationObserver(forget).observe(document.documentElement, { attributeFilter: ["style"] });
}

/**
 * One cell of the canvas for each number, by a color of the page and its strength from
 * 0 to 1.
 * @param {HTMLCanvasElement} canvas
 * @param {number} count
 * @param {(i: number) => [string, number]} look
 */
export function paintCells(canvas, count, look) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const image = context.createImageData(canvas.width, canvas.height);
  for (let i = 0; i < count; i++) {
    const [name, strength] = look(i);
    image.data.set(colorOf(name), 4 * i);
    image.data[4 * i + 3] = Math.round(255 * Math.min(1, strength));
  }
  context.putImageData(image, 0, 0);
}

/** @param {HTMLCanvasElement} canvas @param {ArrayLike<number>} values 0 to most */
export function paintLight(canvas, values, most = largest(values)) {
  paintCells(canvas, values.length, (i) => ["--ink", most > 0 ? values[i] / most : 0]);
}

/**
 * Above 0 in one color and below in another.
 * @param {HTMLCanvasElement} canvas @param {ArrayLike<number>} values
 * @param {(i: number) => number} strength how much of the color is seen
 */
export function paintSigned(canvas, values, strength = () => 1) {
  const most = largest(values);
  paintCells(canvas, values.length, (i) => [
    values[i] > 0 ? "--link" : "--against",
    most > 0 ? (Math.abs(values[i]) / most) * strength(i) : 0,
  ]);
}

/** @param {ArrayLike<number>} values the largest without its sign */
export function largest(values) {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  return most;
}

/** The sum of those above 0 and of those below. @param {Float32Array} values */
export function sums(values) {
  let above = 0;
  let below = 0;
  for (const value of values) {
    if (value > 0) above += value;
    else below += value;
  }
  return { above, below };
}

/** @param {number} value */
export const words = (value) => value.toFixed(1).replace("-", "−");
