// What lies over the map: legend, buttons, notes. No pin of the first view lies under it, and no name ever.

import { isNamed } from "./areas.js";
import { litPins } from "./look.js";
import { copyOf, map } from "./world.js";

const FURNITURE = ".legend, .tools, .outside, .inset, .title-block, .furniture, .rest, .leaflet-control-zoom, .leaflet-control-scale";
const ROOM = 14; // px around a pin

/** @typedef {[number, number, number, number]} Box  left, top, right and bottom, px in the map */

/** The boxes of what lies over the map now. @returns {Box[]} */
export function furniture(which = FURNITURE) {
  const box = map.getContainer().getBoundingClientRect();
  const inMap = ({ left, top, right, bottom }) => /** @type {Box} */ ([left - box.left, top - box.top, right - box.left, bottom - box.top]);
  return [...document.querySelectorAll(which)].map((node) => node.getBoundingClientRect()).filter(({ width }) => width).map(inMap);
}

export const collides = (box, boxes) => boxes.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);

/** Where pins stand now that are on the map and not only beside it, px. */
function pinPoints() {
  const size = map.getSize();
  const points = litPins().filter((pin) => !isNamed(pin)).map((pin) => map.latLngToContainerPoint(copyOf(pin.at)));
  return points.filter(({ x, y }) => x >= -size.x && y >= -size.y && x <= 2 * size.x && y <= 2 * size.y);
}

/** How far, in px, pins have to go so that none lies under these boxes: the least of some moves within `slack` to either
 * side; null where none of them is enough. @param {number[]} slack @param {Box[]} boxes */
export function stepAside(slack, boxes) {
  const points = pinPoints();
  /** @param {number[]} move */
  const covers = ([x, y]) => points.some((point) => collides([point.x + x - ROOM, point.y + y - ROOM, point.x + x + ROOM, point.y + y + ROOM], boxes));
  const shares = [0, 1 / 3, -1 / 3, 2 / 3, -2 / 3, 1, -1];
  const moves = shares.flatMap((across) => shares.map((down) => [across * slack[0], down * slack[1]]));
  return moves.sort((a, b) => Math.hypot(a[0], a[1]) - Math.hypot(b[0], b[1])).find((move) => !covers(move)) || null;
}
