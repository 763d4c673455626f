// Everything on the map that hangs on the filters, on the view and on what is selected.

import { colour } from "../core/colours.js";
import { ROLES } from "../core/roles.js";
import { emit, state, when } from "../state.js";
import { drawAreas } from "./areas.js";
import { drawn, gather } from "./clusters.js";
import { drawInset } from "./inset.js";
import { drawLabels } from "./labels.js";
import { drawOutside } from "./outside.js";
import { clusterMark, drawSelection, marks, pinMark } from "./pins.js";

export function drawPins() {
  marks.clearLayers();
  gather();
  emit("draw");
  drawAreas();
  if (!state.instead) {
    const inks = { ink: colour("--ink"), paper: colour("--raised"), ...Object.fromEntries(ROLES.map((role) => [role, colour(`--${role}`)])) };
    // The weakest first, so that the strongest lie on top.
    for (const cluster of [...drawn].reverse()) {
      marks.addLayer(cluster.pins.length > 1 ? clusterMark(cluster, inks) : pinMark(cluster.pins[0]));
    }
  }
  drawSelection();
  drawLabels();
  drawOutside();
  drawInset();
}

when("filter", drawPins);
when("select", () => {
  drawAreas();
  drawSelection();
  drawLabels();
});
