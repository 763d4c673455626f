// The search and the filters.

import { el, say } from "../core/dom.js";
import { activeFilters, count, dated, filter, isFiltered, passed } from "../core/filter.js";
import { capital, t } from "../core/language.js";
import { articles, pins } from "../core/model.js";
import { countryName, kindWords } from "../core/words.js";
import { applyFilters, pile, resetFilters, when } from "../state.js";
import { replace } from "../panel/screens.js";

const searchBox = /** @type {HTMLInputElement} */ (document.getElementById("search"));
const filterForm = /** @type {HTMLFormElement} */ (document.getElementById("filters"));
const filterButton = document.getElementById("filter-button");
const resultLine = document.getElementById("result");
const FILTERS = filterButton.textContent;

function resultWords() {
  if (articles.length <= 1) return t("on_map", { count: passed.pins });
  return t("on_map_of", { places: t("places", { count: passed.pins }), articles: t("articles", { count: passed.articles }) });
}

/** The values of a filter with their names, the most frequent first. */
const CHOICES = {
  source: () => tally(articles.map((article) => article.source)).map((value) => [value, value]),
  country: () => tally(pins.map((pin) => pin.country)).map((value) => [value, countryName(value)]),
  kind: () => tally(pins.map((pin) => pin.kind)).map((value) => [value, capital(kindWords(value))]),
};

function tally(values) {
  const counts = new Map();
  for (const value of values) if (value) count(counts, value);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}

export function buildFilters() {
  const many = articles.length > 1 || pins.length > 20;
  document.querySelector(".search").toggleAttribute("hidden", !many);
  let timer = 0;
  searchBox.addEventListener("input", () => {
    window.clearTimeout(timer);
    // Not at once: where sifting takes longer than the next letter, the letters that wait come first.
    timer = window.setTimeout(() => {
      filter.query = searchBox.value.slice(0, 200);
      if (pile.length) replace(pile[0].screen);
      applyFilters();
    }, 0);
  });
  filterButton.addEventListener("click", () => openFilters(filterForm.hidden));
  for (const [name, choices] of Object.entries(CHOICES)) {
    const select = filterForm.elements[name];
    const options = choices();
    for (const [value, words] of options) select.append(el("option", { value, "data-words": words }, words));
    select.closest("label").hidden = options.length < 2;
  }
  for (const name of ["from", "to"]) filterForm.elements[name].closest("label").hidden = !dated;
  filterForm.addEventListener("input", (event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (field.name === "sure") filter.sure = Number(field.value);
    else filter[field.name] = field.value;
    applyFilters();
  });
  filterForm.addEventListener("submit", (event) => event.preventDefault());
  document.getElementById("reset").addEventListener("click", resetFilters);
}

function openFilters(open) {
  filterForm.hidden = !open;
  filterButton.setAttribute("aria-expanded", String(open));
}

function drawFilterForm() {
  const set = (field, value) => {
    if (field.value !== value) field.value = value;
  };
  set(searchBox, filter.query);
  for (const name of ["from", "to", "source", "country", "kind"]) set(filterForm.elements[name], filter[name]);
  set(filterForm.elements["sure"], String(filter.sure));
  const active = activeFilters();
  filterButton.textContent = active ? t("grouped", { words: FILTERS, count: active }) : FILTERS;
  for (const name of Object.keys(CHOICES)) {
    for (const option of filterForm.elements[name].options) {
      const words = t("grouped", { words: option.dataset.words || "", count: passed.counts[name].get(option.value) || 0 });
      if (option.value && option.textContent !== words) option.textContent = words;
    }
  }
  resultLine.hidden = !isFiltered();
  resultLine.firstElementChild.textContent = resultWords();
  const undated = articles.length - dated;
  const note = document.getElementById("undated");
  note.hidden = !undated || !dated || articles.length < 2;
  note.textContent = t("undated_note", { count: undated });
}

when("filter", ({ spoken }) => {
  drawFilterForm();
  if (spoken) say(resultWords());
});
