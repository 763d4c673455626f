// The dialogs, and what can be taken away from one of them.

import { el } from "../core/dom.js";
import { passed } from "../core/filter.js";
import { t } from "../core/language.js";
import { csv, geojson } from "./data.js";
import { picture } from "./picture.js";
import { sharedPng } from "./share.js";
import { citation, shownExcerpts, shownPins } from "./shown.js";
import { vectorPicture } from "./vector.js";

export function save(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  el("a", { href: url, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10000);
}

export const DOWNLOADS = {
  geojson: () => save("map.geojson", geojson(), "application/geo+json"),
  csv: () => save("map.csv", csv(), "text/csv"),
  svg: () => save("map.svg", vectorPicture(), "image/svg+xml"),
  png: () => picture().toBlob((blob) => save("map.png", blob, "image/png")),
  wide: () => sharedPng("wide", (blob) => save("map-1200x630.png", blob, "image/png")),
  tall: () => sharedPng("tall", (blob) => save("map-1080x1350.png", blob, "image/png")),
  print: () => window.print(),
};

export function openDialog(id) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById(id));
  if (id === "take") {
    const rows = shownPins().reduce((sum, pin) => sum + shownExcerpts(pin).length, 0);
    document.getElementById("taken").textContent = t("taken", { places: t("places", { count: passed.pins }), excerpts: t("excerpts", { count: rows }) });
    /** @type {HTMLTextAreaElement} */ (document.getElementById("citation")).value = citation();
  }
  dialog.showModal();
  dialog.querySelector("h2").focus(); // and not the first button, which stands at the end of a long text
}

export function buildDialogs() {
  for (const node of document.querySelectorAll("[data-take]")) {
    node.addEventListener("click", () => {
      if (node.getAttribute("data-take") === "print") node.closest("dialog").close();
      DOWNLOADS[node.getAttribute("data-take")]();
    });
  }
  // A click beside a dialog closes it, as its button and Escape do.
  // The button does it by itself, for in a sandbox no form is sent, not even one of a dialog.
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.querySelector("form button").addEventListener("click", (event) => {
      event.preventDefault();
      dialog.close();
    });
  }
}
