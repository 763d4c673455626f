"use strict";
// What can be taken away: the data and the picture of what is shown, a citation, and the page on paper.

/** The excerpts of the pins on the map, as the filters and the legend have left them. */
const shownExcerpts = (pin) => pin.excerpts.filter((excerpt) => filter.roles.has(excerpt.role) && excerptPasses(excerpt));
const shownPins = () => pins.filter((pin) => passed.pinRole[pin.index]);
/** What a part of the page adds to an excerpt that is taken away: the same columns for each, "" where there is nothing.
 * @type {Array<(excerpt: Excerpt) => Record<string, string>>} */
const excerptColumns = [];
const addedTo = (excerpt) => Object.assign({}, ...excerptColumns.map((columns) => columns(excerpt)));
const sentenceOf = (excerpt) => `${excerpt.before}${excerpt.text}${excerpt.after}`.trim();

function geojson() {
  const features = shownPins().map((pin) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [pin.at.lng, pin.at.lat] },
    properties: {
      place: pin.id, name: pin.name, kind: pin.kind, country: pin.country, admin1: pin.admin1, precision_km: pin.precision_km,
      role: passed.pinRole[pin.index],
      excerpts: shownExcerpts(pin).map((excerpt) => {
        const { title, declared: date, source, url } = articles[excerpt.article];
        return { sentence: sentenceOf(excerpt), mention: excerpt.text, role: excerpt.role, confidence: excerpt.confidence, title, date, source, url, ...addedTo(excerpt) };
      }),
    },
  }));
  return JSON.stringify({ type: "FeatureCollection", features }, null, 1);
}

/** A line for each excerpt. What a spreadsheet would take for a formula gets an apostrophe. */
function csv() {
  const cell = (value) => `"${String(value).replace(/^[=+\-@\t\r]/, "'$&").replace(/"/g, '""')}"`;
  const head = ["name", "place", "lat", "lon", "kind", "country", "region", "role", "confidence", "mention", "sentence", "title", "date", "source", "url"];
  const first = pins[0]?.excerpts[0];
  if (first) head.push(...Object.keys(addedTo(first)));
  const rows = shownPins().flatMap((pin) =>
    shownExcerpts(pin).map((excerpt) => {
      const { title, declared: date, source, url } = articles[excerpt.article];
      const where = [pin.name, pin.id].map(cell).concat(String(pin.at.lat), String(pin.at.lng), [pin.kind, pin.country, pin.admin1, excerpt.role].map(cell));
      return [...where, String(excerpt.confidence), ...[excerpt.text, sentenceOf(excerpt), title, date, source, url, ...Object.values(addedTo(excerpt))].map(cell)].join();
    }),
  );
  // The mark at the head tells a spreadsheet that this is UTF-8.
  return `\ufeff${[head.join(), ...rows].join("\r\n")}\r\n`;
}

/** The names on the map, with where they stand in it (px, the middle of the left edge) and how they look. */
function shownNames() {
  const box = map.getContainer().getBoundingClientRect();
  return [...map.getContainer().querySelectorAll(".name")].map((name) => {
    const { left, top, height } = name.getBoundingClientRect();
    return { text: name.textContent, x: left - box.left, y: top - box.top + height / 2, style: getComputedStyle(name) };
  });
}

/** The map as it stands: outlines, heat, pins and names, with the line that its sources ask for. */
function picture() {
  const [box, ratio, foot] = [map.getContainer().getBoundingClientRect(), 2, 20];
  const canvas = document.createElement("canvas");
  canvas.width = box.width * ratio;
  canvas.height = (box.height + foot) * ratio;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.fillStyle = colour("--map-water");
  context.fillRect(0, 0, box.width, box.height);
  for (const layer of map.getContainer().querySelectorAll("canvas")) {
    const { left, top, width, height } = layer.getBoundingClientRect();
    if (width) context.drawImage(layer, left - box.left, top - box.top, width, height);
  }
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.lineJoin = "round";
  for (const { text, x, y, style } of shownNames()) {
    context.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    context.letterSpacing = style.letterSpacing === "normal" ? "0px" : style.letterSpacing;
    context.strokeStyle = colour("--map-halo");
    context.lineWidth = 3;
    context.fillStyle = style.color;
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  }
  context.letterSpacing = "0px";
  context.fillStyle = colour("--paper");
  context.fillRect(0, box.height, box.width, foot);
  context.fillStyle = colour("--muted");
  context.font = "11px system-ui, sans-serif";
  context.direction = RTL ? "rtl" : "ltr";
  context.textAlign = "start";
  context.fillText(t("picture_credits"), RTL ? box.width - 8 : 8, box.height + foot / 2);
  return canvas;
}

function citation() {
  const dates = articles.map((article) => article.declared).filter(Boolean).sort();
  const version = document.getElementById("about").getAttribute("data-version");
  const [from, to] = [dateWords(dates[0]), dateWords(dates[dates.length - 1])];
  const date = from === to ? from : t("citation_days", { from, to });
  const number = t("citation_articles", { count: articles.length });
  const what = date ? t("citation_dated", { articles: number, date }) : number;
  return t("citation", { title: data.title, what, version });
}

function save(name, content, type) {
  const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  el("a", { href: url, download: name }).click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10000);
}

const TAKE = {
  geojson: () => save("map.geojson", geojson(), "application/geo+json"),
  csv: () => save("map.csv", csv(), "text/csv"),
  svg: () => save("map.svg", vectorPicture(), "image/svg+xml"),
  png: () => picture().toBlob((blob) => save("map.png", blob, "image/png")),
  print: () => window.print(),
};

// ---------------------------------------------------------------- dialogs

function openDialog(id) {
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById(id));
  if (id === "take") {
    const rows = shownPins().reduce((sum, pin) => sum + shownExcerpts(pin).length, 0);
    document.getElementById("taken").textContent = t("taken", { places: t("places", { count: passed.pins }), excerpts: t("excerpts", { count: rows }) });
    /** @type {HTMLTextAreaElement} */ (document.getElementById("citation")).value = citation();
  }
  dialog.showModal();
  dialog.querySelector("h2").focus(); // and not the first button, which stands at the end of a long text
}

function buildDialogs() {
  for (const node of document.querySelectorAll("[data-take]")) {
    node.addEventListener("click", () => {
      if (node.getAttribute("data-take") === "print") node.closest("dialog").close();
      TAKE[node.getAttribute("data-take")]();
    });
  }
  // A click beside a dialog closes it, as its button and Escape do.
  // The button does it by itself, for in a sandbox no form is sent, not even one of a dialog.
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    dialog.querySelector("form button").addEventListener("click", (event) => {
      event.preventDefault();
      dialog.close();
    });
  }
}

// ---------------------------------------------------------------- light and dark

/** @type {CSSMediaRule} */
const darkRule = /** @type {any} */ ([...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]).find((rule) => rule.cssText.includes("--dark: 1")));
const isDark = () => colour("--dark") === "1";

/** The rule that holds the dark colours applies always or never from now on, whatever the system says. */
function setDark(on) {
  darkRule.media.mediaText = on ? "all" : "not all";
  repaint();
}

/** A canvas does not know that colours have changed. */
function repaint() {
  colours.clear();
  document.querySelector('[data-tool="dark"]').setAttribute("aria-pressed", String(isDark()));
  outlines.redraw();
  drawPins();
}

// ---------------------------------------------------------------- on paper

const MOST_PRINTED = 200;
/** @type {{ at: any, zoom: number, moved: boolean } | null} */
let viewBefore = null; // the view to come back to after printing
let darkWhen = ""; // when the dark colours applied before printing, as a media query: paper is light
/** @type {Map<Pin, number | string>} */
const numbers = new Map(); // of the pins, while the page is being printed

function startPrint() {
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
  viewBefore = { at: map.getCenter(), zoom: map.getZoom(), moved: viewMoved };
  map.invalidateSize({ animate: false, pan: true });
  if (inView.length) map.fitBounds(boundsOf(inView), { padding: [48, 48], maxZoom: viewBefore.zoom, animate: false });
  repaint();
  drawOnPaper();
}

/** A canvas is drawn with the next frame, for which paper does not wait, and hides what is below it: on paper all is drawn as lines. */
function drawOnPaper() {
  document.querySelector(".paper-map")?.remove();
  const { x: width, y: height } = map.getSize();
  map.getContainer().prepend(svg("svg", { class: "paper-map", width, height, "aria-hidden": "true" }, ...vectorMap()));
}

function endPrint() {
  numbers.clear();
  for (const node of document.querySelectorAll(".paper, .paper-map")) node.remove();
  document.documentElement.classList.remove("printing");
  darkRule.media.mediaText = darkWhen;
  map.invalidateSize({ animate: false, pan: true });
  map.setView(viewBefore.at, viewBefore.zoom, { animate: false });
  viewMoved = viewBefore.moved;
  repaint();
}
