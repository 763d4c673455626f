// What the map shows in place of pins, one at a time, each by a button of its own and with its key in the legend.

import { el } from "../../core/dom.js";
import { state, when } from "../../state.js";
import { drawPins } from "../../map/draw.js";
import { writeAddress } from "../../panel/address.js";
import { iconButton, moreTools } from "../../tools/buttons.js";

/** @typedef {"" | "heat" | "regions"} Instead
 * @typedef {{ show: () => void, hide: () => void, draw: () => void, key: () => Node[] }} Surface
 *    `key`: what its colours say */

/** @type {Map<Instead, Surface>} */
const surfaces = new Map();
const legendKey = el("div", { class: "key", hidden: true });

/** Show it in place of the pins; "" shows the pins again. @param {Instead} name */
export function showInstead(name) {
  surfaces.get(state.instead)?.hide();
  state.instead = name;
  surfaces.get(name)?.show();
  for (const tool of document.querySelectorAll(".tool[data-instead]")) {
    tool.setAttribute("aria-pressed", String(tool.getAttribute("data-tool") === name));
  }
  if (name) /** @type {HTMLDetailsElement} */ (document.querySelector(".legend")).open = true;
  drawPins();
}

/** Put a button for it among the tools. @param {Instead} name @param {string} path  of its drawing @param {Surface} surface */
export function offerInstead(name, words, path, surface) {
  surfaces.set(name, surface);
  const press = () => {
    showInstead(state.instead === name ? "" : name);
    writeAddress(false);
  };
  moreTools.push(() => iconButton(name, words, press, { "aria-pressed": "false", "data-instead": "" }, path));
}

/** What the key calls the colours, and the colours themselves. @param {...(Node | null)} rows */
export const keyOfColours = (words, ...rows) => [el("p", {}, words), ...rows.filter(Boolean)];

function drawInstead() {
  const surface = surfaces.get(state.instead);
  legendKey.hidden = !surface;
  surface?.draw();
  legendKey.replaceChildren(...(surface ? surface.key() : []));
}

when("build", () => document.querySelector(".legend form").prepend(legendKey));
when("draw", drawInstead);
