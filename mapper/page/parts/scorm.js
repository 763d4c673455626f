// A lesson in a platform that speaks SCORM, 1.2 or 2004: score, answers and how far the pupil has come are told to it,
// and to nobody else. mapper/teach/scorm.py wrote the package.

import { when } from "../state.js";
import { judge } from "./lesson/ask.js";
import { course, headOf, questions, scored, sentenceAsked, solution } from "./lesson/course.js";
import { goToQuestion } from "./lesson/lesson.js";
import { pupil } from "./lesson/results.js";
/** @import { Draft } from "./lesson/course.js" */

const LONGEST = 250; // characters of an answer; 1.2 takes 255
const begun = Date.now();

/** What each version calls things. */
const SAYS = {
  LMS: {
    start: "LMSInitialize", end: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", keep: "LMSCommit",
    name: "cmi.core.student_name", status: "cmi.core.lesson_status", score: "cmi.core.score", exit: "cmi.core.exit",
    response: "student_response", wrong: "wrong", time: "time", spent: "cmi.core.session_time", untouched: "not attempted",
  },
  API_1484_11: {
    start: "Initialize", end: "Terminate", get: "GetValue", set: "SetValue", keep: "Commit",
    name: "cmi.learner_name", status: "cmi.completion_status", score: "cmi.score", exit: "cmi.exit",
    response: "learner_response", wrong: "incorrect", time: "timestamp", spent: "cmi.session_time", untouched: "unknown",
  },
};

/** The platform's object in this window or one around it; a window of another origin shows nothing of itself. */
function platform() {
  for (const first of [window, window.opener]) {
    for (let [at, left] = [first, 20]; at && left; left--) {
      try {
        if (at.API_1484_11) return { api: at.API_1484_11, says: SAYS.API_1484_11 };
        if (at.API) return { api: at.API, says: SAYS.LMS };
      } catch {
        break;
      }
      at = at.parent === at ? null : at.parent;
    }
  }
  return null;
}

const found = platform();
const get = (key) => String(found.api[found.says.get](key));
const set = (key, value) => found.api[found.says.set](key, String(value));
const keep = () => found.api[found.says.keep]("");

const two = (number) => String(Math.floor(number)).padStart(2, "0");
const clock = (seconds) => `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
const is12 = () => found.says === SAYS.LMS;
const now = () => (is12() ? new Date().toTimeString().slice(0, 8) : new Date().toISOString().slice(0, 19));
const short = (text) => text.replace(/\s+/g, " ").slice(0, LONGEST);

function tellScore() {
  const { right, all } = scored();
  set(`${found.says.score}.min`, 0);
  set(`${found.says.score}.max`, 100);
  set(`${found.says.score}.raw`, all ? Math.round((100 * right) / all) : 0);
  if (!is12()) set("cmi.score.scaled", all ? (right / all).toFixed(4) : 0);
}

/** An answer more: nothing that was told before is changed. */
function tellAnswer(number) {
  const [question, answer] = [questions[number], course.answers[number]];
  const key = `cmi.interactions.${get("cmi.interactions._count")}`;
  set(`${key}.id`, `q${number + 1}`);
  set(`${key}.type`, "fill-in");
  set(`${key}.${found.says.time}`, now());
  if (!is12()) set(`${key}.description`, short(`${headOf(question)} ${sentenceAsked(question)}`));
  if (answer.right !== null) set(`${key}.correct_responses.0.pattern`, short(solution(question)));
  set(`${key}.${found.says.response}`, short(answer.given));
  set(`${key}.result`, answer.right === null ? "neutral" : answer.right ? "correct" : found.says.wrong);
}

/** How far the pupil has come, in few characters: 1.2 keeps 4,096. */
function keepPlace() {
  const kept = (/** @type {Draft} */ { at, choice, order, text }) => (at ? { at: [at.lat, at.lng].map((value) => Number(value.toFixed(4))) } : { choice, order, text: text && text.slice(0, 200) });
  set("cmi.suspend_data", JSON.stringify([course.at, questions.map((_, i) => (course.answers[i] ? kept(course.answers[i].draft) : 0))]));
  set(found.says.exit, "suspend");
}

/** Go on where the pupil left. What another lesson has kept is none of ours. */
function resume() {
  try {
    const [at, drafts] = JSON.parse(get("cmi.suspend_data"));
    if (drafts.length !== questions.length) return;
    course.answers = drafts.map((draft, i) => {
      if (!draft) return undefined;
      const whole = draft.at ? { ...draft, at: L.latLng(draft.at) } : draft;
      return { ...judge(questions[i], whole), draft: whole };
    });
    goToQuestion(Math.min(at, questions.length));
  } catch {
    // nothing was kept
  }
}

function setUpScorm() {
  if (!found || String(found.api[found.says.start]("")) !== "true") return;
  if (["", found.says.untouched, "not attempted"].includes(get(found.says.status))) set(found.says.status, "incomplete");
  pupil.name = get(found.says.name);
  resume();
  when("answered", (number) => {
    tellAnswer(number);
    tellScore();
    keepPlace();
    keep();
  });
  when("finished", () => {
    tellScore();
    set(found.says.status, "completed");
    keepPlace();
    keep();
  });
  window.addEventListener("pagehide", () => {
    const seconds = Math.round((Date.now() - begun) / 1000);
    set(found.says.spent, is12() ? `00${clock(seconds)}`.slice(-10) : `PT${seconds}S`);
    keepPlace();
    found.api[found.says.end]("");
  });
}

setUpScorm();
