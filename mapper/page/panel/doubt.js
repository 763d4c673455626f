// What a name might also have meant: pressed, it stands on the map beside the place that was chosen.

import { colour } from "../core/colours.js";
import { button, el, say } from "../core/dom.js";
import { percent, t } from "../core/language.js";
import { whereInline } from "../core/words.js";
import { when } from "../state.js";
import { middleOf } from "../map/areas.js";
import { moveMap } from "../map/moves.js";
import { copyOf, map } from "../map/world.js";

const ghosts = L.layerGroup().addTo(map);
export const otherWords = (other) => t("other", { name: other.name, where: whereInline(other), share: percent(other.share) });

when("select", () => ghosts.clearLayers());

/** A button for each of the places that a mention might have meant instead. */
export const otherButtons = (excerpt) => excerpt.others.map((other) => button(otherWords(other), () => showOther(excerpt, other), { class: "quiet" }));

/** The other place as a dashed ring, tied to the one that was chosen. */
function showOther({ pin }, other) {
  ghosts.clearLayers();
  const ink = colour("--ink");
  const look = { interactive: false, color: ink, weight: 2, dashArray: "3 4" };
  const here = pin ? middleOf(pin) : other.at;
  const there = copyOf(other.at, here.lng);
  ghosts.addLayer(L.circleMarker(there, { ...look, radius: 9, fillColor: colour("--map-halo"), fillOpacity: 0.6 }));
  if (pin) ghosts.addLayer(L.polyline([here, there], { ...look, weight: 1.5 }));
  ghosts.addLayer(L.tooltip({ permanent: true, direction: "top", offset: [0, -8] }).setLatLng(there).setContent(el("bdi", {}, other.name)));
  const bounds = L.latLngBounds([here, there]);
  moveMap(bounds.getCenter(), Math.min(9, map.getBoundsZoom(bounds, false, L.point(80, 80))), 0.8);
  say(otherWords(other));
}
