// Runs the page's own program in the page: a bar with Run and the program's options
// goes above what it printed, and what it prints now takes the place of that. What
// is needed for it is loaded when Run is first pressed. The page's script element
// says which program it is.
//
// @ts-check
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const program = script.dataset.program ?? "";
  const module = script.dataset.module ?? "";
  const folder = new URL("run/", script.src);

  // ------------------------------------------------------------ what is loaded

  /** @type {Map<string, Uint8Array<ArrayBuffer>>} */
  const files = new Map();

  // What each file of the folder calls with its name and its bytes in base64. A page
  // that is opened from the file system may load scripts and nothing else.
  Object.assign(window, {
    /** @param {string} name @param {string} text */
    received(name, text) {
      files.set(name, Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
    },
  });

  /** @param {string} name */
  function load(name) {
    return new Promise((loaded, failed) => {
      const element = document.createElement("script");
      element.src = new URL(`${name}.js`, folder).href;
      element.onload = loaded;
      element.onerror = () => failed(new Error(`run/${name}.js is missing; load the page anew`));
      document.head.append(element);
    });
  }

  /** @type {Promise<string> | undefined} */
  let worker; // the address of its source

  async function loadAll() {
    await Promise.all([module, "worker", "sample"].map(load));
    const source = /** @type {Uint8Array<ArrayBuffer>} */ (files.get("worker"));
    const text = new Blob([source]).stream().pipeThrough(new DecompressionStream("gzip"));
    return URL.createObjectURL(await new Response(text).blob());
  }

  // ------------------------------------------------------------------- running

  /**
   * @typedef {object} End
   * @property {number} status
   * @property {number} seconds
   */

  /** @type {(() => void) | undefined} */
  let stop; // ends the program that is running

  /**
   * Runs the program to its end, or until stop is called.
   * @param {string[]} options
   * @param {(text: string, stream: "output" | "error") => void} say
   * @returns {Promise<End>}
   */
  async function run(options, say) {
    worker ??= loadAll();
    const thread = new Worker(await worker);
    const sample = [...files].filter(([name]) => name.endsWith("ubyte"));
    try {
      return await new Promise((ended, failed) => {
        stop = () => failed(new Error("stopped"));
        thread.onmessage = ({ data }) => {
          if (data.text !== undefined) say(data.text, data.stream);
          else if (data.failed !== undefined) failed(new Error(data.failed));
          else ended(data);
        };
        thread.onerror = (event) => failed(new Error(event.message));
        thread.postMessage({
          module: files.get(module),
          sample: new Map(sample),
          words: [program, ...options],
        });
      });
    } finally {
      thread.terminate();
      stop = undefined;
    }
  }

  // ------------------------------------------------------------------ controls

  /**
   * The options that take numbers, as --help has them:
   *   --alpha X            the learning rate (0 to 100, default 0.5)
   * @param {string} help
   */
  function controlsOf(help) {
    const line = /^ {2}--(\S+) \S+ +(.*) \((\S+) to (\S+), default (\S+)\)$/gm;
    return [...help.matchAll(line)].map(([, name, about, min, max, value]) => {
      const input = document.createElement("input");
      const label = document.createElement("label");
      const type = value.includes(",") ? "text" : "number"; // a list is a text
      Object.assign(input, { type, name, min, max, step: "any", defaultValue: value });
      label.append(`${about} `, input);
      label.title = `${min} to ${max}`;
      return label;
    });
  }

  /** @param {HTMLFormElement} form */
  function optionsOf(form) {
    const inputs = form.querySelectorAll("input");
    return [...inputs]
      .filter((input) => input.value !== input.defaultValue)
      .flatMap((input) => [`--${input.name}`, input.value]);
  }

  /**
   * Shows the lines of a text, those marked that the page did not have there.
   * @param {HTMLElement} output
   * @param {string} text
   * @param {string[]} before
   * @returns how many differ
   */
  function show(output, text, before) {
    const lines = linesOf(text);
    let different = Math.abs(lines.length - before.length);
    output.replaceChildren(
      ...lines.map((line, i) => {
        if (line === before[i]) return `${line}\n`;
        const mark = document.createElement("mark");
        mark.textContent = line;
        different += i < before.length ? 1 : 0;
        const whole = document.createDocumentFragment();
        whole.append(mark, "\n");
        return whole;
      }),
    );
    return different;
  }

  /** Blanks at the end of a line are not kept on the page. @param {string} text */
  function linesOf(text) {
    return text.replace(/ +$/gm, "").replace(/\n+$/, "").split("\n");
  }

  // ----------------------------------------------------------------------- bar

  /** @typedef {{ begin(): void, follow(text: string): void }} Curves */

  /**
   * @param {HTMLElement} output what the page says the program prints
   * @param {Curves} [curves] what draws it, where that is another run than the page's
   */
  function build(output, curves) {
    const before = linesOf(output.textContent ?? "");
    const form = document.createElement("form");
    const button = document.createElement("button");
    const state = document.createElement("output");
    form.className = "run";
    button.textContent = "Run it here";
    form.append(button, state);
    output.parentElement?.before(form);

    /** @param {string[]} options */
    async function runAndShow(options) {
      let text = "";
      button.textContent = "Stop";
      state.value = "loading …";
      curves?.begin();
      const { status, seconds } = await run(options, (said, stream) => {
        // Progress on a terminal overwrites its line, and is gone in the end.
        if (stream === "error" && said.includes("\r")) {
          state.value = said.replace("\x1b[K", "").split("\r").pop() || "running …";
          return;
        }
        text += said;
        state.value = "running …";
        output.textContent = text;
        curves?.follow(text);
      });
      const different = curves ? 0 : show(output, text, before);
      const time = `${seconds.toPrecision(2)} s`;
      if (status !== 0) state.value = `it ended with status ${status}`;
      else if (curves) state.value = time;
      else if (different === 0) state.value = `${time}; it printed what the page has`;
      else state.value = `${time}; lines that differ from the page's: ${different}`;
    }

    async function showControls() {
      let help = "";
      await run(["--help"], (text) => (help += text));
      button.before(...controlsOf(help));
    }

    let first = true;
    let busy = false;
    form.onsubmit = async (event) => {
      event.preventDefault();
      if (busy) return stop?.();
      busy = true;
      try {
        await runAndShow(optionsOf(form));
        if (first) await showControls();
        first = false;
      } catch (error) {
        state.value = error instanceof Error ? error.message : String(error);
      }
      button.textContent = "Run";
      busy = false;
    };
  }

  /** A place of its own for a training, before what the page says was seen. */
  function placeForTraining() {
    const place = document.createElement("section");
    place.innerHTML = `<h3>Train it here</h3>
      <p>The same lesson, compiled for your browser, learns from the 2,000 digits of the
      sample: blue is the training, orange the 1,000 test digits. Then change something
      and train again; the curves before stay, pale.</p>
      <div class="curves"></div><pre class="text"><code></code></pre>`;
    document.querySelector("#what-we-saw")?.before(place);
    return place;
  }

  function start() {
    if (!("DecompressionStream" in window)) return;
    /** @type {{ createCurves?: (place: HTMLElement) => Curves }} */
    const { createCurves } = /** @type {any} */ (window);
    const place = createCurves ? placeForTraining() : document;
    const output = place.querySelector(createCurves ? "code" : "#run-it ~ pre.text > code");
    const drawn = place.querySelector(".curves");
    if (output instanceof HTMLElement)
      build(output, drawn instanceof HTMLElement ? createCurves?.(drawn) : undefined);
  }
  start();
})();
