// The map in motion: in so many seconds, or at once for those who want no motion.

import { still } from "../core/dom.js";
import { areaBounds, areas } from "./areas.js";
import { copyOf, map } from "./world.js";

// A zoom under way ends where it was going, whatever is asked of the map meanwhile: so what is asked waits.
let zooming = false;

map.on("zoomanim", () => { zooming = true; }).on("zoomend", () => { zooming = false; });

export function afterZoom(look) {
  if (zooming) map.once("zoomend", look);
  else look();
}

/** In so many seconds, or at once for those who want no motion. */
export function moveMap(at, zoom, seconds) {
  afterZoom(() => {
    if (still.matches) map.setView(at, zoom, { animate: false });
    else map.flyTo(at, zoom, { duration: seconds });
  });
}

export function fly(pin) {
  const area = areas.get(pin);
  const wide = pin.area && pin.precision_km > 0;
  const bounds = area ? areaBounds(area) : wide ? pin.at.toBounds(Math.min(pin.precision_km, 2500) * 2000) : null;
  const zoom = bounds ? Math.min(10, map.getBoundsZoom(bounds, false, L.point(60, 60))) : Math.max(9, Math.min(11, map.getZoom()));
  moveMap(copyOf(area ? bounds.getCenter() : pin.at), zoom, 0.8);
}
