// Roads and railways around the pins, of an extract that its user had, and whose they are.

import { el } from "../core/dom.js";
import { data, t } from "../core/language.js";
import { outlines } from "../map/outlines.js";

const whose = t("detail_credit", { credit: data.detail.credit });
outlines.add(data.detail.layers, data.detail.scale);
data.words.picture_credits += ` ${whose}.`; // a picture has them too
document.querySelector(".map").append(el("p", { class: "detail-credit furniture" }, whose));
