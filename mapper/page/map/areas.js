// Places that are shaded and named, not pinned: countries, regions, rivers, lakes and seas, and what is too wide for a
// point and has no shape. What is pressed is the name.

import { colour } from "../core/colours.js";
import { data } from "../core/language.js";
import { pins } from "../core/model.js";
import { ROLES, UNSURE } from "../core/roles.js";
import { state } from "../state.js";
import { DIM, isDim, ringRole, roleOf } from "./look.js";
import { shapeOf } from "./traced.js";
import { copyOf, map } from "./world.js";
/** @import { Pin } from "../core/model.js" */

/** @typedef {{ pin: Pin, middle: any, rings: any[][], lines: any[][], main: any[][] }} Area
 *    `lines`: what a river is; `main`: what says where it is, without islands far off */

const WIDE = 100; // km: an area without a shape, and wider than that, is not where its point is
const NAMED = new Set(["continent", "country", "sea"]);
const WATERS = new Set(["sea", "strait", "lake"]);

/** @type {Map<Pin, Area>} */
export const areas = new Map(data.areas.map(([index, lat, lon, text]) => {
  const pin = pins[index];
  return [pin, { pin, middle: L.latLng(lat, lon), ...mainShapeOf(text) }];
}));

/** Whether a place has a name on the map and no pin. */
export const isNamed = (pin) => areas.has(pin) || NAMED.has(pin.kind) || (pin.kind === "area" && pin.precision_km >= WIDE);

export const middleOf = (pin) => areas.get(pin)?.middle || pin.at;

/** A shape with its main parts. */
export function mainShapeOf(text) {
  const shape = shapeOf(text);
  const runs = [...shape.rings, ...shape.lines];
  const boxes = runs.map((run) => L.latLngBounds(run));
  const sizes = boxes.map((box) => Math.max(box.getEast() - box.getWest(), box.getNorth() - box.getSouth()) ** 2);
  const least = 0.1 * Math.max(...sizes);
  return { ...shape, main: runs.filter((_, i) => sizes[i] >= least) };
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
  const water = WATERS.has(pin.kind) ? 0.25 : 1; // which stays blue
  const dim = isDim(pin) ? DIM : 1;
  return {
    renderer: areaCanvas, interactive: false, color: ink, weight: chosen ? 2.5 : 1.5, opacity: dim * (chosen ? 1 : water < 1 ? 0.5 : 0.75),
    dashArray: pin.sure < UNSURE ? "3 3" : role === "actor" ? "6 3" : null,
    fill: role !== "context" || chosen, fillColor: ink, fillOpacity: water * dim * (chosen && role !== "context" ? 0.22 : role === "context" ? 0.07 : 0.14),
  };
}

/** Shapes that are projected once for a view, however often a filter takes them away and puts them back. */
const kept = (Kind) =>
  Kind.extend({
    _reset() {
      const { min, max } = this._renderer._bounds;
      const view = [map.getZoom(), map.getPixelOrigin(), min, max].join();
      if (view === this._view) return;
      this._view = view;
      Kind.prototype._reset.call(this);
    },
  });
const [Surface, Line] = [kept(L.Polygon), kept(L.Polyline)];

const made = new Map(); // by area: what is seen of it in this view
let madeFor = "";

/** What of an area is seen: a surface or null, and of a river a wide line and a thin one. */
function layersOf(area, middle, box) {
  if (!made.has(area)) {
    const inView = (runs) => turned(runs, middle).filter((run) => box.intersects(L.latLngBounds(run)));
    const [near, along] = [inView(area.rings), inView(area.lines)];
    made.set(area, [near.length ? new Surface(near) : null, ...(along.length ? [new Line(along), new Line(along)] : [])]);
  }
  return made.get(area);
}

/** The weakest first, so that the strongest lie on top. */
export function drawAreas() {
  shades.clearLayers();
  if (state.instead) return;
  const [middle, box] = [map.getCenter().lng, map.getBounds().pad(0.3)];
  const view = `${map.getZoom()} ${box.toBBoxString()}`;
  if (view !== madeFor) made.clear();
  madeFor = view;
  const shown = [...areas.values()].filter(({ pin }) => roleOf(pin)).sort((a, b) => ROLES.indexOf(roleOf(b.pin)) - ROLES.indexOf(roleOf(a.pin)));
  for (const area of shown) {
    const shade = shadeOf(area.pin, ringRole(area.pin));
    const [surface, wide, thin] = layersOf(area, middle, box);
    if (surface) {
      L.setOptions(surface, shade);
      shades.addLayer(surface);
    }
    if (!wide) continue;
    // A river as wide as a finger, in the shade of an area, and a line in its middle.
    L.setOptions(wide, { ...shade, dashArray: null, weight: 9, opacity: shade.fillOpacity + 0.06, fill: false });
    L.setOptions(thin, { ...shade, fill: false });
    shades.addLayer(wide).addLayer(thin);
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

/** Whether a point lies in a water that has a name on the map. */
export const isInNamedWater = (at) => [...areas.values()].some(({ pin, rings }) => WATERS.has(pin.kind) && roleOf(pin) && isInside(at, turned(rings, at.lng)));

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
  if (area.lines.length) {
    const seen = rings.flat().filter((at) => inView(map.latLngToContainerPoint(at)));
    for (const share of [0.5, 0.25, 0.75, 0.1, 0.9]) if (seen.length) yield seen[Math.floor(share * seen.length)];
    return;
  }
  for (const down of [0.5, 0.35, 0.65, 0.2, 0.8]) {
    for (const across of [0.5, 0.3, 0.7, 0.15, 0.85]) {
      const at = map.containerPointToLatLng([across * size.x, down * size.y]);
      if (isInside(at, rings)) yield at;
    }
  }
}
