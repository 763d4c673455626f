// What the framed view leaves out.

import { button } from "../core/dom.js";
import { passed } from "../core/filter.js";
import { listed, t } from "../core/language.js";
import { pins } from "../core/model.js";
import { state, when } from "../state.js";
import { areas, turned } from "./areas.js";
import { isFramed, showAll, weightOf } from "./frame.js";
import { isDim, litPins } from "./look.js";
import { copyOf, map } from "./world.js";

export const outside = button("", () => showAll(litPins()), { class: "outside", hidden: true });

/** "2 places outside: Odessa, Texas ›" as long as the view is the one that the page chose. */
export function drawOutside() {
  const box = map.getBounds();
  const out = isFramed() && !state.instead ? pins.filter((pin) => passed.pinRole[pin.index] && !isDim(pin) && !isInView(pin, box)) : [];
  outside.hidden = !out.length;
  if (!out.length) return;
  out.sort((a, b) => weightOf(b) - weightOf(a));
  const names = out.slice(0, 2).map((pin) => pin.name.slice(0, 30));
  outside.textContent = t("outside", { count: out.length, names: `${listed(names)}${out.length > 2 ? " …" : ""}` });
}

function isInView(pin, box) {
  const area = areas.get(pin);
  return area ? box.intersects(L.latLngBounds(turned(area.main, map.getCenter().lng).flat())) : box.contains(copyOf(pin.at));
}

when("frame", drawOutside);
