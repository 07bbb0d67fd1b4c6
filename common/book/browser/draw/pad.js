// Where one draws: strokes as lists of points, by mouse, pen, finger or keys.
//
// @ts-check
import { make } from "./views.js";

const SIDE = 280; // pixels of the page
const PEN = 20; // as thick as the pen looks, in pixels of the page
const STEP = 6; // how far a key moves it

/** @param {() => void} changed called after each change */
export function createPad(changed) {
  const sharp = Math.max(1, Math.round(devicePixelRatio));
  const canvas = make("canvas", { width: SIDE * sharp, height: SIDE * sharp, tabIndex: 0 });
  canvas.className = "pad";
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", "draw a digit here; arrow keys move, with shift they draw");
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.scale(sharp, sharp);
  context.lineWidth = PEN;
  context.lineCap = context.lineJoin = "round";

  /** @type {[number, number][][]} */
  let strokes = [];
  /** @type {number | undefined} */
  let pointer; // the one that draws; a second finger does not
  const cursor = { x: SIDE / 2, y: SIDE / 2, shown: false };

  /** @param {[number, number][]} stroke */
  function paintStroke(stroke) {
    context.strokeStyle = getComputedStyle(canvas).color;
    context.beginPath();
    context.moveTo(...stroke[0]);
    for (const point of stroke) context.lineTo(...point);
    context.stroke();
  }

  function paint() {
    context.clearRect(0, 0, SIDE, SIDE);
    strokes.forEach(paintStroke);
    if (cursor.shown) context.strokeRect(cursor.x, cursor.y, 0.01, 0.01);
  }

  function paintAndTell() {
    paint();
    changed();
  }

  // A long drawing is not painted anew for each of its points.
  /** @param {[number, number]} point */
  function goOn(point) {
    const stroke = strokes[strokes.length - 1];
    paintStroke([stroke[stroke.length - 1], point]);
    stroke.push(point);
  }

  /** @param {PointerEvent} event @returns {[number, number]} */
  function place(event) {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * SIDE) / box.width,
      ((event.clientY - box.top) * SIDE) / box.height,
    ];
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || pointer !== undefined) return;
    canvas.setPointerCapture(event.pointerId);
    pointer = event.pointerId;
    cursor.shown = false;
    strokes.push([place(event)]);
    paintAndTell();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length > 0 ? events : [event]) goOn(place(each));
    changed();
  });
  for (const name of ["pointerup", "pointercancel"])
    canvas.addEventListener(name, (event) => {
      if (/** @type {PointerEvent} */ (event).pointerId === pointer) pointer = undefined;
    });

  // Arrows move the pen, and with shift they draw.
  /** @type {Record<string, [number, number]>} */
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  let drawn = false;
  canvas.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    if (!way) return;
    event.preventDefault();
    if (event.shiftKey && !drawn) strokes.push([[cursor.x, cursor.y]]);
    drawn = event.shiftKey;
    cursor.x = Math.min(Math.max(cursor.x + STEP * way[0], 0), SIDE);
    cursor.y = Math.min(Math.max(cursor.y + STEP * way[1], 0), SIDE);
    cursor.shown = true;
    if (drawn) strokes[strokes.length - 1].push([cursor.x, cursor.y]);
    paintAndTell();
  });
  canvas.addEventListener("blur", () => {
    cursor.shown = drawn = false;
    paint();
  });

  return {
    element: canvas,
    paint,
    undo() {
      strokes.pop();
      paintAndTell();
    },
    clear() {
      strokes = [];
      paintAndTell();
    },
    /** The same without a word. */
    wipe() {
      strokes = [];
      paint();
    },
    /** Across, down and stroke of each point. */
    points: () =>
      Float64Array.from(strokes.flatMap((stroke, i) => stroke.flatMap(([x, y]) => [x, y, i]))),
  };
}
