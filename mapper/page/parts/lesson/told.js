// The words that are asked about, and what is told once they are answered.

import { colour } from "../../core/colours.js";
import { button, el } from "../../core/dom.js";
import { fold } from "../../core/fold.js";
import { dateWords, ofArticle, t } from "../../core/language.js";
import { articles, pins } from "../../core/model.js";
import { select } from "../../state.js";
import { fly } from "../../map/moves.js";
import { map } from "../../map/world.js";
import { openArticle } from "../../panel/screens.js";
import { sentenceOf } from "../../tools/shown.js";
import { course, questions } from "./course.js";
import { drawGuess, guesses } from "./on_map.js";
import { aboutLine, originLine, sourceLine } from "../teaching.js";

/** The words that are asked about: names left out, or the name in question marked; once answered, filled in. */
export function words(question, answer) {
  if (question.events || question.reports) return el("div", {}, question.text ? el("p", { dir: "auto" }, question.text) : null, ...(question.reports || []).map(citedText));
  if (question.kind === "need") return citedText(question);
  const pin = pins[question.place];
  const pieces = question.kind === "where"
    ? question.text.flatMap((text, i) => [i ? (answer ? el("mark", { class: "role-site" }, pin.name) : blank()) : "", text])
    : question.text.map((text, i) => (i % 2 ? el("mark", { class: `role-${!answer || question.kind === "sure" ? "asked" : question.happened ? "site" : "actor"}` }, text) : text));
  return el("blockquote", question.article === undefined ? { dir: "auto" } : ofArticle(articles[question.article]), ...pieces);
}

const citedText = ({ text, article }) => el("blockquote", article === undefined ? { dir: "auto" } : ofArticle(articles[article]), text);

const blank = () => el("span", { class: "blank" }, el("span", { class: "unseen" }, t("blank")));

export function verdict(question, answer) {
  return el(
    "div",
    { class: answer.right === false ? "verdict is-wrong" : "verdict", tabindex: "-1" },
    el("p", { dir: "auto" }, answer.right === null ? null : el("strong", {}, t(answer.right ? "right" : "wrong")), ` ${answer.words}`),
    question.events ? el("ol", { class: "dated" }, ...question.events.map((event) => el("li", { dir: "auto" }, el("strong", {}, dateWords(event.date)), ` ${event.text} `, readButton(event)))) : null,
    ...explained(question),
    ...(question.reports || []).map(({ article }) => (article === undefined ? null : originLine("lesson", article))),
    question.article === undefined ? null : originLine("lesson", question.article, likest(question)),
  );
}

const readButton = ({ article }) => (article === undefined ? null : button(t("read_in_article"), () => openArticle(article), { class: "quiet" }));

/** Of the excerpts about the place in the article, the one with the most words of the question. */
function likest({ article, place, text }) {
  if (place === undefined) return undefined;
  const asked = new Set(fold([text].flat().join(" ")).split(" "));
  const alike = (excerpt) => fold(sentenceOf(excerpt)).split(" ").filter((word) => asked.has(word)).length;
  return articles[article].excerpts.filter(({ pin }) => pin && pin.index === place).sort((a, b) => alike(b) - alike(a))[0];
}

/** What the author tells with an answer. */
export const explained = (question) => question.told.flatMap(({ note, sources }) => [
  aboutLine(note),
  sourceLine("lesson", sources),
]);

/** The right place on the map, and how far the answer was from it. */
export function drawAnswer() {
  const [question, answer] = [questions[course.at], course.answers[course.at]];
  if (question.place === undefined) return;
  const pin = pins[question.place];
  guesses.clearLayers();
  select(pin);
  if (!answer.at) {
    fly(pin);
    return;
  }
  drawGuess(answer.at);
  guesses.addLayer(L.polyline([answer.at, pin.at], { interactive: false, color: colour("--ink"), weight: 2, dashArray: "4 6" }));
  map.fitBounds([answer.at, pin.at], { padding: [60, 60], maxZoom: 9, animate: false });
}
