// A picture to share, of a size that networks and papers ask for: the map framed anew, with its title and days, legend,
// scale, the small map of where in the world it is, and credits.

import { colour } from "../core/colours.js";
import { svg } from "../core/dom.js";
import { headline } from "../core/headline.js";
import { RTL, t } from "../core/language.js";
import { ROLES, roleWords } from "../core/roles.js";
import { state } from "../state.js";
import { frameScenes, isFramed } from "../map/frame.js";
import { inset, insetCanvas } from "../map/inset.js";
import { roleOf, visiblePins } from "../map/look.js";
import { map } from "../map/world.js";
import { shownNames } from "./picture.js";
import { vectorMap, vectorNames, xmlText } from "./vector.js";

const SIZES = { wide: [1200, 630], tall: [1080, 1350] }; // px
const [EDGE, FOOT] = [28, 64]; // px
const [TITLE, LINE, FACTS] = [30, 36, 17]; // px: the letters of the title, its lines, and the letters below it
const SANS = "system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif";
const SERIF = "Georgia, 'Noto Serif', 'DejaVu Serif', serif";
const measure = document.createElement("canvas").getContext("2d");

/** The words in as many lines as the width asks for, two at most. */
function lines(words, width) {
  measure.font = `600 ${TITLE}px ${SERIF}`;
  const out = [""];
  for (const word of words.split(" ")) {
    const longer = `${out[out.length - 1]} ${word}`.trim();
    if (measure.measureText(longer).width <= width) out[out.length - 1] = longer;
    else if (out.length < 2) out.push(word);
    else return [out[0], `${out[1]} …`];
  }
  return out;
}

/** What is drawn of the view as it would be in a map of that size; the map is as before when this returns. */
function inSize(width, height, draw) {
  const [box, before, framed] = [map.getContainer(), { at: map.getCenter(), zoom: map.getZoom(), moved: state.moved }, isFramed()];
  const resize = (wide, high) => {
    Object.assign(box.style, { width: wide, height: high });
    map.invalidateSize({ animate: false, pan: false });
    if (framed) frameScenes();
    else map.setView(before.at, before.zoom, { animate: false });
  };
  document.documentElement.classList.add("sharing");
  resize(`${width}px`, `${height}px`);
  const drawing = draw();
  document.documentElement.classList.remove("sharing");
  resize("", "");
  state.moved = before.moved;
  return drawing;
}

/** The picture as SVG. @param {keyof typeof SIZES} size */
function sharedPicture(size) {
  const [width, height] = SIZES[size];
  const { title, facts } = headline();
  const words = lines(title, width - 2 * EDGE);
  const head = EDGE + LINE * words.length + (facts ? 1.6 * FACTS : 0) + 10;
  const high = height - head - FOOT;
  const side = RTL ? width - EDGE : EDGE;
  const write = (attributes, text) => svg("text", { direction: RTL ? "rtl" : "ltr", fill: colour("--ink"), ...attributes }, xmlText(text));
  const drawing = inSize(width, high, () => svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, width, height, "font-family": SANS },
    svg("title", {}, xmlText(title)),
    svg("rect", { width, height, fill: colour("--paper") }),
    svg("svg", { y: head, width, height: high, viewBox: `0 0 ${width} ${high}` }, ...vectorMap(), ...vectorNames(shownNames()), ...scaleBar(width, high), ...smallMap(width, high)),
    ...words.map((line, i) => write({ x: side, y: EDGE + LINE * (i + 0.72), "font-size": TITLE, "font-weight": 600, "font-family": SERIF }, line)),
    facts ? write({ x: side, y: head - 16, "font-size": FACTS, fill: colour("--muted") }, facts) : null,
    ...legend(height - FOOT + 26, side, write),
    write({ x: side, y: height - 12, "font-size": 12, fill: colour("--muted") }, t("picture_credits")),
  ));
  return new XMLSerializer().serializeToString(drawing);
}

/** A glyph and words for each role that the map shows. */
function legend(y, side, write) {
  const shown = new Set(visiblePins().map(roleOf));
  measure.font = `15px ${SANS}`;
  let at = side;
  const way = RTL ? -1 : 1;
  return ROLES.filter((role) => shown.has(role)).flatMap((role) => {
    const [ink, words, x] = [colour(`--${role}`), roleWords(role, "legend"), at + 7 * way];
    const glyph = role === "actor"
      ? svg("rect", { x: x - 6, y: y - 11, width: 12, height: 12, fill: ink })
      : svg("circle", { cx: x, cy: y - 5, r: role === "context" ? 5.5 : 7, fill: role === "context" ? "none" : ink, stroke: ink, "stroke-width": role === "context" ? 2.5 : 0 });
    at += way * (measure.measureText(words).width + 52);
    return [glyph, write({ x: x + 14 * way, y, "font-size": 15 }, words)];
  });
}

/** A bar as long as a round distance in the middle of the view. */
function scaleBar(width, height) {
  const metres = (40075017 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / L.CRS.EPSG3857.scale(map.getZoom());
  const power = 10 ** Math.floor(Math.log10(150 * metres));
  const long = [5, 2, 1].find((step) => step * power <= 150 * metres) * power;
  const words = long < 1000 ? t("m", { count: String(long) }) : t("km", { count: String(long / 1000) });
  const [x, y, ink] = [RTL ? 20 : width - 20 - long / metres, height - 16, colour("--map-name")];
  return [
    svg("path", { d: `M${x} ${y - 7}v7h${long / metres}v-7`, fill: "none", stroke: ink, "stroke-width": 2 }),
    svg("text", { x: x + long / metres / 2, y: y - 6, fill: ink, "font-size": 12, "text-anchor": "middle" }, words),
  ];
}

function smallMap(width, height) {
  if (inset.hidden) return [];
  const [wide, high] = [150, 110];
  const [x, y] = [RTL ? 20 : width - wide - 20, height - high - 48];
  return [
    svg("image", { x, y, width: wide, height: high, href: insetCanvas.toDataURL() }),
    svg("rect", { x, y, width: wide, height: high, fill: "none", stroke: colour("--map-border") }),
  ];
}

/** The picture as PNG. @param {keyof typeof SIZES} size @param {(blob: Blob) => void} done */
export function sharedPng(size, done) {
  const [width, height] = SIZES[size];
  const image = new Image();
  image.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width, height });
    canvas.getContext("2d").drawImage(image, 0, 0, width, height);
    canvas.toBlob(done, "image/png");
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sharedPicture(size))}`;
}
