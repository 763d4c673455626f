// The page's words in its language, and how that language writes numbers, dates and counts. The words are tables in
// mapper/page/words; every sentence that a reader meets comes from there.

export const data = JSON.parse(document.getElementById("data").textContent);
export const LOCALE = data.words.locale;
const ENGLISH = document.documentElement.lang === "en";
export const RTL = document.dir === "rtl";

// Made once: to make one takes as long as to write a thousand numbers.
const pluralRules = new Intl.PluralRules(LOCALE);

const numbersOf = new Intl.NumberFormat(LOCALE);
const datesIn = (/** @type {"long" | "short"} */ month) => new Intl.DateTimeFormat(LOCALE, { day: "numeric", month, year: "numeric", timeZone: "UTC" });
export const [longDates, shortDates] = [datesIn("long"), datesIn("short")];
export const grouped = (count) => numbersOf.format(count);

/** Of what is possible, however unlikely, no "0 %". */
export const percent = (share) => t("percent", { number: Math.round(share * 100) || "<1" });

export const capital = (words) => words.slice(0, 1).toLocaleUpperCase(LOCALE) + words.slice(1);

/** "5 October 2022"; "" where there is no date. */
export function dateWords(date, format = longDates) {
  return date ? format.format(new Date(`${date}T00:00:00Z`)) : "";
}

/** The day of an article in words; one that nobody has declared is said to be a guess. */
export const dayOf = ({ date, declared }) => (date && !declared ? t("date_guessed", { date: dateWords(date) }) : dateWords(date));

/** Attributes for words of an article: its own direction and, where it is known, its language. */
export function ofArticle(article) {
  const known = /^[a-z]{2,3}$/.test(article.language);
  // Without a language words are taken to be in that of the page, and read out as such.
  return { dir: "auto", lang: known ? article.language : ENGLISH ? null : "" };
}

/** A value as it stands in a sentence. Among words that run to the left, a name keeps its own direction. */
export function shown(value) {
  if (typeof value === "number") return grouped(value);
  if (!RTL || typeof value !== "string") return value;
  // What has isolated names in it is a phrase of ours; what has none shows by its first letter where it runs to.
  return `${value.includes("\u2069") ? "\u2067" : "\u2068"}${value}\u2069`;
}

export const listed = (words) => words.map(shown).join(t("comma"));

/**
 * The words of a key, with values for its {names}: numbers, text, elements or lists of these. `count` chooses the form.
 * @param {string} key
 * @param {Record<string, any>} [values]
 * @returns {(string | Node)[]}
 */
export function pieces(key, values = {}) {
  const words = data.words[key];
  const form = typeof words === "string" ? words : words[pluralRules.select(values.count)];
  return form.split(/\{(\w+)\}/).flatMap((piece, i) => (i % 2 ? shown(values[piece]) : piece));
}

/** The same as text: what an article holds goes in as it is, and is never read as a sentence of ours. */
export const t = (key, values = {}) => pieces(key, values).join("");
