// Which pins stand by themselves at a zoom, and which are too near to each other to be told apart.

import { passed } from "../core/filter.js";
import { pins } from "../core/model.js";
import { ROLES } from "../core/roles.js";
import { state } from "../state.js";
import { isNamed } from "./areas.js";
import { copyOf, map } from "./world.js";
/** @import { Pin } from "../core/model.js" */

export const NEAR = pins.length > 300 ? 40 : 26; // px between two pins that become a cluster

/** @type {{ pins: Pin[], at: any }[]} */
export let drawn = []; // what stands on the map now, single pins being clusters of one

export const clusterRadius = (total) => Math.min(26, 10.5 + 2 * Math.log2(total));
const clustersAt = new Map(); // by zoom
let clustered = ""; // what they were made of
const spots = pins.map((pin) => map.project(pin.at, 0)); // px on a map of the whole world

/** What stands on the map now. */
export function gather() {
  const [view, middle] = [map.getBounds().pad(0.3), map.getCenter().lng];
  drawn = clusters(map.getZoom()).map(({ at, pins: members }) => ({ at: copyOf(at, middle), pins: members })).filter(({ at }) => view.contains(at));
}

/** The pins that pass, those of the open article and then the strongest first, each with those that stand too near to it to be told apart. */
function clusters(zoom) {
  const scale = 2 ** zoom;
  const now = `${state.sifted} ${state.focus ? [...state.focus].map((pin) => pin.index) : ""}`;
  if (clustered !== now) clustersAt.clear();
  clustered = now;
  if (clustersAt.has(zoom)) return clustersAt.get(zoom);
  const rank = (pin) => ROLES.indexOf(passed.pinRole[pin.index]) - (state.focus?.has(pin) ? ROLES.length : 0);
  const order = pins.filter((pin) => passed.pinRole[pin.index] && !isNamed(pin));
  order.sort((a, b) => rank(a) - rank(b) || passed.pinCount[b.index] - passed.pinCount[a.index]);
  const cells = new Map();
  const found = [];
  for (const pin of order) {
    const [x, y] = [spots[pin.index].x * scale, spots[pin.index].y * scale];
    const [column, row] = [Math.floor(x / NEAR), Math.floor(y / NEAR)];
    let home = null;
    for (let i = column - 1; i <= column + 1 && !home; i++) {
      for (let j = row - 1; j <= row + 1 && !home; j++) {
        home = (cells.get(i * 1e6 + j) || []).find((other) => Math.hypot(other.x - x, other.y - y) < NEAR) || null;
      }
    }
    if (home) {
      home.pins.push(pin);
      continue;
    }
    const cluster = { x, y, at: pin.at, pins: [pin] };
    found.push(cluster);
    const key = column * 1e6 + row;
    if (cells.has(key)) cells.get(key).push(cluster);
    else cells.set(key, [cluster]);
  }
  clustersAt.set(zoom, found);
  return found;
}
