// A view that is linked to, and the browser's own buttons.

import { filter, sift, usualRoles } from "../core/filter.js";
import { articleById, articles, pinById, pins } from "../core/model.js";
import { ROLES, SURE } from "../core/roles.js";
import { applyFilters, emit, pile, select, state } from "../state.js";
import { frameScenes } from "../map/frame.js";
import { afterZoom, fly } from "../map/moves.js";
import { DEEPEST, map } from "../map/world.js";
import { TABS } from "../panel/lists.js";
import { keyOf, pop, push, replace, showMention } from "../panel/screens.js";

/** What a fragment asks for. Whatever it holds that this page does not know is passed over. */
export function readFragment(fragment) {
  const asks = new URLSearchParams(fragment.replace(/^#/, "").slice(0, 4000));
  const get = (name) => asks.get(name) || "";
  const [tab, article, pin] = [get("tab"), articleById.get(get("article")), pinById.get(get("place"))];
  const known = {
    query: get("q").slice(0, 200),
    from: /^\d{4}-\d\d-\d\d$/.test(get("from")) ? get("from") : "",
    to: /^\d{4}-\d\d-\d\d$/.test(get("to")) ? get("to") : "",
    source: articles.some(({ source }) => source === get("source")) ? get("source") : "",
    country: pins.some(({ country }) => country === get("country")) ? get("country") : "",
    kind: pins.some(({ kind }) => kind === get("kind")) ? get("kind") : "",
    sure: SURE.some(([least]) => least === Number(get("sure"))) ? Number(get("sure")) : 0,
    roles: new Set(asks.has("roles") ? ROLES.filter((role) => get("roles").split(",").includes(role)) : usualRoles()),
  };
  const mention = /^\d{1,6}$/.test(get("mention")) ? Number(get("mention")) : undefined;
  const [lat, lon, zoom] = get("map").split(",").map(Number);
  const onEarth = get("map") !== "" && Math.abs(lat) <= 85 && Math.abs(lon) <= 540 && zoom >= map.getMinZoom() && zoom <= DEEPEST;
  return {
    base: { sort: "tab", tab: Object.hasOwn(TABS, tab) && TABS[tab].useful ? tab : "articles" },
    screen: pin ? { sort: "place", pin } : article && articles.length > 1 ? { sort: "article", article: article.index, mention } : null,
    mention,
    filter: known,
    instead: ["heat", "regions"].find((name) => get(name) === "1") || "",
    place: onEarth ? { at: [lat, lon], zoom } : null,
  };
}

/** Make the page what its fragment asks for. */
export function obeyFragment({ first = false } = {}) {
  const wish = readFragment(window.location.hash);
  Object.assign(filter, wish.filter);
  if (wish.instead !== state.instead) /** @type {HTMLElement | null} */ (document.querySelector(`[data-tool="${wish.instead || state.instead}"]`))?.click();
  if (first) lookAtFirst(wish);
  applyFilters({ spoken: false, remember: false });
  const target = wish.screen || wish.base;
  while (pile.length && keyOf(state.screen) !== keyOf(target)) pop();
  if (first || keyOf(state.screen) !== keyOf(target)) {
    replace(wish.base);
    if (wish.screen) {
      if (wish.screen.pin) select(wish.screen.pin);
      push(wish.screen, { quietly: true });
      if (wish.screen.sort === "article") showMention(wish.mention);
    }
  }
  if (wish.place && !(first && target.sort === "tab")) afterZoom(() => map.setView(wish.place.at, wish.place.zoom, { animate: false }));
  if (first) state.moved = Boolean(wish.place);
}

/** The view that the page opens with, before anything is drawn in it. */
function lookAtFirst(wish) {
  sift();
  // The map's size, and what lies over it, hang on these.
  emit("sift");
  map.invalidateSize({ animate: false, pan: false });
  if (wish.place) {
    map.setView(wish.place.at, wish.place.zoom, { animate: false });
    return;
  }
  frameScenes();
  if (wish.screen && wish.screen.pin) fly(wish.screen.pin);
}
