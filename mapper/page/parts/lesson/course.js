// A lesson: its questions, which mapper/teach/lesson.py wrote, and how far the reader has come. Nothing is stored and
// nothing is sent.

import { data, t } from "../../core/language.js";
import { placeWords } from "../teaching.js";

/** @typedef {{ note: string, sources: { words: string, url: string }[] }} Told
 * @typedef {{ kind: "where" | "role" | "order", text: string | string[], place?: number, article?: number, within?: number,
 *   choices?: number[], happened?: boolean, events?: { date: string, text: string, article?: number }[], told: Told[] }} Question
 * @typedef {{ at?: any, choice?: any, order?: number[] }} Draft  what is chosen, but not answered yet
 * @typedef {{ right: boolean, words: string, at?: any }} Answer */

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

export const scored = () => ({ right: course.answers.filter((answer) => answer && answer.right).length, all: questions.length });
export const kmWords = (km) => (km < 1 ? t("near") : t("km", { count: Number(km.toFixed(km < 10 ? 1 : 0)) }));
export const itIs = (pin) => t("it_is", { place: placeWords(pin) });

/** "Marked on the map: 46.5° N, 30.7° E." */
export function pointWords({ lat, lng }) {
  const [ns, ew] = [lat, lng].map((value) => ({ n: Math.abs(value).toFixed(1) }));
  return t("marked", { lat: t(lat < 0 ? "south" : "north", ns), lng: t(lng < 0 ? "west" : "east", ew) });
}

export const kmBetween = (a, b) => a.distanceTo(b) / 1000;
export const headOf = (question) => (question.kind === "where" && question.text.length === 1 ? t("where_bare") : t(`ask_${question.kind}`));

/** Events as they are first shown: by their words, and never in their right order. */
export function shuffled(events) {
  const order = events.map((_, i) => i).sort((a, b) => (events[a].text < events[b].text ? -1 : 1));
  return order.every((number, i) => number === i) ? order.reverse() : order;
}
