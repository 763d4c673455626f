"use strict";
// What stands on the map for the places: pins, clusters of pins, heat, and the ring around the one that is selected.

const outlines = outlinesLayer(data.outlines); // on the map once the map is where it will be
const marks = L.layerGroup().addTo(map);
const glow = L.layerGroup().addTo(map);
const selection = L.layerGroup().addTo(map);
const heatButton = { on: false };

const SMALLEST = pins.length > 300 ? 3 : 5; // px: many pins are small ones
const NEAR = pins.length > 300 ? 40 : 26; // px between two pins that become a cluster
const DEEPEST = 13; // the outlines have no more to show
map.setMinZoom(1).setMaxZoom(DEEPEST); // folium sets them for tiles alone, and there are none

/** @type {Pin | null} */
let selected = null;
/** @type {string | null} */
let saidRole = null; // the role of the word by which it was selected
let sifted = 0; // how often the filters were applied: clusters of an earlier time are stale
/** @type {{ pins: Pin[], at: any }[]} */
let drawn = []; // what stands on the map now, single pins being clusters of one

/** The role a pin is drawn by: the strongest that passes the filters; for the selected pin any; else none. */
const roleOf = (pin) => passed.pinRole[pin.index] || (pin === selected ? pin.role : null);
/** The role that the ring or the edge of the selected place tells: that of the word that was pressed. */
const ringRole = (pin) => (pin === selected && saidRole) || roleOf(pin);
const radiusOf = (pin) => Math.min(13, SMALLEST + 1.6 * Math.sqrt(passed.pinCount[pin.index] || pin.excerpts.length));
const visiblePins = () => pins.filter(roleOf);

function styleOf(role, unsure) {
  const ink = colour(`--${role}`);
  const paper = colour("--map-halo");
  const dashArray = unsure ? "3 3" : null;
  if (role === "context") return { role, color: ink, weight: 2.5, fillColor: paper, fillOpacity: 0.85, dashArray };
  // A solid pin that is not sure has its ring dashed, in its own colour, around a paler middle.
  if (unsure) return { role, color: ink, weight: 2, fillColor: ink, fillOpacity: 0.45, dashArray };
  return { role, color: paper, weight: 1.5, fillColor: ink, fillOpacity: 0.95, dashArray };
}

const Mark = L.CircleMarker.extend({
  _updatePath() {
    const renderer = this._renderer;
    if (this.options.role !== "actor") return renderer._updateCircle(this);
    if (!renderer._drawing || this._empty()) return undefined;
    const side = this._radius * 0.88;
    renderer._ctx.beginPath();
    renderer._ctx.rect(this._point.x - side, this._point.y - side, 2 * side, 2 * side);
    return renderer._fillStroke(renderer._ctx, this);
  },
});

/** A disc with a number; around it a ring with the share of each role: solid, hollow and dashed. */
const Cluster = L.CircleMarker.extend({
  _updatePath() {
    const renderer = this._renderer;
    if (!renderer._drawing || this._empty()) return;
    const [context, { x, y }, radius, { counts, total, colours }] = [renderer._ctx, this._point, this._radius, this.options];
    context.save();
    context.globalAlpha = 1;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = colours.paper;
    context.fill();
    let from = -Math.PI / 2;
    for (const role of ROLES) {
      if (!counts[role]) continue;
      const to = from + (2 * Math.PI * counts[role]) / total;
      const arc = (width, stroke, dash) => {
        context.beginPath();
        context.arc(x, y, radius - 3, from, to);
        context.lineWidth = width;
        context.strokeStyle = stroke;
        context.setLineDash(dash);
        context.stroke();
      };
      arc(4, colours[role], role === "actor" ? [4, 2] : []);
      if (role === "context") arc(1.6, colours.paper, []);
      from = to;
    }
    context.setLineDash([]);
    context.fillStyle = colours.ink;
    context.font = `600 ${total > 999 ? 10 : 11.5}px system-ui, sans-serif`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(grouped(total), x, y + 0.5);
    context.restore();
  },
});

/** The copy of a point that is nearest to the middle of the map: the world goes around. Where many are asked for, the middle is given. */
function copyOf(at, middle = map.getCenter().lng) {
  const turns = Math.round((middle - at.lng) / 360);
  return turns ? L.latLng(at.lat, at.lng + 360 * turns) : at;
}

/** The bounds of pins; over the date line where half of the world lies between those in the west and the others. */
function boundsOf(members) {
  const lons = members.map((pin) => pin.at.lng).sort((a, b) => a - b);
  const east = lons.find((lon, i) => i > 0 && lon - lons[i - 1] > 180);
  return L.latLngBounds(members.map(({ at }) => [at.lat, at.lng < east ? at.lng + 360 : at.lng]));
}

const clusterRadius = (total) => Math.min(26, 10.5 + 2 * Math.log2(total));
const clustersAt = new Map(); // by zoom
const spots = pins.map((pin) => map.project(pin.at, 0)); // px on a map of the whole world

/** The pins that pass, the strongest first, each with those that stand too near to it to be told apart. */
function clusters(zoom) {
  const scale = 2 ** zoom;
  if (clustersAt.get("sifted") !== sifted) clustersAt.clear();
  clustersAt.set("sifted", sifted);
  if (clustersAt.has(zoom)) return clustersAt.get(zoom);
  const rank = (pin) => ROLES.indexOf(passed.pinRole[pin.index]);
  const order = pins.filter((pin) => passed.pinRole[pin.index] && !isNamed(pin));
  order.sort((a, b) => rank(a) - rank(b) || passed.pinCount[b.index] - passed.pinCount[a.index]);
  const cells = new Map();
  const found = [];
  for (const pin of order) {
    const [x, y] = [spots[pin.index].x * scale, spots[pin.index].y * scale];
    const [column, row] = [Math.floor(x / NEAR), Math.floor(y / NEAR)];
    let home = null;
    for (let i = column - 1; i <= column + 1 && !home; i++) {
      for (let j = row - 1; j <= row + 1 && !home; j++) {
        home = (cells.get(i * 1e6 + j) || []).find((other) => Math.hypot(other.x - x, other.y - y) < NEAR) || null;
      }
    }
    if (home) {
      home.pins.push(pin);
      continue;
    }
    const cluster = { x, y, at: pin.at, pins: [pin] };
    found.push(cluster);
    const key = column * 1e6 + row;
    if (cells.has(key)) cells.get(key).push(cluster);
    else cells.set(key, [cluster]);
  }
  clustersAt.set(zoom, found);
  return found;
}

function drawPins() {
  marks.clearLayers();
  const [view, middle] = [map.getBounds().pad(0.3), map.getCenter().lng];
  drawn = clusters(map.getZoom()).map(({ at, pins: members }) => ({ at: copyOf(at, middle), pins: members })).filter(({ at }) => view.contains(at));
  heat.draw();
  drawAreas();
  if (!heatButton.on) {
    const inks = { ink: colour("--ink"), paper: colour("--raised"), ...Object.fromEntries(ROLES.map((role) => [role, colour(`--${role}`)])) };
    // The weakest first, so that the strongest lie on top.
    for (const cluster of [...drawn].reverse()) {
      marks.addLayer(cluster.pins.length > 1 ? clusterMark(cluster, inks) : pinMark(cluster.pins[0]));
    }
  }
  drawSelection();
  drawLabels();
  drawOutside();
}

function pinMark(pin) {
  const mark = new Mark(copyOf(pin.at), { ...styleOf(roleOf(pin), pin.sure < UNSURE), radius: radiusOf(pin) });
  const words = () => el("span", {}, el("bdi", {}, pin.name), ` · ${t("excerpts", { count: passed.pinCount[pin.index] || pin.excerpts.length })}`);
  mark.bindTooltip(words, { direction: "top", offset: [0, -radiusOf(pin)] });
  mark.on({ click: () => openPlace(pin), mouseover: () => light(pin), mouseout: () => light(null) });
  return mark;
}

function clusterMark({ at, pins: members }, inks) {
  const counts = Object.fromEntries(ROLES.map((role) => [role, 0]));
  for (const pin of members) counts[roleOf(pin)]++;
  const radius = clusterRadius(members.length);
  const mark = new Cluster(at, { radius, weight: 2, counts, total: members.length, colours: inks });
  const words = () => {
    const shares = ROLES.filter((role) => counts[role]).map((role) => t("cluster_share", { count: counts[role], role: roleWords(role, "inline") }));
    return el("span", {}, t("cluster", { count: members.length, shares: listed(shares) }));
  };
  mark.bindTooltip(words, { direction: "top", offset: [0, -radius] });
  return mark.on("click", () => openCluster(members));
}

/** Zoom in until the places come apart; those that never do are shown as a list. */
function openCluster(members) {
  const bounds = boundsOf(members);
  const [one, other] = [map.project(bounds.getNorthWest(), DEEPEST), map.project(bounds.getSouthEast(), DEEPEST)];
  const zoom = map.getBoundsZoom(bounds, false, L.point(80, 80));
  if (one.distanceTo(other) < 2 * NEAR || zoom <= map.getZoom()) openGroup(members);
  else moveMap(bounds.getCenter(), zoom, 0.6);
}

function drawSelection() {
  drawReaches();
  selection.clearLayers();
  if (!selected || isNamed(selected)) return;
  const quiet = { interactive: false, color: colour(`--${ringRole(selected)}`), fill: false };
  selection.addLayer(pinMark(selected));
  selection.addLayer(L.circleMarker(copyOf(selected.at), { ...quiet, weight: 2.5, radius: radiusOf(selected) + 5 }));
}

/** Light up a pin on the map and its mentions in the text; null puts all lights out. */
function light(pin) {
  glow.clearLayers();
  for (const node of document.querySelectorAll(".lit")) node.classList.remove("lit");
  if (!pin) return;
  const ink = colour("--ink");
  if (areas.has(pin)) {
    const rings = turned(areas.get(pin).rings, map.getCenter().lng);
    glow.addLayer(L.polygon(rings, { renderer: areaCanvas, interactive: false, color: ink, weight: 2, fill: false }));
  } else if (!isNamed(pin)) glow.addLayer(L.circleMarker(copyOf(pin.at), { interactive: false, color: ink, weight: 2, fill: false, radius: radiusOf(pin) + 4 }));
  for (const node of document.querySelectorAll(`[data-pin="${pin.index}"]`)) node.classList.add("lit");
}

/** Listeners for an element that stands for a pin. */
const lights = (pin) => ({ mouseenter: () => light(pin), mouseleave: () => light(null), focus: () => light(pin), blur: () => light(null) });

function select(pin, role = null) {
  const [before, said] = [selected, saidRole];
  ghosts.clearLayers();
  selected = pin;
  saidRole = role;
  if (before !== pin || said !== role) {
    drawAreas();
    drawSelection();
    drawLabels();
    document.dispatchEvent(new Event("placechange"));
  }
  drawCard();
}

function fly(pin) {
  const area = areas.get(pin);
  const wide = pin.area && pin.precision_km > 0;
  const bounds = area ? areaBounds(area) : wide ? pin.at.toBounds(Math.min(pin.precision_km, 2500) * 2000) : null;
  const zoom = bounds ? Math.min(10, map.getBoundsZoom(bounds, false, L.point(60, 60))) : Math.max(9, Math.min(11, map.getZoom()));
  moveMap(copyOf(area ? bounds.getCenter() : pin.at), zoom, 0.8);
}

// A zoom under way ends where it was going, whatever is asked of the map meanwhile: so what is asked waits.
let zooming = false;
map.on("zoomanim", () => { zooming = true; }).on("zoomend", () => { zooming = false; });

function afterZoom(look) {
  if (zooming) map.once("zoomend", look);
  else look();
}

/** In so many seconds, or at once for those who want no motion. */
function moveMap(at, zoom, seconds) {
  afterZoom(() => {
    if (still.matches) map.setView(at, zoom, { animate: false });
    else map.flyTo(at, zoom, { duration: seconds });
  });
}

// ---------------------------------------------------------------- heat

const HeatLayer = L.Layer.extend({
  onAdd() {
    this.canvas = el("canvas", { class: "heat leaflet-zoom-hide" });
    map.getPanes().overlayPane.append(this.canvas);
  },
  onRemove() {
    this.canvas.remove();
  },
  /** A soft spot for each place that passes, by its excerpts; where they add up the colour is stronger. */
  draw() {
    if (!heatButton.on) return;
    const [size, reach] = [map.getSize(), 26];
    this.canvas.width = size.x;
    this.canvas.height = size.y;
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
    const context = this.canvas.getContext("2d", { willReadFrequently: true });
    const spot = document.createElement("canvas");
    spot.width = spot.height = 2 * reach;
    const brush = spot.getContext("2d");
    const fade = brush.createRadialGradient(reach, reach, 0, reach, reach, reach);
    fade.addColorStop(0, "rgb(0 0 0 / 1)");
    fade.addColorStop(1, "rgb(0 0 0 / 0)");
    brush.fillStyle = fade;
    brush.fillRect(0, 0, 2 * reach, 2 * reach);
    // Of many places each alone counts for less, or all would be of one colour.
    const share = 0.35 / Math.max(1, passed.pins / 150) ** 0.5;
    for (const pin of pins) {
      if (!passed.pinRole[pin.index] || isNamed(pin)) continue;
      const { x, y } = map.latLngToContainerPoint(copyOf(pin.at));
      if (x < -reach || y < -reach || x > size.x + reach || y > size.y + reach) continue;
      context.globalAlpha = Math.min(0.9, share * passed.pinCount[pin.index] ** 0.5);
      context.drawImage(spot, x - reach, y - reach);
    }
    const ramp = this.ramp();
    const image = context.getImageData(0, 0, size.x, size.y);
    for (let i = 0; i < image.data.length; i += 4) {
      const strength = 4 * image.data[i + 3];
      for (let part = 0; part < 4; part++) image.data[i + part] = ramp[strength + part];
    }
    context.putImageData(image, 0, 0);
  },
  /** 256 colours from nothing to the strongest. */
  ramp() {
    const strip = document.createElement("canvas");
    strip.width = 256;
    strip.height = 1;
    const context = strip.getContext("2d");
    const colours = context.createLinearGradient(0, 0, 256, 0);
    [`${colour("--heat-low")}00`, `${colour("--heat-low")}cc`, `${colour("--heat-middle")}cc`, `${colour("--heat-high")}cc`].forEach((stop, i) => colours.addColorStop(i / 3, stop));
    context.fillStyle = colours;
    context.fillRect(0, 0, 256, 1);
    return context.getImageData(0, 0, 256, 1).data;
  },
});
const heat = new HeatLayer();

function showHeat(on) {
  heatButton.on = on;
  if (on) heat.addTo(map);
  else heat.remove();
  drawPins();
}
