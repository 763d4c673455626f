// On a phone the panel is a sheet of three heights.

import { button, el } from "../core/dom.js";
import { t } from "../core/language.js";

export const panel = document.getElementById("panel");
export const view = document.getElementById("view");
const SHEET = ["low", "half", "full"];
export const layout = /** @type {HTMLElement} */ (document.querySelector(".layout"));
export const phone = window.matchMedia("(max-width: 700px)");
const sheetHeight = () => layout.getAttribute("data-sheet") || "half";

function setSheet(height) {
  layout.setAttribute("data-sheet", height);
  layout.style.removeProperty("--sheet");
  for (const [name, node] of Object.entries(sheetButtons)) node.disabled = SHEET.indexOf(height) === (name === "up" ? 2 : 0);
}

/** A screen that was asked for is not left under the edge. */
export function raiseSheet() {
  if (phone.matches && sheetHeight() === "low") setSheet("half");
}

const stepSheet = (step) => setSheet(SHEET[Math.max(0, Math.min(2, SHEET.indexOf(sheetHeight()) + step))]);

const sheetButtons = {
  down: button("", () => stepSheet(-1), { class: "sheet-down", "aria-label": t("sheet_down"), title: t("sheet_down_hint") }),
  up: button("", () => stepSheet(1), { class: "sheet-up", "aria-label": t("sheet_up"), title: t("sheet_up_hint") }),
};

export function buildSheet() {
  const grip = el("div", { class: "grip", "aria-hidden": "true" });
  const bar = el("div", { class: "sheet-bar" }, grip, sheetButtons.down, sheetButtons.up);
  panel.before(bar);
  let drag = null;
  bar.addEventListener("pointerdown", (event) => {
    if (event.target.closest("button")) return;
    bar.setPointerCapture(event.pointerId);
    drag = true;
  });
  bar.addEventListener("pointermove", (event) => {
    if (drag) layout.style.setProperty("--sheet", `${Math.max(10, Math.min(90, 100 - (100 * event.clientY) / window.innerHeight))}dvh`);
  });
  const drop = (event) => {
    if (!drag) return;
    drag = null;
    const share = 1 - event.clientY / window.innerHeight;
    setSheet(share < 0.3 ? "low" : share < 0.72 ? "half" : "full");
  };
  bar.addEventListener("pointerup", drop);
  bar.addEventListener("pointercancel", drop);
  setSheet("half");
}
