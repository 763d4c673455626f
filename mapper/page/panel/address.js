// The state of the page in the fragment of its address, so that a view can be linked to and the browser's buttons work.

import { filter, usualRoles } from "../core/filter.js";
import { articles } from "../core/model.js";
import { ROLES } from "../core/roles.js";
import { pile, state, when } from "../state.js";
import { map } from "../map/world.js";

const FIELDS = { q: "query", from: "from", to: "to", source: "source", country: "country", kind: "kind" };
let focused = document.body; // before the browser went to another entry
let expected = 0; // steps back that we asked the browser for, and have made already

/** The fragment for what is shown now, without "#". */
function fragmentNow() {
  const out = new URLSearchParams();
  const screen = state.screen;
  const base = pile.length ? pile[0].screen : state.screen;
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
  if (state.instead) out.set(state.instead, "1");
  if (state.moved) {
    const { lat, lng } = map.getCenter();
    out.set("map", [lat.toFixed(4), lng.toFixed(4), map.getZoom()].join(","));
  }
  return out.toString().replace(/%2C/g, ",").replace(/%3A/g, ":");
}

export const addressNow = () => `${window.location.href.split("#")[0]}#${fragmentNow()}`;
let waiting = 0; // the timer of an address that is still to be written

/** Write the state into the address once it rests: to do so takes as long as to sift, and a browser allows it only so often. */
function writeAddressSoon() {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(() => writeAddress(false), 400);
}

/** Write at once what waits to be written, before another entry follows. */
export function settleAddress() {
  if (waiting) writeAddress(false);
}

/** Write the state into the address; returns whether the browser made an entry of it. A frame may forbid both. */
export function writeAddress(asEntry) {
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

export function stepBack() {
  focused = /** @type {HTMLElement} */ (document.activeElement);
  expected++;
  window.history.back();
}

/** @param {() => void} obey  makes the page what its address asks for */
export function listenToAddress(obey) {
  window.addEventListener("popstate", () => {
    if (expected) {
      expected--;
    } else {
      obey();
      focused = /** @type {HTMLElement} */ (document.activeElement);
    }
    // The browser takes the focus away when it goes to another entry.
    window.setTimeout(() => focused.focus({ preventScroll: true }), 0);
  });
  map.on("moveend", () => {
    state.moved = true;
    writeAddressSoon();
  });
}

when("filter", ({ remember }) => remember && writeAddressSoon());
