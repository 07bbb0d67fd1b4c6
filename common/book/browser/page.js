// What a page can do besides being read: it marks the place in the contents, goes to
// the pages before and after by the arrow keys, copies code and output, and lets
// the reader choose its colors. All that is here only adds to the page.
//
// @ts-check
(() => {
  const contents = /** @type {HTMLElement} */ (document.getElementById("contents"));

  // ------------------------------------------------------------------ contents

  /** The link of the contents to the section that is read. */
  function placeOf() {
    const links = [...contents.querySelectorAll("a")].filter((link) => {
      if (link.hash === "" || link.pathname !== location.pathname) return false;
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      return heading && heading.getBoundingClientRect().top < innerHeight / 3;
    });
    return links.at(-1);
  }

  /** @type {HTMLElement | undefined} */
  let marked;

  function markPlace() {
    const place = placeOf();
    if (place === marked) return;
    marked?.removeAttribute("aria-current");
    place?.setAttribute("aria-current", "location");
    marked = place;
    bringIntoView(place);
  }

  /** Scrolls the contents, and nothing else. @param {HTMLElement | null | undefined} link */
  function bringIntoView(link) {
    if (!link) return;
    const { top, bottom } = link.getBoundingClientRect();
    const frame = contents.getBoundingClientRect();
    if (top < frame.top || bottom > frame.bottom)
      contents.scrollTop += top - frame.top - frame.height / 3;
  }

  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      markPlace();
    });
  });

  contents.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("a")) contents.hidePopover();
  });
  contents.addEventListener("toggle", () => {
    bringIntoView(contents.querySelector("[aria-current]"));
  });

  // ---------------------------------------------------------------------- keys

  // Where an arrow has a meaning of its own: fields, and what scrolls sideways.
  const OWN_ARROWS = "input, select, textarea, canvas, [contenteditable], pre, table, .plot, math";

  /** @param {KeyboardEvent} event */
  function turnPage(event) {
    const to = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (!to || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target instanceof Element && event.target.closest(OWN_ARROWS)) return;
    const link = document.querySelector(`link[rel=${to}]`);
    if (link instanceof HTMLLinkElement) location.href = link.href;
  }
  addEventListener("keydown", turnPage);

  // ------------------------------------------------------------------ scrolling

  /** Tab reaches what scrolls sideways, and passes by what does not. */
  function reachScrollers() {
    for (const box of document.querySelectorAll("pre, table, .plot, .formula, math")) {
      if (box.scrollWidth > box.clientWidth && box.clientWidth > 0)
        box.setAttribute("tabindex", "0");
      else box.removeAttribute("tabindex");
    }
  }
  addEventListener("resize", reachScrollers);
  document.addEventListener("toggle", reachScrollers, { capture: true });

  // ---------------------------------------------------------------------- copy

  /** @param {HTMLElement} text */
  function select(text) {
    const range = document.createRange();
    range.selectNodeContents(text);
    getSelection()?.removeAllRanges();
    getSelection()?.addRange(range);
  }

  /** @param {HTMLElement} code */
  function copyButton(code) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.onclick = async () => {
      try {
        await navigator.clipboard.writeText(code.textContent ?? "");
        button.textContent = "Copied";
      } catch {
        select(code); // a page that may not write to the clipboard
        button.textContent = "Selected";
      }
      setTimeout(() => (button.textContent = "Copy"), 2000);
    };
    return button;
  }

  for (const code of document.querySelectorAll("pre > code")) {
    if (!(code instanceof HTMLElement)) continue;
    const block = code.closest("div.sourceCode") ?? code.closest("pre");
    let bar = block?.previousElementSibling;
    if (!bar?.matches("div.bar")) {
      bar = document.createElement("div");
      bar.className = "bar bare";
      block?.before(bar);
    }
    bar.append(copyButton(code));
  }

  // -------------------------------------------------------------------- colors

  /** @param {string} words @param {string} scheme */
  function color(words, scheme) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "radio";
    input.name = "colors";
    input.checked = document.documentElement.style.colorScheme === scheme;
    input.onchange = () => {
      document.documentElement.style.colorScheme = scheme;
      try {
        localStorage.setItem("colors", scheme);
      } catch {} // where nothing may be stored they last as long as the page
    };
    label.append(input, words);
    return label;
  }

  function colors() {
    const choice = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = "Colors";
    choice.append(legend, color("automatic", ""), color("light", "light"), color("dark", "dark"));
    return choice;
  }

  contents.append(colors());
  bringIntoView(contents.querySelector("[aria-current]"));
  markPlace();
  reachScrollers();
})();
