// Regions shaded by how often places in them are named, in place of more pins than can be told apart.

import { colour } from "../../core/colours.js";
import { el } from "../../core/dom.js";
import { passed } from "../../core/filter.js";
import { data, grouped, listed, t } from "../../core/language.js";
import { pins } from "../../core/model.js";
import { countryName } from "../../core/words.js";
import { turned } from "../../map/areas.js";
import { shapeOf } from "../../map/traced.js";
import { map } from "../../map/world.js";
import { keyOfColours, offerInstead } from "./instead.js";
import { shadesOf } from "./ramp.js";
/** @import { Pin } from "../../core/model.js" */

/** @typedef {{ name: string, country: string, rings: any[][], members: Pin[], count: number }} Region */

const TILES = "M4 5l6-2 5 2 5-2v16l-5 2-5-2-6 2zM10 3v16M15 5v16M4 12l6-1 5 2 5-1";
const STEPS_AT_MOST = 5;
const BEST = 3; // regions that the key names

const regionLayer = L.layerGroup();
/** @type {Region[]} */
let regions = [];
/** @type {number[]} */
let shadeSteps = []; // the least number of each shade

const regionOf = ({ kind, name, country, admin1 }) => `${country}/${kind === "region" ? name : admin1}`;

/** Read when they are first shown: most readers never ask for them. @returns {Region[]} */
function readRegions() {
  /** @type {Map<string, Pin[]>} */
  const members = new Map();
  for (const pin of pins) {
    const key = regionOf(pin);
    if (members.has(key)) members.get(key).push(pin);
    else members.set(key, [pin]);
  }
  return data.regional.map(([country, name, text]) => ({ name, country, rings: shapeOf(text).rings, members: members.get(`${country}/${name}`) || [], count: 0 }));
}

const mentionsIn = (members) => members.reduce((sum, pin) => sum + passed.pinCount[pin.index], 0);
const shadeAt = (count) => shadeSteps.findLastIndex((least) => count >= least);

function drawRegions() {
  regionLayer.clearLayers();
  for (const region of regions) region.count = mentionsIn(region.members);
  const most = Math.max(1, ...regions.map(({ count }) => count));
  shadeSteps = [...new Set(Array.from({ length: STEPS_AT_MOST }, (_, i) => Math.ceil(most ** (i / STEPS_AT_MOST))))];
  const inks = shadesOf(shadeSteps.length);
  const [middle, box, edge] = [map.getCenter().lng, map.getBounds().pad(0.3), colour("--map-halo")];
  for (const { name, country, rings, count } of regions) {
    if (!count) continue;
    const near = turned(rings, middle).filter((ring) => box.intersects(L.latLngBounds(ring)));
    if (!near.length) continue;
    const look = { color: edge, weight: 1, opacity: 0.8, fillColor: inks[shadeAt(count)], fillOpacity: 0.8 };
    const words = el("bdi", {}, listed([name, countryName(country), t("mentions", { count })]));
    regionLayer.addLayer(L.polygon(near, look).bindTooltip(words, { sticky: true }));
  }
}

/** Each shade with its numbers, the regions named most, and how much is in none. */
function regionKey() {
  const order = regions.filter(({ count }) => count).sort((a, b) => b.count - a.count);
  const most = order.length ? order[0].count : 0;
  const inks = shadesOf(shadeSteps.length);
  const row = (least, i) => {
    const last = i + 1 < shadeSteps.length ? shadeSteps[i + 1] - 1 : most;
    const swatch = el("span", { class: "swatch", "aria-hidden": "true" });
    swatch.style.setProperty("background", inks[i]);
    return el("li", {}, swatch, last > least ? t("range", { from: grouped(least), to: grouped(last) }) : grouped(least));
  };
  const best = order.slice(0, BEST).map(({ name, count }) => t("counted", { words: name, count }));
  const outside = passed.pinCount.reduce((sum, count) => sum + count, 0) - order.reduce((sum, { count }) => sum + count, 0);
  return keyOfColours(
    t("regions_key"),
    el("ul", {}, ...shadeSteps.map(row)),
    best.length ? el("p", { class: "note" }, t("regions_most", { names: best.join(t("comma")) })) : null,
    outside ? el("p", { class: "note" }, t("regions_none", { count: outside })) : null,
  );
}

offerInstead("regions", t("regions"), TILES, {
  show() {
    if (!regions.length) regions = readRegions();
    regionLayer.addTo(map);
  },
  hide: () => regionLayer.remove(),
  draw: drawRegions,
  key: regionKey,
});
