"use strict";
// Names on the map: pins, then countries, then towns, each where it collides with nothing more important.

const labels = L.layerGroup().addTo(map);
map.createPane("labels").setAttribute("aria-hidden", "true");
const ruler = document.createElement("canvas").getContext("2d");
const TOWN_ZOOMS = [[3e6, 4], [1e6, 5], [4e5, 6], [1.5e5, 7], [5e4, 8], [1.5e4, 9], [3e3, 10], [0, 11]];
const TOWN_GAP = 5;
const MOST_NAMES = 120;
const FONTS = { pin: "600 12.5px", cluster: "500 11.5px", country: "600 11px", capital: "600 11.5px", town: "11.5px" };
/** @type {Map<string, any>} */
let standing = new Map(); // the names on the map, by what they say, where and how: one that stays is not made again
const widths = new Map(); // px
const townZoom = (people, seat) => TOWN_ZOOMS.find(([least]) => people >= least)[1] - (seat ? 1 : 0);

/** Every name that may stand on the map at this zoom, most important first. @returns {Generator<Name>} */
function* names(zoom) {
  const middle = map.getCenter().lng;
  if (selected) yield { text: selected.name.slice(0, 80), at: copyOf(selected.at), sort: "pin", gap: radiusOf(selected) + 10, strong: true };
  for (const { pins: members, at } of heatButton.on ? [] : drawn) {
    if (members[0] === selected) continue;
    const gap = 4 + (members.length > 1 ? clusterRadius(members.length) : radiusOf(members[0]));
    const own = numbers.size ? members.map((pin) => numbers.get(pin)).filter(Boolean) : [];
    const number = own.length ? `${listed(own.slice(0, 6))}${own.length > 6 ? "…" : ""} ` : "";
    yield { text: number + members[0].name.slice(0, 80), at, sort: members.length > 1 ? "cluster" : "pin", gap };
  }
  for (const [, text, lat, lon, from, territory] of data.countries) {
    if (zoom >= from && zoom <= from + 4) yield { text: territory ? text : text.toLocaleUpperCase(LOCALE), at: copyOf(L.latLng(lat, lon), middle), sort: "country" };
  }
  for (const [text, lat, lon, people, seat] of data.towns) {
    if (zoom >= townZoom(people, seat)) yield { text, at: copyOf(L.latLng(lat, lon), middle), sort: seat ? "capital" : "town", gap: TOWN_GAP };
  }
}

const collides = (box, boxes) => boxes.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]);

/** @typedef {{ text: string, at: any, sort: string, gap?: number, strong?: boolean }} Name  `gap`: px to the point it names */

/** How wide a name is, in px. */
function widthOf({ text, sort }) {
  const key = `${sort} ${text}`;
  if (!widths.has(key)) {
    ruler.font = `${FONTS[sort]} system-ui, sans-serif`;
    widths.set(key, Math.min(260, ruler.measureText(text).width * (sort === "country" ? 1.22 : 1.04)));
  }
  return widths.get(key);
}

/** @param {Name} name @param {string} side */
function labelOf({ text, at, sort, gap, strong }, side) {
  const words = el("bdi", { class: `name name-${sort} name-${side}${strong ? " name-strong" : ""}` }, text);
  if (gap) words.style.setProperty("--gap", `${gap}px`);
  const icon = L.divIcon({ className: `label label-${sort}`, html: words, iconSize: [0, 0] });
  return L.marker(at, { icon, pane: "labels", interactive: false, keyboard: false });
}

function drawLabels() {
  const before = standing;
  standing = new Map();
  const size = map.getSize();
  const zoom = map.getZoom();
  const taken = (heatButton.on ? [] : drawn).map(({ pins: members, at }) => {
    const { x, y } = map.latLngToContainerPoint(at);
    const radius = members.length > 1 ? clusterRadius(members.length) : radiusOf(members[0]);
    return [x - radius, y - radius, x + radius, y + radius];
  });
  const corner = [RTL ? 0 : size.x - 120, size.y - 26, RTL ? 120 : size.x, size.y]; // where the scale stands
  taken.push(corner);
  let room = MOST_NAMES;
  for (const name of names(zoom)) {
    const { x, y } = map.latLngToContainerPoint(name.at);
    if (x < -40 || y < -20 || x > size.x + 40 || y > size.y + 20) continue;
    const width = widthOf(name);
    const dot = [x - 7, y - 7, x + 7, y + 7];
    if (name.gap === TOWN_GAP && collides(dot, taken)) continue;
    const sides = name.sort === "country" ? [["middle", x - width / 2]] : [["right", x + name.gap], ["left", x - name.gap - width]];
    const free = sides.find(([, left]) => left > 4 && left + width < size.x - 4 && !collides([left - 2, y - 8, left + width + 2, y + 8], taken));
    if (!free) continue;
    taken.push([free[1] - 2, y - 8, free[1] + width + 2, y + 8], dot);
    const key = [name.text, name.at.lat, name.at.lng, name.sort, free[0], name.gap, name.strong].join();
    standing.set(key, before.get(key) || labelOf(name, free[0]));
    if (--room === 0) break;
  }
  for (const [key, label] of before) if (!standing.has(key)) labels.removeLayer(label);
  for (const label of standing.values()) labels.addLayer(label); // no second time where it is there
}
