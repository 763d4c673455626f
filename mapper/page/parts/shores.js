// A finer coast around pins near a shore, and whose it is.

import { el } from "../core/dom.js";
import { data, t } from "../core/language.js";
import { outlines } from "../map/outlines.js";

if (data.shores.layers.length) {
  const whose = t("shores_credit", { credit: data.shores.credit });
  outlines.addGround(data.shores.layers, data.shores.scale);
  data.words.picture_credits += ` ${whose}.`; // a picture has them too
  const beside = document.querySelector(".detail-credit");
  if (beside) beside.append(` · ${whose}`);
  else document.querySelector(".map").append(el("p", { class: "detail-credit furniture" }, whose));
}
