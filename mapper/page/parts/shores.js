// A finer coast around pins near a shore, and whose it is.

import { el } from "../core/dom.js";
import { data, t } from "../core/language.js";
import { outlines } from "../map/outlines.js";
import { map } from "../map/world.js";

if (data.shores.layers.length) {
  const whose = t("shores_credit", { credit: data.shores.credit });
  outlines.addGround(data.shores.layers, data.shores.scale);
  data.words.picture_credits += ` ${whose}.`; // a picture has them too
  const said = el("span", {}, whose);
  const beside = document.querySelector(".detail-credit") || el("p", { class: "detail-credit furniture" });
  beside.append(beside.hasChildNodes() ? " · " : "", said);
  document.querySelector(".map").append(beside);
  const show = () => {
    said.hidden = map.getZoom() < data.shores.layers[0].zoom; // where none of it is seen
  };
  map.on("zoomend", show);
  show();
}
