// What mapper/draw/payload.py wrote, as objects, and the index over it. Nothing here changes once the page is open.

import { fold, foldName } from "./fold.js";
import { data } from "./language.js";
import { ROLES } from "./roles.js";

/**
 * @typedef {{ name: string, kind: string, country: string, admin1: string, at: any, share: number }} Other
 * @typedef {{ article: number, mention: number, role: string, confidence: number, reason: string,
 *   before: string, text: string, after: string, others: Other[], page: number, pin: Pin | null, folded?: string }} Excerpt
 * @typedef {{ index: number, id: string, name: string, kind: string, country: string, admin1: string,
 *   precision_km: number, capital: string, wikidata: string, unchecked: boolean, at: any, area: boolean, sure: number, role: string, search: string,
 *   excerpts: Excerpt[] }} Pin  `sure` is the highest confidence of its excerpts
 * @typedef {string | [string, number, number | null]} Piece
 * @typedef {{ index: number, id: string, title: string, date: string, declared: string, source: string, url: string, language: string,
 *   head: Piece[], body: Piece[], copies: [string, string, string][], pins: Pin[], excerpts: Excerpt[],
 *   folded?: { head: string, whole: string } }} Article
 */

export const pieceText = (piece) => (typeof piece === "string" ? piece : piece[0]);

const AREA_KINDS = new Set(["continent", "country", "region", "district", "area", "sea", "lake", "strait"]);

/** @type {Article[]} */
export const articles = data.articles.map(([id, title, date, source, url, language, head, body, copies = []], index) => {
  const pieces = head === 1 ? [title] : head || [];
  return { index, id, title, date: date.slice(0, 10), declared: date.length > 10 ? "" : date, source, url, language, head: pieces, body, copies, pins: [], excerpts: [] };
});

/** A sentence in three pieces: as they are written, or as so many characters of the article around the mention. */
function sentenceAround({ head, body }, mention, [before, text, after]) {
  if (typeof before === "string") return { before, text, after };
  const pieces = [head, body].find((list) => list.some((piece) => piece[1] === mention));
  const at = pieces.findIndex((piece) => piece[1] === mention);
  let [first, last, ahead, behind] = [at, at, "", ""];
  while (ahead.length < before) ahead = pieceText(pieces[--first]) + ahead;
  while (behind.length < after) behind += pieceText(pieces[++last]);
  return { before: ahead.slice(ahead.length - before), text: pieceText(pieces[at]), after: behind.slice(0, after) };
}

function excerptOf(row, pin) {
  const [article, mention, role, confidence, reason, , , , others = [], page = 0] = row;
  const said = sentenceAround(articles[article], mention, row.slice(5, 8));
  const excerpt = { article, mention, role: ROLES[role], confidence, reason: data.reasons[reason], ...said, others: [], page, pin };
  for (let i = 0; i < others.length; i += 2) {
    const [name, kind, country, admin1, lat, lon] = data.others[others[i]];
    excerpt.others.push({ name, kind, country, admin1, at: L.latLng(lat, lon), share: others[i + 1] / 100 });
  }
  articles[article].excerpts.push(excerpt);
  return excerpt;
}

/** @type {Pin[]} */
export const pins = data.places.map((row, index) => {
  const [id, name, kind, country, admin1, precision_km, seat, lat, lon, names, rows, wikidata = "", unchecked = 0] = row;
  const pin = /** @type {Pin} */ ({ index, id, name, kind, country, admin1, precision_km, capital: seat, at: L.latLng(lat, lon), excerpts: [], search: names, wikidata, unchecked: unchecked === 1 });
  pin.area = AREA_KINDS.has(kind) || precision_km >= 20;
  pin.excerpts = rows.map((excerpt) => excerptOf(excerpt, pin));
  pin.role = ROLES.find((role) => pin.excerpts.some((excerpt) => excerpt.role === role));
  pin.sure = Math.max(...pin.excerpts.map((excerpt) => excerpt.confidence));
  for (const number of new Set(pin.excerpts.map((excerpt) => excerpt.article))) articles[number].pins.push(pin);
  return pin;
});

/** @type {Excerpt[]} */
export const unplaced = data.unplaced.map((row) => excerptOf(row, null));

/** @type {Excerpt[]} */
export const placed = pins.flatMap((pin) => pin.excerpts);

for (const article of articles) article.excerpts.sort((a, b) => a.mention - b.mention);
export const pinById = new Map(pins.map((pin) => [pin.id, pin]));
export const articleById = new Map(articles.map((article) => [article.id, article]));
export const excerptAt = (article, mention) => articles[article].excerpts.find((excerpt) => excerpt.mention === mention);

/** Names of the place as printed and as folded, with a space before each word and a bar after each name. */
export function searchedNames(pin) {
  if (pin.folded === undefined) {
    const spellings = new Set([pin.name, ...pin.excerpts.map((excerpt) => excerpt.text)]);
    const folded = new Set([...spellings].flatMap((name) => [fold(name), foldName(name)]));
    pin.folded = ` ${[...folded].join("| ")}${pin.search.replace(/\|/g, "| ")}`;
  }
  return pin.folded;
}

/** Title and source of an article, and both with its text, folded, with a space before each word. */
export function searchedText(article) {
  if (article.folded === undefined) {
    const papers = article.copies.map(([source]) => source).join(" ");
    const head = ` ${fold([article.title, article.source, papers].join(" "))}`;
    article.folded = { head, whole: `${head} ${fold(article.body.map(pieceText).join(""))}` };
  }
  return article.folded;
}

/** The sentence of an excerpt, folded, with a space before each word. */
export function searchedSentence(excerpt) {
  if (excerpt.folded === undefined) excerpt.folded = ` ${fold(excerpt.before + excerpt.text + excerpt.after)}`;
  return excerpt.folded;
}
