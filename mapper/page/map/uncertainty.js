// How far a place reaches that the text gives as near another one: "20 km from Kupiansk".

import { colour } from "../core/colours.js";
import { state } from "../state.js";
import { isNamed } from "./areas.js";
import { drawn } from "./clusters.js";
import { radiusOf, roleOf } from "./look.js";
import { copyOf, map } from "./world.js";

export const uncertainties = L.layerGroup().addTo(map); // below the pins
const MOST_CIRCLES = 40;

/** How far a place reaches on the map, in px. */
const radiusInView = (pin) => (pin.precision_km * 1000 * L.CRS.EPSG3857.scale(map.getZoom())) / (40075017 * Math.cos((pin.at.lat * Math.PI) / 180));

/** Faint circles around the pins of what is near something: where they are wider than the pin, and do not fill the map. */
export function drawUncertainty() {
  uncertainties.clearLayers();
  if (state.instead) return;
  const { x, y } = map.getSize();
  const alone = drawn.filter(({ pins: members }) => members.length === 1).map(({ pins: members }) => members[0]);
  const shows = (pin) => pin !== state.selected && pin.kind === "area" && radiusInView(pin) > radiusOf(pin) + 6 && radiusInView(pin) < 0.35 * Math.min(x, y);
  for (const pin of alone.filter(shows).slice(0, MOST_CIRCLES)) drawCircle(pin, { weight: 1, opacity: 0.5, dashArray: "2 4", fillOpacity: 0.05 });
  if (state.selected?.kind === "area" && !isNamed(state.selected)) drawCircle(state.selected, { weight: 1.5, dashArray: "5 5", fillOpacity: 0.07 });
  uncertainties.invoke("bringToBack");
}

function drawCircle(pin, look) {
  const ink = colour(`--${roleOf(pin)}`);
  uncertainties.addLayer(L.circle(copyOf(pin.at), { interactive: false, color: ink, fillColor: ink, ...look, radius: pin.precision_km * 1000 }));
}
