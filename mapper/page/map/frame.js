// The view that the page opens with: where the story happens. mapper/draw/frame.py frames pictures in the same way.

import { passed } from "../core/filter.js";
import { UNSURE } from "../core/roles.js";
import { emit } from "../state.js";
import { areaBounds, areas, isNamed } from "./areas.js";
import { furniture, stepAside } from "./furniture.js";
import { litPins, roleOf, visiblePins } from "./look.js";
import { afterZoom } from "./moves.js";
import { boundsOf, map } from "./world.js";

const STAYING = 0.8; // of the places, and of their mentions, that stay in view
const WORTH = 2 / 3; // how much smaller the view has to become for places to be left out of it
const PADDING = 48; // px
const [SOUTHMOST, NORTHMOST] = [-58, 75]; // where people live
const NUDGE = 80; // px: a view that is hardly moved, as by another size of the window, is the same

/** @type {{ at: any, zoom: number } | null} */
let firstView = null; // the view as it was framed

export const isFramed = () => firstView && firstView.zoom === map.getZoom() && map.latLngToContainerPoint(firstView.at).distanceTo(map.getSize().divideBy(2)) < NUDGE;
export const weightOf = (pin) => passed.pinCount[pin.index] || pin.excerpts.length;

/** The places that a view of these is framed on: the sure sites, without far outliers; where there is none the next best. */
function scenesOf(members) {
  const sites = members.filter((pin) => roleOf(pin) === "site");
  const points = sites.filter((pin) => !isNamed(pin));
  const sure = points.filter((pin) => pin.sure >= UNSURE);
  if (points.length) return withoutOutliers(sure.length ? sure : points);
  return sites.length ? sites : members;
}

/** These places, or those that stay where the farthest are left out and the view becomes much smaller by that. */
function withoutOutliers(members) {
  const lons = members.map(({ at }) => at.lng).sort((a, b) => a - b);
  const east = lons.find((lon, i) => i > 0 && lon - lons[i - 1] > 180); // as boundsOf
  const spots = members.map((pin) => ({ pin, weight: weightOf(pin), ...map.project([pin.at.lat, pin.at.lng < east ? pin.at.lng + 360 : pin.at.lng], 0) }));
  const middle = { x: medianOf(spots, "x"), y: medianOf(spots, "y") };
  spots.sort((a, b) => Math.hypot(a.x - middle.x, a.y - middle.y) - Math.hypot(b.x - middle.x, b.y - middle.y));
  const least = STAYING * spots.reduce((sum, { weight }) => sum + weight, 0);
  const box = L.bounds([]);
  let held = 0;
  // Of so many of the nearest the diagonal of their view, and whether enough of the mentions are theirs.
  const views = spots.map((spot) => {
    held += spot.weight;
    box.extend(L.point(spot.x, spot.y));
    return { size: Math.hypot(box.getSize().x, box.getSize().y), told: held >= least };
  });
  const whole = views[views.length - 1].size;
  const isEnough = ({ told }, i) => told && i + 1 >= STAYING * spots.length;
  const smallest = views.find(isEnough).size;
  if (smallest > WORTH * whole) return members;
  const most = views.findLastIndex((view, i) => isEnough(view, i) && view.size <= 1.15 * smallest + 0.03);
  return spots.slice(0, most + 1).map(({ pin }) => pin);
}

/** The value on one axis below and above which half of the weight lies. */
function medianOf(spots, axis) {
  const order = [...spots].sort((a, b) => a[axis] - b[axis]);
  let left = order.reduce((sum, { weight }) => sum + weight, 0) / 2;
  return order.find(({ weight }) => (left -= weight) <= 0)[axis];
}

/** The bounds of places, areas with their shapes, and nothing of the ice around the poles. */
function frameBounds(members) {
  const bounds = boundsOf(members.filter((pin) => !areas.has(pin)));
  for (const pin of members) if (areas.has(pin)) bounds.extend(areaBounds(areas.get(pin)));
  const lat = (value) => Math.max(SOUTHMOST, Math.min(NORTHMOST, value));
  return L.latLngBounds([lat(bounds.getSouth()), bounds.getWest()], [lat(bounds.getNorth()), bounds.getEast()]);
}

/** Closer only to where something happened: a capital that speaks is shown in its country. */
function fitTo(members) {
  const close = members.some((pin) => roleOf(pin) === "site" && !isNamed(pin));
  const { x, y } = map.getSize();
  const padding = [Math.min(PADDING, x / 5), Math.min(PADDING, y / 5)]; // a map of 100 px is no map of the world for it
  if (!members.length) map.setView([25, 20], 2, { animate: false });
  else map.fitBounds(frameBounds(members), { padding, maxZoom: close ? 8 : 6, animate: false });
}

/** Show where the story happens, or that article of it which is open, with no pin under what lies over the map. */
export function frameScenes() {
  afterZoom(() => {
    const scenes = scenesOf(litPins());
    fitTo(scenes);
    // A second time with what the view has brought: the note of what it leaves out.
    for (let time = 0; time < 2; time++) {
      if (scenes.length) clearPins(scenes);
      firstView = { at: map.getCenter(), zoom: map.getZoom() };
      emit("frame");
    }
  });
}

/** Move the map within the room that these places leave in the view; where that is too little, fold the legend. */
function clearPins(scenes) {
  const legend = /** @type {HTMLDetailsElement} */ (document.querySelector(".legend"));
  const [size, bounds] = [map.getSize(), frameBounds(scenes)];
  const [from, to] = [map.latLngToContainerPoint(bounds.getNorthWest()), map.latLngToContainerPoint(bounds.getSouthEast())];
  const room = (start, end, whole) => Math.max(0, Math.min(start, whole - end) - PADDING / 2);
  const slack = [room(from.x, to.x, size.x), room(from.y, to.y, size.y)];
  let move = stepAside(slack, furniture());
  if (!move && legend.open) {
    legend.open = false;
    move = stepAside(slack, furniture());
  }
  move ||= stepAside(slack, furniture(".legend"));
  if (move) map.setView(map.containerPointToLatLng([size.x / 2 - move[0], size.y / 2 - move[1]]), map.getZoom(), { animate: false });
}

export const showAll = (members = visiblePins()) => afterZoom(() => fitTo(members));
