// What was answered, a line a question, for whoever marks it: as text, as a table and on paper.

import { el } from "../../core/dom.js";
import { data, t } from "../../core/language.js";
import { cell, csvFile } from "../../tools/data.js";
import { course, headOf, LESSON, questions, scored, scores, sentenceAsked, solution } from "./course.js";

// Who answered, as typed in on the last screen.
export const pupil = { name: "" };

function rows() {
  return questions.map((question, i) => {
    const answer = course.answers[i];
    const outcome = !answer ? t("open") : t(answer.right === null ? "to_read" : answer.right ? "right" : "wrong");
    return { number: String(i + 1), head: headOf(question), sentence: sentenceAsked(question), given: answer ? answer.given : "", answer: solution(question), outcome, points: scores(question) ? String(Number(Boolean(answer && answer.right))) : "" };
  });
}

const title = () => LESSON.title || data.title;
const head = () => [pupil.name.trim(), title(), t("score", scored())].filter(Boolean);

export function resultsText() {
  const line = ({ number, head: asked, sentence, given, answer, outcome }) => {
    const answered = given && t("answered", { given: given.replace(/\s+/g, " ") });
    const said = [`${number}.`, asked, outcome, `“${sentence}”`, answered].filter(Boolean).join(" ");
    return `${said} · ${t("right_is", { answer })}`;
  };
  return [...head(), "", ...rows().map(line)].join("\n");
}

const COLUMNS = () => [t("col_number"), t("col_question"), t("col_sentence"), t("col_given"), t("col_right"), t("col_points")];
const cells = ({ number, head: asked, sentence, given, answer, points }) => [number, asked, sentence, given, answer, points];

export function resultsTable() {
  const name = pupil.name.trim();
  const named = (line) => [name, ...line].map(cell);
  return csvFile([[t("col_name"), ...COLUMNS()].map(cell), ...rows().map((row) => named(cells(row)))]);
}

export function resultsOnPaper() {
  const [first, ...others] = head();
  const line = (tag) => (texts) => el("tr", {}, ...texts.map((text) => el(tag, { dir: "auto" }, text)));
  return [
    el("h1", { dir: "auto" }, first),
    ...others.map((text) => el("p", { dir: "auto" }, text)),
    el("table", { class: "results" }, el("thead", {}, line("th")(COLUMNS())), el("tbody", {}, ...rows().map(cells).map(line("td")))),
  ];
}
