// A page of a corpus shows some of its articles: how many there are, and how often places and regions are named in all.

import { el } from "../core/dom.js";
import { data, grouped, t } from "../core/language.js";

/** @type {{ shown: number, all: number, regions: [string, number][], places: [string, number][] }} */
const corpus = data.corpus;

/** Names with their counts, closed until somebody wants them. */
function counts(words, rows) {
  const items = rows.map(([name, count]) => el("li", {}, el("bdi", {}, name), ` ${grouped(count)}`));
  return items.length ? el("details", {}, el("summary", {}, words), el("ol", {}, ...items)) : "";
}

function showCorpus() {
  const said = t("corpus_shown", { shown: corpus.shown, all: corpus.all, left: corpus.all - corpus.shown });
  document.getElementById("view").before(
    el("div", { class: "notice corpus" }, el("p", {}, el("strong", {}, t("corpus")), `. ${said}`),
      counts(t("corpus_regions"), corpus.regions), counts(t("corpus_places"), corpus.places)),
  );
}

showCorpus();
