// What stands on the map for the places: pins, clusters of pins, and the ring around the one that is selected.

import { colour } from "../core/colours.js";
import { el } from "../core/dom.js";
import { passed } from "../core/filter.js";
import { grouped, listed, t } from "../core/language.js";
import { ROLES, roleWords, UNSURE } from "../core/roles.js";
import { emit, state } from "../state.js";
import { isNamed } from "./areas.js";
import { clusterRadius, NEAR } from "./clusters.js";
import { light } from "./glow.js";
import { DIM, isDim, radiusOf, ringRole, roleOf, styleOf } from "./look.js";
import { moveMap } from "./moves.js";
import { drawUncertainty } from "./uncertainty.js";
import { boundsOf, copyOf, DEEPEST, map } from "./world.js";

export const marks = L.layerGroup().addTo(map);
export const selection = L.layerGroup().addTo(map);
const IN_NAMES = 2; // places of a cluster that are named

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
    context.globalAlpha = this.options.opacity;
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

export function pinMark(pin) {
  const style = styleOf(roleOf(pin), pin.sure < UNSURE);
  const dim = isDim(pin) ? DIM : 1;
  const mark = new Mark(copyOf(pin.at), { ...style, opacity: dim, fillOpacity: style.fillOpacity * dim, radius: radiusOf(pin) });
  const words = () => el("span", {}, el("bdi", {}, pin.name), ` · ${t("excerpts", { count: passed.pinCount[pin.index] || pin.excerpts.length })}`);
  mark.bindTooltip(words, { direction: "top", offset: [0, -radiusOf(pin)] });
  mark.on({ click: () => emit("open", { pin }), mouseover: () => light(pin), mouseout: () => light(null) });
  return mark;
}

/** "Kyiv, Bila Tserkva and 2 more". */
function namesOf(members) {
  const names = listed(members.slice(0, IN_NAMES).map(({ name }) => name.slice(0, 40)));
  return members.length > IN_NAMES ? t("and_more", { names, count: members.length - IN_NAMES }) : names;
}

export function clusterMark({ at, pins: members }, inks) {
  const counts = Object.fromEntries(ROLES.map((role) => [role, 0]));
  for (const pin of members) counts[roleOf(pin)]++;
  const radius = clusterRadius(members.length);
  const mark = new Cluster(at, { radius, weight: 2, opacity: isDim(members[0]) ? DIM : 1, counts, total: members.length, colours: inks });
  const words = () => {
    const shares = ROLES.filter((role) => counts[role]).map((role) => t("cluster_share", { count: counts[role], role: roleWords(role, "inline") }));
    return el("span", {}, el("bdi", { class: "cluster-names" }, namesOf(members)), t("cluster", { count: members.length, shares: listed(shares) }));
  };
  mark.bindTooltip(words, { direction: "top", offset: [0, -radius] });
  return mark.on("click", () => openCluster(members));
}

/** Zoom in until the places come apart; those that never do are shown as a list. */
function openCluster(members) {
  const bounds = boundsOf(members);
  const [one, other] = [map.project(bounds.getNorthWest(), DEEPEST), map.project(bounds.getSouthEast(), DEEPEST)];
  const zoom = map.getBoundsZoom(bounds, false, L.point(80, 80));
  if (one.distanceTo(other) < 2 * NEAR || zoom <= map.getZoom()) emit("open", { pins: members });
  else moveMap(bounds.getCenter(), zoom, 0.6);
}

export function drawSelection() {
  drawUncertainty();
  selection.clearLayers();
  if (!state.selected || isNamed(state.selected)) return;
  const quiet = { interactive: false, color: colour(`--${ringRole(state.selected)}`), fill: false };
  selection.addLayer(pinMark(state.selected));
  selection.addLayer(L.circleMarker(copyOf(state.selected.at), { ...quiet, weight: 2.5, radius: radiusOf(state.selected) + 5 }));
}
