// What a lesson and a story have in common: a tab of their own, shown first, and sources under their words.

import { button, el } from "../core/dom.js";
import { ofArticle, pieces, t } from "../core/language.js";
import { articles } from "../core/model.js";
import { whereInline } from "../core/words.js";
import { drawPins } from "../map/draw.js";
import { frameScenes } from "../map/frame.js";
import { map } from "../map/world.js";
import { drawTabs, TABS } from "../panel/lists.js";
import { openArticle, replace } from "../panel/screens.js";
import { view } from "../panel/sheet.js";
import { drawOnPaper } from "../tools/paper.js";

/** "Odesa, city in Odesa Oblast, Ukraine" */
export const placeWords = (pin) => t("place_where", { name: pin.name, where: whereInline(pin) });

/** Whether there is a pointer that hovers, as where there are keys. */
export const keys = window.matchMedia("(hover: hover) and (pointer: fine)");

/** A line in small print. */
export const noted = (...words) => el("p", { class: "note" }, ...words);

/** What stands above a lesson or a story; "" where the author has written nothing. */
export const aboutLine = (about) => (about ? el("p", { class: "about", dir: "auto" }, about) : "");

/** The part of the world around some points; all of the map where there is none. */
export function showPoints(points) {
  if (points.length) map.fitBounds(points, { padding: [48, 48], maxZoom: 6, animate: false });
  else frameScenes();
}

/** What download.js has put on paper gives way to this. */
export function putOnPaper(...nodes) {
  drawPins();
  drawOnPaper();
  document.querySelector(".paper").replaceChildren(...nodes);
}

/** A line with sources, links where they have an address; null where there is none. */
export function sourceLine(part, sources) {
  if (!sources || !sources.length) return null;
  const link = ({ words, url }) => (url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, words) : words);
  return noted(...pieces(`${part}_sources`, { sources: sources.flatMap((source, i) => [i ? "; " : "", link(source)]) }));
}

/** "From: the title of an article", and a button that opens it at a mention. */
export function originLine(part, article, excerpt) {
  return noted(...pieces(`${part}_from`, { title: el("bdi", { lang: ofArticle(articles[article]).lang }, articles[article].title) }), " ", button(t("read_in_article"), () => openArticle(article, excerpt && excerpt.mention), { class: "quiet" }));
}

/** A tab before the others, which the page opens with unless its address asks for something else. */
export function addTab(tab, words, build, shown) {
  TABS[tab] = { words: () => words, useful: true, build };
  document.querySelector(".views").prepend(button("", () => replace({ sort: "tab", tab }, { quietly: false }), { "data-tab": tab }));
  new MutationObserver(shown).observe(view, { childList: true });
  const asks = new URLSearchParams(window.location.hash.slice(1));
  if (asks.has("article") || asks.has("place") || !["", tab].includes(asks.get("tab") || "")) drawTabs();
  else replace({ sort: "tab", tab });
}
