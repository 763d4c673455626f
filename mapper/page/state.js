// What the reader has chosen, in one place. Whatever shows it listens for the change, so that nothing has to know what
// stands above it.

import { filter, sift, usualRoles } from "./core/filter.js";
/** @import { Pin } from "./core/model.js" */

/** @typedef {{ sort: "tab" | "article" | "place" | "group", tab?: string, article?: number, mention?: number,
 *   pin?: Pin, pins?: Pin[] }} Shown */
/** @typedef {"build" | "sift" | "filter" | "draw" | "select" | "screen" | "open" | "frame" | "review" | "lesson" | "answered" | "finished"} Change
 *    "build": the page is put together; "sift": what was sifted stands beside the map, before "filter" redraws the map */

export const state = {
  /** @type {Pin | null} */
  selected: null,
  /** @type {string | null} */
  role: null, // of the word by which it was selected
  /** @type {Shown} */
  screen: { sort: "tab", tab: "articles" },
  /** @type {"" | "heat" | "regions"} */
  instead: "", // what the map shows in place of pins
  /** @type {Set<Pin> | null} */
  focus: null, // the places of the article that is open among others, which the map dims
  moved: false, // since the page framed its view, the map was moved
  sifted: 0, // how often the filters were applied: what was made at an earlier time is stale
};

/** What stands below the screen of now.
 * @type {{ screen: Shown, node: Element, scroll: number, focus: Element | null, sifted: number, pushed: boolean }[]} */
export const pile = [];

/** @type {Map<Change, ((detail?: any) => void)[]>} */
const listeners = new Map();

/** @param {Change} change @param {(detail?: any) => void} act  called after each such change, in the order in which they asked */
export function when(change, act) {
  listeners.set(change, [...(listeners.get(change) || []), act]);
}

/** @param {Change} change @param {any} [detail] */
export function emit(change, detail) {
  for (const act of listeners.get(change) || []) act(detail);
}

/** Choose a place, by a word that gives it that role; null lets go of the one that is chosen. */
export function select(pin, role = null) {
  Object.assign(state, { selected: pin, role });
  emit("select");
}

export const deselect = () => select(null);

/** Sift anew; `spoken` also tells what came of it. */
export function applyFilters({ spoken = true, remember = true } = {}) {
  sift();
  state.sifted++;
  emit("sift");
  emit("filter", { spoken, remember });
}

export function resetFilters() {
  Object.assign(filter, { query: "", from: "", to: "", source: "", country: "", kind: "", sure: 0, roles: new Set(usualRoles()) });
  applyFilters();
}
