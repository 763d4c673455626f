// When: bars of articles by day, week, month or year, in the colours of their roles, a range to drag or to set by
// keyboard, and a way to play it.

import { addDays, DAY, UNITS } from "../../core/dates.js";
import { button, dress, el, svg } from "../../core/dom.js";
import { dated, filter, passed } from "../../core/filter.js";
import { dateWords, RTL, shortDates, t } from "../../core/language.js";
import { articles } from "../../core/model.js";
import { ROLES } from "../../core/roles.js";
import { applyFilters, when } from "../../state.js";
import { axisOf } from "./axis.js";
/** @import { Bin } from "./axis.js" */

const LEAST_HIGH = 6; // of a hundred: how high a bar is at least
const BAR_KINDS = [...ROLES, "none"]; // of bars: the strongest role that passes in the article

/** The bars of a bin one on the other, the strongest role at the bottom; pointed at they say their number. */
function barsOf(bin, numbers, sum, highest) {
  const height = Math.max(LEAST_HIGH, (100 * sum) / highest);
  let y = 100;
  const bars = numbers.map((number, kind) => {
    const part = (height * number) / sum;
    y -= part;
    return number ? svg("rect", { x: bin + 0.08, width: 0.84, y, height: part, class: `bar-${BAR_KINDS[kind]}` }) : null;
  });
  const { from, to } = timeline.bins[bin];
  const days = from === to ? dateWords(from, shortDates) : t("range", { from: dateWords(from, shortDates), to: dateWords(to, shortDates) });
  return [...bars.filter(Boolean), svg("title", {}, `${days}: ${t("articles", { count: sum })}`)];
}

export const timeline = {
  bins: /** @type {Bin[]} */ ([]),
  binOf: /** @type {Map<string, number>} */ (new Map()), // by date
  stacks: /** @type {SVGElement[]} */ ([]), // of bars, by bin
  unit: UNITS[0],
  timer: 0,
  upTo: false, // whether all is shown that was before
  node: /** @type {any} */ (null),
  build() {
    const dates = [...new Set(articles.map((article) => article.date).filter(Boolean))].sort();
    const undated = articles.length - dated;
    const without = undated ? el("span", { class: "undated" }, t("undated", { count: undated })) : null;
    if (dates.length < 2) {
      if (without) document.querySelector(".search").append(el("p", { class: "note" }, without));
      return;
    }
    const [first, last] = [dates[0], dates[dates.length - 1]];
    const span = (Date.parse(last) - Date.parse(first)) / DAY;
    this.unit = UNITS.find((unit) => span <= unit.most);
    for (let from = this.unit.start(first); from <= last; ) {
      const next = this.unit.next(from);
      this.bins.push({ from, to: addDays(next, -1) });
      from = next;
    }
    for (let i = 0, bin = 0; i < dates.length; i++) {
      while (dates[i] > this.bins[bin].to) bin++;
      this.binOf.set(dates[i], bin);
    }
    const top = this.bins.length - 1;
    const slider = (label, value) => el("input", { type: "range", min: 0, max: top, value, step: 1, "aria-label": label, input: () => this.slide() });
    this.from = slider(t("first_date"), 0);
    this.to = slider(t("last_date"), top);
    this.bars = svg("svg", { class: "bars", preserveAspectRatio: "none", viewBox: `0 0 ${this.bins.length} 100`, "aria-hidden": "true" });
    this.stacks = this.bins.map(() => svg("g"));
    this.bars.append(...this.stacks);
    this.most = el("span", { class: "most", "aria-hidden": "true" });
    const shows = el("select", { "aria-label": t("play_shows"), change: () => this.showUpTo(shows.value === "all") }, el("option", { value: "" }, t("play_only")), el("option", { value: "all" }, t("play_up_to")));
    this.words = el("p", { class: "range" });
    this.play = button(t("play"), () => (this.timer ? this.stop() : this.start()), { class: "play" });
    this.whole = button(t("all_dates"), () => this.choose(0, top), { class: "quiet" });
    this.node = el(
      "section",
      { class: "timeline", "aria-label": t(`by_${this.unit.name}`) },
      el("div", { class: "timeline-bar" }, this.play, shows, this.words, this.whole, without),
      el("div", { class: "brush" }, this.most, this.bars, axisOf(this.bins), this.from, this.to),
    );
    document.querySelector(".map").after(this.node);
    document.querySelector(".layout").classList.add("has-timeline");
    // A few bars need not be as wide as the map.
    this.bars.parentElement.style.setProperty("max-width", `${80 * this.bins.length}px`);
    this.drag();
  },
  /** A range is also chosen by dragging over the bars. */
  drag() {
    let start = null;
    const at = (event) => {
      const box = this.bars.getBoundingClientRect();
      return Math.max(0, Math.min(this.bins.length - 1, Math.floor(((RTL ? box.right - event.clientX : event.clientX - box.left) / box.width) * this.bins.length)));
    };
    this.bars.addEventListener("pointerdown", (event) => {
      start = at(event);
      this.bars.setPointerCapture(event.pointerId);
      this.stop();
      this.choose(start, start);
    });
    this.bars.addEventListener("pointermove", (event) => start !== null && this.choose(Math.min(start, at(event)), Math.max(start, at(event))));
    for (const end of ["pointerup", "pointercancel"]) this.bars.addEventListener(end, () => (start = null));
  },
  slide() {
    this.stop();
    const [from, to] = [Number(this.from.value), Number(this.to.value)];
    this.choose(Math.min(from, to), Math.max(from, to));
  },
  /** All that was before is shown too, or only what is chosen. */
  showUpTo(on) {
    this.stop();
    this.upTo = on;
    this.from.disabled = on;
    this.choose(...this.chosen());
  },
  choose(first, to) {
    const from = this.upTo ? 0 : first;
    const whole = from === 0 && to === this.bins.length - 1;
    const [begin, end] = whole ? ["", ""] : [this.bins[from].from, this.bins[to].to];
    if (begin === filter.from && end === filter.to) return;
    [filter.from, filter.to] = [begin, end];
    applyFilters();
  },
  /** The first and the last bin that the chosen dates touch. */
  chosen() {
    const top = this.bins.length - 1;
    const from = filter.from ? this.bins.findIndex((bin) => bin.to >= filter.from) : 0;
    const to = filter.to ? this.bins.findLastIndex((bin) => bin.from <= filter.to) : top;
    return [from < 0 ? top : from, Math.max(0, to)];
  },
  /** Each step shows as much time as is chosen now, at first one bar, or one more than before, up to the last bar. */
  start() {
    const top = this.bins.length - 1;
    let [from, to] = this.chosen();
    if (this.upTo || (from === 0 && to === top)) to = to === top ? 0 : to;
    else if (to === top) [from, to] = [0, to - from];
    const step = () => {
      if (to > top) return this.stop();
      this.choose(from, to);
      from++;
      to++;
      this.timer = window.setTimeout(step, 900);
    };
    this.play.textContent = t("pause");
    step();
  },
  stop() {
    window.clearTimeout(this.timer);
    this.timer = 0;
    if (this.play) this.play.textContent = t("play");
  },
  draw() {
    if (!this.node) return;
    const counts = this.bins.map(() => BAR_KINDS.map(() => 0));
    for (const [date, numbers] of passed.dates) numbers.forEach((number, kind) => (counts[this.binOf.get(date)][kind] += number));
    const sums = counts.map((numbers) => numbers.reduce((sum, number) => sum + number, 0));
    const highest = Math.max(1, ...sums);
    const [from, to] = this.chosen();
    this.stacks.forEach((stack, i) => {
      dress(stack, { class: i >= from && i <= to ? "in" : "out" }, []);
      stack.replaceChildren(...(sums[i] ? barsOf(i, counts[i], sums[i], highest) : []));
    });
    this.most.textContent = t("articles", { count: highest });
    const words = (i) => dateWords(i, shortDates);
    const [begin, end] = [this.bins[from].from, this.bins[to].to];
    this.from.value = from;
    this.to.value = to;
    this.from.setAttribute("aria-valuetext", words(begin));
    this.to.setAttribute("aria-valuetext", words(end));
    this.words.textContent = begin === end ? words(begin) : t("range", { from: words(begin), to: words(end) });
    this.whole.hidden = !filter.from && !filter.to;
  },
};

when("build", () => timeline.build());
when("sift", () => timeline.draw());
