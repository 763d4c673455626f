// The map walks along with the text: by button, by key, and by scrolling as long as the reader wants that.

import { button, say } from "../core/dom.js";
import { listed, t } from "../core/language.js";
import { excerptAt, pins } from "../core/model.js";
import { roleInWords, whereWords } from "../core/words.js";
import { select, state, when } from "../state.js";
import { glance, show } from "../map/calm.js";
import { markCurrent } from "./screens.js";
import { panel, view } from "./sheet.js";
/** @import { Pin } from "../core/model.js" */

const excerptOn = (node) => excerptAt(Number(node.getAttribute("data-article")), Number(node.getAttribute("data-mention")));

/** @param {HTMLElement} node @param {(pin: Pin, role: string) => void} look  how the map shows the place */
export function goTo(node, look = show) {
  const pin = pins[Number(node.getAttribute("data-pin"))];
  const { role } = excerptOn(node);
  markCurrent(node);
  select(pin, role);
  look(pin, role);
}

/** From place to place: by button, by key, and by scrolling as long as the reader wants that. */
export const walk = {
  on: true,
  ignore: 0, // scrolling until then (ms of the page's clock) is our own
  mentions: () => /** @type {HTMLElement[]} */ ([...view.querySelectorAll(".reader .mention")]),
  buttons() {
    const toggle = button(t("follows"), () => {
      walk.on = !walk.on;
      toggle.setAttribute("aria-pressed", String(walk.on));
    }, { class: "toggle", "aria-pressed": String(walk.on) });
    return [button(t("next_place"), () => walk.step(1), { class: "next", "aria-keyshortcuts": "n" }), toggle];
  },
  /** To the next mention of another place than the current one, or back to the one before. */
  step(by) {
    const all = walk.mentions();
    if (!all.length) return;
    const now = all.findIndex((node) => node.getAttribute("aria-current") === "true");
    let next = now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by;
    while (all[next] && now >= 0 && all[next].dataset.pin === all[now].dataset.pin) next += by;
    const node = all[(next + all.length) % all.length];
    goTo(node);
    walk.ignore = performance.now() + 400;
    node.scrollIntoView({ block: "center", behavior: "instant" });
    const pin = pins[Number(node.dataset.pin)];
    say(listed([t("place_where", { name: pin.name, where: whereWords(pin) }), roleInWords(excerptOn(node))]));
  },
  /** A new screen scrolls by itself, and so does a mention that is pressed: neither is reading. */
  start() {
    walk.ignore = performance.now() + 400;
  },
  /** The mention that has come to the reading line is shown on the map. */
  follow() {
    if (!walk.on || performance.now() < walk.ignore || !view.querySelector(".reader")) return;
    const box = panel.getBoundingClientRect();
    // The line sinks from the upper to the lower edge, so that the last places are reached as well.
    const progress = panel.scrollTop / Math.max(1, panel.scrollHeight - panel.clientHeight);
    const line = box.top + box.height * (0.25 + 0.7 * progress);
    const read = walk.mentions().filter((node) => node.getBoundingClientRect().top < line);
    const node = read[read.length - 1];
    if (node && node.getAttribute("aria-current") !== "true") goTo(node, glance);
  },
  listen() {
    let timer = 0;
    panel.addEventListener("scroll", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(walk.follow, 150);
    }, { passive: true });
  },
};

when("screen", walk.start);
when("select", () => state.selected || markCurrent(null));
