// What the map is of: its title, the days and the source of its articles.

import { data, dateWords, dayOf, t } from "./language.js";
import { articles } from "./model.js";

/** The day of the only article, or the first and the last of all. */
function daysWords() {
  if (articles.length === 1) return dayOf(articles[0]);
  const dates = articles.map((article) => article.declared).filter(Boolean).sort();
  const [from, to] = [dateWords(dates[0]), dateWords(dates[dates.length - 1])];
  return from === to ? from : t("range", { from, to });
}

/** The source of all articles; "" where they have several or none. */
function sourceWords() {
  const sources = new Set(articles.map(({ source }) => source));
  return sources.size === 1 ? [...sources][0] : "";
}

/** The title, and in a line below it the days and the source. */
export const headline = () => ({ title: data.title, facts: [daysWords(), sourceWords()].filter(Boolean).join(" · ") });
