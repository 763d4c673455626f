// What the page of an editor says. Editors review in English.

import { el } from "../../core/dom.js";
import { grouped } from "../../core/language.js";
import { whereWords } from "../../core/words.js";

export const REVIEW = {
  title: "Review",
  progress: (done, all) => `${grouped(done)} of ${grouped(all)} ${all === 1 ? "name" : "names"} decided`,
  all: "Every name is decided.",
  now: (place, sure) => `On the map at ${place.name}: ${whereWords(place)}; ${sure}.`,
  confirmed: (place) => (place ? `Decided: ${place.name}, ${whereWords(place)}` : "Decided: this is no place"),
  none: "Not on the map.",
  added: "You marked this name. Where is it?",
  pin: (at) => `The pin stands at ${at}. Save it with “Right”.`,
  right: "Right",
  noPlace: "No place",
  undo: "Undo",
  skip: "Skip",
  before: "Back",
  drop: "Drop a pin",
  mark: (words) => `Mark “${words}” as a place`,
  markNone: "Select words in the text to mark a place that was missed",
  redraw: "Draw the map anew",
  download: "Download corrections",
  search: "Another place, or a point such as 46.48, 30.73",
  searchHere: "Another place of this page, or a point such as 46.48, 30.73",
  nothing: "No place has that name.",
  everywhere: "This name is this place everywhere",
  more: "Who, why and keys",
  by: "Your name",
  why: "Why",
  keys: "Keys",
  keysHelp: "Enter or y: right. 1 to 9: that place. x: no place. s, c, a: it happened here, context, acting. d: drop a pin. / search. e: everywhere. m: mark the selected words. u: undo. j and k: next and back.",
  roles: "Role",
  site: "It happened here",
  context: "Named for context",
  actor: "Acting or speaking",
  choices: "Other places",
  saving: "Saving …",
  saved: "Saved.",
  kept: (count) => `${grouped(count)} ${count === 1 ? "correction" : "corrections"} not downloaded yet.`,
  undone: "Taken back.",
  failed: (reason) => `Not saved: ${reason}`,
  gone: "the server does not answer; is `mapper review` still running?",
  lost: "Corrections that are not saved yet will be lost.",
};

export const withKey = (words, key) => [words, el("kbd", { "aria-hidden": "true" }, key)];
export const keyButton = (words, key, action, attributes = {}) => el("button", { type: "button", click: action, "aria-keyshortcuts": key === "⏎" ? "Enter" : key, ...attributes }, ...withKey(words, key));
