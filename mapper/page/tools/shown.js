// What is shown, as the filters and the legend have left it, and how it is cited.

import { excerptPasses, filter, passed } from "../core/filter.js";
import { data, dateWords, t } from "../core/language.js";
import { articles, pins } from "../core/model.js";

/** The excerpts of the pins on the map, as the filters and the legend have left them. */
export const shownExcerpts = (pin) => pin.excerpts.filter((excerpt) => filter.roles.has(excerpt.role) && excerptPasses(excerpt));

export const shownPins = () => pins.filter((pin) => passed.pinRole[pin.index]);
export const sentenceOf = (excerpt) => `${excerpt.before}${excerpt.text}${excerpt.after}`.trim();

export function citation() {
  const dates = articles.map((article) => article.declared).filter(Boolean).sort();
  const version = document.getElementById("about").getAttribute("data-version");
  const [from, to] = [dateWords(dates[0]), dateWords(dates[dates.length - 1])];
  const date = from === to ? from : t("citation_days", { from, to });
  const number = t("citation_articles", { count: articles.length });
  const what = date ? t("citation_dated", { articles: number, date }) : number;
  return t("citation", { title: data.title, what, version });
}
