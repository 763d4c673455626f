"use strict";
// How far a place reaches that is no point, before anybody has chosen it.

const reaches = L.layerGroup().addTo(map); // below the pins
const MOST_REACHES = 40;
const BOUNDLESS = new Set(["continent", "country"]); // a circle around them says nothing until it is asked for

/** How far a place reaches on the map, in px. */
const reachOf = (pin) => (pin.precision_km * 1000 * L.CRS.EPSG3857.scale(map.getZoom())) / (40075017 * Math.cos((pin.at.lat * Math.PI) / 180));

/** Faint circles around the pins of what is no point: where they are wider than the pin, and do not fill the map. */
function drawReaches() {
  reaches.clearLayers();
  if (heatButton.on) return;
  const { x, y } = map.getSize();
  const alone = drawn.filter(({ pins: members }) => members.length === 1).map(({ pins: members }) => members[0]);
  const shows = (pin) => pin !== selected && pin.area && !BOUNDLESS.has(pin.kind) && reachOf(pin) > radiusOf(pin) + 6 && reachOf(pin) < 0.35 * Math.min(x, y);
  for (const pin of alone.filter(shows).slice(0, MOST_REACHES)) {
    const ink = colour(`--${roleOf(pin)}`);
    const look = { interactive: false, color: ink, weight: 1, opacity: 0.5, dashArray: "2 4", fillColor: ink, fillOpacity: 0.05 };
    reaches.addLayer(L.circle(copyOf(pin.at), { ...look, radius: pin.precision_km * 1000 }));
  }
  reaches.invoke("bringToBack");
}
