// Files that a reader of the page brings, and those that the page makes.
//
// @ts-check
import { CLASSES, PIXELS, SIDE } from "./reader.js";

const MAX_LAYERS = 8;
const MOST_SIDE = 2000; // a larger picture is made smaller before it is looked at

/** What stands in a file is not what is wanted. @param {string} what @returns {never} */
function refuse(what) {
  throw new Error(what);
}

/** A number of 16 bits, as the file has it. @param {number} bits */
function half(bits) {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size =
    exponent === 31
      ? fraction > 0 ? NaN : Infinity
      : exponent === 0
        ? fraction * 2 ** -24
        : (1024 + fraction) * 2 ** (exponent - 25);
  return bits >> 15 ? -size : size;
}

/**
 * @typedef {object} Tensor
 * @property {string} dtype
 * @property {number[]} shape
 * @property {[number, number]} data_offsets
 */

/**
 * @param {DataView} data @param {Tensor | undefined} tensor @param {string} name
 * @param {number[]} shape
 */
function numbersOf(data, tensor, name, shape) {
  /** @type {Record<string, number>} */
  const sizes = { F64: 8, F32: 4, F16: 2 };
  if (!tensor || String(tensor.shape) !== String(shape))
    refuse(`its ${name} is not ${shape.join(" by ")} numbers, as the layers around it want`);
  const size = sizes[tensor.dtype];
  if (!size) refuse(`its ${name} has numbers of type ${tensor.dtype}; F16, F32 and F64 are read`);
  const count = shape.reduce((a, b) => a * b);
  const [begin, end] = tensor.data_offsets ?? [];
  if (!(begin >= 0) || end !== begin + count * size || end > data.byteLength)
    refuse(`its ${name} goes beyond the end of the file; it is cut off or broken`);
  const read = {
    8: (/** @type {number} */ at) => data.getFloat64(at, true),
    4: (/** @type {number} */ at) => data.getFloat32(at, true),
    2: (/** @type {number} */ at) => half(data.getUint16(at, true)),
  }[size];
  const numbers = Array.from({ length: count }, (_, i) => read?.(begin + size * i) ?? NaN);
  if (!numbers.every(Number.isFinite)) refuse(`its ${name} has numbers that are not finite`);
  return numbers;
}

/** @param {Record<string, Tensor>} tensors */
function sizesOf(tensors) {
  const sizes = [PIXELS];
  while (tensors[`W${sizes.length}`]) sizes.push(tensors[`W${sizes.length}`].shape?.[0]);
  const good =
    sizes.length > 1 &&
    sizes.length - 1 <= MAX_LAYERS &&
    sizes.every((n) => Number.isInteger(n) && n >= 1 && n <= 10000) &&
    sizes[sizes.length - 1] === CLASSES;
  if (!good)
    refuse(`its layers are ${sizes.join("-")}; wanted are ${PIXELS} inputs to ${CLASSES} classes`);
  return sizes;
}

/**
 * Reads model.safetensors as make train writes it.
 * @param {ArrayBuffer} bytes
 * @returns {import("./reader.js").Model}
 */
export function readModel(bytes) {
  const what = "it is no model.safetensors, as make train writes it";
  const view = new DataView(bytes);
  const size = bytes.byteLength > 8 ? Number(view.getBigUint64(0, true)) : 0;
  if (size < 2 || 8 + size > bytes.byteLength) refuse(what);
  /** @type {any} */
  let header;
  try {
    header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 8, size)));
  } catch {
    refuse(what);
  }
  const scale = Number(header?.__metadata__?.pixel_scale);
  if (!(scale > 0 && scale < Infinity))
    refuse("its metadata has no pixel_scale above 0, the number that pixels are divided by");
  const data = new DataView(bytes, 8 + size);
  const n = sizesOf(header);
  const numbers = n.slice(1).flatMap((units, l) => [
    ...numbersOf(data, header[`W${l + 1}`], `W${l + 1}`, [units, n[l]]),
    ...numbersOf(data, header[`b${l + 1}`], `b${l + 1}`, [units]),
  ]);
  return { n, numbers: Float32Array.from(numbers), scale };
}

/**
 * The pixels of a picture; transparent ones are white paper or, where all would be
 * white, black, as common/files/picture.c has it.
 * @param {Blob} file
 */
export async function readPicture(file) {
  const image = await createImageBitmap(file).catch(() =>
    refuse("it is no picture that this browser reads; try PNG or JPEG"),
  );
  const shrink = Math.min(1, MOST_SIDE / Math.max(image.width, image.height));
  const width = Math.max(1, Math.round(image.width * shrink));
  const height = Math.max(1, Math.round(image.height * shrink));
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d") ?? refuse("this browser cannot look at pictures");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const on = (/** @type {number} */ paper) =>
    Uint8Array.from({ length: 3 * width * height }, (_, i) => {
      const at = Math.floor(i / 3) * 4;
      const alpha = data[at + 3] / 255;
      return Math.round(data[at + (i % 3)] * alpha + paper * (1 - alpha));
    });
  const rgb = on(255);
  return { rgb: rgb.every((gray) => gray === 255) ? on(0) : rgb, width, height };
}

/** The digits of an IDX file. @param {Uint8Array} bytes @returns {Uint8Array[]} */
export function digitsOf(bytes) {
  return Array.from({ length: (bytes.length - 16) / PIXELS }, (_, i) =>
    bytes.subarray(16 + i * PIXELS, 16 + (i + 1) * PIXELS),
  );
}

/** @param {number[]} sizes @param {Uint8Array[]} data */
function idx(sizes, data) {
  const header = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  header.setUint32(0, 0x800 + sizes.length);
  sizes.forEach((size, i) => header.setUint32(4 + 4 * i, size));
  const parts = [header, .../** @type {Uint8Array<ArrayBuffer>[]} */ (data)];
  return new Blob(parts, { type: "application/octet-stream" }); // so the name stays
}

/**
 * Digits as the four files of a folder that test --data and train --data read, by
 * their names: both sets are the same.
 * @param {{ pixels: Uint8Array, label: number }[]} digits
 */
export function filesOf(digits) {
  const labels = Uint8Array.from(digits, (digit) => digit.label);
  const images = digits.map((digit) => digit.pixels);
  return ["t10k", "train"].flatMap((set) => [
    { name: `${set}-images-idx3-ubyte`, blob: idx([digits.length, SIDE, SIDE], images) },
    { name: `${set}-labels-idx1-ubyte`, blob: idx([digits.length], [labels]) },
  ]);
}

/** The labels of an IDX file. @param {Uint8Array} bytes */
export const labelsOf = (bytes) => bytes.subarray(8);
