"use strict";
// The legend, the search, the filters and the buttons on the map.

const searchBox = /** @type {HTMLInputElement} */ (document.getElementById("search"));
const filterForm = /** @type {HTMLFormElement} */ (document.getElementById("filters"));
const filterButton = document.getElementById("filter-button");
const resultLine = document.getElementById("result");
const FILTERS = filterButton.textContent;

/** Sift anew and draw what hangs on it; `spoken` also tells what came of it. */
function applyFilters({ spoken = true, remember = true } = {}) {
  sift();
  sifted++;
  drawPins();
  drawLegend();
  drawFilterForm();
  drawTabs();
  timeline.draw();
  // A list is made anew; what is being read stays.
  if (screenNow.sort === "tab" && !view.querySelector(".reader")) {
    view.replaceChildren(build.tab(screenNow));
    panel.scrollTop = 0;
  }
  if (spoken) say(resultWords());
  if (remember) writeAddressSoon();
}

function resultWords() {
  if (articles.length <= 1) return t("on_map", { count: passed.pins });
  return t("on_map_of", { places: t("places", { count: passed.pins }), articles: t("articles", { count: passed.articles }) });
}

function resetFilters() {
  Object.assign(filter, { query: "", from: "", to: "", source: "", country: "", kind: "", sure: 0, roles: new Set(usualRoles()) });
  applyFilters();
}

// ---------------------------------------------------------------- the legend is the filter by role

const roleBoxes = new Map();

function buildLegend() {
  const legend = /** @type {HTMLDetailsElement} */ (document.querySelector(".legend"));
  legend.open = window.innerWidth > 700;
  for (const role of ROLES) {
    if (!placed.some((excerpt) => excerpt.role === role)) continue;
    const box = el("input", { type: "checkbox", name: role, change: () => toggleRole(role, box.checked) });
    const number = el("span", { class: "count" });
    legend.querySelector("form").append(el("label", {}, box, glyph(role), roleWords(role, "legend"), number));
    roleBoxes.set(role, { box, number });
  }
  if (areas.size) legend.querySelector("form").append(el("p", { class: "note" }, t("shaded")));
  legend.hidden = !pins.length;
}

function drawLegend() {
  for (const [role, { box, number }] of roleBoxes) {
    box.checked = filter.roles.has(role);
    number.textContent = grouped(passed.counts.role.get(role) || 0);
  }
}

function toggleRole(role, on) {
  if (on) filter.roles.add(role);
  else filter.roles.delete(role);
  applyFilters();
}

// ---------------------------------------------------------------- search and filters

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

function buildFilters() {
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

// ---------------------------------------------------------------- buttons on the map

const ICONS = {
  all: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  heat: "M12 3c1 4 5 6 5 11a5 5 0 0 1-10 0c0-2 1-3 2-4 0 2 1 3 2 3 1-3-1-6 1-10z",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  save: "M12 4v11M7 11l5 5 5-5M5 20h14",
  dark: "M20 14a8 8 0 1 1-10-10 6.5 6.5 0 0 0 10 10z",
  about: "M12 11v6M12 7v.5M12 3a9 9 0 1 0 .01 0z",
};

function iconButton(icon, words, action, attributes = {}) {
  const drawing = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: ICONS[icon] }));
  return button(drawing, action, { class: "tool", "data-tool": icon, "aria-label": words, title: words, ...attributes });
}

function buildTools() {
  const heatTool = iconButton("heat", t("heat"), () => {
    showHeat(!heatButton.on);
    heatTool.setAttribute("aria-pressed", String(heatButton.on));
    writeAddress(false);
  }, { "aria-pressed": "false" });
  const tools = el(
    "div",
    { class: "tools", role: "group", "aria-label": t("tools") },
    pins.length ? iconButton("all", t("show_all"), showAll) : null,
    pins.length > 20 ? heatTool : null,
    iconButton("link", t("copy_link"), copyLink),
    iconButton("save", t("take"), () => openDialog("take")),
    iconButton("dark", t("dark"), () => setDark(!isDark()), { "aria-pressed": String(isDark()) }),
    iconButton("about", t("about"), () => openDialog("about")),
  );
  document.querySelector(".legend").before(tools);
}

/** Put the address of this very view where it can be pasted from; where that is not allowed, show it. */
async function copyLink() {
  writeAddress(false);
  const link = addressNow();
  try {
    await navigator.clipboard.writeText(link);
    say(t("link_on_clipboard"));
    toast(t("link_copied"));
  } catch {
    const field = el("input", { value: link, readonly: true, "aria-label": t("link_label") });
    toast(field);
    field.focus();
    field.select();
  }
}

let toastTimer = 0;
function toast(content) {
  document.querySelector(".toast")?.remove();
  const close = () => node.remove();
  const node = el("div", { class: "toast" }, content, button(t("close"), close, { class: "quiet" }));
  document.querySelector(".map").append(node);
  window.clearTimeout(toastTimer);
  if (typeof content === "string") toastTimer = window.setTimeout(close, 4000);
}
