// What was kept back before this page was written, as counts: nothing else of it is in the file.

import { el } from "../core/dom.js";
import { data, t } from "../core/language.js";
import { roleWords } from "../core/roles.js";
import { kindWords } from "../core/words.js";

/** @type {{ late: number, undated: number, places: number, mentions: number, words: number, articles: number,
 *   moved: number, hours: number, coarsened: string, only: string[], internal: boolean }} */
const care = data.care;

/** One sentence for each thing that was done. */
function careSentences() {
  if (care.internal) return [t("care_internal")];
  const km = parseFloat(care.coarsened);
  return [
    care.mentions || care.words ? t("care_withheld", { places: t("places", { count: care.places }), mentions: t("mentions", { count: care.mentions }) }) : "",
    care.late ? t("care_late", { count: care.late, hours: t("care_hours", { count: care.hours }) }) : "",
    care.undated ? t("care_undated", { count: care.undated }) : "",
    care.moved ? (km ? t("care_within", { count: care.moved, km: t("km", { count: km }) }) : t("care_moved", { count: care.moved, kind: kindWords(care.coarsened) })) : "",
    care.only.length ? t("care_only", { roles: care.only.map((role) => roleWords(role, "one")).join(t("care_or")) }) : "",
  ].filter(Boolean);
}

function showCare() {
  const sentences = careSentences();
  if (!sentences.length) return;
  const words = care.internal ? [el("strong", {}, sentences[0])] : [el("strong", {}, t("care")), `. ${sentences.join(" ")}`];
  // Below the heading that stays in sight, except where the whole page is not for everybody.
  if (care.internal) {
    document.querySelector(".masthead").append(el("p", { class: "care" }, ...words));
    return;
  }
  document.getElementById("view").before(el("p", { class: "notice" }, ...words));
  document.querySelector("#about form").before(el("h3", {}, t("care")), el("p", {}, sentences.join(" ")));
}

showCare();
