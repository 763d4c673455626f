// "Something wrong?": what a reader holds for right, as a line that the maker of the map gives to --corrections.

import { button, el } from "../core/dom.js";
import { t } from "../core/language.js";
import { articles, pieceText } from "../core/model.js";
import { ROLES, roleWords } from "../core/roles.js";
import { otherWords } from "../panel/doubt.js";
import { excerptTools } from "../panel/place.js";
import { copyText } from "./clipboard.js";

const AROUND = 64; // characters that a quote keeps before and after, as in mapper/correct/quotes.py

/** Where a mention stands: its words, with those around them. */
function quoteOf({ article, mention }) {
  const { head, body } = articles[article];
  const pieces = [head, body].find((list) => list.some((piece) => piece[1] === mention && typeof piece !== "string"));
  const at = pieces.findIndex((piece) => typeof piece !== "string" && piece[1] === mention);
  const text = (list) => [...list.map(pieceText).join("")];
  return { exact: pieceText(pieces[at]), prefix: text(pieces.slice(0, at)).slice(-AROUND).join(""), suffix: text(pieces.slice(at + 1)).slice(0, AROUND).join("") };
}

/** One line of docs/corrections.md. @param {Record<string, any>} says  the place or the role */
function correctionLine(excerpt, says) {
  const { id, url, title } = articles[excerpt.article];
  return JSON.stringify({ article: id, ...(url ? { url } : {}), title, target: quoteOf(excerpt), ...says });
}

const ownPoint = ({ name, kind, country, admin1, at }) => ({ name, lat: at.lat, lon: at.lng, kind, country, admin1 });

function wrongHere(excerpt) {
  const choice = (words, says) => el("li", {}, button(words, () => copyText(correctionLine(excerpt, says), t("amend_copied"), t("amend")), { class: "quiet" }));
  return el(
    "details",
    { class: "why amend" },
    el("summary", {}, t("amend")),
    el("p", {}, t("amend_note")),
    el(
      "ul",
      { class: "others" },
      ...excerpt.others.map((other) => choice(otherWords(other), { place: ownPoint(other) })),
      choice(t("amend_none"), { place: null }),
      ...ROLES.filter((role) => role !== excerpt.role).map((role) => choice(roleWords(role, "legend"), { role })),
    ),
  );
}

excerptTools.push(wrongHere);
