// Where an article comes from.

import { el } from "../core/dom.js";
import { dateWords, dayOf, t } from "../core/language.js";

/** Source, day and link of an article, and of a document the page that a mention is on. */
export function bylineOf(article, page = 0) {
  const line = el("p", { class: "byline" });
  if (article.source) line.append(el("bdi", {}, article.source));
  if (article.date) line.append(el("time", { datetime: article.date }, dayOf(article)));
  if (page) line.append(el("span", {}, t("page", { number: page })));
  if (article.url) {
    const at = page && !article.url.includes("#") ? `#page=${page}` : ""; // as every reader of PDFs takes it
    const link = { href: article.url + at, target: "_blank", rel: "noopener noreferrer nofollow" };
    line.append(el("a", link, t("original"), el("span", { class: "unseen" }, ` ${t("original_more")}`)));
  }
  return line.hasChildNodes() ? line : null;
}

export const pageLine = (page) => (page ? el("p", { class: "byline" }, t("page", { number: page })) : null);

/** The other papers that print the same story, each with its link; null where there is none. */
export function copiesOf(article) {
  if (!article.copies.length) return null;
  const item = ([source, date, url]) => {
    const name = el("bdi", {}, source);
    const link = { href: url, target: "_blank", rel: "noopener noreferrer nofollow" };
    const words = url ? el("a", link, name, el("span", { class: "unseen" }, ` ${t("copy_more")}`)) : name;
    return el("li", {}, words, date ? el("time", { datetime: date }, dateWords(date)) : null);
  };
  return el("details", { class: "why copies" }, el("summary", {}, t("also_in", { count: article.copies.length })), el("ul", { class: "others" }, ...article.copies.map(item)));
}
