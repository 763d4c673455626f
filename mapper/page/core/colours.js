// The colours of the style, for what is drawn on a canvas.

/** What was asked for since light became dark or dark light: to ask costs as much as to draw a pin. */
export const colours = new Map();

/** The value of a custom property of the style, such as "--site". */
export function colour(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return colours.get(name);
}
