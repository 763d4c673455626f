// Heat: where many places are, without their pins.

import { el } from "../../core/dom.js";
import { passed } from "../../core/filter.js";
import { t } from "../../core/language.js";
import { pins } from "../../core/model.js";
import { isNamed } from "../../map/areas.js";
import { copyOf, map } from "../../map/world.js";
import { keyOfColours, offerInstead } from "./instead.js";
import { rampColours } from "./ramp.js";

const FLAME = "M12 3c1 4 5 6 5 11a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-3-1-6 1-10z";
const LEAST_HOT = 20; // of fewer places the pins say as much

const HeatLayer = L.Layer.extend({
  onAdd() {
    this.canvas = el("canvas", { class: "heat leaflet-zoom-hide" });
    map.getPanes().overlayPane.append(this.canvas);
  },
  onRemove() {
    this.canvas.remove();
  },
  /** A soft spot for each place that passes, by its excerpts; where they add up the colour is stronger. */
  draw() {
    const [size, reach] = [map.getSize(), 26];
    this.canvas.width = size.x;
    this.canvas.height = size.y;
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]));
    const context = this.canvas.getContext("2d", { willReadFrequently: true });
    const spot = document.createElement("canvas");
    spot.width = spot.height = 2 * reach;
    const brush = spot.getContext("2d");
    const fade = brush.createRadialGradient(reach, reach, 0, reach, reach, reach);
    fade.addColorStop(0, "rgb(0 0 0 / 1)");
    fade.addColorStop(1, "rgb(0 0 0 / 0)");
    brush.fillStyle = fade;
    brush.fillRect(0, 0, 2 * reach, 2 * reach);
    // Of many places each alone counts for less, or all would be of one colour.
    const share = 0.35 / Math.max(1, passed.pins / 150) ** 0.5;
    for (const pin of pins) {
      if (!passed.pinRole[pin.index] || isNamed(pin)) continue;
      const { x, y } = map.latLngToContainerPoint(copyOf(pin.at));
      if (x < -reach || y < -reach || x > size.x + reach || y > size.y + reach) continue;
      context.globalAlpha = Math.min(0.9, share * passed.pinCount[pin.index] ** 0.5);
      context.drawImage(spot, x - reach, y - reach);
    }
    const ramp = rampColours();
    const image = context.getImageData(0, 0, size.x, size.y);
    for (let i = 0; i < image.data.length; i += 4) {
      const strength = 4 * image.data[i + 3];
      for (let part = 0; part < 4; part++) image.data[i + part] = ramp[strength + part];
    }
    context.putImageData(image, 0, 0);
  },
});

const heat = new HeatLayer();

const heatKey = () => keyOfColours(
  t("heat_key"),
  el("div", { class: "ramp", "aria-hidden": "true" }),
  el("div", { class: "ramp-ends" }, el("span", {}, t("key_little")), el("span", {}, t("key_much"))),
);

if (pins.length > LEAST_HOT) offerInstead("heat", t("heat"), FLAME, { show: () => heat.addTo(map), hide: () => heat.remove(), draw: () => heat.draw(), key: heatKey });
