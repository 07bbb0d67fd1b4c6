// What a page loads when it is needed. A page that is opened from the file system may
// load scripts and nothing else, so each file of the folder `run` is a script that
// calls `received` with its name and its bytes, compressed by gzip, in base64.
//
// @ts-check
const script = /** @type {HTMLScriptElement} */ (document.currentScript);

/** @type {Map<string, Uint8Array<ArrayBuffer>>} */
const files = new Map();

Object.assign(window, {
  /** @param {string} name @param {string} text */
  received(name, text) {
    files.set(name, Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  },
});

/**
 * Loads files of the folder; what they hold is then in `loaded`.
 * @param {string[]} names
 */
export function load(...names) {
  return Promise.all(
    names.map(
      (name) =>
        new Promise((done, failed) => {
          const element = document.createElement("script");
          element.src = new URL(`${name}.js`, script.src).href;
          element.onload = done;
          element.onerror = () =>
            failed(new Error(`run/${name}.js is missing; load the page anew`));
          document.head.append(element);
        }),
    ),
  );
}

/** All that has come, by name, compressed. */
export const loaded = files;

/**
 * @param {Uint8Array<ArrayBuffer>} bytes compressed by gzip
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function uncompressed(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** What has come under a name, whole. @param {string} name */
export function content(name) {
  return uncompressed(/** @type {Uint8Array<ArrayBuffer>} */ (files.get(name)));
}
