// What is shown: the reader's choices, and what passes them.

import { fold, foldName } from "./fold.js";
import { articles, pins, placed, searchedNames, searchedSentence, searchedText, unplaced } from "./model.js";
import { ROLES } from "./roles.js";

/** @typedef {"query" | "role" | "date" | "source" | "country" | "kind" | "sure"} Sieve */
const SIEVE = { query: 1, role: 2, date: 4, source: 8, country: 16, kind: 32, sure: 64 }; // one bit each
const ABOUT_PLACE = SIEVE.country | SIEVE.kind | SIEVE.sure;
export const usualRoles = () => (placed.some((excerpt) => excerpt.role !== "actor") ? ["site", "context"] : [...ROLES]);
export const filter = { query: "", roles: new Set(usualRoles()), from: "", to: "", source: "", country: "", kind: "", sure: 0 };

/** What passed, and how much would pass if one choice were another: counts by the value of that choice. */
export const passed = {
  pinRole: /** @type {(string | null)[]} */ ([]), // the role a pin is drawn by: the strongest of those that passed
  pinCount: new Uint32Array(pins.length), // excerpts of a pin that passed
  article: new Uint8Array(articles.length),
  unplaced: unplaced,
  pins: 0,
  listed: 0, // as pins, those of hidden roles too
  articles: 0,
  counts: { role: new Map(), source: new Map(), country: new Map(), kind: new Map() },
  dates: /** @type {Map<string, number[]>} */ (new Map()), // articles by date: how many of each role, and of none
};

export const dated = articles.filter((article) => article.date).length;
let excerptFails = new Uint8Array(placed.length);
const pinStart = new Uint32Array(pins.length); // of the first excerpt of a pin among all of them
for (let i = 0, at = 0; i < pins.length; at += pins[i++].excerpts.length) pinStart[i] = at;

/** Whether an excerpt is what the filters ask for; its role aside. */
export const excerptPasses = (excerpt) => {
  const at = pinStart[excerpt.pin.index] + excerpt.pin.excerpts.indexOf(excerpt);
  return (excerptFails[at] & ~SIEVE.role) === 0;
};

export const activeFilters = () => ["from", "to", "source", "country", "kind", "sure"].filter((name) => filter[name]).length;
export const isFiltered = () => Boolean(filter.query || activeFilters());

/** What a query asks of a name and of a text. */
function asked(query) {
  const [plainly, asName] = [fold(query), foldName(query)];
  const words = plainly.split(" ").map((word) => ` ${word}`);
  return {
    any: plainly === "",
    name: (text) => text.includes(` ${plainly}`) || text.includes(` ${asName}`),
    text: (text) => words.every((word) => text.includes(word)),
  };
}

export const count = (counts, value) => counts.set(value, (counts.get(value) || 0) + 1);

/** Sift everything. One pass over the excerpts: each knows which of the sieves it does not pass. */
export function sift() {
  const query = asked(filter.query);
  const fails = new Uint8Array(articles.length); // date and source
  const textHit = new Uint8Array(articles.length);
  const headHit = new Uint8Array(articles.length); // in title or source: then every place of the article is meant
  const placeHit = new Uint8Array(articles.length);
  for (const { index, date, source } of articles) {
    if ((filter.from || filter.to) && (!date || date < filter.from || (filter.to && date > filter.to))) fails[index] |= SIEVE.date;
    if (filter.source && source !== filter.source) fails[index] |= SIEVE.source;
    const text = query.any ? null : searchedText(articles[index]);
    if (!text || query.text(text.whole)) textHit[index] = 1;
    if (text && query.text(text.head)) headHit[index] = 1;
  }
  for (const counts of [passed.dates, ...Object.values(passed.counts)]) counts.clear();
  const strongest = new Uint8Array(articles.length).fill(ROLES.length); // role of an article, whatever its date
  excerptFails = new Uint8Array(placed.length);
  passed.pinCount.fill(0);
  passed.pins = passed.listed = passed.articles = 0;
  let at = 0;
  for (const pin of pins) {
    const named = query.any || query.name(searchedNames(pin));
    const where = (filter.country && pin.country !== filter.country ? SIEVE.country : 0) | (filter.kind && pin.kind !== filter.kind ? SIEVE.kind : 0);
    let [role, seen, country, kind] = [ROLES.length, 0, false, false];
    for (const excerpt of pin.excerpts) {
      const number = ROLES.indexOf(excerpt.role);
      let mask = where | fails[excerpt.article];
      if (excerpt.confidence < filter.sure) mask |= SIEVE.sure;
      if (!(mask & ABOUT_PLACE)) placeHit[excerpt.article] = 1;
      if (named) textHit[excerpt.article] = 1;
      else if (!headHit[excerpt.article] && !query.text(searchedSentence(excerpt))) mask |= SIEVE.query;
      if (!filter.roles.has(excerpt.role)) mask |= SIEVE.role;
      excerptFails[at++] = mask;
      if ((mask & ~SIEVE.date) === 0) strongest[excerpt.article] = Math.min(strongest[excerpt.article], number);
      if ((mask & ~SIEVE.role) === 0) seen |= 1 << number;
      if ((mask & ~SIEVE.country) === 0) country = true;
      if ((mask & ~SIEVE.kind) === 0) kind = true;
      if (mask) continue;
      passed.pinCount[pin.index]++;
      role = Math.min(role, number);
    }
    passed.pinRole[pin.index] = ROLES[role] || null;
    if (role < ROLES.length) passed.pins++;
    ROLES.forEach((name, i) => seen & (1 << i) && count(passed.counts.role, name));
    if (seen) passed.listed++;
    if (country) count(passed.counts.country, pin.country);
    if (kind) count(passed.counts.kind, pin.kind);
  }
  for (const { index, date, source } of articles) {
    let mask = fails[index] | (textHit[index] ? 0 : SIEVE.query);
    // An article without any place passes as long as no place is asked for.
    if (!placeHit[index] && (filter.country || filter.kind || filter.sure)) mask |= ABOUT_PLACE;
    passed.article[index] = mask ? 0 : 1;
    if (!mask) passed.articles++;
    if ((mask & ~SIEVE.date) === 0 && date) {
      if (!passed.dates.has(date)) passed.dates.set(date, Array(ROLES.length + 1).fill(0));
      passed.dates.get(date)[strongest[index]]++;
    }
    if ((mask & ~SIEVE.source) === 0) count(passed.counts.source, source);
  }
  passed.unplaced = unplaced.filter((excerpt) => !fails[excerpt.article] && (query.any || headHit[excerpt.article] || query.text(searchedSentence(excerpt))));
}

/** Ready the search while nothing else is to be done, so that the first letter typed is as quick as the second. */
export function prepareSearch() {
  const later = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 8, didTimeout: false }), 50));
  const query = asked("any word"); // looked for, not only made: what was put together from parts is read slowly at first
  let at = 0;
  const work = (deadline) => {
    for (; at < placed.length + articles.length && deadline.timeRemaining() > 1; at++) {
      if (at < articles.length) query.text(searchedText(articles[at]).whole);
      else {
        query.text(searchedSentence(placed[at - articles.length]));
        query.name(searchedNames(placed[at - articles.length].pin));
      }
    }
    if (at < placed.length + articles.length) later(work);
  };
  later(work);
}
