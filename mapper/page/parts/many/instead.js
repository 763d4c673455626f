// What the map shows in place of pins: the button of each, one at a time.

import { t } from "../../core/language.js";
import { pins } from "../../core/model.js";
import { state, when } from "../../state.js";
import { drawPins } from "../../map/draw.js";
import { map } from "../../map/world.js";
import { writeAddress } from "../../panel/address.js";
import { iconButton, moreTools } from "../../tools/buttons.js";
import { heat } from "./heat.js";

const FLAME = "M12 3c1 4 5 6 5 11a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-3-1-6 1-10z";
const LEAST_HOT = 20; // of fewer places the pins say as much

/** Show it in place of the pins; "" shows the pins again. */
export function showInstead(name) {
  state.instead = name;
  if (name === "heat") heat.addTo(map);
  else heat.remove();
  for (const tool of document.querySelectorAll(".tool[data-instead]")) {
    tool.setAttribute("aria-pressed", String(tool.getAttribute("data-tool") === name));
  }
  drawPins();
}

function toolOf(name, words, path) {
  const press = () => {
    showInstead(state.instead === name ? "" : name);
    writeAddress(false);
  };
  return iconButton(name, words, press, { "aria-pressed": "false", "data-instead": "" }, path);
}

if (pins.length > LEAST_HOT) moreTools.push(() => toolOf("heat", t("heat"), FLAME));
when("draw", () => heat.draw());
