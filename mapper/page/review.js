"use strict";
// The page in which people put the map right: one name after the other, the one first that matters most, by key or by
// pointer. What is decided goes to the server that drew the page, or is handed out as a file where there is none.
// What the server or the articles say is put in by textContent.

const REVIEW = {
  title: "Review",
  progress: (done, all) => `${grouped(done)} of ${grouped(all)} ${all === 1 ? "name" : "names"} decided`,
  all: "Every name is decided.",
  now: (place, sure) => `On the map at ${place.name}: ${whereWords(place)}; ${sure}.`,
  confirmed: (place) => (place ? `Decided: ${place.name}, ${whereWords(place)}` : "Decided: this is no place"),
  none: "Not on the map.",
  added: "You marked this name. Where is it?",
  pin: (at) => `The pin stands at ${at}. Save it with “Right”.`,
  right: "Right",
  noPlace: "No place",
  undo: "Undo",
  skip: "Skip",
  before: "Back",
  drop: "Drop a pin",
  mark: (words) => `Mark “${words}” as a place`,
  markNone: "Select words in the text to mark a place that was missed",
  redraw: "Draw the map anew",
  download: "Download corrections",
  search: "Another place, or a point such as 46.48, 30.73",
  searchHere: "Another place of this page, or a point such as 46.48, 30.73",
  nothing: "No place has that name.",
  everywhere: "This name is this place everywhere",
  more: "Who, why and keys",
  by: "Your name",
  why: "Why",
  keys: "Keys",
  keysHelp: "Enter or y: right. 1 to 9: that place. x: no place. s, c, a: it happened here, context, acting. d: drop a pin. / search. e: everywhere. m: mark the selected words. u: undo. j and k: next and back.",
  roles: "Role",
  site: "It happened here",
  context: "Named for context",
  actor: "Acting or speaking",
  choices: "Other places",
  saving: "Saving …",
  saved: "Saved.",
  kept: (count) => `${grouped(count)} ${count === 1 ? "correction" : "corrections"} not downloaded yet.`,
  undone: "Taken back.",
  failed: (reason) => `Not saved: ${reason}`,
  gone: "the server does not answer; is `mapper review` still running?",
  lost: "Corrections that are not saved yet will be lost.",
};
/** Editors review in English. */
const plural = (count, one) => `${grouped(count)} ${one}${count === 1 ? "" : "s"}`;
const ROLE_KEYS = { s: "site", c: "context", a: "actor" };
const QUOTED = 64; // characters around a name, as mapper/correct/quotes.py keeps

const NEAR_M = 100000; // a pin moved farther than so many metres may stand in another country
const REVIEWED = data.review;
/** @typedef {{ id: string, name: string, kind: string, country: string, admin1: string, lat: number, lon: number, stock?: boolean }} Place
 * @typedef {{ article: number, mention: number | null, quote: any, place: Place | null, role: string, confidence: number,
 *   options: { place: Place, share: number | null }[], decided: boolean, point: any, result?: Place | null }} Item */

/** @type {Item[]} */
const items = REVIEWED.items.map((row) => {
  const place = row.place === null ? null : REVIEWED.places[row.place];
  const options = row.candidates.map(([number, share]) => ({ place: REVIEWED.places[number], share })).filter((option) => option.place !== place);
  return { ...row, place, options, point: null, result: row.decided ? place : undefined };
});
/** @type {{ item: Item, before: any, ids: Promise<string[]> }[]} */
const decisions = [];
/** @type {any[]} */
const handout = []; // the lines of the file, where no server keeps them
const searched = { query: "", options: null }; // what was searched for last
const reviewer = { by: REVIEWED.by, why: "", everywhere: false, keys: true };
let itemNow = Math.max(0, items.findIndex((item) => !item.decided));
let savingNow = Promise.resolve();
let unsavedCount = 0;
let downloaded = 0;
/** @type {{ article: number, quote: any } | null} */
let markedWords = null; // the words that are selected in the text

const optionMarks = L.layerGroup().addTo(map);
const reviewBox = el("section", { class: "review", "aria-label": REVIEW.title });
const savedLine = el("p", { class: "review-said", role: "status" });
const markButton = button(REVIEW.markNone, () => addMarked(), { disabled: true, class: "quiet" });

// ---------------------------------------------------------------- what is said of a name

/** How a correction names a place: by its id where the gazetteer has it so, else as a point of its own. */
function placeIn(place) {
  if (!place || place.stock) return place && place.id;
  const { stock, ...rest } = place;
  return rest;
}

/** A point of an editor's own, with what is known of the place that it stood for: its country too, where that is near. */
function ownPlace(item, at) {
  const base = item.result || item.place || {};
  const near = "lat" in base && L.latLng(base.lat, base.lon).distanceTo(at) < NEAR_M;
  return {
    name: base.name || item.quote.exact, kind: base.kind || "facility",
    country: (near && base.country) || "", admin1: (near && base.admin1) || "",
    lat: Number(at.lat.toFixed(5)), lon: Number(at.lng.toFixed(5)), precision_km: 1,
  };
}

/** Keep what was decided about the present name, and go on to the next. */
function decide(place) {
  const item = items[itemNow];
  if (!item) return;
  const [id, url, title] = REVIEWED.articles[item.article];
  const says = { place: placeIn(place), by: reviewer.by.trim(), why: reviewer.why.trim() };
  /** @type {Record<string, any>[]} */
  const rows = [{ article: id, url, title, target: item.quote, role: item.role, ...says }];
  if (reviewer.everywhere) rows.push({ name: item.quote.exact, ...says });
  const before = { decided: item.decided, result: item.result };
  const also = reviewer.everywhere ? items.filter((other) => other !== item && !other.decided && fold(other.quote.exact) === fold(item.quote.exact)) : [];
  for (const other of [item, ...also]) Object.assign(other, { decided: true, result: place });
  const undo = () => {
    Object.assign(item, before);
    for (const other of also) Object.assign(other, { decided: false, result: undefined });
  };
  const ids = keepLines(rows, undo);
  decisions.push({ item, before: undo, ids });
  Object.assign(reviewer, { everywhere: false, why: "" });
  stepReview(1);
}

/** Send lines to the server, one request after the other; what it did not keep is taken back, and said. */
function keepLines(rows, undo) {
  if (!REVIEWED.served) {
    const at = new Date().toISOString();
    const kept = rows.map((row) => ({ id: randomId(), ...row, at }));
    handout.push(...kept);
    tellSaved(REVIEW.kept(handout.length - downloaded));
    return Promise.resolve(kept.map((row) => row.id));
  }
  unsavedCount++;
  tellSaved(REVIEW.saving);
  const answer = savingNow.then(() => postLines(rows));
  savingNow = answer.then(
    () => {
      unsavedCount--;
      if (!unsavedCount) tellSaved("withdraws" in rows[0] ? REVIEW.undone : REVIEW.saved);
    },
    (error) => {
      unsavedCount--;
      undo();
      drawReview();
      tellSaved(REVIEW.failed(error.message), true);
    },
  );
  return answer.catch(() => []);
}

async function postLines(rows) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(rows) };
  const response = await fetch("corrections", options).catch(() => null);
  if (!response || response.status === 404) throw new Error(REVIEW.gone);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer.map((row) => row.id);
}

const randomId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function tellSaved(words, failed = false) {
  savedLine.textContent = words;
  savedLine.classList.toggle("failed", failed);
}

/** Take the last decision back, and return to it. */
function undoLast() {
  const last = decisions.pop();
  if (!last) return;
  last.before();
  itemNow = items.indexOf(last.item);
  drawReview();
  last.ids.then((ids) => {
    if (ids.length) keepLines(ids.map((id) => ({ withdraws: id, by: reviewer.by.trim() })), () => {});
  });
}

function downloadLines() {
  save("corrections.jsonl", handout.map((row) => `${JSON.stringify(row)}\n`).join(""), "application/x-ndjson");
  downloaded = handout.length;
  tellSaved("");
}

// ---------------------------------------------------------------- from name to name

/** To the next name that is not decided, or to the one before, decided or not. */
function stepReview(by) {
  searched.query = "";
  searched.options = null;
  if (by < 0) itemNow = Math.max(0, itemNow - 1);
  else {
    const order = [...items.keys()].map((number) => (itemNow + 1 + number) % items.length);
    const next = order.find((number) => !items[number].decided);
    itemNow = next === undefined ? items.length : next;
  }
  drawReview();
}

function showItem(item) {
  const here = screenNow.sort === "article" && screenNow.article === item.article;
  if (articles.length > 1 && !here) replace({ sort: "article", article: item.article, mention: item.mention });
  else if (articles.length === 1 && !view.querySelector(".reader")) replace({ sort: "tab", tab: "articles" });
  const node = item.mention === null ? null : view.querySelector(`[data-mention="${item.mention}"]`);
  markCurrent(node);
  fitPanel();
  // On a phone there is no room for both, and the sentence stands in the panel.
  if (phone.matches) reviewBox.scrollIntoView({ block: "start", behavior: "instant" });
  else if (node) node.scrollIntoView({ block: "center", behavior: "instant" });
}

/** What is scrolled to must not end up behind the section, which stays on top where there is room for it. */
function fitPanel() {
  panel.style.scrollPaddingTop = phone.matches ? "" : `${reviewBox.offsetHeight}px`;
}

/** The places to choose from, as numbers on the map, and the pin to drag. */
function showOptions(item) {
  optionMarks.clearLayers();
  const options = optionsOf(item);
  options.forEach(({ place }, i) => {
    const icon = L.divIcon({ className: "choice-pin", html: el("span", {}, String(i + 1)), iconSize: [24, 24] });
    optionMarks.addLayer(L.marker([place.lat, place.lon], { icon, keyboard: false }).on("click", () => decide(place)));
  });
  const now = item.decided ? item.result : item.place;
  const at = item.point || (now && L.latLng(now.lat, now.lon));
  if (at) {
    const icon = L.divIcon({ className: "drag-pin", html: el("span", {}), iconSize: [28, 28] });
    const pin = L.marker(at, { icon, draggable: true, keyboard: false, autoPan: true, zIndexOffset: 1000 });
    pin.on("dragend", () => setPoint(item, pin.getLatLng()));
    optionMarks.addLayer(pin);
    if (!item.point) map.setView(at, Math.max(5, Math.min(8, map.getZoom())), { animate: false });
  } else if (options.length) {
    map.fitBounds(L.latLngBounds(options.map(({ place }) => [place.lat, place.lon])), { padding: [48, 48], maxZoom: 7, animate: false });
  }
}

function setPoint(item, at) {
  item.point = at.wrap();
  drawReview();
}

const optionsOf = (item) => (searched.options || item.options).slice(0, 9);

// ---------------------------------------------------------------- the search, and points that are typed

const POINT = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;

function pointIn(words) {
  const [, lat, lon] = POINT.exec(words) || [];
  return lat !== undefined && Math.abs(Number(lat)) <= 90 && Math.abs(Number(lon)) <= 180 ? L.latLng(Number(lat), Number(lon)) : null;
}

async function searchPlaces(words) {
  searched.query = words;
  const wanted = words.trim();
  let options = null;
  if (wanted && !pointIn(wanted)) {
    options = await placesOf(wanted);
    if (searched.query !== words) return; // more was typed meanwhile
  }
  searched.options = options;
  drawChoices();
}

async function placesOf(name) {
  if (!REVIEWED.served) {
    const places = REVIEWED.places.filter((place) => foldName(place.name).startsWith(foldName(name)));
    return places.map((place) => ({ place, share: null }));
  }
  const response = await fetch(`search?${new URLSearchParams({ q: name })}`).catch(() => null);
  if (!response || !response.ok) {
    tellSaved(REVIEW.failed(REVIEW.gone), true);
    return [];
  }
  return (await response.json()).map((place) => ({ place, share: null }));
}

/** Enter in the search: the point that was typed, or the first of what was found. */
async function takeSearched(words) {
  const at = pointIn(words);
  const item = items[itemNow];
  if (at) {
    decide(ownPlace(item, at));
    return;
  }
  await searchPlaces(words);
  const [first] = searched.options || [];
  if (first && items[itemNow] === item) decide(first.place);
}

// ---------------------------------------------------------------- a name that was missed

/** The words selected in the text, with what stands around them. */
function readSelection() {
  const selected = window.getSelection();
  const range = selected && !selected.isCollapsed && selected.rangeCount ? selected.getRangeAt(0) : null;
  const node = range && (range.commonAncestorContainer instanceof Element ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement);
  const box = node && node.closest(".reader .text, .reader h2");
  markedWords = null;
  if (box) {
    const [before, whole] = [document.createRange(), box.textContent];
    before.setStart(box, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const words = range.cloneContents().textContent;
    const start = before.cloneContents().textContent.length + words.length - words.trimStart().length;
    const exact = words.trim();
    const around = (text, from, to) => [...text].slice(from, to).join(""); // never half a letter
    const quote = { exact, prefix: around(whole.slice(0, start), -QUOTED, undefined), suffix: around(whole.slice(start + exact.length), 0, QUOTED) };
    const article = screenNow.sort === "article" ? screenNow.article : 0;
    if (exact && exact.length <= 200) markedWords = { article, quote };
  }
  markButton.disabled = !markedWords;
  markButton.textContent = markedWords ? REVIEW.mark(markedWords.quote.exact) : REVIEW.markNone;
}

async function addMarked() {
  if (!markedWords) return;
  const { article, quote } = markedWords;
  window.getSelection().removeAllRanges();
  const item = { article, mention: null, quote, place: null, role: "site", confidence: 0, options: [], decided: false, point: null };
  items.splice(itemNow, 0, item);
  searched.options = null;
  drawReview();
  item.options = await placesOf(quote.exact);
  if (items[itemNow] === item) drawChoices(); // and not the field, in which somebody may be typing
}

// ---------------------------------------------------------------- the panel of the present name

const withKey = (words, key) => [words, el("kbd", { "aria-hidden": "true" }, key)];
const keyButton = (words, key, action, attributes = {}) => el("button", { type: "button", click: action, "aria-keyshortcuts": key === "⏎" ? "Enter" : key, ...attributes }, ...withKey(words, key));

function drawReview() {
  const inside = reviewBox.contains(document.activeElement);
  const item = items[itemNow];
  const progress = el("p", { class: "review-progress" }, REVIEW.progress(items.filter(({ decided }) => decided).length, items.length));
  const heading = el("h2", { tabindex: "-1" }, item ? el("bdi", {}, `“${item.quote.exact}”`) : REVIEW.all);
  reviewBox.replaceChildren(el("div", { class: "review-head" }, heading, progress), ...(item ? itemRows(item) : [decideBar(null)]), el("div", { class: "review-foot" }, savedLine, markButton));
  if (inside) heading.focus({ preventScroll: true });
  if (!item) {
    optionMarks.clearLayers();
    return;
  }
  showOptions(item);
  showItem(item);
}

function itemRows(item) {
  const excerpt = item.mention === null ? null : excerptAt(item.article, item.mention);
  const sentence = excerpt || { before: item.quote.prefix, text: item.quote.exact, after: item.quote.suffix };
  return [
    el("blockquote", { dir: "auto" }, sentence.before, el("mark", { class: `role-${item.role}` }, sentence.text), sentence.after),
    el("p", { class: "facts", dir: "auto" }, [articles[item.article].title, dayOf(articles[item.article])].filter(Boolean).join(" · ")),
    el("p", { class: "review-now", dir: "auto" }, nowWords(item, excerpt)),
    choiceList,
    decideBar(item),
    el("div", { class: "bar", role: "group", "aria-label": REVIEW.roles }, ...ROLES.map((role) => roleButton(item, role))),
    searchField(item),
    moreOptions(),
  ];
}

function nowWords(item, excerpt) {
  if (item.decided) return REVIEW.confirmed(item.result);
  if (item.point) return REVIEW.pin(`${item.point.lat.toFixed(5)}, ${item.point.lng.toFixed(5)}`);
  if (item.place) return REVIEW.now(item.place, sureWords(item.confidence));
  return item.mention === null ? REVIEW.added : `${REVIEW.none} ${excerpt ? excerpt.reason : ""}`;
}

function roleButton(item, role) {
  const key = Object.keys(ROLE_KEYS).find((letter) => ROLE_KEYS[letter] === role);
  return keyButton(REVIEW[role], key, () => setRole(role), { "aria-pressed": String(item.role === role) });
}

function setRole(role) {
  if (!items[itemNow]) return;
  items[itemNow].role = role;
  drawReview();
}

/** What is right as it stands: the pin that was dragged, the place, or what was decided before. */
function decideAsIs() {
  const item = items[itemNow];
  if (!item) return;
  if (item.point) decide(ownPlace(item, item.point));
  else if (item.decided) decide(item.result || null);
  else if (item.place) decide(item.place);
}

function decideBar(item) {
  const undo = keyButton(REVIEW.undo, "u", undoLast, { disabled: !decisions.length });
  const back = keyButton(REVIEW.before, "k", () => stepReview(-1), { disabled: itemNow === 0 });
  const rest = REVIEWED.served
    ? button(REVIEW.redraw, () => savingNow.then(() => window.location.reload()))
    : button(REVIEW.download, downloadLines, { disabled: !handout.length });
  if (!item) return el("div", { class: "bar" }, undo, back, rest);
  const right = keyButton(REVIEW.right, "⏎", decideAsIs, { disabled: !(item.place || item.point || item.decided), class: "primary" });
  const none = keyButton(REVIEW.noPlace, "x", () => decide(null));
  return el("div", { class: "bar" }, right, none, keyButton(REVIEW.skip, "j", () => stepReview(1)), back, undo, rest);
}

const choiceList = el("ol", { class: "review-choices", "aria-label": REVIEW.choices });

function drawChoices() {
  const item = items[itemNow];
  const rows = optionsOf(item).map(({ place, share }, i) => {
    const words = `${place.name}, ${whereWords(place)}${share === null ? "" : " (" + percent(share) + ")"}`;
    return el("li", {}, el("button", { type: "button", click: () => decide(place), "aria-keyshortcuts": String(i + 1) }, el("kbd", { "aria-hidden": "true" }, String(i + 1)), el("bdi", {}, words)));
  });
  choiceList.replaceChildren(...(searched.options && !rows.length ? [el("li", { class: "note" }, REVIEW.nothing)] : rows));
  showOptions(item);
}

function searchField(item) {
  const words = REVIEWED.served ? REVIEW.search : REVIEW.searchHere;
  const field = el("input", { type: "search", class: "review-search", "aria-label": words, placeholder: words, autocomplete: "off", spellcheck: "false", maxlength: "200" });
  let timer = 0;
  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => searchPlaces(field.value), 120);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") takeSearched(field.value);
    if (event.key === "Escape") field.blur();
    if (event.key === "Enter" || event.key === "Escape") event.stopPropagation();
  });
  const everywhere = el("input", { type: "checkbox", class: "review-everywhere", change: (event) => (reviewer.everywhere = event.target.checked) });
  everywhere.checked = reviewer.everywhere;
  choiceList.replaceChildren();
  window.queueMicrotask(() => items[itemNow] === item && drawChoices());
  return el("div", { class: "review-find" }, field, el("label", {}, everywhere, ...withKey(REVIEW.everywhere, "e")), keyButton(REVIEW.drop, "d", () => setPoint(items[itemNow], map.getCenter())));
}

function moreOptions() {
  const field = (name, words) => {
    const input = el("input", { type: "text", maxlength: "300", input: (event) => (reviewer[name] = event.target.value) });
    input.value = reviewer[name];
    return el("label", {}, words, input);
  };
  const keys = el("input", { type: "checkbox", change: (event) => (reviewer.keys = event.target.checked) });
  keys.checked = reviewer.keys;
  return el("details", { class: "review-more" }, el("summary", {}, REVIEW.more), field("by", REVIEW.by), field("why", REVIEW.why), el("label", {}, keys, REVIEW.keys), el("p", { class: "note" }, REVIEW.keysHelp));
}

// ---------------------------------------------------------------- keys

const KEYS = {
  Enter: decideAsIs,
  y: decideAsIs,
  x: () => items[itemNow] && decide(null),
  u: undoLast,
  j: () => stepReview(1),
  k: () => stepReview(-1),
  d: () => items[itemNow] && setPoint(items[itemNow], map.getCenter()),
  m: addMarked,
  e: () => reviewBox.querySelector(".review-everywhere")?.click(),
  "/": () => reviewBox.querySelector(".review-search")?.focus(),
};

function pressReviewKey(event) {
  const target = /** @type {Element} */ (event.target);
  if (!reviewer.keys || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (target.closest("input, select, textarea, [contenteditable]")) return;
  if (event.key === "Enter" && target.closest("button, a, summary, [role='button'], .leaflet-container")) return;
  const action = KEYS[event.key] || (ROLE_KEYS[event.key] && (() => setRole(ROLE_KEYS[event.key]))) || choiceOf(event.key);
  if (!action) return;
  event.preventDefault();
  action();
}

function choiceOf(key) {
  const option = /^[1-9]$/.test(key) && items[itemNow] ? optionsOf(items[itemNow])[Number(key) - 1] : null;
  return option ? () => decide(option.place) : null;
}

walk.on = false; // the map shows the name that is asked about, and not the one that is scrolled to
document.addEventListener("keydown", pressReviewKey);
document.addEventListener("selectionchange", readSelection);
window.addEventListener("resize", fitPanel);
window.addEventListener("beforeunload", (event) => {
  if (unsavedCount || handout.length > downloaded) event.preventDefault();
});
document.querySelector(".masthead").after(reviewBox);
drawReview();
