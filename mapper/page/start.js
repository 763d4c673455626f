"use strict";
// The page is put together once everything above is known.

function setUpMap() {
  L.control.scale({ imperial: false, position: "bottomright" }).addTo(map);
  map.setMaxBounds([[-85, -Infinity], [85, Infinity]]);
  const box = map.getContainer();
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Map of the places. Arrow keys move it, plus and minus zoom. The list of places has the same pins.");
  document.querySelector(".map").append(card);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(box);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);
  window.addEventListener("beforeprint", startPrint);
  window.addEventListener("afterprint", endPrint);
}

/** Keys for the whole page: Escape goes back; n and p walk from place to place where nothing is being typed. */
function pressKey(event) {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    if (pile.length) back();
    else if (selected) deselect();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
  if (event.key === "n") walk.step(1);
  if (event.key === "p") walk.step(-1);
}

function start() {
  // One article has one heading: its own, whose mentions can be pressed.
  if (articles.length === 1 && articles[0].head.length && data.title === articles[0].title) {
    document.querySelector("h1").classList.add("unseen");
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
  timeline.build();
  setUpMap();
  walk.listen();
  map.invalidateSize({ animate: false, pan: false }); // its size is that of before there was a timeline
  obeyFragment({ first: true });
  outlines.addTo(map);
  map.on("moveend resize", drawPins);
  listenToAddress();
  if (!pins.length) {
    const words = articles.length === 1 ? "No place was found in this article, so the map is empty." : "No place was found, so the map is empty.";
    view.before(el("p", { class: "notice" }, words));
  }
  prepareSearch();
}

start();
