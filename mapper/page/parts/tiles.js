// An online layer over the outlines, which show through wherever the server has no answer; and a note that says so.

import { button, el, say } from "../core/dom.js";
import { data, t } from "../core/language.js";
import { drawLabels } from "../map/labels.js";
import { DEEPEST, map } from "../map/world.js";

const MOST_FAILURES = 3; // without a single picture: then the server is taken to be away
const tileNote = el("p", { class: "tiles-note furniture" });
const offlineNames = { countries: data.countries, towns: data.towns };

const online = L.tileLayer(data.tiles.url, {
  className: "tiles", maxZoom: data.tiles.deepest, referrerPolicy: "strict-origin-when-cross-origin", zIndex: 2,
});

let failures = 0;
let pictures = 0;

/** Show the layer, or do without it. The pictures have names of countries and towns, so the page's own step back. */
function showTiles(on, words) {
  failures = pictures = 0;
  if (on) online.addTo(map);
  else online.remove();
  map.setMaxZoom(on ? data.tiles.deepest : DEEPEST);
  Object.assign(data, on ? { countries: [], towns: [] } : offlineNames);
  const { host, credit } = data.tiles;
  const toggle = button(on ? t("tiles_leave") : t("tiles_load", { host }), () => {
    showTiles(!on, on ? t("tiles_off") : t("tiles_on", { host }));
    tileNote.querySelector("button").focus();
  }, { class: "quiet" });
  tileNote.replaceChildren(...(on ? [el("bdi", {}, credit), ". "] : []), words, " ", toggle);
  drawLabels();
}

online.on("tileload", () => pictures++);

online.on("tileerror", () => {
  if (++failures < MOST_FAILURES || pictures) return;
  // Leaflet is in the middle of its own work here.
  setTimeout(() => {
    if (!map.hasLayer(online)) return;
    const words = t("tiles_failed", { host: data.tiles.host });
    showTiles(false, words);
    say(words);
  });
});

document.querySelector(".map").append(tileNote);
showTiles(true, t("tiles_on", { host: data.tiles.host }));
