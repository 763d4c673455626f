"use strict";
// What was kept back before this page was written, as counts: nothing else of it is in the file.

/** @type {{ late: number, undated: number, places: number, mentions: number, words: number, articles: number,
 *   moved: number, hours: number, coarsened: string, only: string[], internal: boolean }} */
const care = data.care;

const CARE_WORDS = {
  title: "Published with care",
  internal: "Internal: not for publication. Nothing is withheld.",
  withheld: () => `${plural(care.places, "place")} and ${plural(care.mentions, "mention")} withheld; in the text, “[withheld]” stands for what is left out.`,
  late: () => `${plural(care.late, "article")} held back: newer than ${plural(care.hours, "hour")}.`,
  undated: () => `${plural(care.undated, "article")} held back for want of a date.`,
  moved: () => `${plural(care.moved, "place")} moved, so that none is shown more precisely than its ${care.coarsened}.`,
  within: () => `${plural(care.moved, "place")} moved by up to ${care.coarsened}.`,
  only: () => `Pins show only what is ${care.only.map((role) => ROLE_WORDS[role].one).join(" or ")}.`,
};

/** One sentence for each thing that was done. */
function careSentences() {
  if (care.internal) return [CARE_WORDS.internal];
  return [
    care.mentions || care.words ? CARE_WORDS.withheld() : "",
    care.late ? CARE_WORDS.late() : "",
    care.undated ? CARE_WORDS.undated() : "",
    care.moved ? (/\d/.test(care.coarsened) ? CARE_WORDS.within() : CARE_WORDS.moved()) : "",
    care.only.length ? CARE_WORDS.only() : "",
  ].filter(Boolean);
}

function showCare() {
  const sentences = careSentences();
  if (!sentences.length) return;
  const words = care.internal ? [el("strong", {}, sentences[0])] : [el("strong", {}, CARE_WORDS.title), `. ${sentences.join(" ")}`];
  // Below the heading that stays in sight, except where the whole page is not for everybody.
  if (care.internal) document.querySelector(".masthead").append(el("p", { class: "care" }, ...words));
  else document.getElementById("view").before(el("p", { class: "notice" }, ...words));
}

showCare();
