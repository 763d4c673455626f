// The lists: articles, places, and what is not on the map. A long list grows as it is scrolled to its end.

import { button, el } from "../core/dom.js";
import { excerptPasses, isFiltered, passed } from "../core/filter.js";
import { dayOf, ofArticle, RTL, shown, t } from "../core/language.js";
import { articles, pins, unplaced } from "../core/model.js";
import { glyph, ROLES, roleWords } from "../core/roles.js";
import { whereWords } from "../core/words.js";
import { pile, resetFilters, state, when } from "../state.js";
import { lights } from "../map/glow.js";
import { fly } from "../map/moves.js";
import { articleView } from "./article.js";
import { reasonOf } from "./place.js";
import { backButton, build, heading, openArticle, openPlace, replace } from "./screens.js";
import { panel, view } from "./sheet.js";

const ROWS_AT_ONCE = 200;

export const TABS = {
  articles: { words: () => (articles.length === 1 ? t("tab_article") : t("counted", { words: t("tab_articles"), count: passed.articles })), useful: true, build: articlesView },
  places: { words: () => t("counted", { words: t("tab_places"), count: passed.listed }), useful: pins.length > 0, build: placesView },
  unplaced: { words: () => t("counted", { words: t("tab_unplaced"), count: passed.unplaced.length }), useful: unplaced.length > 0, build: unplacedView },
};

/** A list of rows, of which those beyond the first 200 are made when asked for. */
function longList(kind, items, row) {
  const list = el("ul", { class: kind });
  const more = button("", () => grow());
  const grow = () => {
    list.append(...items.slice(list.childElementCount, list.childElementCount + ROWS_AT_ONCE).map(row));
    more.hidden = list.childElementCount === items.length;
    more.textContent = t("show_more", { count: Math.min(ROWS_AT_ONCE, items.length - list.childElementCount), all: items.length });
  };
  grow();
  return [list, more];
}

function listButton(title, facts, action, attributes = {}, titled = {}) {
  return el("li", {}, el("button", { type: "button", click: action, ...attributes }, el("bdi", { class: "title", ...titled }, title), el("bdi", { class: "facts", dir: RTL ? "rtl" : null }, facts.filter(Boolean).map(shown).join(" · "))));
}

const titleOf = (words) => el("h2", { class: "unseen", tabindex: "-1" }, words);
const nothing = () => el("p", { class: "note" }, t("nothing_passes"), " ", button(document.getElementById("reset").textContent, () => resetFilters(), { class: "quiet" }));

function articlesView() {
  if (articles.length === 1) return articleView(articles[0]);
  const found = articles.filter((article) => passed.article[article.index]);
  const row = (article) => {
    const facts = [article.source, dayOf(article), t("places", { count: article.pins.length })];
    return listButton(article.title, facts, () => openArticle(article.index), {}, ofArticle(article));
  };
  return el("section", {}, titleOf(t("tab_articles")), ...(found.length || !isFiltered() ? longList("list", found, row) : [nothing()]));
}

const placeRow = (pin) => {
  const open = () => {
    openPlace(pin);
    fly(pin);
  };
  return listButton(pin.name, [whereWords(pin), t("mentions", { count: pin.excerpts.length })], open, lights(pin));
};

function placesView() {
  const section = el("section", {}, titleOf(t("tab_places")));
  const byWeight = [...pins].sort((a, b) => b.excerpts.length - a.excerpts.length);
  for (const role of ROLES) {
    const members = byWeight.filter((pin) => strongestAnyRole(pin) === role);
    if (!members.length) continue;
    section.append(el("h3", {}, glyph(role), t("grouped", { words: roleWords(role, "list"), count: members.length })), ...longList("list", members, placeRow));
  }
  if (section.childElementCount === 1) section.append(nothing());
  return section;
}

/** The strongest role of a pin whose excerpts pass the filters, also where the legend hides that role. */
function strongestAnyRole(pin) {
  if (!isFiltered()) return pin.role;
  return ROLES.find((role) => pin.excerpts.some((excerpt) => excerpt.role === role && excerptPasses(excerpt)));
}

function groupView(members) {
  const row = (pin) => placeRow(pin);
  return el(
    "section",
    { class: "group" },
    el("p", { class: "bar" }, backButton()),
    heading(t("spot", { count: members.length })),
    el("p", { class: "note" }, t("spot_note")),
    ...longList("list", members, row),
  );
}

function unplacedView() {
  const row = (excerpt) =>
    el(
      "li",
      {},
      el("bdi", { class: "title", lang: ofArticle(articles[excerpt.article]).lang }, t("quote", { text: excerpt.text })),
      el("p", {}, reasonOf(excerpt)),
      button(articles[excerpt.article].title, () => openArticle(excerpt.article, excerpt.mention), { class: "quiet", ...ofArticle(articles[excerpt.article]) }),
    );
  const intro = el("p", { class: "note" }, t("unplaced_note"));
  return el("section", {}, titleOf(t("tab_unplaced")), intro, ...(passed.unplaced.length ? longList("unplaced-list", passed.unplaced, row) : [nothing()]));
}

export function buildTabs() {
  const nav = document.querySelector(".views");
  for (const [tab, { useful }] of Object.entries(TABS)) {
    if (useful) nav.append(button("", () => replace({ sort: "tab", tab }, { quietly: false }), { "data-tab": tab }));
  }
}

export function drawTabs() {
  const base = pile.length ? pile[0].screen : state.screen;
  for (const node of document.querySelectorAll(".views button")) {
    const tab = node.getAttribute("data-tab");
    const words = TABS[tab].words();
    if (node.textContent !== words) node.textContent = words;
    node.setAttribute("aria-pressed", String(base.tab === tab));
  }
}

build.tab = ({ tab }) => TABS[tab].build();
build.group = ({ pins: members }) => groupView(members);
when("screen", drawTabs);
when("filter", () => {
  drawTabs();
  // A list is made anew; what is being read stays.
  if (state.screen.sort !== "tab" || view.querySelector(".reader")) return;
  view.replaceChildren(build.tab(state.screen));
  panel.scrollTop = 0;
});
