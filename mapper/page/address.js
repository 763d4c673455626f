"use strict";
// The state of the page in the fragment of its address, so that a view can be linked to and the browser's buttons work.

const FIELDS = { q: "query", from: "from", to: "to", source: "source", country: "country", kind: "kind" };
let viewMoved = false; // since the page was opened, the map was moved
let focused = document.body; // before the browser went to another entry
let expected = 0; // steps back that we asked the browser for, and have made already

/** The fragment for what is shown now, without "#". */
function fragmentNow() {
  const out = new URLSearchParams();
  const screen = screenNow;
  const base = pile.length ? pile[0].screen : screenNow;
  if (base.tab && base.tab !== "articles") out.set("tab", base.tab);
  if (screen.sort === "article") {
    out.set("article", articles[screen.article].id);
    if (screen.mention !== undefined) out.set("mention", String(screen.mention));
  }
  if (screen.sort === "place") out.set("place", screen.pin.id);
  for (const [key, name] of Object.entries(FIELDS)) if (filter[name]) out.set(key, filter[name]);
  if (filter.sure) out.set("sure", String(filter.sure));
  const roles = ROLES.filter((role) => filter.roles.has(role)).join(",");
  if (roles !== usualRoles().join(",")) out.set("roles", roles);
  if (heatButton.on) out.set("heat", "1");
  if (viewMoved) {
    const { lat, lng } = map.getCenter();
    out.set("map", [lat.toFixed(4), lng.toFixed(4), map.getZoom()].join(","));
  }
  return out.toString().replace(/%2C/g, ",").replace(/%3A/g, ":");
}

const addressNow = () => `${window.location.href.split("#")[0]}#${fragmentNow()}`;

let waiting = 0; // the timer of an address that is still to be written

/** Write the state into the address once it rests: to do so takes as long as to sift, and a browser allows it only so often. */
function writeAddressSoon() {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => writeAddress(false), 400);
}

/** Write at once what waits to be written, before another entry follows. */
function settleAddress() {
  if (waiting) writeAddress(false);
}

/** Write the state into the address; returns whether the browser made an entry of it. A frame may forbid both. */
function writeAddress(asEntry) {
  window.clearTimeout(waiting);
  waiting = 0;
  try {
    /** @type {[object, string, string]} */
    const entry = [{ mapper: pile.length }, "", `#${fragmentNow()}`];
    if (asEntry) window.history.pushState(...entry);
    else window.history.replaceState(...entry);
    return asEntry;
  } catch {
    return false;
  }
}

function stepBack() {
  focused = /** @type {HTMLElement} */ (document.activeElement);
  expected++;
  window.history.back();
}

/** What a fragment asks for. Whatever it holds that this page does not know is passed over. */
function readFragment(fragment) {
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
    heat: get("heat") === "1" && pins.length > 0,
    place: onEarth ? { at: [lat, lon], zoom } : null,
  };
}

/** Make the page what its fragment asks for. */
function obeyFragment({ first = false } = {}) {
  const wish = readFragment(window.location.hash);
  Object.assign(filter, wish.filter);
  if (wish.heat !== heatButton.on) /** @type {HTMLElement | null} */ (document.querySelector('[data-tool="heat"]'))?.click();
  if (first) lookAtFirst(wish);
  applyFilters({ spoken: false, remember: false });
  const target = wish.screen || wish.base;
  while (pile.length && keyOf(screenNow) !== keyOf(target)) pop();
  if (first || keyOf(screenNow) !== keyOf(target)) {
    replace(wish.base);
    if (wish.screen) {
      if (wish.screen.pin) select(wish.screen.pin);
      push(wish.screen, { quietly: true });
      if (wish.screen.sort === "article") showMention(wish.mention);
    }
  }
  if (wish.place && !first) afterZoom(() => map.setView(wish.place.at, wish.place.zoom, { animate: false }));
}

/** The view that the page opens with, before anything is drawn in it. */
function lookAtFirst(wish) {
  sift();
  if (wish.place) {
    map.setView(wish.place.at, wish.place.zoom, { animate: false });
    return;
  }
  frameScenes();
  if (wish.screen && wish.screen.pin) fly(wish.screen.pin);
}

function listenToAddress() {
  window.addEventListener("popstate", () => {
    if (expected) {
      expected--;
    } else {
      obeyFragment();
      focused = /** @type {HTMLElement} */ (document.activeElement);
    }
    // The browser takes the focus away when it goes to another entry.
    window.setTimeout(() => focused.focus({ preventScroll: true }), 0);
  });
  map.on("moveend", () => {
    viewMoved = true;
    writeAddressSoon();
  });
}
