// The page in which people put the map right: one name after the other, the one first that matters most, by key or by
// pointer. What is decided goes to the server that drew the page, or is handed out as a file where there is none.
// What the server or the articles say is put in by textContent.

import { button, el } from "../../core/dom.js";
import { dayOf } from "../../core/language.js";
import { articles, excerptAt } from "../../core/model.js";
import { ROLES, sureWords } from "../../core/roles.js";
import { state, when } from "../../state.js";
import { map } from "../../map/world.js";
import { markCurrent, replace } from "../../panel/screens.js";
import { panel, phone, view } from "../../panel/sheet.js";
import { walk } from "../../panel/walk.js";
import { choiceList, choiceOf, optionMarks, showOptions } from "./choices.js";
import { decide, decideAsIs, decisions, setPoint, setRole, stepReview, undoLast } from "./decide.js";
import { items, REVIEWED, reviewer, reviewing, ROLE_KEYS } from "./items.js";
import { downloadLines, handout, keeping, savedLine } from "./keep.js";
import { addMarked, markButton, readSelection } from "./missed.js";
import { searchField } from "./search.js";
import { keyButton, REVIEW } from "./words.js";

const reviewBox = el("section", { class: "review", "aria-label": REVIEW.title });

function showItem(item) {
  const here = state.screen.sort === "article" && state.screen.article === item.article;
  if (articles.length > 1 && !here) replace({ sort: "article", article: item.article, mention: item.mention });
  else if (articles.length === 1 && !view.querySelector(".reader")) replace({ sort: "tab", tab: "articles" });
  const node = item.mention === null ? null : view.querySelector(`[data-mention="${item.mention}"]`);
  markCurrent(node);
  fitPanel();
  // On a phone there is no room for both, and the sentence stands in the panel.
  if (phone.matches) reviewBox.scrollIntoView({ block: "start", behavior: "instant" });
  else if (node) node.scrollIntoView({ block: "center", behavior: "instant" });
}

/** What is scrolled to must not end up behind the section, which stays on top where there is room for it. */
function fitPanel() {
  panel.style.scrollPaddingTop = phone.matches ? "" : `${reviewBox.offsetHeight}px`;
}

function drawReview() {
  const inside = reviewBox.contains(document.activeElement);
  const item = items[reviewing.at];
  const progress = el("p", { class: "review-progress" }, REVIEW.progress(items.filter(({ decided }) => decided).length, items.length));
  const heading = el("h2", { tabindex: "-1" }, item ? el("bdi", {}, `“${item.quote.exact}”`) : REVIEW.all);
  reviewBox.replaceChildren(el("div", { class: "review-head" }, heading, progress), ...(item ? itemRows(item) : [decideBar(null)]), el("div", { class: "review-foot" }, savedLine, markButton));
  if (inside) heading.focus({ preventScroll: true });
  if (!item) {
    optionMarks.clearLayers();
    return;
  }
  showOptions(item);
  showItem(item);
}

function itemRows(item) {
  const excerpt = item.mention === null ? null : excerptAt(item.article, item.mention);
  const sentence = excerpt || { before: item.quote.prefix, text: item.quote.exact, after: item.quote.suffix };
  return [
    el("blockquote", { dir: "auto" }, sentence.before, el("mark", { class: `role-${item.role}` }, sentence.text), sentence.after),
    el("p", { class: "facts", dir: "auto" }, [articles[item.article].title, dayOf(articles[item.article])].filter(Boolean).join(" · ")),
    el("p", { class: "review-now", dir: "auto" }, nowWords(item, excerpt)),
    choiceList,
    decideBar(item),
    el("div", { class: "bar", role: "group", "aria-label": REVIEW.roles }, ...ROLES.map((role) => roleButton(item, role))),
    searchField(item),
    moreOptions(),
  ];
}

function nowWords(item, excerpt) {
  if (item.decided) return REVIEW.confirmed(item.result);
  if (item.point) return REVIEW.pin(`${item.point.lat.toFixed(5)}, ${item.point.lng.toFixed(5)}`);
  if (item.place) return REVIEW.now(item.place, sureWords(item.confidence));
  return item.mention === null ? REVIEW.added : `${REVIEW.none} ${excerpt ? excerpt.reason : ""}`;
}

function roleButton(item, role) {
  const key = Object.keys(ROLE_KEYS).find((letter) => ROLE_KEYS[letter] === role);
  return keyButton(REVIEW[role], key, () => setRole(role), { "aria-pressed": String(item.role === role) });
}

function decideBar(item) {
  const undo = keyButton(REVIEW.undo, "u", undoLast, { disabled: !decisions.length });
  const back = keyButton(REVIEW.before, "k", () => stepReview(-1), { disabled: reviewing.at === 0 });
  const rest = REVIEWED.served
    ? button(REVIEW.redraw, () => keeping.last.then(() => window.location.reload()))
    : button(REVIEW.download, downloadLines, { disabled: !handout.length });
  if (!item) return el("div", { class: "bar" }, undo, back, rest);
  const right = keyButton(REVIEW.right, "⏎", decideAsIs, { disabled: !(item.place || item.point || item.decided), class: "primary" });
  const none = keyButton(REVIEW.noPlace, "x", () => decide(null));
  return el("div", { class: "bar" }, right, none, keyButton(REVIEW.skip, "j", () => stepReview(1)), back, undo, rest);
}

function moreOptions() {
  const field = (name, words) => {
    const input = el("input", { type: "text", maxlength: "300", input: (event) => (reviewer[name] = event.target.value) });
    input.value = reviewer[name];
    return el("label", {}, words, input);
  };
  const keys = el("input", { type: "checkbox", change: (event) => (reviewer.keys = event.target.checked) });
  keys.checked = reviewer.keys;
  return el("details", { class: "review-more" }, el("summary", {}, REVIEW.more), field("by", REVIEW.by), field("why", REVIEW.why), el("label", {}, keys, REVIEW.keys), el("p", { class: "note" }, REVIEW.keysHelp));
}

const KEYS = {
  Enter: decideAsIs,
  y: decideAsIs,
  x: () => items[reviewing.at] && decide(null),
  u: undoLast,
  j: () => stepReview(1),
  k: () => stepReview(-1),
  d: () => items[reviewing.at] && setPoint(items[reviewing.at], map.getCenter()),
  m: addMarked,
  e: () => reviewBox.querySelector(".review-everywhere")?.click(),
  "/": () => reviewBox.querySelector(".review-search")?.focus(),
};

function pressReviewKey(event) {
  const target = /** @type {Element} */ (event.target);
  if (!reviewer.keys || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (target.closest("input, select, textarea, [contenteditable]")) return;
  if (event.key === "Enter" && target.closest("button, a, summary, [role='button'], .leaflet-container")) return;
  const action = KEYS[event.key] || (ROLE_KEYS[event.key] && (() => setRole(ROLE_KEYS[event.key]))) || choiceOf(event.key);
  if (!action) return;
  event.preventDefault();
  action();
}

walk.on = false; // the map shows the name that is asked about, and not the one that is scrolled to
document.addEventListener("keydown", pressReviewKey);
document.addEventListener("selectionchange", readSelection);
window.addEventListener("resize", fitPanel);

window.addEventListener("beforeunload", (event) => {
  if (keeping.unsaved || handout.length > keeping.downloaded) event.preventDefault();
});

document.querySelector(".masthead").after(reviewBox);
when("review", drawReview);
drawReview();
