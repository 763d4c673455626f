// A place that is pointed at, lit up on the map and in the text.

import { colour } from "../core/colours.js";
import { areaCanvas, areas, isNamed, turned } from "./areas.js";
import { radiusOf } from "./look.js";
import { copyOf, map } from "./world.js";

export const glow = L.layerGroup().addTo(map);

/** Light up a pin on the map and its mentions in the text; null puts all lights out. */
export function light(pin) {
  glow.clearLayers();
  for (const node of document.querySelectorAll(".lit")) node.classList.remove("lit");
  if (!pin) return;
  const ink = colour("--ink");
  if (areas.has(pin)) {
    const [{ rings, lines }, middle, look] = [areas.get(pin), map.getCenter().lng, { renderer: areaCanvas, interactive: false, color: ink, weight: 2, fill: false }];
    glow.addLayer(L.polygon(turned(rings, middle), look)).addLayer(L.polyline(turned(lines, middle), look));
  } else if (!isNamed(pin)) glow.addLayer(L.circleMarker(copyOf(pin.at), { interactive: false, color: ink, weight: 2, fill: false, radius: radiusOf(pin) + 4 }));
  for (const node of document.querySelectorAll(`[data-pin="${pin.index}"]`)) node.classList.add("lit");
}

/** Listeners for an element that stands for a pin. */
export const lights = (pin) => ({ mouseenter: () => light(pin), mouseleave: () => light(null), focus: () => light(pin), blur: () => light(null) });
