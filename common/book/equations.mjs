// Draws LaTeX as SVG with MathJax, for `make equations`:
//
//     node common/book/equations.mjs NODE_MODULES FILE.tex...
//
// A .tex file holds one display equation below two lines of comment: where it
// comes from, and the equation in words, which becomes the picture's title.
// FILE.svg has outlines instead of letters, so it needs no font, and carries
// the cksum of FILE.tex, by which `make check-pages` sees whether the two still
// belong together.
import { execFileSync } from "node:child_process";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const EM = 22; // pixels: 1.4 times the text of a page, so fractions stay clear
const MARGIN = 3; // pixels: slanted letters reach beyond their box
// Ink and paper of its own: a viewer's scheme need not be the page's.
const LIGHT = "color:#1f2328;background:#ffffff";
const DARK = "color:#e6edf3;background:#0d1117";

const [modules, ...files] = process.argv.slice(2);
const mathjax = resolve(modules, "mathjax/node-main.mjs");
const { init } = await import(pathToFileURL(mathjax));
const MathJax = await init({
  loader: { load: ["input/tex-base", "[tex]/ams", "output/svg"] },
  tex: {
    packages: ["base", "ams"],
    formatError(_, error) {
      throw error; // MathJax would make a picture of it
    },
  },
  // Letters get ids, which count anew in every picture.
  svg: { fontCache: "local", localID: 0, useXlink: false },
});

function draw(svg, title, cksum) {
  if (svg.includes("merror")) throw new Error("MathJax drew an error");
  if (svg.includes("<text")) throw new Error("a letter has no outline");

  // The box is "left top width height" in thousandths of an em.
  const [, box, body] = svg.match(/^<svg[^>]* viewBox="(.*?)".*?>(.*)<\/svg>$/s);
  const [left, top, w, h] = box.split(" ").map((n) => (n * EM) / 1000);
  const width = Math.ceil(w) + 2 * MARGIN;
  const height = Math.ceil(h) + 2 * MARGIN;
  const viewBox = [left - (width - w) / 2, top - (height - h) / 2, width, height]
    .map((n) => ((n * 1000) / EM).toFixed(0))
    .join(" ");

  const outlines = body
    .replace(/ data-[a-z-]+="[^"]*"/g, "")
    .replace(/><(?!\/(path|use|rect))/g, ">\n<");
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img"
 width="${width}" height="${height}" viewBox="${viewBox}">
<title>${title.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</title>
<!-- cksum of the .tex: ${cksum} -->
<style>svg{${LIGHT}}@media(prefers-color-scheme:dark){svg{${DARK}}}</style>
${outlines}
</svg>
`;
}

async function convert(file) {
  const tex = readFileSync(file, "utf8");
  const [, title, math] = tex.match(/^% .*\n% (.*)\n([^%]*)$/) ?? [];
  if (!math) throw new Error("wants two lines of comment, then the equation");
  const node = await MathJax.tex2svgPromise(math.trim(), { display: true });
  const cksum = execFileSync("cksum", { input: tex }).toString().trim();
  const svg = draw(MathJax.startup.adaptor.innerHTML(node), title, cksum);
  const target = file.replace(/\.tex$/, ".svg");
  writeFileSync(`${target}.partial`, svg);
  renameSync(`${target}.partial`, target);
}

for (const file of files) {
  try {
    await convert(file);
  } catch (error) {
    console.error(`equations: ${file}: ${error.message}`);
    process.exit(1);
  }
}
