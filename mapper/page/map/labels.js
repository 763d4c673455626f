// Names on the map: pins, then countries, then towns, each where it collides with nothing more important.

import { dress, el } from "../core/dom.js";
import { data, listed, LOCALE, RTL } from "../core/language.js";
import { pins } from "../core/model.js";
import { ROLES } from "../core/roles.js";
import { countryName } from "../core/words.js";
import { emit, state } from "../state.js";
import { areas, isNamed, middleOf, namePoints } from "./areas.js";
import { clusterRadius, drawn } from "./clusters.js";
import { collides, furniture } from "./furniture.js";
import { light } from "./glow.js";
import { landmarks } from "./landmarks.js";
import { isDim, radiusOf, roleOf } from "./look.js";
import { copyOf, map } from "./world.js";
/** @import { Pin } from "../core/model.js" */

const labels = L.layerGroup().addTo(map);
map.createPane("labels").setAttribute("aria-hidden", "true");
const ruler = document.createElement("canvas").getContext("2d");
const TOWN_ZOOMS = [[3e6, 4], [1e6, 5], [4e5, 6], [1.5e5, 7], [5e4, 8], [1.5e4, 9], [3e3, 10], [0, 11]];
const [AIRPORTS_FROM, PORTS_FROM] = [8, 9]; // zoom
const AS_TEXT = "\ufe0e"; // and no picture in colours
const TOWN_GAP = 5;
const MOST_NAMES = 120;
const MOST_AREAS = 60;
const FONTS = { area: "650 11.5px", pin: "600 12.5px", cluster: "500 11.5px", country: "600 11px", region: "500 11px", water: "italic 12px", mark: "11px", capital: "600 11.5px", town: "11.5px" };

/** @type {Map<string, any>} */
let standing = new Map(); // the names on the map, by what they say, where and how: one that stays is not made again

const widths = new Map(); // px

/** @type {Map<Pin, number | string>} */
export const numbers = new Map(); // of the pins, while the page is being printed

const townZoom = (people, seat) => TOWN_ZOOMS.find(([least]) => people >= least)[1] - (seat ? 1 : 0);
const DOUBTFUL = 0.6;

/** A mark behind the name of what is hardly more than a guess. */
const doubt = (pin) => (pin.sure < DOUBTFUL ? "?" : "");

/** "Ukraine › Odesa region": what a place lies in; "" where that is not known. */
function crumb(pin) {
  const region = pin.admin1 === pin.name ? "" : pin.admin1;
  return pin.kind === "country" ? "" : [countryName(pin.country), region].filter(Boolean).join(RTL ? " ‹ " : " › ");
}

/** Every name that may stand on the map at this zoom, most important first. @returns {Generator<Name>} */
function* names(zoom) {
  const middle = map.getCenter().lng;
  const named = state.instead ? [] : pins.filter((pin) => isNamed(pin) && roleOf(pin) && !isDim(pin));
  named.sort((a, b) => (b === state.selected ? 1 : 0) - (a === state.selected ? 1 : 0) || ROLES.indexOf(roleOf(a)) - ROLES.indexOf(roleOf(b)) || b.precision_km - a.precision_km);
  const wide = named.slice(0, MOST_AREAS).map((pin) => {
    const number = numbers.has(pin) ? numbers.get(pin) + " " : "";
    const text = number + pin.name.slice(0, 60).toLocaleUpperCase(LOCALE) + doubt(pin);
    return { text, at: copyOf(middleOf(pin), middle), sort: "area", pin, strong: pin === state.selected };
  });
  // The name of what is only context has room elsewhere in it: a pin's has none.
  const yields = ({ pin, strong }) => roleOf(pin) === "context" && !strong && areas.has(pin);
  yield* wide.filter((name) => !yields(name));
  if (state.selected && !isNamed(state.selected)) yield { text: state.selected.name.slice(0, 80) + doubt(state.selected), at: copyOf(state.selected.at), sort: "pin", gap: radiusOf(state.selected) + 10, strong: true, under: crumb(state.selected) };
  for (const { pins: members, at } of state.instead ? [] : drawn) {
    if (members[0] === state.selected || isDim(members[0])) continue;
    const gap = 4 + (members.length > 1 ? clusterRadius(members.length) : radiusOf(members[0]));
    const own = numbers.size ? members.map((pin) => numbers.get(pin)).filter(Boolean) : [];
    const number = own.length ? `${listed(own.slice(0, 6))}${own.length > 6 ? "…" : ""} ` : "";
    yield { text: number + members[0].name.slice(0, 80) + doubt(members[0]), at, sort: members.length > 1 ? "cluster" : "pin", gap };
  }
  yield* wide.filter(yields);
  const shaded = new Set(named.filter((pin) => pin.kind === "country").map((pin) => pin.country));
  for (const [code, text, lat, lon, from, territory] of data.countries) {
    if (!shaded.has(code) && zoom >= from && zoom <= from + 4) yield { text: territory ? text : text.toLocaleUpperCase(LOCALE), at: copyOf(L.latLng(lat, lon), middle), sort: "country" };
  }
  for (const [code, lat, lon] of zoom < AIRPORTS_FROM ? [] : data.marks) {
    if (code || zoom >= PORTS_FROM) yield { text: code ? `✈${AS_TEXT} ${code}` : `⚓${AS_TEXT}`, at: copyOf(L.latLng(lat, lon), middle), sort: "mark" };
  }
  const besides = new Set(named.filter((pin) => areas.has(pin) || map.getBounds().contains(copyOf(middleOf(pin)))).map((pin) => pin.name));
  for (const mark of landmarks(zoom, shaded)) if (!besides.has(mark.name)) yield { ...mark, at: null };
  for (const [text, lat, lon, people, seat, , from = 99] of data.towns) {
    if (zoom >= Math.min(from, townZoom(people, seat))) yield { text, at: copyOf(L.latLng(lat, lon), middle), sort: seat ? "capital" : "town", gap: TOWN_GAP };
  }
}

const CENTRED = new Set(["area", "country", "region", "water", "mark"]);
/** @typedef {{ text: string, at: any, sort: string, gap?: number, strong?: boolean, pin?: Pin, places?: Iterable<any>, under?: string }} Name
 *    `gap`: px to the point it names; `pin`: the area that is pressed where its name is */

/** How wide a name is, in px. */
function widthOf({ text, sort }) {
  const key = `${sort} ${text}`;
  if (!widths.has(key)) {
    ruler.font = `${FONTS[sort]} system-ui, sans-serif`;
    widths.set(key, Math.min(260, ruler.measureText(text).width * (CENTRED.has(sort) ? 1.22 : 1.04)));
  }
  return widths.get(key);
}

/** @param {Name} name @param {string} side */
function labelOf({ text, at, sort, gap, strong, pin, under }, side) {
  const words = el("bdi", { class: `name name-${sort} name-${side}${strong ? " name-strong" : ""}` }, text);
  if (under) words.append(el("span", { class: "name-under" }, under));
  if (gap) words.style.setProperty("--gap", `${gap}px`);
  if (pin) {
    words.classList.add(`name-${roleOf(pin)}`);
    const press = (event) => {
      event.stopPropagation();
      emit("open", { pin });
    };
    dress(words, { click: press, mouseenter: () => light(pin), mouseleave: () => light(null) }, []);
  }
  const icon = L.divIcon({ className: `label label-${sort}`, html: words, iconSize: [0, 0] });
  return L.marker(at, { icon, pane: "labels", interactive: false, keyboard: false });
}

/** What a name takes up, in px; what is pressed has more around it. */
function boxOf(name, left, y) {
  const [beside, above] = name.pin ? [8, 12] : [2, name.under ? 18 : 8];
  return [left - beside, y - above, left + widthOf(name) + beside, y + above];
}

/** Where a name has room: the name, moved where it may be, and its side with its left edge; null where there is none. */
function standingOf(name, size, taken) {
  const width = widthOf(name);
  for (const at of name.pin ? namePoints(name.pin) : name.places || [name.at]) {
    const { x, y } = map.latLngToContainerPoint(at);
    if (x < -40 || y < -20 || x > size.x + 40 || y > size.y + 20) continue;
    if (name.gap === TOWN_GAP && collides([x - 7, y - 7, x + 7, y + 7], taken)) continue;
    const sides = CENTRED.has(name.sort) ? [["middle", x - width / 2]] : [["right", x + name.gap], ["left", x - name.gap - width]];
    const free = sides.find(([, left]) => left > 4 && left + width < size.x - 4 && !collides(boxOf(name, left, y), taken));
    if (free) return [{ ...name, at }, free];
  }
  return null;
}

export function drawLabels() {
  const before = standing;
  standing = new Map();
  const size = map.getSize();
  const zoom = map.getZoom();
  const taken = (state.instead ? [] : drawn).map(({ pins: members, at }) => {
    const { x, y } = map.latLngToContainerPoint(at);
    const radius = members.length > 1 ? clusterRadius(members.length) : radiusOf(members[0]);
    return [x - radius, y - radius, x + radius, y + radius];
  });
  taken.push(...furniture());
  let room = MOST_NAMES;
  for (const wanted of names(zoom)) {
    const [name, free] = standingOf(wanted, size, taken) || [];
    if (!name) continue;
    const { x, y } = map.latLngToContainerPoint(name.at);
    taken.push(boxOf(name, free[1], y), ...(CENTRED.has(name.sort) ? [] : [[x - 7, y - 7, x + 7, y + 7]]));
    const key = [name.text, name.at.lat, name.at.lng, name.sort, free[0], name.gap, name.strong, name.pin && roleOf(name.pin)].join();
    standing.set(key, before.get(key) || labelOf(name, free[0]));
    if (--room === 0) break;
  }
  for (const [key, label] of before) if (!standing.has(key)) labels.removeLayer(label);
  for (const label of standing.values()) labels.addLayer(label); // no second time where it is there
}
