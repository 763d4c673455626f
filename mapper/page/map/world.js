// The map itself, and the turns of the world on it.

export const map = window.map_news;
export const DEEPEST = 13; // the outlines have no more to show
map.setMinZoom(1).setMaxZoom(DEEPEST); // folium sets them for tiles alone, and there are none

/** The copy of a point that is nearest to the middle of the map: the world goes around. Where many are asked for, the middle is given. */
export function copyOf(at, middle = map.getCenter().lng) {
  const turns = Math.round((middle - at.lng) / 360);
  return turns ? L.latLng(at.lat, at.lng + 360 * turns) : at;
}

/** The bounds of pins; over the date line where half of the world lies between those in the west and the others. */
export function boundsOf(members) {
  const lons = members.map((pin) => pin.at.lng).sort((a, b) => a - b);
  const east = lons.find((lon, i) => i > 0 && lon - lons[i - 1] > 180);
  return L.latLngBounds(members.map(({ at }) => [at.lat, at.lng < east ? at.lng + 360 : at.lng]));
}
