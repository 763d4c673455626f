// The map while a question is asked: the reader's mark, and nothing that would give the answer away.

import { colour } from "../../core/colours.js";
import { el } from "../../core/dom.js";
import { pins } from "../../core/model.js";
import { isNamed, shades } from "../../map/areas.js";
import { glow } from "../../map/glow.js";
import { marks, selection } from "../../map/pins.js";
import { uncertainties } from "../../map/uncertainty.js";
import { map } from "../../map/world.js";
import { layout, view } from "../../panel/sheet.js";
import { course, pointWords, questions } from "./course.js";
import { showPoints } from "../teaching.js";

// The reader's mark, and the way from it to the right place.
export const guesses = L.layerGroup();

export const cross = el("div", { class: "cross", "aria-hidden": "true" });

/** The part of the world that questions are about: that of the list where there is one, which tells no more than it. */
export function showAround(about) {
  showPoints(about.filter(({ kind }) => kind === "where").flatMap(({ place, choices }) => (about.length === 1 ? choices : place)).map((number) => pins[number].at));
}

/** A place pressed on the map, or its middle. */
export function mark(at) {
  if (!layout.classList.contains("asking-where")) return;
  course.draft = { at: at.wrap() };
  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (view.querySelectorAll(".lesson input"))) box.checked = false;
  view.querySelector(".marked").textContent = pointWords(course.draft.at);
  drawGuess(at);
  view.querySelector(".ask > .main").scrollIntoView({ block: "nearest" });
}

export function drawGuess(at) {
  guesses.clearLayers();
  const ink = colour("--ink");
  for (const radius of [9, 2]) guesses.addLayer(L.circleMarker(at, { interactive: false, radius, color: ink, weight: 2.5, fill: radius < 5, fillOpacity: 1 }));
}

/** Pins, their colours and their reach would give answers away: in a lesson they are off the map, but for a place just told. */
export function hidePins(on, told = null) {
  const stays = told && (isNamed(told) ? shades : selection);
  for (const layer of [shades, uncertainties, marks, selection, glow]) {
    if (on && layer !== stays) layer.remove();
    else layer.addTo(map);
  }
  layout.classList.toggle("asking", on);
}

/** Whatever has come into the panel: the map asks along with a question, and is itself with everything else. */
export function lessonShown() {
  const shown = view.querySelector(".lesson");
  const asked = shown && shown.getAttribute("data-asking");
  const where = asked === "where";
  layout.classList.toggle("in-lesson", shown !== null);
  layout.classList.toggle("asking-where", where);
  // What the other tabs show is the answer.
  layout.classList.toggle("asking-now", Boolean(asked) && questions[course.at] !== undefined && asked !== "answered");
  layout.classList.toggle("asking-country", where && pins[questions[course.at].place].kind === "country");
  hidePins(shown !== null, asked === "answered" ? pins[questions[course.at].place] : null);
  if (shown) guesses.addTo(map);
  else guesses.remove();
}
