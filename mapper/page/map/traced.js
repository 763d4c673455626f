// Shapes told by the points of the outlines under them, as mapper/draw/traced.py writes them.

import { data } from "../core/language.js";
import { lineReader } from "../core/lines.js";

const { scale, layers } = data.outlines;
const OWN = 0; // the sorts of pieces: points of its own, then those of the outlines, onwards or back
const ALONG = 1;

/** @type {(Int32Array | null)[]} */
const unpacked = layers.map(() => null); // longitudes and latitudes in turn, of those that are needed

function pointsOf(index) {
  if (unpacked[index]) return unpacked[index];
  const points = new Int32Array(2 * layers[index].points);
  const { more, next, step } = lineReader(layers[index].lines);
  let [at, lon, lat] = [0, 0, 0];
  while (more()) {
    for (let left = next() >> 1; left > 0; left--) {
      points[at++] = lon += step();
      points[at++] = lat += step();
    }
  }
  unpacked[index] = points;
  return points;
}

/** The point of that number, counted through all layers. */
function pointAt(number) {
  let index = 0;
  for (; number >= layers[index].points; index++) number -= layers[index].points;
  return pointsOf(index).subarray(2 * number, 2 * number + 2);
}

/** The rings and the lines of a shape. @returns {{ rings: any[][], lines: any[][] }} */
export function shapeOf(text) {
  const { more, next, step } = lineReader(text);
  const [rings, lines] = [[], []];
  let [follows, lon, lat] = [0, 0, 0];
  while (more()) {
    const head = next();
    const run = [];
    for (let pieces = head >> 1; pieces > 0; pieces--) {
      const piece = next();
      const [sort, count] = [piece % 3, Math.floor(piece / 3)];
      if (sort !== OWN) follows += step();
      for (let left = count; left > 0; left--) {
        if (sort === OWN) [lon, lat] = [lon + step(), lat + step()];
        else {
          [lon, lat] = pointAt(follows);
          follows += sort === ALONG ? 1 : -1;
        }
        run.push(L.latLng(lat / scale, lon / scale));
      }
    }
    (head & 1 ? lines : rings).push(run);
  }
  return { rings, lines };
}
