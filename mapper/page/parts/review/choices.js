// The places to choose from, in the panel and as numbers on the map.

import { el } from "../../core/dom.js";
import { percent } from "../../core/language.js";
import { whereWords } from "../../core/words.js";
import { map } from "../../map/world.js";
import { decide, setPoint } from "./decide.js";
import { items, optionsOf, reviewing, searched } from "./items.js";
import { REVIEW } from "./words.js";

export const optionMarks = L.layerGroup().addTo(map);

/** The places to choose from, as numbers on the map, and the pin to drag. */
export function showOptions(item) {
  optionMarks.clearLayers();
  const options = optionsOf(item);
  options.forEach(({ place }, i) => {
    const icon = L.divIcon({ className: "choice-pin", html: el("span", {}, String(i + 1)), iconSize: [24, 24] });
    optionMarks.addLayer(L.marker([place.lat, place.lon], { icon, keyboard: false }).on("click", () => decide(place)));
  });
  const now = item.decided ? item.result : item.place;
  const at = item.point || (now && L.latLng(now.lat, now.lon));
  if (at) {
    const icon = L.divIcon({ className: "drag-pin", html: el("span", {}), iconSize: [28, 28] });
    const pin = L.marker(at, { icon, draggable: true, keyboard: false, autoPan: true, zIndexOffset: 1000 });
    pin.on("dragend", () => setPoint(item, pin.getLatLng()));
    optionMarks.addLayer(pin);
    if (!item.point) map.setView(at, Math.max(5, Math.min(8, map.getZoom())), { animate: false });
  } else if (options.length) {
    map.fitBounds(L.latLngBounds(options.map(({ place }) => [place.lat, place.lon])), { padding: [48, 48], maxZoom: 7, animate: false });
  }
}

export const choiceList = el("ol", { class: "review-choices", "aria-label": REVIEW.choices });

export function drawChoices() {
  const item = items[reviewing.at];
  const rows = optionsOf(item).map(({ place, share }, i) => {
    const words = `${place.name}, ${whereWords(place)}${share === null ? "" : " (" + percent(share) + ")"}`;
    return el("li", {}, el("button", { type: "button", click: () => decide(place), "aria-keyshortcuts": String(i + 1) }, el("kbd", { "aria-hidden": "true" }, String(i + 1)), el("bdi", {}, words)));
  });
  choiceList.replaceChildren(...(searched.options && !rows.length ? [el("li", { class: "note" }, REVIEW.nothing)] : rows));
  showOptions(item);
}

export function choiceOf(key) {
  const option = /^[1-9]$/.test(key) && items[reviewing.at] ? optionsOf(items[reviewing.at])[Number(key) - 1] : null;
  return option ? () => decide(option.place) : null;
}
