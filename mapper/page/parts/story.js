// A story: the author's steps one below the other, the map going along as they are scrolled to or asked for by button or
// key. mapper/teach/story.py wrote the steps.

import { colour } from "../core/colours.js";
import { button, el, say } from "../core/dom.js";
import { data, ofArticle, t } from "../core/language.js";
import { articles, pins } from "../core/model.js";
import { ROLES } from "../core/roles.js";
import { whereWords } from "../core/words.js";
import { deselect, select, state } from "../state.js";
import { frameScenes } from "../map/frame.js";
import { numbers } from "../map/labels.js";
import { fly, moveMap } from "../map/moves.js";
import { map } from "../map/world.js";
import { layout, panel, view } from "../panel/sheet.js";
import { citation } from "../tools/shown.js";
import { aboutLine, addTab, keys, noted, originLine, placeWords, putOnPaper, showPoints, sourceLine } from "./teaching.js";
/** @import { Pin } from "../core/model.js" */

/** @typedef {{ title?: string, text?: string, name?: string, place?: number, point?: number[], view?: number[], article?: number,
 *   sources?: { words: string, url: string }[], date?: string, image?: string, alt?: string, credit?: string,
 *   caption?: string, link?: string }} Step */

const STORY = data.story;

/** @type {Step[]} */
const steps = STORY.steps;

const stops = L.layerGroup();

/** @type {(step: Step) => Pin | null} */
const pinOfStep = ({ place }) => (place === undefined ? null : pins[place]);

const stopOf = (step) => (step.point ? L.latLng(step.point) : pinOfStep(step) && pinOfStep(step).at);
const storyInPanel = () => view.querySelector(".story");
const titleOfStep = (step, i) => step.title || step.name || (pinOfStep(step) || { name: t("step", { number: i + 1 }) }).name;

const telling = {
  at: 0,
  // How far the panel was scrolled by the page itself, in px: there nobody has scrolled since.
  rest: 0,
  nodes: () => /** @type {HTMLElement[]} */ ([...view.querySelectorAll(".step")]),
  /** To a step: its words to the top, its place on the map. */
  go(number) {
    const node = telling.nodes()[number];
    if (!node) return;
    telling.show(number);
    node.scrollIntoView();
    telling.rest = panel.scrollTop;
    /** @type {HTMLElement} */ (node.querySelector("h3")).focus({ preventScroll: true });
  },
  /** The map goes to a step, and the step is the current one. */
  show(number) {
    telling.at = number;
    telling.nodes().forEach((node, i) => (i === number ? node.setAttribute("aria-current", "step") : node.removeAttribute("aria-current")));
    view.querySelector(".story-at").textContent = t("step_of", { number: number + 1, all: steps.length });
    view.querySelectorAll(".story-bar button").forEach((node, i) => node.setAttribute("aria-disabled", String(number === i * (steps.length - 1))));
    const [step, pin, stop] = [steps[number], pinOfStep(steps[number]), stopOf(steps[number])];
    if (pin) select(pin);
    else if (state.selected) deselect();
    const [lat, lon, zoom] = step.view || [];
    if (step.view) moveMap(L.latLng(lat, lon), zoom, 0.8);
    else if (pin) fly(pin);
    else if (stop) moveMap(stop, 8, 0.8);
    else frameScenes();
    drawStops();
    say(t("shows", { what: pin ? placeWords(pin) : step.name || (stop || step.view ? titleOfStep(step, number) : t("all_places")) }));
  },
  /** The step that has come to the reading line is shown. */
  follow() {
    if (document.documentElement.classList.contains("printing")) return; // paper scrolls the panel, and nobody does
    if (Math.abs(panel.scrollTop - telling.rest) < 2 || !storyInPanel()) return;
    telling.rest = NaN;
    const box = panel.getBoundingClientRect();
    // The line sinks from the upper to the lower edge, so that the last steps are reached as well.
    const line = box.top + box.height * (0.3 + 0.65 * (panel.scrollTop / Math.max(1, panel.scrollHeight - panel.clientHeight)));
    const number = Math.max(0, telling.nodes().filter((node) => node.getBoundingClientRect().top < line).length - 1);
    if (number !== telling.at) telling.show(number);
  },
};

/** The stops with their numbers, and the way from one to the next. */
function drawStops() {
  stops.clearLayers();
  const way = steps.map(stopOf);
  stops.addLayer(L.polyline(way.filter(Boolean), { interactive: false, color: colour("--ink"), weight: 1.5, opacity: 0.6, dashArray: "3 6" }));
  const first = new Map();
  way.forEach((at, i) => at && first.set(String(at), [...(first.get(String(at)) || []), i]));
  for (const numbersHere of first.values()) {
    const words = el("span", {}, numbersHere.map((i) => i + 1).join("·"));
    const now = numbersHere.includes(telling.at);
    const icon = L.divIcon({ className: `stop${now ? " stop-now" : ""}`, html: words, iconSize: [26, 26] });
    const stop = L.marker(way[numbersHere[0]], { icon, keyboard: false, zIndexOffset: now ? 1000 : 0 });
    stops.addLayer(stop.on("click", () => telling.go(numbersHere.find((i) => i > telling.at) ?? numbersHere[0])));
  }
}

function storyView() {
  const arrow = (by, label) => button(by < 0 ? "‹" : "›", () => telling.go(telling.at + by), { "aria-label": label, title: label });
  return el(
    "section",
    { class: "story" },
    el("h2", { tabindex: "-1", dir: "auto" }, STORY.title || t("story")),
    aboutLine(STORY.about),
    STORY.harm ? noted(t("story_harm")) : null,
    keys.matches ? noted(t("keys")) : null,
    el("ol", {}, ...steps.map(stepItem)),
    el("p", { class: "story-bar" }, arrow(-1, t("step_previous")), el("span", { class: "story-at" }), arrow(1, t("step_next"))),
  );
}

function stepItem(step, i) {
  const pin = pinOfStep(step);
  const title = titleOfStep(step, i);
  const where = !pin ? step.name : title === pin.name ? whereWords(pin) : placeWords(pin);
  return el(
    "li",
    { class: "step" },
    el("h3", { tabindex: "-1", dir: "auto" }, el("span", { class: "step-number", "aria-hidden": "true" }, String(i + 1)), title),
    step.date ? el("p", { class: "where", dir: "auto" }, step.date) : null,
    where && where !== title ? el("p", { class: "where", dir: "auto" }, where) : null,
    figure(step),
    step.text ? el("p", { class: "words", dir: "auto" }, step.text) : null,
    ...quotation(step, pin),
    sourceLine("story", step.sources),
  );
}

/** The step's picture with what is said of it, or the way to what it links to. */
function figure({ image, alt, credit, caption, link }) {
  const shown = image ? el("img", { src: image, alt }) : link;
  if (!shown) return null;
  const led = link ? el("a", { href: link, target: "_blank", rel: "noopener noreferrer nofollow" }, shown) : shown;
  const said = [caption, credit].filter(Boolean).join(" ");
  return el("figure", { class: "picture" }, led, said ? el("figcaption", { dir: "auto" }, said) : null);
}

/** The article's sentence about the place, and the way to the article. */
function quotation({ article }, pin) {
  if (article === undefined) return [];
  const [excerpt] = ROLES.flatMap((role) => (pin ? pin.excerpts.filter((each) => each.article === article && each.role === role) : []));
  const from = originLine("story", article, excerpt);
  if (!excerpt) return [from];
  return [el("blockquote", ofArticle(articles[article]), excerpt.before, el("mark", { class: `role-${excerpt.role}` }, excerpt.text), excerpt.after), from];
}

/** Arrow keys walk through the story wherever they do nothing else. */
function turnPage(event) {
  if (!storyInPanel() || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input, select, textarea, .leaflet-container")) return;
  const by = { ArrowRight: 1, ArrowLeft: -1, n: 1, p: -1 }[event.key];
  if (by) telling.go(telling.at + by);
}

/** Stops are on the map as long as the story is in the panel; a step that was left is come back to. */
function storyShown() {
  const shown = storyInPanel();
  layout.classList.toggle("in-story", shown !== null);
  if (!shown) {
    stops.remove();
    return;
  }
  stops.addTo(map);
  if (!shown.querySelector("[aria-current]")) {
    telling.show(telling.at);
    if (telling.at) telling.nodes()[telling.at].scrollIntoView();
  }
  telling.rest = panel.scrollTop;
}

/** On paper: the steps in their order, below a map of all stops. */
function printStory() {
  if (!storyInPanel()) return;
  numbers.clear();
  showPoints(steps.map(stopOf).filter(Boolean));
  putOnPaper(storyView(), el("p", {}, citation()));
}

function setUpStory() {
  window.addEventListener("beforeprint", printStory);
  window.addEventListener("afterprint", () => storyInPanel() && telling.show(telling.at));
  document.addEventListener("keydown", turnPage);
  let timer = 0;
  panel.addEventListener("scroll", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => telling.follow(), 150);
  }, { passive: true });
  addTab("story", t("story"), storyView, storyShown);
}

setUpStory();
