// The page in a frame leaves the page around it to its reader: the wheel and one finger move that one, not the map.

import { el } from "../core/dom.js";
import { t } from "../core/language.js";
import { map } from "../map/world.js";

const HINT_FOR = 1800; // ms
const hint = el("p", { class: "hint", hidden: true, "aria-hidden": "true" });
let hintTimer = 0;

function showHint(words) {
  hint.textContent = words;
  hint.hidden = false;
  window.clearTimeout(hintTimer);
  hintTimer = window.setTimeout(() => { hint.hidden = true; }, HINT_FOR);
}

/** The wheel zooms once the map was pressed, until the pointer leaves it, or with Ctrl; two fingers move the map. */
export function beGuest() {
  const box = map.getContainer();
  let asked = false;
  const wheelZooms = (on) => (on ? map.scrollWheelZoom.enable() : map.scrollWheelZoom.disable());
  wheelZooms(false);
  box.addEventListener("wheel", (event) => {
    wheelZooms(asked || event.ctrlKey || event.metaKey);
    if (!asked && !event.ctrlKey && !event.metaKey) showHint(t("guest_wheel"));
  }, { capture: true, passive: true });
  box.addEventListener("pointerdown", () => { asked = true; });
  box.addEventListener("mouseleave", () => {
    asked = false;
    wheelZooms(false);
  });
  if (window.matchMedia("(pointer: coarse)").matches) {
    map.dragging.disable();
    box.classList.add("two-fingers");
    box.addEventListener("touchmove", (event) => event.touches.length === 1 && showHint(t("guest_touch")), { passive: true });
  }
  document.documentElement.classList.add("guest");
  document.querySelector(".map").append(hint);
}
