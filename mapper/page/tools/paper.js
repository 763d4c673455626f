// The page on paper.

import { el, svg } from "../core/dom.js";
import { passed } from "../core/filter.js";
import { data, dayOf, listed, ofArticle, t } from "../core/language.js";
import { articles } from "../core/model.js";
import { whereInline } from "../core/words.js";
import { state } from "../state.js";
import { isNamed } from "../map/areas.js";
import { numbers } from "../map/labels.js";
import { boundsOf, copyOf, map } from "../map/world.js";
import { layout } from "../panel/sheet.js";
import { darkRule, repaint } from "./dark.js";
import { citation, shownExcerpts, shownPins } from "./shown.js";
import { vectorMap } from "./vector.js";

const MOST_PRINTED = 200;

/** @type {{ at: any, zoom: number, moved: boolean } | null} */
let viewBefore = null; // the view to come back to after printing

let darkWhen = ""; // when the dark colours applied before printing, as a media query: paper is light

export function startPrint() {
  const order = shownPins().sort((a, b) => passed.pinCount[b.index] - passed.pinCount[a.index]).slice(0, MOST_PRINTED);
  order.forEach((pin, i) => numbers.set(pin, i + 1));
  const items = order.map((pin) =>
    el(
      "li",
      {},
      el("strong", {}, pin.name),
      t("comma"),
      whereInline(pin),
      ...shownExcerpts(pin).slice(0, 5).map((excerpt, i, all) => {
        const { title, source } = articles[excerpt.article];
        const more = all[i + 1] && all[i + 1].article === excerpt.article; // the last of an article says which it is
        const from = more ? null : el("i", {}, ` ${listed([title, source, dayOf(articles[excerpt.article])].filter(Boolean))}`);
        return el("p", ofArticle(articles[excerpt.article]), excerpt.before, el("b", {}, excerpt.text), excerpt.after, from);
      }),
    ),
  );
  const left = passed.pins - order.length;
  const rest = left > 0 ? el("p", {}, t("not_printed", { count: left })) : null;
  layout.append(el("section", { class: "paper" }, el("h1", { dir: "auto" }, data.title), el("ol", {}, ...items), rest, el("p", {}, citation())));
  document.documentElement.classList.add("printing");
  darkWhen = darkRule.media.mediaText;
  darkRule.media.mediaText = "not all";
  // Paper is smaller than most windows: it shows the same pins.
  const inView = shownPins().filter((pin) => !isNamed(pin) && map.getBounds().contains(copyOf(pin.at)));
  viewBefore = { at: map.getCenter(), zoom: map.getZoom(), moved: state.moved };
  map.invalidateSize({ animate: false, pan: true });
  if (inView.length) map.fitBounds(boundsOf(inView), { padding: [48, 48], maxZoom: viewBefore.zoom, animate: false });
  repaint();
  drawOnPaper();
}

/** A canvas is drawn with the next frame, for which paper does not wait, and hides what is below it: on paper all is drawn as lines. */
export function drawOnPaper() {
  document.querySelector(".paper-map")?.remove();
  const { x: width, y: height } = map.getSize();
  map.getContainer().prepend(svg("svg", { class: "paper-map", width, height, "aria-hidden": "true" }, ...vectorMap()));
}

export function endPrint() {
  numbers.clear();
  for (const node of document.querySelectorAll(".paper, .paper-map")) node.remove();
  document.documentElement.classList.remove("printing");
  darkRule.media.mediaText = darkWhen;
  map.invalidateSize({ animate: false, pan: true });
  map.setView(viewBefore.at, viewBefore.zoom, { animate: false });
  state.moved = viewBefore.moved;
  repaint();
}
