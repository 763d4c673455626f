"use strict";
// The panel: a pile of screens, the last one on top, and the card on the map.

/** @typedef {{ sort: "tab" | "article" | "place" | "group", tab?: string, article?: number, mention?: number,
 *   pin?: Pin, pins?: Pin[] }} Shown */

const panel = document.getElementById("panel");
const view = document.getElementById("view");
const card = el("div", { class: "card", hidden: true });

/** @type {Shown} */
let screenNow = { sort: "tab", tab: "articles" };
/** @type {{ screen: Shown, node: Element, scroll: number, focus: Element | null, sifted: number, pushed: boolean }[]} */
const pile = [];

const build = {
  tab: (screen) => TABS[screen.tab].build(),
  article: (screen) => articleView(articles[screen.article]),
  place: (screen) => placeView(screen.pin),
  group: (screen) => groupView(screen.pins),
};

/** Two screens with the same key show the same. */
const keyOf = (screen) => [screen.sort, screen.tab, screen.article, screen.pin && screen.pin.index, screen.pins && screen.pins.map((pin) => pin.index)].join();

/** Show a screen on top of the present one; it gets an entry in the browser's history unless it came from there. */
function push(screen, { quietly = false } = {}) {
  if (!quietly) settleAddress();
  const entry = { screen: screenNow, node: view.firstElementChild, scroll: panel.scrollTop, focus: document.activeElement, sifted, pushed: false };
  pile.push(entry);
  screenNow = screen;
  put(build[screen.sort](screen));
  if (phone.matches) panel.scrollTop = view.offsetTop - panel.offsetTop; // there is room for the screen alone, not for title and search above it
  view.querySelector("h2").focus({ preventScroll: true });
  if (!quietly) entry.pushed = writeAddress(true);
  raiseSheet();
}

/** Show a screen in place of all others. */
function replace(screen, { quietly = true } = {}) {
  if (!quietly) settleAddress();
  pile.length = 0;
  screenNow = screen;
  put(build[screen.sort](screen));
  if (!quietly) writeAddress(true);
}

function put(node) {
  light(null);
  view.replaceChildren(node);
  panel.scrollTop = 0;
  drawTabs();
  drawCard();
  walk.start();
}

/** Take the top screen off; returns whether there was one below. */
function pop() {
  const before = pile.pop();
  if (!before) return null;
  screenNow = before.screen;
  // The filters may have changed meanwhile: then a list is made anew.
  put(before.screen.sort === "tab" && before.sifted !== sifted ? build.tab(before.screen) : before.node);
  panel.scrollTop = before.scroll;
  if (before.focus && before.focus.isConnected) /** @type {HTMLElement} */ (before.focus).focus({ preventScroll: true });
  return before;
}

function back() {
  const before = pop();
  if (!before) return;
  if (before.pushed) stepBack();
  else writeAddress(false);
}

const backButton = () => button(t("back"), back, { class: "back" });
const heading = (...words) => el("h2", { tabindex: "-1", dir: "auto" }, ...words);

function openPlace(pin) {
  selected = null; // so that the ring is drawn anew
  select(pin);
  push({ sort: "place", pin });
}

function openGroup(members) {
  push({ sort: "group", pins: members });
}

function openArticle(number, mentionNumber) {
  push({ sort: "article", article: number, mention: mentionNumber });
  showMention(mentionNumber);
}

function showMention(number) {
  const node = /** @type {HTMLElement | null} */ (view.querySelector(`[data-mention="${number}"]`));
  if (!node) return;
  markCurrent(node);
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: "center", behavior: "instant" });
}

function drawCard() {
  // Where the panel has the place itself, the card would only say it again.
  card.hidden = !selected || view.querySelector(".place") !== null;
  if (card.hidden) return;
  const pin = selected;
  card.replaceChildren(...[
    el("p", { class: "card-name", dir: "auto" }, pin.name),
    el("p", { class: "facts", dir: "auto" }, whereWords(pin)),
    cardDoubt(pin),
    button(t("excerpts", { count: pin.excerpts.length }), () => openPlace(pin)),
    button(t("close"), () => deselect(), { class: "quiet" }),
  ].filter(Boolean));
}

function deselect() {
  selected = null;
  document.dispatchEvent(new Event("placechange"));
  markCurrent(null);
  drawCard();
  drawPins();
}

// ---------------------------------------------------------------- on a phone the panel is a sheet of three heights

const SHEET = ["low", "half", "full"];
const layout = /** @type {HTMLElement} */ (document.querySelector(".layout"));
const phone = window.matchMedia("(max-width: 700px)");
const sheetHeight = () => layout.getAttribute("data-sheet") || "half";

function setSheet(height) {
  layout.setAttribute("data-sheet", height);
  layout.style.removeProperty("--sheet");
  for (const [name, node] of Object.entries(sheetButtons)) node.disabled = SHEET.indexOf(height) === (name === "up" ? 2 : 0);
}

/** A screen that was asked for is not left under the edge. */
function raiseSheet() {
  if (phone.matches && sheetHeight() === "low") setSheet("half");
}

const stepSheet = (step) => setSheet(SHEET[Math.max(0, Math.min(2, SHEET.indexOf(sheetHeight()) + step))]);
const sheetButtons = {
  down: button("", () => stepSheet(-1), { class: "sheet-down", "aria-label": t("sheet_down"), title: t("sheet_down_hint") }),
  up: button("", () => stepSheet(1), { class: "sheet-up", "aria-label": t("sheet_up"), title: t("sheet_up_hint") }),
};

function buildSheet() {
  const grip = el("div", { class: "grip", "aria-hidden": "true" });
  const bar = el("div", { class: "sheet-bar" }, grip, sheetButtons.down, sheetButtons.up);
  panel.before(bar);
  let drag = null;
  bar.addEventListener("pointerdown", (event) => {
    if (event.target.closest("button")) return;
    bar.setPointerCapture(event.pointerId);
    drag = true;
  });
  bar.addEventListener("pointermove", (event) => {
    if (drag) layout.style.setProperty("--sheet", `${Math.max(10, Math.min(90, 100 - (100 * event.clientY) / window.innerHeight))}dvh`);
  });
  const drop = (event) => {
    if (!drag) return;
    drag = null;
    const share = 1 - event.clientY / window.innerHeight;
    setSheet(share < 0.3 ? "low" : share < 0.72 ? "half" : "full");
  };
  bar.addEventListener("pointerup", drop);
  bar.addEventListener("pointercancel", drop);
  setSheet("half");
}
