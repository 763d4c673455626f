// What was kept back before this page was written, as counts: nothing else of it is in the file.

import { el } from "../core/dom.js";
import { data, t } from "../core/language.js";
import { roleWords } from "../core/roles.js";
import { kindWords } from "../core/words.js";

/** @type {{ late: number, undated: number, places: number, mentions: number, words: number, articles: number,
 *   moved: number, hours: number, coarsened: string, only: string[], internal: boolean }} */
const held = data.publication;

/** One sentence for each thing that was done. */
function publicationSentences() {
  if (held.internal) return [t("publication_internal")];
  const km = parseFloat(held.coarsened);
  return [
    held.mentions || held.words ? t("publication_withheld", { places: t("places", { count: held.places }), mentions: t("mentions", { count: held.mentions }) }) : "",
    held.late ? t("publication_late", { count: held.late, hours: t("publication_hours", { count: held.hours }) }) : "",
    held.undated ? t("publication_undated", { count: held.undated }) : "",
    held.moved ? (km ? t("publication_within", { count: held.moved, km: t("km", { count: km }) }) : t("publication_moved", { count: held.moved, kind: kindWords(held.coarsened) })) : "",
    held.only.length ? t("publication_only", { roles: held.only.map((role) => roleWords(role, "one")).join(t("publication_or")) }) : "",
  ].filter(Boolean);
}

function showPublication() {
  const sentences = publicationSentences();
  if (!sentences.length) return;
  const words = held.internal ? [el("strong", {}, sentences[0])] : [el("strong", {}, t("publication")), `. ${sentences.join(" ")}`];
  // Below the heading that stays in sight, except where the whole page is not for everybody.
  if (held.internal) {
    document.querySelector(".masthead").append(el("p", { class: "internal" }, ...words));
    return;
  }
  document.getElementById("view").before(el("p", { class: "notice" }, ...words));
  document.querySelector("#about form").before(el("h3", {}, t("publication")), el("p", {}, sentences.join(" ")));
}

showPublication();
