// What the reader is at, the map shows: the article that is open, the others dimmed, or what a search has found. Where it
// is closed again, the map is as it was.

import { filter, isFiltered } from "../../core/filter.js";
import { articles } from "../../core/model.js";
import { pile, state, when } from "../../state.js";
import { drawPins } from "../../map/draw.js";
import { frameScenes } from "../../map/frame.js";
import { litPins } from "../../map/look.js";
import { afterZoom } from "../../map/moves.js";
import { map } from "../../map/world.js";

/** @typedef {{ at: any, zoom: number, moved: boolean }} View */

const REST = 250; // ms without a key, before what was found is framed

/** @type {View | null} */
let beforeArticle = null;
/** @type {View | null} */
let beforeSearch = null;
let openedArticle = -1; // the article that is open
const NOTHING = "|||";
let wanted = NOTHING; // of the search and the filters, as it was framed
let resting = 0;

const viewNow = () => ({ at: map.getCenter(), zoom: map.getZoom(), moved: state.moved });

/** @param {View} view */
function restoreView({ at, zoom, moved }) {
  afterZoom(() => map.setView(at, zoom, { animate: false }));
  state.moved = moved;
}

/** The view is the page's own then, which its address need not tell. */
function frameLit() {
  if (!litPins().length) return;
  frameScenes();
  state.moved = false;
}

/** The article that is read now, also below a place of it that was opened; -1 where it is none. */
function openArticleNow() {
  const screens = [...pile.map(({ screen }) => screen), state.screen];
  return screens[screens.findLastIndex(({ sort }) => sort === "article")]?.article ?? -1;
}

function followScreen() {
  const now = openArticleNow();
  if (now === openedArticle) return;
  if (openedArticle < 0) beforeArticle = viewNow();
  openedArticle = now;
  state.focus = now < 0 ? null : new Set(articles[now].pins);
  if (now < 0) restoreView(beforeArticle);
  else frameLit();
  drawPins();
}

/** What is asked of places, the dates aside: who plays them sees the same view all the time. */
const wantedNow = () => (isFiltered() ? [filter.query, filter.source, filter.country, filter.kind].join("|") : NOTHING);

function followSearch(byReader) {
  if (wantedNow() === wanted || state.focus) return;
  if (wanted === NOTHING) beforeSearch = byReader ? viewNow() : null;
  wanted = wantedNow();
  if (wanted !== NOTHING || !beforeSearch) frameLit();
  else if (!state.moved) restoreView(beforeSearch);
}

// What the reader goes to before that is not taken away again.
for (const change of /** @type {import("../../state.js").Change[]} */ (["screen", "select"])) when(change, () => window.clearTimeout(resting));
when("screen", followScreen);
when("filter", ({ remember }) => {
  window.clearTimeout(resting);
  if (remember) resting = window.setTimeout(followSearch, REST, true);
  else followSearch(false);
});
