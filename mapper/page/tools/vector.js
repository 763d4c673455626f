// The map as it stands, as SVG: what the picture has as dots is here lines, pins and names that can be edited.

import { colour } from "../core/colours.js";
import { svg } from "../core/dom.js";
import { data, grouped, RTL, t } from "../core/language.js";
import { ROLES } from "../core/roles.js";
import { outlines } from "../map/outlines.js";
import { map } from "../map/world.js";
import { shownNames } from "./picture.js";
import { citation } from "./shown.js";

/** Records what a Path2D would draw as path data: from projected units to px of the view, without steps too small to see. */
class Trace {
  constructor(toView) {
    this.toView = toView;
    this.data = this.last = "";
  }
  step(letter, x, y) {
    const point = this.toView(x, y).map((value) => value.toFixed(1)).join(" ");
    if (letter === "M" || point !== this.last) this.data += letter + point;
    this.last = point;
  }
  moveTo(x, y) {
    this.step("M", x, y);
  }
  lineTo(x, y) {
    this.step("L", x, y);
  }
  closePath() {
    this.data += "Z";
  }
}

/** Outlines in the view, and where the world goes around those of its next turn. */
function* vectorOutlines() {
  const [zoom, { min, max }] = [map.getZoom(), map.getPixelBounds()];
  const world = L.CRS.EPSG3857.scale(zoom);
  for (let turn = Math.floor(min.x / world); turn * world < max.x; turn++) {
    const box = { west: min.x / world - turn, east: max.x / world - turn, north: min.y / world, south: max.y / world };
    const pen = () => new Trace((x, y) => [(x + turn) * world - min.x, y * world - min.y]);
    for (const { style, width, shapes } of outlines.shapesIn(box, zoom, pen)) {
      const look = { "stroke-width": width, "stroke-dasharray": style.dash, "stroke-linejoin": "round" };
      const path = (part, ink) => svg("path", { fill: "none", ...look, ...ink, d: shapes.map((shape) => shape[part].data).join("") });
      if (!shapes.length) continue;
      if (style.fill) yield path("fill", { fill: colour(style.fill), "fill-rule": "evenodd" });
      if (style.stroke) yield path("stroke", { stroke: colour(style.stroke) });
    }
  }
}

/** A mark of the map: pin, circle, square, or a cluster with its number in a ring of roles. */
function vectorMark(layer) {
  const { x, y } = map.layerPointToContainerPoint(layer._point);
  const [radius, look] = [layer._radius, layer.options];
  if (!look.counts) {
    const ink = {
      stroke: look.color, "stroke-width": look.weight, "stroke-dasharray": look.dashArray, "stroke-opacity": look.opacity,
      fill: look.fill ? look.fillColor || look.color : "none", "fill-opacity": look.fillOpacity,
    };
    const side = radius * 0.88;
    if (look.role === "actor") return svg("rect", { ...ink, x: x - side, y: y - side, width: 2 * side, height: 2 * side });
    return svg("circle", { ...ink, cx: x, cy: y, r: radius });
  }
  const round = { cx: x, cy: y, fill: "none" };
  const ring = svg("g", { opacity: look.opacity }, svg("circle", { ...round, r: radius, fill: look.colours.paper }));
  let from = 0;
  for (const role of ROLES) {
    const share = look.counts[role] / look.total;
    const turned = { ...round, r: radius - 3, pathLength: 1, transform: `rotate(${360 * from - 90} ${x} ${y})`, "stroke-dasharray": `${share} 1` };
    if (share) ring.append(svg("circle", { ...turned, stroke: look.colours[role], "stroke-width": 4 }));
    if (share && role === "context") ring.append(svg("circle", { ...turned, stroke: look.colours.paper, "stroke-width": 1.6 }));
    from += share;
  }
  ring.append(svg("text", { x, y, fill: look.colours.ink, "text-anchor": "middle", dy: "0.36em", "font-size": 11.5, "font-weight": 600 }, grouped(look.total)));
  return ring;
}

/** A shaded area. */
function vectorArea(layer) {
  const { color, weight, opacity, dashArray, fill, fillColor, fillOpacity } = layer.options;
  const ring = (points) => `M${points.map((at) => map.latLngToContainerPoint(at)).map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`).filter((point, i, all) => point !== all[i - 1]).join("L")}Z`;
  return svg("path", {
    d: layer.getLatLngs().map(ring).join(""), stroke: color, "stroke-width": weight, "stroke-opacity": opacity, "stroke-dasharray": dashArray,
    fill: fill ? fillColor : "none", "fill-opacity": fillOpacity, "fill-rule": "evenodd", "stroke-linejoin": "round",
  });
}

/** A line of the map, such as a river, or that from stop to stop of a story. */
function vectorLine(layer) {
  const found = layer.getLatLngs();
  const runs = L.LineUtil.isFlat(found) ? [found] : found;
  const run = (points) => `M${points.map((at) => map.latLngToContainerPoint(at)).map(({ x, y }) => `${x},${y}`).join("L")}`;
  const { color, weight, opacity, dashArray } = layer.options;
  return svg("path", { d: runs.map(run).join(""), fill: "none", stroke: color, "stroke-width": weight, "stroke-opacity": opacity, "stroke-dasharray": dashArray });
}

/** All that the map has drawn, names aside: water, outlines, heat, lines and marks. */
export function vectorMap() {
  const { x: width, y: height } = map.getSize();
  const layers = [];
  map.eachLayer((layer) => layers.push(layer));
  const heat = /** @type {HTMLCanvasElement | null} */ (document.querySelector("canvas.heat"));
  return [
    svg("rect", { width, height, fill: colour("--map-water") }),
    ...vectorOutlines(),
    heat ? svg("image", { href: heat.toDataURL(), width, height }) : null,
    ...layers.filter((layer) => layer instanceof L.Polygon).map(vectorArea),
    ...layers.filter((layer) => layer instanceof L.Polyline && !(layer instanceof L.Polygon)).map(vectorLine),
    ...layers.filter((layer) => layer instanceof L.CircleMarker).map(vectorMark),
  ];
}

/** What XML cannot hold is left out. */
export const xmlText = (text) => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, "");

/** Names as shownNames has them. */
export function vectorNames(names) {
  return names.flatMap(({ text, x, y, dot, style }) => {
    const look = { "font-size": style.fontSize, "font-weight": style.fontWeight, "font-style": style.fontStyle, "letter-spacing": style.letterSpacing, fill: style.color };
    const name = svg("text", { ...look, x, y, dy: "0.36em", stroke: colour("--map-halo"), "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" }, xmlText(text));
    return dot ? [svg("circle", { cx: dot.x, cy: dot.y, r: 2, fill: style.color }), name] : [name];
  });
}

export function vectorPicture() {
  const [{ x: width, y: height }, foot] = [map.getSize(), 20];
  const words = (attributes, text) => svg("text", { ...attributes, dy: "0.36em" }, xmlText(text));
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${width} ${height + foot}`, width, height: height + foot, "font-family": "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif" },
    svg("title", {}, words({}, data.title).textContent),
    svg("desc", {}, words({}, citation()).textContent),
    ...vectorMap(),
  );
  drawing.append(...vectorNames(shownNames()));
  drawing.append(svg("rect", { y: height, width, height: foot, fill: colour("--paper") }));
  const credits = { x: RTL ? width - 8 : 8, y: height + foot / 2, "font-size": 11, fill: colour("--muted"), direction: RTL ? "rtl" : "ltr" };
  drawing.append(words(credits, t("picture_credits")));
  return new XMLSerializer().serializeToString(drawing);
}
