// Places that are shaded and named, not pinned: countries and regions, whose shapes mapper/draw/areas.py writes, and
// what is too wide for a point and has no shape. What is pressed is the name.

import { colour } from "../core/colours.js";
import { data } from "../core/language.js";
import { lineReader } from "../core/lines.js";
import { pins } from "../core/model.js";
import { ROLES, UNSURE } from "../core/roles.js";
import { state } from "../state.js";
import { DIM, isDim, ringRole, roleOf } from "./look.js";
import { copyOf, map } from "./world.js";
/** @import { Pin } from "../core/model.js" */

/** @typedef {{ pin: Pin, middle: any, rings: any[][], main: any[][] }} Area
 *    `main`: the rings that say where it is, without islands far off */

const WIDE = 100; // km: an area without a shape, and wider than that, is not where its point is
const NAMED = new Set(["continent", "country", "sea"]);

/** @type {Map<Pin, Area>} */
export const areas = new Map(data.areas.map(([index, lat, lon, lines]) => {
  const pin = pins[index];
  return [pin, { pin, middle: L.latLng(lat, lon), ...ringsOf(lines, data.outlines.scale) }];
}));

/** Whether a place has a name on the map and no pin. */
export const isNamed = (pin) => areas.has(pin) || NAMED.has(pin.kind) || (pin.kind === "area" && pin.precision_km >= WIDE);

export const middleOf = (pin) => areas.get(pin)?.middle || pin.at;

export function ringsOf(text, scale) {
  const { more, next, step } = lineReader(text);
  const rings = [];
  let [lon, lat] = [0, 0];
  while (more()) {
    const ring = [];
    for (let left = next() >> 1; left > 0; left--) {
      lon += step();
      lat += step();
      ring.push(L.latLng(lat / scale, lon / scale));
    }
    rings.push(ring);
  }
  const sizes = rings.map((ring) => L.latLngBounds(ring)).map((box) => (box.getEast() - box.getWest()) * (box.getNorth() - box.getSouth()));
  const least = 0.1 * Math.max(...sizes);
  return { rings, main: rings.filter((_, i) => sizes[i] >= least) };
}

map.createPane("areas");
export const areaCanvas = L.canvas({ pane: "areas", padding: 0.3 });
export const shades = L.layerGroup().addTo(map);

/** The rings, each by itself where the world shows it nearest to the middle of the map. */
export function turned(rings, middle) {
  return rings.map((ring) => {
    const turns = Math.round((middle - L.latLngBounds(ring).getCenter().lng) / 360);
    return turns ? ring.map(({ lat, lng }) => L.latLng(lat, lng + 360 * turns)) : ring;
  });
}

/** How an area is shaded: in its role's colour, what is named for context by its outline alone. */
function shadeOf(pin, role) {
  const ink = colour(`--${role}`);
  const chosen = pin === state.selected;
  const dim = isDim(pin) ? DIM : 1;
  return {
    renderer: areaCanvas, interactive: false, color: ink, weight: chosen ? 2.5 : 1.5, opacity: dim * (chosen ? 1 : 0.75),
    dashArray: pin.sure < UNSURE ? "3 3" : role === "actor" ? "6 3" : null,
    fill: role !== "context" || chosen, fillColor: ink, fillOpacity: dim * (chosen && role !== "context" ? 0.22 : role === "context" ? 0.07 : 0.14),
  };
}

/** The weakest first, so that the strongest lie on top. */
export function drawAreas() {
  shades.clearLayers();
  if (state.instead) return;
  const [middle, box] = [map.getCenter().lng, map.getBounds().pad(0.3)];
  const shown = [...areas.values()].filter(({ pin }) => roleOf(pin)).sort((a, b) => ROLES.indexOf(roleOf(b.pin)) - ROLES.indexOf(roleOf(a.pin)));
  for (const { pin, rings } of shown) {
    const near = turned(rings, middle).filter((ring) => box.intersects(L.latLngBounds(ring)));
    if (near.length) shades.addLayer(L.polygon(near, shadeOf(pin, ringRole(pin))));
  }
}

/** The bounds of an area's main parts. */
export function areaBounds(area) {
  const bounds = L.latLngBounds([]);
  for (const ring of turned(area.main, area.middle.lng)) bounds.extend(L.latLngBounds(ring));
  return bounds;
}

/** Whether a point lies in an area: an odd number of its edges lies to the east. */
function isInside({ lat, lng }, rings) {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [a, b] = [ring[i], ring[j]];
      if (a.lat > lat !== b.lat > lat && lng < a.lng + ((lat - a.lat) / (b.lat - a.lat)) * (b.lng - a.lng)) inside = !inside;
    }
  }
  return inside;
}

/** Points on the screen where the name of an area may stand: its middle, else places in that part of it that is in view. */
export function* namePoints(pin) {
  const size = map.getSize();
  const inView = ({ x, y }) => x > 30 && y > 20 && x < size.x - 30 && y < size.y - 20;
  const middle = copyOf(middleOf(pin));
  if (inView(map.latLngToContainerPoint(middle))) yield middle;
  const area = areas.get(pin);
  if (!area) return;
  const rings = turned(area.main, map.getCenter().lng);
  if (!map.getBounds().intersects(L.latLngBounds(rings.flat()))) return;
  for (const down of [0.5, 0.35, 0.65, 0.2, 0.8]) {
    for (const across of [0.5, 0.3, 0.7, 0.15, 0.85]) {
      const at = map.containerPointToLatLng([across * size.x, down * size.y]);
      if (isInside(at, rings)) yield at;
    }
  }
}
