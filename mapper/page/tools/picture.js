// The map as it stands, as a picture.

import { colour } from "../core/colours.js";
import { RTL, t } from "../core/language.js";
import { map } from "../map/world.js";

/** The names on the map, with where they stand in it (px, the middle of the left edge), the dot of a town, and how they look. */
export function shownNames() {
  const box = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(".name, .name-under")].map((name) => {
    const line = document.createRange(); // what stands under a name is a line of its own
    line.selectNodeContents(name.firstChild);
    const { left, top, height } = line.getBoundingClientRect();
    const point = name.closest(".label-town, .label-capital")?.getBoundingClientRect();
    const dot = point ? { x: point.left - box.left, y: point.top - box.top } : null;
    return { text: name.firstChild.textContent, x: left - box.left, y: top - box.top + height / 2, dot, style: getComputedStyle(name) };
  });
}

/** The map as it stands: outlines, heat, pins and names, with the line that its sources ask for. */
export function picture() {
  const [box, ratio, foot] = [map.getContainer().getBoundingClientRect(), 2, 20];
  const canvas = document.createElement("canvas");
  canvas.width = box.width * ratio;
  canvas.height = (box.height + foot) * ratio;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.fillStyle = colour("--map-water");
  context.fillRect(0, 0, box.width, box.height);
  for (const layer of map.getContainer().querySelectorAll("canvas")) {
    const { left, top, width, height } = layer.getBoundingClientRect();
    if (width) context.drawImage(layer, left - box.left, top - box.top, width, height);
  }
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineJoin = "round";
  for (const { text, x, y, dot, style } of shownNames()) {
    if (dot) {
      context.beginPath();
      context.arc(dot.x, dot.y, 2, 0, 2 * Math.PI);
      context.fillStyle = style.color;
      context.fill();
    }
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.letterSpacing = style.letterSpacing === "normal" ? "0px" : style.letterSpacing;
    context.strokeStyle = colour("--map-halo");
    context.lineWidth = 3;
    context.fillStyle = style.color;
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
  context.letterSpacing = "0px";
  context.fillStyle = colour("--paper");
  context.fillRect(0, box.height, box.width, foot);
  context.fillStyle = colour("--muted");
  context.font = "11px system-ui, sans-serif";
  context.direction = RTL ? "rtl" : "ltr";
  context.textAlign = "start";
  context.fillText(t("picture_credits"), RTL ? box.width - 8 : 8, box.height + foot / 2);
  return canvas;
}
