// The panel: a pile of screens, the last one on top.

import { button, el } from "../core/dom.js";
import { t } from "../core/language.js";
import { emit, pile, select, state, when } from "../state.js";
import { light } from "../map/glow.js";
import { stopAt } from "./arrows.js";
import { settleAddress, stepBack, writeAddress } from "./address.js";
import { panel, phone, raiseSheet, view } from "./sheet.js";
/** @import { Shown } from "../state.js" */

/** How each sort of screen is made; who can make one says so here.
 * @type {Record<string, (screen: Shown) => HTMLElement>} */
export const build = {};

/** Two screens with the same key show the same. */
export const keyOf = (screen) => [screen.sort, screen.tab, screen.article, screen.pin && screen.pin.index, screen.pins && screen.pins.map((pin) => pin.index)].join();

/** Show a screen on top of the present one; it gets an entry in the browser's history unless it came from there. */
export function push(screen, { quietly = false } = {}) {
  if (!quietly) settleAddress();
  const entry = { screen: state.screen, node: view.firstElementChild, scroll: panel.scrollTop, focus: document.activeElement, sifted: state.sifted, pushed: false };
  pile.push(entry);
  state.screen = screen;
  put(build[screen.sort](screen));
  if (phone.matches) panel.scrollTop = view.offsetTop - panel.offsetTop; // there is room for the screen alone, not for title and search above it
  view.querySelector("h2").focus({ preventScroll: true });
  if (!quietly) entry.pushed = writeAddress(true);
  raiseSheet();
}

/** Show a screen in place of all others. */
export function replace(screen, { quietly = true } = {}) {
  if (!quietly) settleAddress();
  pile.length = 0;
  state.screen = screen;
  put(build[screen.sort](screen));
  if (!quietly) writeAddress(true);
}

export function put(node) {
  light(null);
  view.replaceChildren(node);
  panel.scrollTop = 0;
  emit("screen");
}

/** Take the top screen off; returns whether there was one below. */
export function pop() {
  const before = pile.pop();
  if (!before) return null;
  state.screen = before.screen;
  // The filters may have changed meanwhile: then a list is made anew.
  put(before.screen.sort === "tab" && before.sifted !== state.sifted ? build.tab(before.screen) : before.node);
  panel.scrollTop = before.scroll;
  if (before.focus && before.focus.isConnected) /** @type {HTMLElement} */ (before.focus).focus({ preventScroll: true });
  return before;
}

export function back() {
  const before = pop();
  if (!before) return;
  if (before.pushed) stepBack();
  else writeAddress(false);
}

export const backButton = () => button(t("back"), back, { class: "back" });
export const heading = (...words) => el("h2", { tabindex: "-1", dir: "auto" }, ...words);

export function openPlace(pin) {
  select(pin);
  push({ sort: "place", pin });
}

function openGroup(members) {
  push({ sort: "group", pins: members });
}

export function openArticle(number, mentionNumber) {
  push({ sort: "article", article: number, mention: mentionNumber });
  showMention(mentionNumber);
}

export function showMention(number) {
  const node = /** @type {HTMLElement | null} */ (view.querySelector(`[data-mention="${number}"]`));
  if (!node) return;
  markCurrent(node);
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: "center", behavior: "instant" });
}

export function markCurrent(node) {
  for (const other of view.querySelectorAll('[aria-current="true"]')) other.removeAttribute("aria-current");
  if (!node) return;
  node.setAttribute("aria-current", "true");
  if (node.matches(".mention")) stopAt(node);
}

when("open", ({ pin, pins: members }) => (pin ? openPlace(pin) : openGroup(members)));
