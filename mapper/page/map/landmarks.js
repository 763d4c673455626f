// Names of what holds for a whole view: seas, regions, countries. They are written where they are seen: a region or a
// country among its towns, a sea on its water.

import { data, LOCALE } from "../core/language.js";
import { pins } from "../core/model.js";
import { kindWords } from "../core/words.js";
import { isInNamedWater, isNamed } from "./areas.js";
import { outlines } from "./outlines.js";
import { copyOf, map } from "./world.js";

/** @typedef {{ name: string, text: string, sort: string, places: Iterable<any> }} Landmark
 *    `text`: its name as it is written; `places`: where it may stand, the best first */

const REGIONS_FROM = 6; // zoom
const COUNTRIES_FROM = 5; // zoom from which a country is named where it is seen, and not only in its middle
const MARGIN = 200; // px around the view
const TRIES = 12;
const MOST_SITES = 500; // are enough to tell whose a point is
const MOST_AT_ONCE = 12; // regions, and countries
const LEAST = 30; // px that a sea has to reach
const ITS_OWN = 0.9; // of its reach: what lies farther out may be another one's
const BESIDE = 1.25; // of its reach: so near to a smaller sea it may be that one's
const ACROSS = [0.5, 0.3, 0.7, 0.15, 0.85];
const DOWN = [0.5, 0.3, 0.7, 0.15, 0.85];

/** Seas, then countries, then regions, but for the countries of these codes. @returns {Generator<Landmark>} */
export function* landmarks(zoom, shaded) {
  yield* seas();
  if (zoom < COUNTRIES_FROM) return;
  const sites = sitesSeen();
  const named = new Map(data.countries.map(([code, text, lat, lon, from]) => [code, { text, at: L.latLng(lat, lon), from }]));
  for (const code of most(sites.map((site) => site.country))) {
    const country = shaded.has(code) ? null : named.get(code);
    const inItsMiddle = country && zoom >= country.from && zoom <= country.from + 4 && map.getBounds().contains(copyOf(country.at));
    if (country && !inItsMiddle) yield { name: country.text, text: country.text.toLocaleUpperCase(LOCALE), sort: "country", places: among(sites, (site) => site.country === code, country.text) };
  }
  if (zoom < REGIONS_FROM) return;
  const cities = new Set([...data.towns.map(([name]) => name), ...pins.map(({ name }) => name)]);
  for (const region of most(sites.map((site) => site.region))) {
    const [name] = JSON.parse(region);
    const text = cities.has(name) ? `${name} (${kindWords("region")})` : name;
    if (name) yield { name, text, sort: "region", places: among(sites, (site) => site.region === region, text) };
  }
}

/** The values, those first that come most often, without what comes only once. */
function most(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) || 0) + 1);
  return [...counts].filter(([, count]) => count > 1).sort((a, b) => b[1] - a[1]).slice(0, MOST_AT_ONCE).map(([value]) => value);
}

/** The towns and pins in and around the view, px, each with its country and region. */
function sitesSeen() {
  const [size, middle] = [map.getSize(), map.getCenter().lng];
  const site = (at, region, country) => ({ point: map.latLngToContainerPoint(copyOf(at, middle)), country, region: JSON.stringify([region, country]) });
  const towns = data.towns.map(([, lat, lon, , , region]) => site(L.latLng(lat, lon), ...data.regions[region]));
  const points = pins.filter((pin) => !isNamed(pin)).map((pin) => site(pin.at, pin.admin1, pin.country));
  const seen = [...towns, ...points].filter(({ point }) => point.x > -MARGIN && point.y > -MARGIN && point.x < size.x + MARGIN && point.y < size.y + MARGIN);
  const each = Math.ceil(seen.length / MOST_SITES);
  return seen.filter((_, i) => i % each === 0);
}

/** Points beside those sites that are its own, the ones nearest to their middle first, where no end of the name comes nearer to others. */
function* among(sites, isOwn, text) {
  const own = sites.filter(isOwn);
  const mean = (axis) => own.reduce((sum, { point }) => sum + point[axis], 0) / own.length;
  const middle = L.point(mean("x"), mean("y"));
  const half = 4.5 * text.length;
  const holds = (point) => [-half, 0, half].every((across) => {
    const end = point.add([across, 0]);
    return isOwn(sites.reduce((nearest, site) => (site.point.distanceTo(end) < nearest.point.distanceTo(end) ? site : nearest)));
  });
  own.sort((a, b) => a.point.distanceTo(middle) - b.point.distanceTo(middle));
  for (const { point } of own.slice(0, TRIES)) {
    for (const down of [-24, 24, -48, 48]) if (holds(point.add([0, down]))) yield map.containerPointToLatLng(point.add([0, down]));
  }
}

/** Each on the water that is more its own than another one's. @returns {Generator<Landmark>} */
function* seas() {
  const metres = (40075017 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / L.CRS.EPSG3857.scale(map.getZoom());
  const known = data.seas.map(([text, lat, lon, km]) => ({ text, at: map.latLngToContainerPoint(copyOf(L.latLng(lat, lon))), reach: (1000 * km) / metres }));
  const [size, isWater] = [map.getSize(), waterIn()];
  const inView = ({ x, y }) => x > 0 && y > 0 && x < size.x && y < size.y;
  const spots = DOWN.flatMap((down) => ACROSS.map((across) => L.point(across * size.x, down * size.y)));
  const found = new Map();
  for (const spot of [...known.map(({ at }) => at).filter(inView), ...spots]) {
    const share = (sea) => spot.distanceTo(sea.at) / sea.reach;
    const [smallest] = known.filter((each) => share(each) < BESIDE); // as they come
    const [sea] = known.filter((each) => share(each) < ITS_OWN).sort((a, b) => share(a) - share(b));
    // Near the edge of one sea it may be another one's: rather no name than a wrong one.
    if (!sea || sea !== smallest || sea.reach < LEAST || isInNamedWater(map.containerPointToLatLng(spot))) continue;
    const wide = 4 * sea.text.length;
    if ([-wide, 0, wide].every((across) => isWater(spot.add([across, 0])))) found.set(sea, [...(found.get(sea) || []), spot]);
  }
  for (const [{ text }, points] of found) yield { name: text, text, sort: "water", places: points.map((point) => map.containerPointToLatLng(point)) };
}

/** Tells of points in the view, in px, whether they lie on no land. */
function waterIn() {
  const [scale, from] = [L.CRS.EPSG3857.scale(map.getZoom()), map.getPixelBounds().min];
  const context = document.createElement("canvas").getContext("2d");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  const lands = outlines.lands();
  return ({ x, y }) => {
    const across = (((x + from.x) / scale) % 1 + 1) % 1;
    const down = (y + from.y) / scale;
    return !lands.some((shape) => shape.west < across && shape.east > across && shape.north < down && shape.south > down && context.isPointInPath(shape.fill, across * scale, down * scale, "evenodd"));
  };
}
