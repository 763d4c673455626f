// The colours from little to much.

import { colour } from "../../core/colours.js";

/** 256 colours from nothing to the strongest: red, green, blue and alpha of each in turn. */
export function rampColours() {
  const strip = document.createElement("canvas");
  strip.width = 256;
  strip.height = 1;
  const context = strip.getContext("2d");
  const colours = context.createLinearGradient(0, 0, 256, 0);
  [`${colour("--heat-low")}00`, `${colour("--heat-low")}cc`, `${colour("--heat-middle")}cc`, `${colour("--heat-high")}cc`].forEach((stop, i) => colours.addColorStop(i / 3, stop));
  context.fillStyle = colours;
  context.fillRect(0, 0, 256, 1);
  return context.getImageData(0, 0, 256, 1).data;
}

/** So many colours, the last the strongest. */
export function shadesOf(count) {
  const ramp = rampColours();
  return Array.from({ length: count }, (_, i) => {
    const at = 4 * Math.round(85 + (170 * i) / Math.max(1, count - 1));
    return `rgb(${ramp.slice(at, at + 3).join(" ")})`;
  });
}
