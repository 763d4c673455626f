// The page is put together once everything above is known.

import { dress, el } from "./core/dom.js";
import { prepareSearch, sift } from "./core/filter.js";
import { headline } from "./core/headline.js";
import { data, ofArticle, RTL, t } from "./core/language.js";
import { articles, pins } from "./core/model.js";
import { deselect, emit, pile, state } from "./state.js";
import { drawPins } from "./map/draw.js";
import { inset } from "./map/inset.js";
import { outlines } from "./map/outlines.js";
import { outside } from "./map/outside.js";
import { map } from "./map/world.js";
import { listenToAddress } from "./panel/address.js";
import { card } from "./panel/card.js";
import { buildTabs } from "./panel/lists.js";
import { back } from "./panel/screens.js";
import { buildSheet, panel, view } from "./panel/sheet.js";
import { walk } from "./panel/walk.js";
import { buildTools } from "./tools/buttons.js";
import { repaint } from "./tools/dark.js";
import { buildFilters } from "./tools/filters.js";
import { beGuest } from "./tools/guest.js";
import { buildLegend } from "./tools/legend.js";
import { endPrint, startPrint } from "./tools/paper.js";
import { buildDialogs } from "./tools/download.js";
import { obeyFragment } from "./tools/visit.js";
import "./tools/wrong.js";

const Scale = L.Control.Scale.extend({
  _updateMetric(most) {
    const metres = this._getRoundNum(most);
    const words = metres < 1000 ? t("m", { count: String(metres) }) : t("km", { count: String(metres / 1000) });
    this._updateScale(this._mScale, words, metres / most);
  },
});

function setUpMap() {
  new Scale({ imperial: false, position: RTL ? "bottomleft" : "bottomright" }).addTo(map);
  map.zoomControl.remove(); // folium's is in English
  L.control.zoom({ position: RTL ? "topright" : "topleft", zoomInTitle: t("zoom_in"), zoomOutTitle: t("zoom_out") }).addTo(map);
  map.setMaxBounds([[-85, -Infinity], [85, Infinity]]);
  const box = map.getContainer();
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", t("map_label"));
  document.querySelector(".map").append(titleBlock(), card, outside, inset);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(box);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  window.addEventListener("beforeprint", startPrint);
  window.addEventListener("afterprint", endPrint);
}

/** Title, days and source on the map itself, for whoever sees it without the panel. */
function titleBlock() {
  const { title, facts } = headline();
  return el("div", { class: "title-block", "aria-hidden": "true" }, el("bdi", { class: "title-words" }, title), facts ? el("bdi", { class: "facts" }, facts) : null);
}

/** Keys for the whole page: Escape goes back; n and p walk from place to place where nothing is being typed. */
function pressKey(event) {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    if (pile.length) back();
    else if (state.selected) deselect();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "n") walk.step(1);
  if (event.key === "p") walk.step(-1);
}

function start() {
  // One article has one heading: its own, whose mentions can be pressed.
  if (articles.length === 1 && articles[0].head.length && data.title === articles[0].title) {
    dress(document.querySelector("h1"), { ...ofArticle(articles[0]), class: "unseen" }, []);
  }
  document.addEventListener("keydown", pressKey);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    panel.focus();
  });
  sift();
  buildSheet();
  buildTabs();
  buildLegend();
  buildFilters();
  buildTools();
  buildDialogs();
  emit("build");
  setUpMap();
  if (window.parent !== window) beGuest();
  walk.listen();
  map.invalidateSize({ animate: false, pan: false }); // its size is that of before there was a timeline
  obeyFragment({ first: true });
  outlines.addTo(map);
  map.on("moveend resize", drawPins);
  listenToAddress(obeyFragment);
  if (!pins.length) {
    const words = t(articles.length === 1 ? "no_place_one" : "no_place");
    view.before(el("p", { class: "notice" }, words));
  }
  prepareSearch();
}

start();
