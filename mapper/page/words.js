"use strict";
// How the page speaks, and the one way in which it makes elements.
// Whatever comes from an article is put in by textContent; nothing is fetched, stored or evaluated.

const ROLES = ["site", "context", "actor"]; // strongest first
/** How a role is named: in the "legend", as a "list", "inline" in a sentence, of "one" mention. */
const roleWords = (role, where) => t(`role_${role}_${where}`);
const SURE = [[0.9, "very"], [0.7, "fairly"], [0.5, "not"], [0, "guess"]];
const UNSURE = 0.7; // below this a place is drawn with a dashed line

/**
 * An element: attributes by name, functions as listeners, children as text or elements.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | undefined)} children
 */
function el(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== undefined && value !== false && value !== null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const button = (words, action, attributes = {}) => el("button", { type: "button", click: action, ...attributes }, words);
const glyph = (role) => el("span", { class: `glyph glyph-${role}`, "aria-hidden": "true" });
const quote = (text) => el("bdi", {}, t("quote", { text }));
const quoted = (texts) => texts.slice(0, 6).flatMap((text, i) => (i ? [t("comma"), quote(text)] : [quote(text)]));

const kindWords = (kind) => t(`kind_${kind}`);
const countryName = (code) => COUNTRY_NAMES.get(code) || code;

/** Kind, region and country, as in the middle of a sentence: "city in Odesa Oblast, Ukraine". */
function whereInline(place) {
  const kind = kindWords(place.capital === "country" ? "capital" : place.kind);
  const country = place.kind === "country" ? "" : countryName(place.country);
  const region = place.admin1 === place.name ? "" : place.admin1;
  const parts = [region, country].filter((part, i, all) => part && all.indexOf(part) === i);
  return parts.length ? t("where", { kind, places: listed(parts) }) : kind;
}

const whereWords = (place) => capital(whereInline(place));

function sureWords(confidence) {
  const [, words] = SURE.find(([least]) => confidence >= least);
  return t("sure_share", { words: t(`sure_${words}`), share: percent(confidence) });
}

const DAY = 86400000; // ms

const LETTERS = { ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ħ: "h", ə: "e" };

/** Text as search compares it: small letters without accents, apostrophes or marks, one space between words. */
function fold(text) {
  if (/^[a-z0-9 ]*$/.test(text)) return text.replace(/ +/g, " ").trim();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’‘ʼʻ`´]+/gu, "")
    .replace(/[ßøłđðþæœıħə]/g, (letter) => LETTERS[letter])
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const ARTICLES = "el ad adh an ar as ash at ath az ed er es esh et ez".split(" ").map((word) => /** @type {[string, string]} */ ([word, "al"]));
const WORDS = new Map([["st", "saint"], ["ste", "sainte"], ["mt", "mount"], ["ft", "fort"], ...ARTICLES]);

/** A name as the gazetteer folds it: "St." is "Saint", and every Arabic article is one. The last word is left alone. */
function foldName(text) {
  const words = fold(text).split(" ");
  return words.map((word, i) => (i < words.length - 1 && WORDS.get(word)) || word).join(" ");
}

/** Tell those who listen to the page what has changed. */
function say(words) {
  document.getElementById("announcer").textContent = words;
}

const still = window.matchMedia("(prefers-reduced-motion: reduce)");
