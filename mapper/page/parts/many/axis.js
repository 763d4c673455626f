// The days, months or years that are written below the bars of the timeline.

import { addDays } from "../../core/dates.js";
import { el } from "../../core/dom.js";
import { dateWords, LOCALE } from "../../core/language.js";

/** @typedef {{ from: string, to: string }} Bin  a day, week, month or year: its first and last date */

const MOST_TICKS = 12;
const dateFormat = (options) => new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: "UTC" });
const [dayWords, monthWords, yearWords] = [{ day: "numeric", month: "short" }, { month: "short" }, { year: "numeric" }].map(dateFormat);

/** From fine to coarse: whether the axis has a tick on a date so many days after its first, and the words of the tick. */
const STEPS = [
  ...[1, 2, 7, 14].map((days) => ({ has: (_date, since) => since % days === 0, format: () => dayWords })),
  ...[1, 3, 6].map((months) => ({
    has: (date) => date.endsWith("-01") && (Number(date.slice(5, 7)) - 1) % months === 0,
    format: (date) => (date.slice(5, 7) === "01" ? yearWords : monthWords),
  })),
  ...[1, 2, 5, 10, 20, 50, 100].map((years) => ({
    has: (date) => date.endsWith("-01-01") && Number(date.slice(0, 4)) % years === 0,
    format: () => yearWords,
  })),
];

/** Where ticks stand, by bin, and what they say: as many as have room. @param {Bin[]} bins @returns {[number, string][]} */
function ticksOf(bins) {
  const last = bins[bins.length - 1].to;
  for (const { has, format } of STEPS) {
    /** @type {[number, string][]} */
    const ticks = [];
    for (let date = bins[0].from, since = 0, bin = 0; date <= last && ticks.length <= MOST_TICKS; date = addDays(date, 1), since++) {
      while (bins[bin].to < date) bin++;
      if (has(date, since)) ticks.push([bin, dateWords(date, format(date))]);
    }
    if (ticks.length <= MOST_TICKS) return ticks;
  }
  return [];
}

/** The axis below the bars; who does not see it is told the dates by the handles. @param {Bin[]} bins */
export function axisOf(bins) {
  const tick = ([bin, text]) => {
    const node = el("span", {}, text);
    node.style.setProperty("--at", String(bin / bins.length));
    return node;
  };
  return el("div", { class: "axis", "aria-hidden": "true" }, ...ticksOf(bins).map(tick));
}
