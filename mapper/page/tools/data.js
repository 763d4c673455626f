// What is shown, as data to take away.

import { passed } from "../core/filter.js";
import { articles, pins } from "../core/model.js";
import { sentenceOf, shownExcerpts, shownPins } from "./shown.js";
/** @import { Excerpt } from "../core/model.js" */

/** What a part of the page adds to an excerpt that is taken away: the same columns for each, "" where there is nothing.
 * @type {Array<(excerpt: Excerpt) => Record<string, string>>} */
export const excerptColumns = [];

const addedTo = (excerpt) => Object.assign({}, ...excerptColumns.map((columns) => columns(excerpt)));

export function geojson() {
  const features = shownPins().map((pin) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [pin.at.lng, pin.at.lat] },
    properties: {
      place: pin.id, name: pin.name, kind: pin.kind, country: pin.country, admin1: pin.admin1, precision_km: pin.precision_km, wikidata: pin.wikidata,
      role: passed.pinRole[pin.index],
      excerpts: shownExcerpts(pin).map((excerpt) => {
        const { title, declared: date, source, url } = articles[excerpt.article];
        return { sentence: sentenceOf(excerpt), mention: excerpt.text, role: excerpt.role, confidence: excerpt.confidence, title, date, source, url, ...addedTo(excerpt) };
      }),
    },
  }));
  return JSON.stringify({ type: "FeatureCollection", features }, null, 1);
}

/** What a spreadsheet would take for a formula gets an apostrophe. */
export const cell = (value) => `"${String(value).replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, '""')}"`;

/** Lines of cells as a file; the mark at its head tells a spreadsheet that it is UTF-8. */
export const csvFile = (lines) => `\ufeff${lines.map((line) => line.join()).join("\r\n")}\r\n`;

/** A line for each excerpt. */
export function csv() {
  const head = ["name", "place", "lat", "lon", "kind", "country", "region", "role", "confidence", "mention", "sentence", "title", "date", "source", "url"];
  const first = pins[0]?.excerpts[0];
  if (first) head.push(...Object.keys(addedTo(first)));
  const rows = shownPins().flatMap((pin) =>
    shownExcerpts(pin).map((excerpt) => {
      const { title, declared: date, source, url } = articles[excerpt.article];
      const where = [pin.name, pin.id].map(cell).concat(String(pin.at.lat), String(pin.at.lng), [pin.kind, pin.country, pin.admin1, excerpt.role].map(cell));
      return [...where, String(excerpt.confidence), ...[excerpt.text, sentenceOf(excerpt), title, date, source, url, ...Object.values(addedTo(excerpt))].map(cell)];
    }),
  );
  return csvFile([head, ...rows]);
}
