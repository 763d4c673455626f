// The map moves only when it has to.

import { isNamed, middleOf } from "./areas.js";
import { drawn } from "./clusters.js";
import { fly, moveMap } from "./moves.js";
import { copyOf, map } from "./world.js";

const INNER = 0.15; // of the view, on each side: what lies nearer to the edge is not well in view
const PLAIN = 6; // the zoom from which a view need not be finer to show a place

/** Whether the view shows where a place is: a pin by itself, well inside, or the middle of an area. */
function isWellInView(pin) {
  const { x, y } = map.latLngToContainerPoint(copyOf(middleOf(pin)));
  const size = map.getSize();
  const [across, down] = [x / size.x, y / size.y];
  return Math.min(across, down) > INNER && Math.max(across, down) < 1 - INNER;
}

const standsAlone = (pin) => drawn.every(({ pins: members }) => members.length === 1 || !members.includes(pin));

/** Show a place that was asked for: where it is seen already nothing moves; the map is rather moved than zoomed. */
export function show(pin) {
  if (isNamed(pin) ? isWellInView(pin) : isWellInView(pin) && standsAlone(pin) && map.getZoom() >= PLAIN) return;
  if (!isNamed(pin) && standsAlone(pin) && map.getZoom() >= PLAIN) moveMap(copyOf(pin.at), map.getZoom(), 0.8);
  else fly(pin);
}

/** Show a place that the reader has come to: who acts and what is shaded moves nothing, and nothing is zoomed. */
export function glance(pin, role) {
  if (role === "actor" || isNamed(pin) || isWellInView(pin)) return;
  moveMap(copyOf(pin.at), map.getZoom(), 0.8);
}
