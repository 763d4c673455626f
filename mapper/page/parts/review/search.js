// The search for another place, and points that are typed.

import { el } from "../../core/dom.js";
import { foldName } from "../../core/fold.js";
import { map } from "../../map/world.js";
import { choiceList, drawChoices } from "./choices.js";
import { decide, setPoint } from "./decide.js";
import { items, ownPlace, REVIEWED, reviewer, reviewing, searched } from "./items.js";
import { tellSaved } from "./keep.js";
import { keyButton, REVIEW, withKey } from "./words.js";

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

export async function placesOf(name) {
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
  const item = items[reviewing.at];
  if (at) {
    decide(ownPlace(item, at));
    return;
  }
  await searchPlaces(words);
  const [first] = searched.options || [];
  if (first && items[reviewing.at] === item) decide(first.place);
}

export function searchField(item) {
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
  window.queueMicrotask(() => items[reviewing.at] === item && drawChoices());
  return el("div", { class: "review-find" }, field, el("label", {}, everywhere, ...withKey(REVIEW.everywhere, "e")), keyButton(REVIEW.drop, "d", () => setPoint(items[reviewing.at], map.getCenter())));
}
