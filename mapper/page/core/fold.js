// Text as search compares it.

const LETTERS = { ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", æ: "ae", œ: "oe", ı: "i", ħ: "h", ə: "e" };

/** Text as search compares it: small letters without accents, apostrophes or marks, one space between words. */
export function fold(text) {
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
export function foldName(text) {
  const words = fold(text).split(" ");
  return words.map((word, i) => (i < words.length - 1 && WORDS.get(word)) || word).join(" ");
}
