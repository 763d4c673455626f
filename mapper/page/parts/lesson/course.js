// A lesson: its questions, which mapper/teach/lesson.py wrote, and how far the reader has come. Nothing is stored and
// nothing is sent.

import { data, dateWords, listed, t } from "../../core/language.js";
import { pins } from "../../core/model.js";
import { placeWords } from "../teaching.js";

/** @typedef {"where" | "role" | "order" | "sure" | "compare" | "need"} Kind
 * @typedef {{ note: string, sources: { words: string, url: string }[] }} Told
 * @typedef {{ kind: Kind, text: string | string[], place?: number, article?: number, within?: number,
 *   choices?: number[], happened?: boolean, events?: { date: string, text: string, article?: number }[], sure?: number,
 *   reports?: { text: string, article?: number }[], sentence?: string, level?: number, told: Told[] }} Question
 * @typedef {{ at?: any, choice?: any, order?: number[], text?: string }} Draft  what is chosen, but not answered yet
 * @typedef {{ right: boolean | null, words: string, given: string, at?: any, draft?: Draft }} Answer  null where none is the right one */

export const LESSON = data.lesson;

/** @type {Question[]} */
export const questions = LESSON.questions;

// Not in a sandbox, which forbids to print.
export const alone = window.parent === window || window.origin !== "null";

export const course = {
  // The question shown; -1 is the beginning, questions.length the end.
  at: -1,
  /** @type {(Answer | undefined)[]} */
  answers: [],
  /** @type {Draft} */
  draft: {},
};

/** Whether one answer is right, so that it counts. */
export const scores = ({ kind }) => kind !== "compare" && kind !== "need";
export const scored = () => ({ right: course.answers.filter((answer) => answer && answer.right).length, all: questions.filter(scores).length });
export const howSure = (sure) => t(sure === 0 ? "very_sure" : sure === 1 ? "fairly_sure" : "hardly_sure");
export const kmWords = (km) => (km < 1 ? t("near") : t("km", { count: Number(km.toFixed(km < 10 ? 1 : 0)) }));
export const itIs = (pin) => t("it_is", { place: placeWords(pin) });

/** "Marked on the map: 46.5° N, 30.7° E." */
export function pointWords({ lat, lng }) {
  const [ns, ew] = [lat, lng].map((value) => ({ n: Math.abs(value).toFixed(1) }));
  return t("marked", { lat: t(lat < 0 ? "south" : "north", ns), lng: t(lng < 0 ? "west" : "east", ew) });
}

export const kmBetween = (a, b) => a.distanceTo(b) / 1000;
export const headOf = (question) => (question.kind === "where" && question.text.length === 1 ? t("where_bare") : t(`ask_${question.kind}`));

/** What is right. */
export function solution(question) {
  if (!scores(question)) return t("no_right");
  if (question.events) return question.events.map(({ date, text }) => `${dateWords(date)}: ${text}`).join("; ");
  if (question.kind === "sure") return howSure(question.sure);
  const pin = pins[question.place];
  return question.kind === "where" ? itIs(pin) : t(question.happened ? "did" : "did_not", { name: pin.name });
}

/** The sentence that is asked about, or the words that stand for it.
 * @param {Question} question */
export function sentenceAsked({ kind, sentence, text, reports, events }) {
  if (sentence) return sentence;
  if (reports) return reports.map((report) => report.text).join(" / ");
  return events ? listed(events.map((event) => event.text)) : [text].flat().join(kind === "where" ? "____" : "");
}

/** Events as they are first shown: by their words, and never in their right order. */
export function shuffled(events) {
  const order = events.map((_, i) => i).sort((a, b) => (events[a].text < events[b].text ? -1 : 1));
  return order.every((number, i) => number === i) ? order.reverse() : order;
}
