"use strict";
// The view that the page opens with: where the story happens. mapper/draw/frame.py frames pictures in the same way.

const LEAST_WEIGHT = 0.8; // of the mentions that stay in view
const WORTH = 2 / 3; // how much smaller the view has to become for places to be left out of it
const PADDING = 48; // px
const [SOUTHMOST, NORTHMOST] = [-58, 75]; // where people live
const NUDGE = 80; // px: a view that is hardly moved, as by another size of the window, is the same
/** @type {{ at: any, zoom: number } | null} */
let firstView = null; // the view as it was framed

const isFramed = () => firstView && firstView.zoom === map.getZoom() && map.latLngToContainerPoint(firstView.at).distanceTo(map.getSize().divideBy(2)) < NUDGE;
const weightOf = (pin) => passed.pinCount[pin.index] || pin.excerpts.length;

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
  const least = LEAST_WEIGHT * spots.reduce((sum, { weight }) => sum + weight, 0);
  const box = L.bounds([]);
  let held = 0;
  // Diagonals of the view of so many of the nearest; infinite where that is too few.
  const sizes = spots.map((spot) => {
    held += spot.weight;
    box.extend(L.point(spot.x, spot.y));
    return held >= least ? Math.hypot(box.getSize().x, box.getSize().y) : Infinity;
  });
  const smallest = sizes.find(Number.isFinite);
  if (smallest > WORTH * sizes[sizes.length - 1]) return members;
  const most = sizes.findLastIndex((size) => size <= 1.15 * smallest + 0.03);
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

function fitTo(members) {
  if (!members.length) map.setView([25, 20], 2, { animate: false });
  else map.fitBounds(frameBounds(members), { padding: [PADDING, PADDING], maxZoom: members.every(isNamed) ? 6 : 8, animate: false });
}

/** Show where the story happens. */
function frameScenes() {
  afterZoom(() => {
    fitTo(scenesOf(visiblePins()));
    firstView = { at: map.getCenter(), zoom: map.getZoom() };
    drawOutside();
  });
}

function showAll() {
  afterZoom(() => fitTo(visiblePins()));
}

// ---------------------------------------------------------------- what the framed view leaves out

const outside = button("", () => showAll(), { class: "outside", hidden: true });

/** "2 places outside: Odessa, Texas ›" as long as the view is the one that the page chose. */
function drawOutside() {
  const box = map.getBounds();
  const out = isFramed() && !heatButton.on ? pins.filter((pin) => passed.pinRole[pin.index] && !isInView(pin, box)) : [];
  outside.hidden = !out.length;
  if (!out.length) return;
  out.sort((a, b) => weightOf(b) - weightOf(a));
  const names = out.slice(0, 2).map((pin) => pin.name.slice(0, 30));
  outside.textContent = t("outside", { count: out.length, names: `${listed(names)}${out.length > 2 ? " …" : ""}` });
}

function isInView(pin, box) {
  const area = areas.get(pin);
  return area ? box.intersects(L.latLngBounds(turned(area.main, map.getCenter().lng).flat())) : box.contains(copyOf(pin.at));
}

// ---------------------------------------------------------------- calm: the map moves only when it has to

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
function show(pin) {
  if (isNamed(pin) ? isWellInView(pin) : isWellInView(pin) && standsAlone(pin) && map.getZoom() >= PLAIN) return;
  if (!isNamed(pin) && standsAlone(pin) && map.getZoom() >= PLAIN) moveMap(copyOf(pin.at), map.getZoom(), 0.8);
  else fly(pin);
}

/** Show a place that the reader has come to: who acts and what is shaded moves nothing, and nothing is zoomed. */
function glance(pin, role) {
  if (role === "actor" || isNamed(pin) || isWellInView(pin)) return;
  moveMap(copyOf(pin.at), map.getZoom(), 0.8);
}
