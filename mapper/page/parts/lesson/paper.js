// The same questions on paper: a worksheet, and its key.

import { el } from "../../core/dom.js";
import { data, listed, t } from "../../core/language.js";
import { pins } from "../../core/model.js";
import { drawPins } from "../../map/draw.js";
import { numbers } from "../../map/labels.js";
import { citation } from "../../tools/shown.js";
import { headOf, LESSON, questions, shuffled, solution, howSure } from "./course.js";
import { hidePins, lessonShown, showAround } from "./on_map.js";
import { resultsOnPaper } from "./results.js";
import { explained, words } from "./told.js";
import { aboutLine, putOnPaper } from "../teaching.js";
/** @import { Question } from "./course.js" */

// "worksheet", "key" or "results" while one of them is printed.
let sheet = "";

export function printLesson(kind) {
  sheet = kind;
  window.print();
}

export function startSheet() {
  if (!sheet) return;
  if (sheet === "results") {
    putOnPaper(...resultsOnPaper());
    return;
  }
  const key = sheet === "key";
  numbers.clear();
  if (key) questions.forEach(({ place }, i) => place !== undefined && numbers.set(pins[place], [numbers.get(pins[place]), i + 1].filter(Boolean).join(", ")));
  hidePins(!key);
  showAround(questions);
  const title = key ? t("key_of", { title: LESSON.title || data.title }) : LESSON.title || data.title;
  putOnPaper(
    el("h1", { dir: "auto" }, title),
    key ? "" : el("p", {}, t("paper_name")),
    aboutLine(LESSON.about),
    LESSON.harm ? el("p", {}, t("harm")) : "",
    el("ol", {}, ...questions.map((question) => el("li", {}, el("strong", {}, headOf(question)), words(question, key), ...(key ? solved(question) : unsolved(question))))),
    el("p", {}, key ? citation() : t("picture_credits")),
  );
}

/** @param {Question} question */
function unsolved({ kind, choices, events }) {
  if (kind === "compare" || kind === "need") return [0, 1, 2, 3].map(() => el("p", { class: "line" }));
  if (kind === "sure") return [el("p", {}, [0, 1, 2].map((sure) => `☐ ${howSure(sure)}`).join("   "))];
  if (kind === "role") return [el("p", {}, `☐ ${t("happened")}   ☐ ${t("named")}`)];
  if (events) return [el("p", {}, t("paper_order")), ...shuffled(events).map((number) => el("p", { dir: "auto" }, `____ ${events[number].text}`))];
  const list = choices.length ? ` ${t("paper_of", { names: listed(choices.map((number) => pins[number].name)) })}` : "";
  return [el("p", {}, t("paper_where") + list)];
}

function solved(question) {
  return [el("p", { dir: "auto" }, solution(question)), ...explained(question)];
}

export function endSheet() {
  if (!sheet) return;
  sheet = "";
  lessonShown();
  drawPins();
}
