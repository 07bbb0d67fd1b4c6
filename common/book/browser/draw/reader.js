// The compiled lessons (common/book/browser/reader.c) as functions of a page.
//
// @ts-check
import { ConsoleStdout, File, OpenFile, WASI } from "@bjorn3/browser_wasi_shim";

/**
 * A network, as a file has it.
 * @typedef {object} Model
 * @property {number[]} n how many numbers each layer has, the input first
 * @property {Float32Array} numbers W1, b1, W2 and so on, row by row
 * @property {number} scale what pixels are divided by
 */

export const SIDE = 28;
export const PIXELS = SIDE * SIDE;
export const CLASSES = 10;

/**
 * Starts a compiled module. Where it gives up, as for want of memory, what is called
 * throws an error with the line that it said.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
export async function startReader(bytes) {
  let said = "";
  const stream = new ConsoleStdout((text) => (said += new TextDecoder().decode(text)));
  const system = new WASI([], [], [new OpenFile(new File([])), stream, stream], {
    debug: false,
  });
  const { instance } = await WebAssembly.instantiate(bytes, {
    wasi_snapshot_preview1: system.wasiImport,
  });
  system.initialize(/** @type {any} */ (instance));
  const c = /** @type {Record<string, (...x: number[]) => number>} */ (
    /** @type {unknown} */ (instance.exports)
  );
  const memory = /** @type {WebAssembly.Memory} */ (instance.exports.memory);

  /**
   * @param {string} name @param {number[]} x
   */
  function call(name, ...x) {
    try {
      return c[name](...x);
    } catch (error) {
      throw said ? new Error(said.trim()) : error;
    }
  }

  /**
   * Calls with the address of a copy of bytes, and what else there is.
   * @param {string} name @param {ArrayBufferView} data @param {number[]} x
   */
  function callWith(name, data, ...x) {
    const address = call("reserve", data.byteLength + 1);
    const there = new Uint8Array(memory.buffer, address, data.byteLength + 1);
    there.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    there[data.byteLength] = 0;
    const result = call(name, address, ...x);
    call("release", address);
    return result;
  }

  /** @param {number} address @param {number} count */
  const floats = (address, count) => new Float32Array(memory.buffer, address, count).slice();
  /** @param {number} l */
  const units = (l) => call("units", l);

  return {
    /** @param {Uint8Array<ArrayBuffer>} packed */
    unpack: (packed) => callWith("unpack", packed),

    /** @param {Model} model */
    take({ n, numbers, scale }) {
      const sizes = new Int32Array(n);
      const address = call("reserve", sizes.byteLength);
      new Int32Array(memory.buffer, address, n.length).set(sizes);
      const at = call("reserve", numbers.byteLength);
      new Float32Array(memory.buffer, at, numbers.length).set(numbers);
      call("take", n.length - 1, address, at, scale);
      call("release", at);
      call("release", address);
    },

    /** What the pixels are divided by. */
    scale: () => call("pixel_scale"),
    /** The layers' sizes, the input's first. */
    layers: () => Array.from({ length: call("layers") + 1 }, (_, l) => units(l)),

    breakages: () =>
      Array.from({ length: call("breakage_count") }, (_, which) => {
        const from = new Uint8Array(memory.buffer, call("breakage_words", which));
        return new TextDecoder().decode(from.subarray(0, from.indexOf(0)));
      }),
    /** @param {number} which */
    breakIt: (which) => call("break_it", which),

    /** @param {Float64Array} points across, down and stroke of each */
    findInDrawing: (points) => callWith("find_in_drawing", points, points.length / 3),
    /** @param {Uint8Array} rgb @param {number} width @param {number} height */
    findInPicture: (rgb, width, height) => callWith("find_in_picture", rgb, width, height),
    /** @param {number} which */
    digit: (which) =>
      new Uint8Array(memory.buffer, call("digit", which), PIXELS).slice(),
    /** Puts a digit in the first place. @param {Uint8Array} pixels */
    setDigit: (pixels) =>
      new Uint8Array(memory.buffer, call("digit", 0), PIXELS).set(pixels),

    /** Reads a digit; returns the chance of each class. @param {number} which */
    read(which) {
      call("read_digit", which);
      return floats(call("activations", call("layers")), CLASSES);
    },
    /** @param {number} l */
    activations: (l) => floats(call("activations", l), units(l)),
    /** @param {number} l */
    scores: (l) => floats(call("scores", l), units(l)),
    /** @param {number} l @param {number} unit */
    weights: (l, unit) => floats(call("weights", l, unit), units(l - 1)),
    /** @param {number} l @param {number} unit */
    bias: (l, unit) => call("bias", l, unit),

    /** Class c and not class k: then the four below tell why. @param {number} c @param {number} k */
    explain: (c, k) => call("explain", c, k),
    /** @param {number} l */
    shares: (l) => floats(call("shares_of", l), units(l)),
    slopes: () => floats(call("pixel_slopes"), PIXELS),
    biasesSay: () => call("biases_say"),

    /** The slopes of the loss of the first digit, if it is this one. @param {number} label */
    computeSlopes: (label) => call("compute_slopes", label),
    /** One of them, by backpropagation. @param {number} l @param {number} which */
    computedSlope: (l, which) => call("computed_slope", l, which),
    /** The same by the complex step. @param {number} l @param {number} which */
    measuredSlope: (l, which) => call("measured_slope", l, which),
  };
}

/** @typedef {Awaited<ReturnType<typeof startReader>>} Reader */
