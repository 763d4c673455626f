// The names that are reviewed, and which of them is the present one.

import { data } from "../../core/language.js";

export const ROLE_KEYS = { s: "site", c: "context", a: "actor" };
export const REVIEWED = data.review;

/** @typedef {{ id: string, name: string, kind: string, country: string, admin1: string, lat: number, lon: number, stock?: boolean }} Place
 * @typedef {{ article: number, mention: number | null, quote: any, place: Place | null, role: string, confidence: number,
 *   options: { place: Place, share: number | null }[], decided: boolean, point: any, result?: Place | null }} Item */

/** @type {Item[]} */
export const items = REVIEWED.items.map((row) => {
  const place = row.place === null ? null : REVIEWED.places[row.place];
  const options = row.candidates.map(([number, share]) => ({ place: REVIEWED.places[number], share })).filter((option) => option.place !== place);
  return { ...row, place, options, point: null, result: row.decided ? place : undefined };
});

export const searched = { query: "", options: null }; // what was searched for last
export const reviewer = { by: REVIEWED.by, why: "", everywhere: false, keys: true };
const NEAR_M = 100000; // a pin moved farther than so many metres may stand in another country

export const reviewing = { at: Math.max(0, items.findIndex((item) => !item.decided)) };

/** How a correction names a place: by its id where the gazetteer has it so, else as a point of its own. */
export function placeIn(place) {
  if (!place || place.stock) return place && place.id;
  const { stock: _, ...rest } = place;
  return rest;
}

/** A point of an editor's own, with what is known of the place that it stood for: its country too, where that is near. */
export function ownPlace(item, at) {
  const base = item.result || item.place || {};
  const near = "lat" in base && L.latLng(base.lat, base.lon).distanceTo(at) < NEAR_M;
  return {
    name: base.name || item.quote.exact, kind: base.kind || "facility",
    country: (near && base.country) || "", admin1: (near && base.admin1) || "",
    lat: Number(at.lat.toFixed(5)), lon: Number(at.lng.toFixed(5)), precision_km: 1,
  };
}

export const optionsOf = (item) => (searched.options || item.options).slice(0, 9);
