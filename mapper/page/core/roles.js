// What a place is in the story, the strongest first, and how sure that is.

import { el } from "./dom.js";
import { data, percent, t } from "./language.js";

/** @type {string[]} */
export const ROLES = data.roles; // strongest first

/** How a role is named: in the "legend", as a "list", "inline" in a sentence, of "one" mention. */
export const roleWords = (role, where) => t(`role_${role}_${where}`);

export const glyph = (role) => el("span", { class: `glyph glyph-${role}`, "aria-hidden": "true" });
export const SURE = [[0.9, "very"], [0.7, "fairly"], [0.5, "not"], [0, "guess"]];
export const UNSURE = 0.7; // below this a place is drawn with a dashed line

export function sureWords(confidence) {
  const [, words] = SURE.find(([least]) => confidence >= least);
  return t("sure_share", { words: t(`sure_${words}`), share: percent(confidence) });
}
