// How a place looks as the filters and the reader's choice have it.

import { colour } from "../core/colours.js";
import { passed } from "../core/filter.js";
import { pins } from "../core/model.js";
import { state } from "../state.js";

/** The role a pin is drawn by: the strongest that passes the filters; for the selected pin any; else none. */
export const roleOf = (pin) => passed.pinRole[pin.index] || (pin === state.selected ? pin.role : null);

/** The role that the ring or the edge of the selected place tells: that of the word that was pressed. */
export const ringRole = (pin) => (pin === state.selected && state.role) || roleOf(pin);

const SMALLEST = pins.length > 300 ? 3 : 5; // px: many pins are small ones
export const radiusOf = (pin) => Math.min(13, SMALLEST + 1.6 * Math.sqrt(passed.pinCount[pin.index] || pin.excerpts.length));
export const visiblePins = () => pins.filter(roleOf);

/** Whether a place stands back because another article than its own is open. */
export const isDim = (pin) => state.focus !== null && !state.focus.has(pin) && pin !== state.selected;
export const DIM = 0.25; // of its strength
export const litPins = () => visiblePins().filter((pin) => !isDim(pin));

export function styleOf(role, unsure) {
  const ink = colour(`--${role}`);
  const paper = colour("--map-halo");
  const dashArray = unsure ? "3 3" : null;
  if (role === "context") return { role, color: ink, weight: 2.5, fillColor: paper, fillOpacity: 0.85, dashArray };
  // A solid pin that is not sure has its ring dashed, in its own colour, around a paler middle.
  if (unsure) return { role, color: ink, weight: 2, fillColor: ink, fillOpacity: 0.45, dashArray };
  return { role, color: paper, weight: 1.5, fillColor: ink, fillOpacity: 0.95, dashArray };
}
