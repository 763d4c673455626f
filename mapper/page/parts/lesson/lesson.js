// A lesson: one question at a time in the panel, answered there or on the map, and a score that this page alone knows.

import { button, el, say } from "../../core/dom.js";
import { data, t } from "../../core/language.js";
import { pins } from "../../core/model.js";
import { deselect, emit, state, when } from "../../state.js";
import { fly } from "../../map/moves.js";
import { map } from "../../map/world.js";
import { replace } from "../../panel/screens.js";
import { raiseSheet, view } from "../../panel/sheet.js";
import { save } from "../../tools/download.js";
import { form } from "./ask.js";
import { alone, course, headOf, LESSON, questions, scored, shuffled } from "./course.js";
import { pupil, resultsTable, resultsText } from "./results.js";
import { cross, drawGuess, guesses, lessonShown, mark, showAround } from "./on_map.js";
import { endSheet, printLesson, startSheet } from "./paper.js";
import { drawAnswer, verdict, words } from "./told.js";
import { aboutLine, addTab, noted } from "../teaching.js";

export function goToQuestion(number) {
  course.at = number;
  course.draft = {};
  guesses.clearLayers();
  if (state.selected) deselect();
  const question = questions[number];
  if (question && question.kind === "order") course.draft.order = shuffled(question.events);
  showAround(question ? [question] : []);
  drawLesson();
  if (number === questions.length) emit("finished");
  if (course.answers[number]) drawAnswer();
  else if (question && (question.kind === "role" || question.kind === "sure")) {
    fly(pins[question.place]);
    drawGuess(pins[question.place].at);
  }
}

/** Show the screen of now, and bring the focus to its heading or to what `focus` finds in it. */
function drawLesson(focus = "h2") {
  replace({ sort: "tab", tab: "lesson" });
  /** @type {HTMLElement} */ (view.querySelector(focus)).focus({ preventScroll: focus === "h2" });
  raiseSheet();
}

function lessonView() {
  if (course.at < 0) return beginning();
  if (course.at >= questions.length) return ending();
  const [number, question, answer] = [course.at, questions[course.at], course.answers[course.at]];
  const last = number === questions.length - 1;
  const next = button(t(last ? "finish" : answer ? "next" : "skip"), () => goToQuestion(number + 1), { class: answer ? "main" : "quiet" });
  return el(
    "section",
    { class: "lesson", "data-asking": answer ? "answered" : question.kind },
    noted(t("progress", { number: number + 1, of: questions.length, right: scored().right }), question.level ? ` · ${t("level", { n: question.level })}` : ""),
    el("h2", { tabindex: "-1" }, headOf(question)),
    words(question, answer),
    answer ? verdict(question, answer) : form(question),
    el("p", { class: "bar steps" }, number ? button(t("previous"), () => goToQuestion(number - 1), { class: "quiet" }) : null, next),
  );
}

function beginning() {
  const paper = alone
    ? [el("p", {}, t("paper")), el("p", { class: "bar" }, button(t("worksheet"), () => printLesson("worksheet")), button(t("key"), () => printLesson("key")))]
    : [el("p", {}, t("no_paper"))];
  return el(
    "section",
    { class: "lesson", "data-asking": "beginning" },
    el("h2", { tabindex: "-1", dir: "auto" }, LESSON.title || t("lesson")),
    aboutLine(LESSON.about),
    LESSON.harm ? noted(t("harm")) : null,
    noted(t("begins", { count: questions.length }), " ", t(data.scorm ? "sent" : "kept")),
    el("p", { class: "bar steps" }, button(t("begin"), () => goToQuestion(0), { class: "main" })),
    el("details", { class: "why" }, el("summary", {}, t("teacher")), LESSON.proposed ? el("p", {}, t("proposed")) : null, ...paper),
  );
}

function ending() {
  const field = /** @type {HTMLTextAreaElement} */ (el("textarea", { id: "lesson-results", readonly: true, rows: 10 }));
  const typed = () => {
    pupil.name = name.value;
    field.value = resultsText();
  };
  const name = /** @type {HTMLInputElement} */ (el("input", { id: "lesson-name", autocomplete: "off", maxlength: 80, input: typed }));
  name.value = pupil.name;
  field.value = resultsText();
  return el(
    "section",
    { class: "lesson", "data-asking": "end" },
    el("h2", { tabindex: "-1" }, t("score", scored())),
    noted(t(data.scorm ? "sent" : "kept")),
    el("label", { for: "lesson-name" }, t("name")),
    name,
    el("label", { for: "lesson-results" }, t("results")),
    field,
    el("p", { class: "bar" },
      button(t("copy"), () => copyOut(field), { class: "main" }),
      alone ? button(t("results_table"), () => save("results.csv", resultsTable(), "text/csv")) : null,
      alone ? button(t("results_print"), () => printLesson("results")) : null),
    el("p", { class: "bar steps" },
      button(t("previous"), () => goToQuestion(questions.length - 1), { class: "quiet" }),
      button(t("again"), () => {
        course.answers = [];
        goToQuestion(0);
      }, { class: "quiet" })),
  );
}

async function copyOut(field) {
  field.focus();
  field.select();
  // A sandbox has no clipboard, and says so loudly when asked.
  const copied = alone && navigator.clipboard && (await navigator.clipboard.writeText(field.value).then(() => true, () => false));
  say(copied ? t("copied") : t("copy_self"));
}

function setUpLesson() {
  document.querySelector(".map").append(cross);
  map.on("click", ({ latlng }) => latlng && mark(latlng));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target === map.getContainer()) mark(map.getCenter());
  });
  window.addEventListener("beforeprint", startSheet);
  window.addEventListener("afterprint", endSheet);
  addTab("lesson", t("lesson"), lessonView, lessonShown);
}

when("lesson", drawLesson);
setUpLesson();
