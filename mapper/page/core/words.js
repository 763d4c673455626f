// How the page speaks of places.

import { el } from "./dom.js";
import { capital, data, listed, t } from "./language.js";
import { roleWords, sureWords, UNSURE } from "./roles.js";

const COUNTRY_NAMES = new Map(data.countries.map(([code, name]) => [code, name]));
export const kindWords = (kind) => t(`kind_${kind}`);
export const countryName = (code) => COUNTRY_NAMES.get(code) || code;

/** Kind, region and country, as in the middle of a sentence: "city in Odesa Oblast, Ukraine". */
export function whereInline(place) {
  const kind = kindWords(place.capital === "country" ? "capital" : place.kind);
  const country = place.kind === "country" ? "" : countryName(place.country);
  const region = place.admin1 === place.name ? "" : place.admin1;
  const parts = [region, country].filter((part, i, all) => part && all.indexOf(part) === i);
  return parts.length ? t("where", { kind, places: listed(parts) }) : kind;
}

export const whereWords = (place) => capital(whereInline(place));
/** "named as where it happened", and of what is not sure "…, a guess (45 %)". */
export const roleInWords = ({ role, confidence }) => listed([roleWords(role, "one"), confidence < UNSURE ? sureWords(confidence) : ""].filter(Boolean));

const quote = (text) => el("bdi", {}, t("quote", { text }));
export const quoted = (texts) => texts.slice(0, 6).flatMap((text, i) => (i ? [t("comma"), quote(text)] : [quote(text)]));
