// How each kind of question is asked, and when an answer to it is right.

import { button, el, say } from "../../core/dom.js";
import { t } from "../../core/language.js";
import { pins } from "../../core/model.js";
import { whereWords } from "../../core/words.js";
import { emit } from "../../state.js";
import { map } from "../../map/world.js";
import { view } from "../../panel/sheet.js";
import { course, itIs, kmBetween, kmWords, pointWords, solution, howSure } from "./course.js";
import { guesses, mark } from "./on_map.js";
import { drawAnswer } from "./told.js";
import { keys, noted } from "../teaching.js";

/** What an answer is worth, and what is told of it; null where there is none yet. */
export const judge = (question, draft) => ANSWER[question.kind](question, draft);

export function form(question) {
  const nothing = el("p", { class: "note", role: "status" });
  const submit = () => {
    const answer = judge(question, course.draft);
    if (!answer) {
      nothing.textContent = t("nothing");
      return;
    }
    course.answers[course.at] = { ...answer, draft: course.draft };
    emit("lesson", ".verdict");
    emit("answered", course.at);
    drawAnswer();
  };
  // No <form>, for a sandbox sends none; Enter in a list is an answer all the same.
  const keydown = (event) => event.key === "Enter" && event.target.matches("input") && submit();
  return el("div", { class: "ask", keydown }, ...FORM[question.kind](question), nothing, button(t("answer"), submit, { class: "main" }));
}

function radios(name, legend, choices) {
  const option = ([value, label]) => {
    const box = el("input", { type: "radio", name, value: String(value), checked: course.draft.choice === value, change: () => {
      course.draft = { choice: value };
      guesses.clearLayers();
      for (const node of view.querySelectorAll(".marked")) node.textContent = "";
    } });
    return el("label", {}, box, label);
  };
  return el("fieldset", {}, el("legend", {}, legend), ...choices.map(option));
}

/** Room to write. */
const thoughts = () => el("label", { class: "thoughts" }, t("thoughts"), el("textarea", { rows: 4, maxlength: 2000, input: (event) => { course.draft.text = event.target.value; } }));

const FORM = {
  where(question) {
    const { choices } = question;
    const label = (pin) => el("span", {}, el("bdi", {}, pin.name), el("span", { class: "facts" }, ` ${whereWords(pin)}`));
    return [
      noted(t("where_how", { km: kmWords(question.within), or_list: choices.length ? t("or_list") : "" })),
      keys.matches ? noted(t("where_keys")) : null,
      el("p", { class: "bar" }, button(t("middle"), () => mark(map.getCenter())), el("span", { class: "marked", role: "status" }, course.draft.at ? pointWords(course.draft.at) : "")),
      choices.length ? radios("place", t("list"), choices.map((number) => [number, label(pins[number])])) : null,
    ];
  },
  sure: () => [radios("sure", t("role_list"), [0, 1, 2].map((sure) => [sure, howSure(sure)]))],
  compare: () => [thoughts()],
  need: () => [thoughts()],
  role: () => [radios("role", t("role_list"), [[true, t("happened")], [false, t("named")]])],
  order({ events }) {
    const { order } = course.draft;
    const move = (at, by) => {
      [order[at], order[at + by]] = [order[at + by], order[at]];
      emit("lesson", `li:nth-child(${at + by + 1}) button:not(:disabled)${order[at + by + by] === undefined ? "" : by < 0 ? ":first-of-type" : ":last-of-type"}`);
      say(t("moved", { text: events[order[at + by]].text, place: at + by + 1, all: order.length }));
    };
    const arrow = (at, by, label) => button(by < 0 ? "▲" : "▼", () => move(at, by), { "aria-label": label, title: label, disabled: order[at + by] === undefined });
    const row = (number, at) => {
      const { text } = events[number];
      return el("li", {}, el("bdi", {}, text), el("span", { class: "arrows" }, arrow(at, -1, t("earlier", { text })), arrow(at, 1, t("later", { text }))));
    };
    return [noted(t("order_how")), el("ol", { class: "order" }, ...order.map(row))];
  },
};

function thought(question, { text }) {
  return (text || "").trim() ? { right: null, words: solution(question), given: text.trim() } : null;
}

const ANSWER = {
  where({ place, within }, { at, choice }) {
    const pin = pins[place];
    if (at) {
      const km = kmBetween(at, pin.at);
      return { right: km <= within, words: `${itIs(pin)} ${t(pin.area ? "off_area" : "off", { km: kmWords(km) })}`, given: pointWords(at), at };
    }
    if (choice === undefined) return null;
    const other = choice === place ? "" : ` ${t("off_at", { name: pins[choice].name, km: kmWords(kmBetween(pins[choice].at, pin.at)) })}`;
    return { right: choice === place, words: itIs(pin) + other, given: pins[choice].name, at: choice === place ? null : pins[choice].at };
  },
  role(question, { choice }) {
    return choice === undefined ? null : { right: choice === question.happened, words: solution(question), given: t(choice ? "happened" : "named") };
  },
  sure(question, { choice }) {
    return choice === undefined ? null : { right: choice === question.sure, words: solution(question), given: howSure(choice) };
  },
  compare: thought,
  need: thought,
  order({ events }, { order }) {
    const good = order.filter((number, i) => number === i).length;
    return { right: good === events.length, words: t("in_order", { good, all: events.length }), given: order.map((number) => events[number].text).join("; ") };
  },
};
