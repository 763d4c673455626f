// Where in the world: a small map beside a close view, the country filled and the view framed.

import { colour } from "../core/colours.js";
import { el } from "../core/dom.js";
import { data } from "../core/language.js";
import { countryName } from "../core/words.js";
import { mainShapeOf, turned } from "./areas.js";
import { drawn } from "./clusters.js";
import { outlines } from "./outlines.js";
import { map } from "./world.js";

const FROM = 5; // zoom
const [WIDTH, HEIGHT] = [120, 88]; // px
const LEAST_FRAME = 7; // px that the frame is wide and high
export const insetCanvas = /** @type {HTMLCanvasElement} */ (el("canvas", { width: 2 * WIDTH, height: 2 * HEIGHT }));
const insetWords = el("bdi", {});
export const inset = el("div", { class: "inset", hidden: true, "aria-hidden": "true" }, insetCanvas, insetWords);
const texts = new Map(data.homes);
const shapes = new Map(); // of those that have been shown

/** The country that most of what stands in the view lies in; "" where none of those that have a shape does. */
function homeOfView() {
  const box = map.getBounds();
  const counts = new Map();
  for (const { at, pins: members } of drawn) if (box.contains(at)) for (const pin of members) counts.set(pin.country, (counts.get(pin.country) || 0) + 1);
  const [most] = [...counts].filter(([code]) => texts.has(code)).sort((a, b) => b[1] - a[1]);
  return most ? most[0] : "";
}

/** A point as the outlines have it, the world being 1 wide. */
const onWorld = (at) => map.project(at, 0).divideBy(256);

export function drawInset() {
  const code = map.getZoom() < FROM ? "" : homeOfView();
  inset.hidden = !code;
  document.documentElement.classList.toggle("has-inset", Boolean(code));
  if (!code) return;
  insetWords.textContent = countryName(code);
  if (!shapes.has(code)) shapes.set(code, mainShapeOf(texts.get(code)));
  const home = shapes.get(code);
  const middle = map.getCenter().lng;
  const box = L.bounds(turned(home.main, middle).flat().map(onWorld));
  const [size, center] = [box.getSize(), box.getCenter()];
  const scale = Math.min((0.75 * WIDTH) / size.x, (0.75 * HEIGHT) / size.y);
  const context = insetCanvas.getContext("2d");
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = colour("--map-water");
  context.fillRect(0, 0, insetCanvas.width, insetCanvas.height);
  const look = (turn) => context.setTransform(2 * scale, 0, 0, 2 * scale, 2 * (WIDTH / 2 - (center.x - turn) * scale), 2 * (HEIGHT / 2 - center.y * scale));
  for (const turn of [-1, 0, 1]) {
    look(turn);
    context.fillStyle = colour("--map-land");
    context.strokeStyle = colour("--map-coast");
    context.lineWidth = 0.5 / scale;
    for (const shape of outlines.lands()) {
      context.fill(shape.fill, "evenodd");
      context.stroke(shape.stroke);
    }
  }
  look(0);
  context.beginPath();
  for (const ring of turned(home.rings, middle)) {
    ring.map(onWorld).forEach(({ x, y }, i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
  }
  context.fillStyle = colour("--map-border");
  context.fill("evenodd");
  drawFrame(context, scale, center);
}

function drawFrame(context, scale, center) {
  const view = map.getBounds();
  const [from, to] = [onWorld(view.getNorthWest()), onWorld(view.getSouthEast())];
  const [x, y] = [WIDTH / 2 + ((from.x + to.x) / 2 - center.x) * scale, HEIGHT / 2 + ((from.y + to.y) / 2 - center.y) * scale];
  const [wide, high] = [Math.max(LEAST_FRAME, (to.x - from.x) * scale), Math.max(LEAST_FRAME, (to.y - from.y) * scale)];
  context.setTransform(2, 0, 0, 2, 0, 0);
  context.strokeStyle = colour("--site");
  context.lineWidth = 1.6;
  context.strokeRect(x - wide / 2, y - high / 2, wide, high);
}
