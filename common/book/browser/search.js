// Searches the book, also where it was opened from the file system: a field above the
// contents, whose place is taken by what is found. The index is a script that is
// loaded when the field is first used (see ../search.mjs).
//
// @ts-check
(() => {
  /** @typedef {import("minisearch").SearchResult} Found */
  /** @typedef {import("minisearch").default} Index */

  const MOST = 15; // that are shown
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const contents = /** @type {HTMLElement} */ (document.getElementById("contents"));

  /** @type {Promise<Index> | undefined} */
  let index;

  /** @returns {Promise<Index>} */
  function load() {
    return new Promise((loaded, failed) => {
      const element = document.createElement("script");
      element.src = new URL("search-index.js", script.src).href;
      element.onload = () => loaded(Object(window).bookIndex);
      element.onerror = () => failed(new Error("search-index.js is missing; load the page anew"));
      document.head.append(element);
    });
  }

  // --------------------------------------------------------------------- found

  /** @param {string[]} terms those that were found @param {string} flags */
  function pattern(terms, flags) {
    const words = terms.map((term) => term.replace(/[^\p{L}\p{N}]/gu, "\\$&"));
    return new RegExp(`(?<![\\p{L}\\p{N}])(${words.join("|")})(?![\\p{L}\\p{N}])`, flags);
  }

  /** What stands around the first word that was found. @param {Found} found */
  function excerpt({ terms, text }) {
    const at = Math.max(0, text.search(pattern(terms, "iu")));
    const begin = at < 40 ? 0 : text.indexOf(" ", at - 40) + 1;
    const piece = text.slice(begin, begin + 130).replace(/ \S*$/, "");
    const words = document.createElement("small");
    words.append(begin > 0 ? "… " : "");
    for (const [i, part] of piece.split(pattern(terms, "giu")).entries()) {
      const word = document.createElement(i % 2 ? "mark" : "span");
      word.textContent = part;
      words.append(word);
    }
    return words;
  }

  /** @param {Found} found */
  function line(found) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const title = document.createElement("b");
    title.textContent = found.title || found.page;
    link.href = new URL(found.id, script.src).href;
    link.append(title, found.title ? ` ${found.page}` : "", excerpt(found));
    item.append(link);
    return item;
  }

  // --------------------------------------------------------------------- field

  const form = document.createElement("form");
  const field = document.createElement("input");
  const state = document.createElement("output");
  const list = document.createElement("ol");

  async function search() {
    const words = field.value.trim();
    contents.classList.toggle("searching", words !== "");
    try {
      index ??= load();
      const found = (await index).search(words);
      if (words !== field.value.trim()) return; // more was typed meanwhile
      list.replaceChildren(...found.slice(0, MOST).map(line));
      state.value = words && found.length === 0 ? "nothing found" : "";
    } catch (error) {
      state.value = error instanceof Error ? error.message : String(error);
    }
  }

  field.type = "search";
  field.placeholder = "Search";
  field.autocomplete = "off";
  field.ariaLabel = "Search the book";
  field.oninput = search;
  field.onkeydown = (event) => {
    if (event.key !== "Escape" || !field.value) return;
    event.preventDefault(); // the menu stays open
    field.value = "";
    search();
  };
  form.role = "search";
  form.onsubmit = (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  };
  form.append(field, state);
  contents.prepend(form, list);

  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea")) return;
    event.preventDefault();
    if (!contents.checkVisibility()) contents.showPopover();
    field.focus();
  });
})();
