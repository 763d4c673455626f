// Light and dark.

import { colour, colours } from "../core/colours.js";
import { drawPins } from "../map/draw.js";
import { outlines } from "../map/outlines.js";

/** @type {CSSMediaRule} */
export const darkRule = /** @type {any} */ ([...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).find((rule) => rule.cssText.includes("--dark: 1")));

export const isDark = () => colour("--dark") === "1";

/** The rule that holds the dark colours applies always or never from now on, whatever the system says. */
export function setDark(on) {
  darkRule.media.mediaText = on ? "all" : "not all";
  repaint();
}

/** A canvas does not know that colours have changed. */
export function repaint() {
  colours.clear();
  document.querySelector('[data-tool="dark"]').setAttribute("aria-pressed", String(isDark()));
  outlines.redraw();
  drawPins();
}
