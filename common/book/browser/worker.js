// Runs one program in a thread of its own, so that the page stays alive: it gets
// the compiled module, the files that the program may read and the command line,
// and says what the program says as it comes.
//
// @ts-check
import {
  ConsoleStdout,
  Directory,
  File,
  OpenFile,
  PreopenDirectory,
  WASI,
} from "@bjorn3/browser_wasi_shim";

/**
 * What the page asks for. All bytes are compressed by gzip.
 * @typedef {object} Task
 * @property {Uint8Array<ArrayBuffer>} module the programs
 * @property {Map<string, Uint8Array<ArrayBuffer>>} sample the files of data/sample
 * @property {string[]} words the command line; the first names the program
 */

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function uncompressed(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Where one of the program's streams goes: to the page, as a terminal.
 * @param {"output" | "error"} stream
 */
function terminal(stream) {
  const decoder = new TextDecoder();
  return new ConsoleStdout((bytes) =>
    postMessage({ stream, text: decoder.decode(bytes, { stream: true }) }),
  );
}

/** @param {Task} task */
async function run({ module, sample, words }) {
  /** @type {[string, File][]} */
  const files = [];
  for (const [name, bytes] of sample) files.push([name, new File(await uncompressed(bytes))]);
  const data = new Directory([["sample", new Directory(files)]]);
  // The picture's numbers have a place, since /dev/null is none here.
  const system = new WASI(
    [...words, "--picture", "numbers"],
    [],
    [
      new OpenFile(new File([])),
      terminal("output"),
      terminal("error"),
      new PreopenDirectory("/", new Map([["data", data]])),
    ],
    { debug: false },
  );
  const { instance } = await WebAssembly.instantiate(await uncompressed(module), {
    wasi_snapshot_preview1: system.wasiImport,
  });
  const start = performance.now();
  // @ts-ignore: this module exports what WASI asks for
  const status = system.start(instance);
  postMessage({ status, seconds: (performance.now() - start) / 1000 });
}

onmessage = ({ data }) => {
  run(data).catch((error) => postMessage({ failed: String(error) }));
};
