// The legend is the filter by role.

import { el } from "../core/dom.js";
import { filter, passed } from "../core/filter.js";
import { grouped, t } from "../core/language.js";
import { pins, placed } from "../core/model.js";
import { glyph, ROLES, roleWords } from "../core/roles.js";
import { applyFilters, when } from "../state.js";
import { areas } from "../map/areas.js";

const roleBoxes = new Map();

export function buildLegend() {
  const legend = /** @type {HTMLDetailsElement} */ (document.querySelector(".legend"));
  legend.open = window.innerWidth > 700;
  for (const role of ROLES) {
    if (!placed.some((excerpt) => excerpt.role === role)) continue;
    const box = el("input", { type: "checkbox", name: role, change: () => toggleRole(role, box.checked) });
    const number = el("span", { class: "count" });
    legend.querySelector("form").append(el("label", {}, box, glyph(role), roleWords(role, "legend"), number));
    roleBoxes.set(role, { box, number });
  }
  if (areas.size) legend.querySelector("form").append(el("p", { class: "note" }, t("shaded")));
  legend.hidden = !pins.length;
}

function drawLegend() {
  for (const [role, { box, number }] of roleBoxes) {
    box.checked = filter.roles.has(role);
    number.textContent = grouped(passed.counts.role.get(role) || 0);
  }
}

function toggleRole(role, on) {
  if (on) filter.roles.add(role);
  else filter.roles.delete(role);
  applyFilters();
}

when("sift", drawLegend);
