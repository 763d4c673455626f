// The page in somebody else's page: what it says to the page around it and hears from it, how it looks in a small
// frame, and what it does about what a sandbox forbids. docs/embedding.md has the messages.

import { button, el } from "../core/dom.js";
import { filter, passed } from "../core/filter.js";
import { fold, foldName } from "../core/fold.js";
import { data, dateWords, listed, t } from "../core/language.js";
import { articles, pinById, pins } from "../core/model.js";
import { applyFilters, state, when } from "../state.js";
import { fly } from "../map/moves.js";
import { map } from "../map/world.js";
import { openPlace } from "../panel/screens.js";
import { layout, phone, view } from "../panel/sheet.js";
import { csv, geojson } from "../tools/data.js";
import { DOWNLOADS } from "../tools/download.js";
import { toast } from "../tools/toast.js";
import { readFragment } from "../tools/visit.js";

const PROTOCOL = 1;
const framed = window.parent !== window;
let hostOrigin = ""; // of the page around this one, once it has said hello and may speak

/** Tell the page around this one, if it asked and may hear. */
function tell(type, message = {}) {
  if (hostOrigin) window.parent.postMessage({ mapper: PROTOCOL, type, ...message }, hostOrigin);
}

/** The height at which the page looks well in a frame as wide as this one, in px. */
const wantedHeight = () => Math.round(phone.matches ? Math.min(720, Math.max(480, window.innerWidth * 1.6)) : Math.min(800, window.innerWidth * 0.7));

/** Whether a pin has that name, in the page's language or as the gazetteer folds its names. */
const isCalled = (words) => ({ name, search }) => fold(name) === fold(words) || search.includes(`|${foldName(words)}|`);

const HEARD = {
  hello() {
    tell("ready", { title: data.title, articles: articles.length, places: pins.map(({ id, name }) => ({ id, name })) });
    tell("height", { height: wantedHeight() });
  },
  show({ place }) {
    const pin = pinById.get(String(place)) || pins.find(isCalled(String(place)));
    if (!pin) {
      tell("error", { message: `no place ${String(place).slice(0, 80)}` });
      return;
    }
    openPlace(pin);
    fly(pin);
  },
  filter(message) {
    const asks = new URLSearchParams();
    for (const name of ["q", "from", "to", "source", "country", "kind", "sure", "roles"]) {
      if (message[name] !== undefined) asks.set(name, String(message[name]));
    }
    Object.assign(filter, readFragment(asks.toString()).filter);
    applyFilters();
    tell("filtered", { places: passed.pins, articles: passed.articles });
  },
};

function hear(event) {
  const message = event.data;
  if (!framed || event.source !== window.parent || !message || message.mapper !== PROTOCOL) return;
  if (!data.embed.origins.some((origin) => origin === "*" || origin === event.origin)) return;
  // A page without an origin, as one from a disk, can only be spoken to as anyone.
  hostOrigin = event.origin === "null" ? "*" : event.origin;
  if (Object.hasOwn(HEARD, message.type)) HEARD[message.type](message);
  else tell("error", { message: `no message ${String(message.type).slice(0, 80)}` });
}

let told = null; // the place last told

function tellPlace() {
  if (state.selected === told) return;
  told = state.selected;
  tell("place", { place: state.selected && { id: state.selected.id, name: state.selected.name, lat: state.selected.at.lat, lon: state.selected.at.lng } });
}

const small = window.matchMedia("(max-width: 700px) and (max-height: 520px)");

function showRest(on) {
  layout.classList.toggle("rest-shown", on);
  restButton.textContent = t(on ? "embed_map" : "embed_read");
  restButton.setAttribute("aria-expanded", String(on));
  if (!on) map.invalidateSize({ animate: false });
}

const restButton = button(t("embed_read"), () => showRest(!layout.classList.contains("rest-shown")), {
  class: "rest", "aria-controls": "panel", "aria-expanded": "false",
});

/** A pin that is pressed leads to its words. */
function showRestOfPlace() {
  if (small.matches && view.querySelector(".place")) showRest(true);
}

/** Show what this frame may not open or save, to be copied. */
function offer(text, label) {
  const field = el("textarea", { readonly: true, rows: 2, "aria-label": label });
  field.value = text;
  toast(el("div", {}, el("p", {}, t("embed_copy", { what: label })), field));
  field.focus();
  field.select();
}

/** Open a link in a new window, or show its address where the frame may not do that. */
function openLink(event) {
  /** @type {HTMLAnchorElement | null} */
  const link = event.target.closest('a[target="_blank"]');
  if (!link) return;
  event.preventDefault();
  const opened = window.open(link.href, "_blank");
  if (opened) opened.opener = null;
  else offer(link.href, t("embed_address"));
}

function fitSandbox() {
  document.addEventListener("click", openLink);
  /** @type {[string, () => string][]} */
  const texts = [["geojson", geojson], ["csv", csv]];
  for (const [name, text] of texts) {
    DOWNLOADS[name] = () => {
      /** @type {HTMLDialogElement} */ (document.getElementById("take")).close();
      offer(text(), name === "csv" ? t("embed_table") : "GeoJSON");
    };
  }
  for (const name of ["png", "wide", "tall", "svg", "print"]) document.querySelector(`[data-take="${name}"]`).remove();
  document.querySelector("#take .bar").after(el("p", { class: "note" }, t("embed_alone")));
}

window.addEventListener("message", hear);

when("select", () => window.setTimeout(() => {
  tellPlace();
  showRestOfPlace();
}, 0));

window.addEventListener("resize", () => tell("height", { height: wantedHeight() }));
layout.append(restButton);
document.querySelector(".map").append(el("p", { class: "caption", dir: "auto" }, listed([data.title, dateWords(articles.length === 1 ? articles[0].date : "")].filter(Boolean))));
if (framed && window.origin === "null") fitSandbox();
