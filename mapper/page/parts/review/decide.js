// What is decided about a name, taken back or gone past.

import { fold } from "../../core/fold.js";
import { emit } from "../../state.js";
import { items, ownPlace, placeIn, REVIEWED, reviewer, reviewing, searched } from "./items.js";
import { keepLines } from "./keep.js";
/** @import { Item } from "./items.js" */

/** @type {{ item: Item, before: any, ids: Promise<string[]> }[]} */
export const decisions = [];

/** Keep what was decided about the present name, and go on to the next. */
export function decide(place) {
  const item = items[reviewing.at];
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

/** Take the last decision back, and return to it. */
export function undoLast() {
  const last = decisions.pop();
  if (!last) return;
  last.before();
  reviewing.at = items.indexOf(last.item);
  emit("review");
  last.ids.then((ids) => {
    if (ids.length) keepLines(ids.map((id) => ({ withdraws: id, by: reviewer.by.trim() })), () => {});
  });
}

/** To the next name that is not decided, or to the one before, decided or not. */
export function stepReview(by) {
  searched.query = "";
  searched.options = null;
  if (by < 0) reviewing.at = Math.max(0, reviewing.at - 1);
  else {
    const order = [...items.keys()].map((number) => (reviewing.at + 1 + number) % items.length);
    const next = order.find((number) => !items[number].decided);
    reviewing.at = next === undefined ? items.length : next;
  }
  emit("review");
}

export function setPoint(item, at) {
  item.point = at.wrap();
  emit("review");
}

export function setRole(role) {
  if (!items[reviewing.at]) return;
  items[reviewing.at].role = role;
  emit("review");
}

/** What is right as it stands: the pin that was dragged, the place, or what was decided before. */
export function decideAsIs() {
  const item = items[reviewing.at];
  if (!item) return;
  if (item.point) decide(ownPlace(item, item.point));
  else if (item.decided) decide(item.result || null);
  else if (item.place) decide(item.place);
}
