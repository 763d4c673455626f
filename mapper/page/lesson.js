"use strict";
// A lesson: one question at a time in the panel, answered there or on the map; a score that this page alone knows; and
// the same questions on paper. Nothing is stored and nothing is sent. mapper/teach/lesson.py wrote the questions.

/** @typedef {{ note: string, sources: { words: string, url: string }[] }} Told
 * @typedef {{ kind: "where" | "role" | "order", text: string | string[], place?: number, article?: number, within?: number,
 *   choices?: number[], happened?: boolean, events?: { date: string, text: string, article?: number }[], told: Told[] }} Question
 * @typedef {{ at?: any, choice?: any, order?: number[] }} Draft  what is chosen, but not answered yet
 * @typedef {{ right: boolean, words: string, at?: any }} Answer */

const LESSON = data.lesson;
/** @type {Question[]} */
const questions = LESSON.questions;
// Not in a sandbox, which forbids to print.
const alone = window.parent === window || window.origin !== "null";
// The reader's mark, and the way from it to the right place.
const guesses = L.layerGroup();
const cross = el("div", { class: "cross", "aria-hidden": "true" });

const course = {
  // The question shown; -1 is the beginning, questions.length the end.
  at: -1,
  /** @type {(Answer | undefined)[]} */
  answers: [],
  /** @type {Draft} */
  draft: {},
};
const scored = () => ({ right: course.answers.filter((answer) => answer && answer.right).length, all: questions.length });

const kmWords = (km) => (km < 1 ? t("near") : t("km", { count: Number(km.toFixed(km < 10 ? 1 : 0)) }));
const itIs = (pin) => t("it_is", { place: placeWords(pin) });
/** "Marked on the map: 46.5° N, 30.7° E." */
function pointWords({ lat, lng }) {
  const [ns, ew] = [lat, lng].map((value) => ({ n: Math.abs(value).toFixed(1) }));
  return t("marked", { lat: t(lat < 0 ? "south" : "north", ns), lng: t(lng < 0 ? "west" : "east", ew) });
}
const kmBetween = (a, b) => a.distanceTo(b) / 1000;
const headOf = (question) => (question.kind === "where" && question.text.length === 1 ? t("where_bare") : t(`ask_${question.kind}`));

/** Events as they are first shown: by their words, and never in their right order. */
function shuffled(events) {
  const order = events.map((_, i) => i).sort((a, b) => (events[a].text < events[b].text ? -1 : 1));
  return order.every((number, i) => number === i) ? order.reverse() : order;
}

// ---------------------------------------------------------------- screens

function goToQuestion(number) {
  course.at = number;
  course.draft = {};
  guesses.clearLayers();
  if (selected) deselect();
  const question = questions[number];
  if (question && question.kind === "order") course.draft.order = shuffled(question.events);
  showAround(question ? [question] : []);
  drawLesson();
  if (course.answers[number]) drawAnswer();
  else if (question && question.kind === "role") {
    fly(pins[question.place]);
    drawGuess(pins[question.place].at);
  }
}

/** The part of the world that questions are about: that of the list where there is one, which tells no more than it. */
function showAround(about) {
  showPoints(about.filter(({ kind }) => kind === "where").flatMap(({ place, choices }) => (about.length === 1 ? choices : place)).map((number) => pins[number].at));
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
    { class: "lesson", "data-asking": !answer && question.kind },
    noted(t("progress", { number: number + 1, ...scored() })),
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
    { class: "lesson" },
    el("h2", { tabindex: "-1", dir: "auto" }, LESSON.title || t("lesson")),
    aboutLine(LESSON.about),
    noted(t("begins", { count: questions.length }), " ", t("kept")),
    el("p", { class: "bar steps" }, button(t("begin"), () => goToQuestion(0), { class: "main" })),
    el("details", { class: "why" }, el("summary", {}, t("teacher")), ...paper),
  );
}

/** The words that are asked about: names left out, or the name in question marked; once answered, filled in. */
function words(question, answer) {
  if (question.kind === "order") return el("p", { dir: "auto" }, question.text);
  const pin = pins[question.place];
  const pieces = question.kind === "where"
    ? question.text.flatMap((text, i) => [i ? (answer ? el("mark", { class: "role-site" }, pin.name) : blank()) : "", text])
    : question.text.map((text, i) => (i % 2 ? el("mark", { class: `role-${!answer ? "asked" : question.happened ? "site" : "actor"}` }, text) : text));
  return el("blockquote", question.article === undefined ? { dir: "auto" } : ofArticle(articles[question.article]), ...pieces);
}

const blank = () => el("span", { class: "blank" }, el("span", { class: "unseen" }, t("blank")));

// ---------------------------------------------------------------- asking

function form(question) {
  const nothing = el("p", { class: "note", role: "status" });
  const submit = () => {
    const answer = ANSWER[question.kind](question, course.draft);
    if (!answer) {
      nothing.textContent = t("nothing");
      return;
    }
    course.answers[course.at] = answer;
    drawLesson(".verdict");
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

const FORM = {
  where(question) {
    const { choices } = question;
    const label = (pin) => el("span", {}, el("bdi", {}, pin.name), el("span", { class: "facts" }, ` ${whereWords(pin)}`));
    return [
      noted(t("where_how", { km: kmWords(question.within), or_list: choices.length ? t("or_list") : "" })),
      noted(t("where_keys")),
      el("p", { class: "bar" }, button(t("middle"), () => mark(map.getCenter())), el("span", { class: "marked", role: "status" }, course.draft.at ? pointWords(course.draft.at) : "")),
      choices.length ? radios("place", t("list"), choices.map((number) => [number, label(pins[number])])) : null,
    ];
  },
  role: () => [radios("role", t("role_list"), [[true, t("happened")], [false, t("named")]])],
  order({ events }) {
    const { order } = course.draft;
    const move = (at, by) => {
      [order[at], order[at + by]] = [order[at + by], order[at]];
      drawLesson(`li:nth-child(${at + by + 1}) button:not(:disabled)${order[at + by + by] === undefined ? "" : by < 0 ? ":first-of-type" : ":last-of-type"}`);
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

/** A place pressed on the map, or its middle. */
function mark(at) {
  if (!layout.classList.contains("asking-where")) return;
  course.draft = { at: at.wrap() };
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (view.querySelectorAll(".lesson input"))) box.checked = false;
  view.querySelector(".marked").textContent = pointWords(course.draft.at);
  drawGuess(at);
  view.querySelector(".ask > .main").scrollIntoView({ block: "nearest" });
}

function drawGuess(at) {
  guesses.clearLayers();
  const ink = colour("--ink");
  for (const radius of [9, 2]) guesses.addLayer(L.circleMarker(at, { interactive: false, radius, color: ink, weight: 2.5, fill: radius < 5, fillOpacity: 1 }));
}

/** Pins, their colours and their reach would give answers away: while a place or its role is asked for they are off the map. */
function hidePins(on) {
  for (const layer of [reaches, marks, selection, glow]) {
    if (on) layer.remove();
    else layer.addTo(map);
  }
  layout.classList.toggle("asking", on);
}

// ---------------------------------------------------------------- answers

const ANSWER = {
  where({ place, within }, { at, choice }) {
    const pin = pins[place];
    if (at) {
      const km = kmBetween(at, pin.at);
      return { right: km <= within, words: `${itIs(pin)} ${t(pin.area ? "off_area" : "off", { km: kmWords(km) })}`, at };
    }
    if (choice === undefined) return null;
    const other = choice === place ? "" : ` ${t("off_at", { name: pins[choice].name, km: kmWords(kmBetween(pins[choice].at, pin.at)) })}`;
    return { right: choice === place, words: itIs(pin) + other, at: choice === place ? null : pins[choice].at };
  },
  role({ place, happened }, { choice }) {
    return choice === undefined ? null : { right: choice === happened, words: t(happened ? "did" : "did_not", { name: pins[place].name }) };
  },
  order({ events }, { order }) {
    const good = order.filter((number, i) => number === i).length;
    return { right: good === events.length, words: t("in_order", { good, all: events.length }) };
  },
};

function verdict(question, answer) {
  return el(
    "div",
    { class: answer.right ? "verdict" : "verdict is-wrong", tabindex: "-1" },
    el("p", { dir: "auto" }, el("strong", {}, t(answer.right ? "right" : "wrong")), ` ${answer.words}`),
    question.events ? el("ol", { class: "dated" }, ...question.events.map((event) => el("li", { dir: "auto" }, el("strong", {}, dateWords(event.date)), ` ${event.text} `, readButton(event)))) : null,
    ...explained(question),
    question.article === undefined ? null : originLine("lesson", question.article, likest(question)),
  );
}

const readButton = ({ article }) => (article === undefined ? null : button(t("read_in_article"), () => openArticle(article), { class: "quiet" }));

/** Of the excerpts about the place in the article, the one with the most words of the question. */
function likest({ article, place, text }) {
  const asked = new Set(fold([text].flat().join(" ")).split(" "));
  const alike = (excerpt) => fold(sentenceOf(excerpt)).split(" ").filter((word) => asked.has(word)).length;
  return articles[article].excerpts.filter(({ pin }) => pin && pin.index === place).sort((a, b) => alike(b) - alike(a))[0];
}

/** What the author tells with an answer. */
const explained = (question) => question.told.flatMap(({ note, sources }) => [
  aboutLine(note),
  sourceLine("lesson", sources),
]);

/** The right place on the map, and how far the answer was from it. */
function drawAnswer() {
  const [question, answer] = [questions[course.at], course.answers[course.at]];
  if (question.kind === "order") return;
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

// ---------------------------------------------------------------- the end

function ending() {
  const field = /** @type {HTMLTextAreaElement} */ (el("textarea", { id: "lesson-results", readonly: true, rows: 10 }));
  const name = /** @type {HTMLInputElement} */ (el("input", { id: "lesson-name", autocomplete: "off", maxlength: 80, input: () => { field.value = results(name.value); } }));
  field.value = results("");
  return el(
    "section",
    { class: "lesson" },
    el("h2", { tabindex: "-1" }, t("score", scored())),
    noted(t("kept")),
    el("label", { for: "lesson-name" }, t("name")),
    name,
    el("label", { for: "lesson-results" }, t("results")),
    field,
    el("p", { class: "bar steps" },
      button(t("copy"), () => copyOut(field), { class: "main" }),
      button(t("previous"), () => goToQuestion(questions.length - 1), { class: "quiet" }),
      button(t("again"), () => {
        course.answers = [];
        goToQuestion(0);
      }, { class: "quiet" })),
  );
}

function results(name) {
  const line = (question, i) => {
    const answer = course.answers[i];
    const state = answer ? `${t(answer.right ? "right" : "wrong")} ${answer.words}` : t("open");
    return `${i + 1}. ${headOf(question)} ${state}`;
  };
  const head = [name.trim(), LESSON.title || data.title, t("score", scored())].filter(Boolean);
  return [...head, "", ...questions.map(line)].join("\n");
}

async function copyOut(field) {
  field.focus();
  field.select();
  // A sandbox has no clipboard, and says so loudly when asked.
  const copied = alone && navigator.clipboard && (await navigator.clipboard.writeText(field.value).then(() => true, () => false));
  say(copied ? t("copied") : t("copy_self"));
}

// ---------------------------------------------------------------- on paper

// "worksheet" or "key" while one of them is printed.
let sheet = "";

function printLesson(kind) {
  sheet = kind;
  window.print();
}

function startSheet() {
  if (!sheet) return;
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
    el("ol", {}, ...questions.map((question) => el("li", {}, el("strong", {}, headOf(question)), words(question, key), ...(key ? solved(question) : unsolved(question))))),
    el("p", {}, key ? citation() : t("picture_credits")),
  );
}

/** @param {Question} question */
function unsolved({ kind, choices, events }) {
  if (kind === "role") return [el("p", {}, `☐ ${t("happened")}   ☐ ${t("named")}`)];
  if (events) return [el("p", {}, t("paper_order")), ...shuffled(events).map((number) => el("p", { dir: "auto" }, `____ ${events[number].text}`))];
  const list = choices.length ? ` ${t("paper_of", { names: listed(choices.map((number) => pins[number].name)) })}` : "";
  return [el("p", {}, t("paper_where") + list)];
}

function solved(question) {
  if (question.events) return [...question.events.map((event) => el("p", { dir: "auto" }, `${dateWords(event.date)}: ${event.text}`)), ...explained(question)];
  const pin = pins[question.place];
  const line = question.kind === "where" ? itIs(pin) : t(question.happened ? "did" : "did_not", { name: pin.name });
  return [el("p", {}, line), ...explained(question)];
}

function endSheet() {
  if (!sheet) return;
  sheet = "";
  lessonShown();
  drawPins();
}

// ---------------------------------------------------------------- its place in the page

/** Whatever has come into the panel: the map asks along with a question, and is itself with everything else. */
function lessonShown() {
  const shown = view.querySelector(".lesson");
  const asked = shown && shown.getAttribute("data-asking");
  const where = asked === "where";
  layout.classList.toggle("in-lesson", shown !== null);
  layout.classList.toggle("asking-where", where);
  layout.classList.toggle("asking-country", where && pins[questions[course.at].place].kind === "country");
  hidePins(where || asked === "role");
  if (shown) guesses.addTo(map);
  else guesses.remove();
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

setUpLesson();
