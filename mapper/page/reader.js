"use strict";
// What is read: an article with its mentions, a place with its excerpts, and the walk of the map along the text.

const EXCERPTS_AT_ONCE = 50;
const excerptNotes = []; // makers of what a part of the page has to say below an excerpt: a node, or null

/** Source, day and link of an article, and of a document the page that a mention is on. */
function bylineOf(article, page = 0) {
  const line = el("p", { class: "byline" });
  if (article.source) line.append(el("bdi", {}, article.source));
  if (article.date) line.append(el("time", { datetime: article.date }, dayOf(article)));
  if (page) line.append(el("span", {}, t("page", { number: page })));
  if (article.url) {
    const at = page && !article.url.includes("#") ? `#page=${page}` : ""; // as every reader of PDFs takes it
    const link = { href: article.url + at, target: "_blank", rel: "noopener noreferrer nofollow" };
    line.append(el("a", link, t("original"), el("span", { class: "unseen" }, ` ${t("original_more")}`)));
  }
  return line.hasChildNodes() ? line : null;
}

const pageLine = (page) => (page ? el("p", { class: "byline" }, t("page", { number: page })) : null);

/** The other papers that print the same story, each with its link; null where there is none. */
function copiesOf(article) {
  if (!article.copies.length) return null;
  const item = ([source, date, url]) => {
    const name = el("bdi", {}, source);
    const link = { href: url, target: "_blank", rel: "noopener noreferrer nofollow" };
    const words = url ? el("a", link, name, el("span", { class: "unseen" }, ` ${t("copy_more")}`)) : name;
    return el("li", {}, words, date ? el("time", { datetime: date }, dateWords(date)) : null);
  };
  return el("details", { class: "why copies" }, el("summary", {}, t("also_in", { count: article.copies.length })), el("ul", { class: "others" }, ...article.copies.map(item)));
}

// ---------------------------------------------------------------- a place, with the words that put it there

function placeView(pin) {
  // "KYIV" at the head of a report is no other spelling.
  const isOther = (text) => text.toLowerCase() !== pin.name.toLowerCase();
  const spellings = [...new Set(pin.excerpts.map((excerpt) => excerpt.text))].filter(isOther);
  const passing = isFiltered() ? pin.excerpts.filter(excerptPasses) : pin.excerpts;
  const shown = passing.length ? passing : pin.excerpts;
  const list = el("ol", { class: "excerpts" });
  const more = button("", () => grow(EXCERPTS_AT_ONCE));
  let all = shown;
  const grow = (by) => {
    for (const end = Math.min(all.length, list.childElementCount + by); list.childElementCount < end; ) {
      const [excerpt, before] = [all[list.childElementCount], all[list.childElementCount - 1]];
      list.append(excerptItem(excerpt, before && before.article === excerpt.article));
    }
    more.hidden = list.childElementCount === all.length;
    more.textContent = t("show_more", { count: Math.min(EXCERPTS_AT_ONCE, all.length - list.childElementCount), all: all.length });
  };
  grow(EXCERPTS_AT_ONCE);
  const others = pin.excerpts.length - shown.length;
  const rest = button(t("left_out", { count: others }), () => {
    rest.remove();
    list.replaceChildren();
    all = pin.excerpts;
    grow(EXCERPTS_AT_ONCE);
  });
  return el(
    "section",
    { class: "place" },
    el("p", { class: "bar" }, backButton(), button(t("show_on_map"), () => fly(pin))),
    heading(pin.name),
    el("p", { class: "where", dir: "auto" }, whereWords(pin)),
    spellings.length ? el("p", { class: "spelling" }, ...pieces("spellings", { names: quoted(spellings) })) : null,
    areas.has(pin) ? el("p", { class: "note" }, t("shaded")) : null,
    pin.kind === "area" && !isNamed(pin) && pin.precision_km > 0
      ? el("p", { class: "note" }, t("reaches", { km: Math.round(pin.precision_km) }))
      : null,
    pin.sure < UNSURE ? el("p", { class: "note unsure" }, t("dashed")) : null,
    list,
    el("p", { class: "bar" }, more, others ? rest : null),
  );
}

/** `follows`: the excerpt before it is from the same article, whose title and source need no second line. */
function excerptItem(excerpt, follows) {
  const article = articles[excerpt.article];
  const isTitle = article.title === `${excerpt.before}${excerpt.text}${excerpt.after}`.trim();
  const quote = el("blockquote", ofArticle(article), excerpt.before, el("mark", { class: `role-${excerpt.role}` }, excerpt.text), excerpt.after);
  return el(
    "li",
    { class: follows && "follows" },
    quote,
    follows || isTitle ? null : el("p", { class: "from", ...ofArticle(article) }, article.title),
    follows ? pageLine(excerpt.page) : bylineOf(article, excerpt.page),
    follows ? null : copiesOf(article),
    ...excerptNotes.map((note) => note(excerpt)),
    el(
      "div",
      { class: "bar" },
      button(t("read_in_article"), () => openArticle(excerpt.article, excerpt.mention), { class: "quiet" }),
      aroundButton(excerpt, quote),
      whyHere(excerpt),
    ),
  );
}

/** A button that sets the sentences before and after around the excerpt; none where there are none. */
function aroundButton(excerpt, quote) {
  const around = sentencesAround(excerpt);
  if (!around || !(around.before || around.after)) return null;
  const press = () => {
    const open = node.getAttribute("aria-expanded") === "true";
    node.setAttribute("aria-expanded", String(!open));
    for (const old of quote.querySelectorAll(".around")) old.remove();
    if (open) return;
    if (around.before) quote.prepend(el("span", { class: "around" }, `${around.before} `));
    if (around.after) quote.append(el("span", { class: "around" }, ` ${around.after}`));
  };
  const node = button(t("more_text"), press, { class: "quiet", "aria-expanded": "false" });
  return node;
}

/** The sentence on either side of an excerpt; null where this browser cannot tell sentences. */
function sentencesAround(excerpt) {
  const article = articles[excerpt.article];
  const at = article.body.findIndex((piece) => typeof piece !== "string" && piece[1] === excerpt.mention);
  if (at < 0 || !("Segmenter" in Intl)) return null;
  const before = article.body.slice(0, at).map(pieceText).join("").slice(-1500);
  const after = article.body.slice(at + 1).map(pieceText).join("").slice(0, 1500);
  const run = (text) => text.replace(/\s+/g, " ").trim();
  const [own, ownAfter] = [run(excerpt.before.replace(/^…/, "")), run(excerpt.after.replace(/…$/, ""))];
  // What the excerpt itself holds is cut off by its length without white space, which is the same in the text.
  const bare = (text) => text.replace(/\s+/g, "").length;
  const cut = (text, count, fromEnd) => {
    let i = fromEnd ? text.length : 0;
    for (let left = count; left > 0; i += fromEnd ? -1 : 1) if (/\S/.test(text[fromEnd ? i - 1 : i] || "x")) left--;
    return fromEnd ? text.slice(0, i) : text.slice(i);
  };
  const sentences = (text) => [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)].map((part) => run(part.segment)).filter(Boolean);
  const [head, tail] = [sentences(cut(before, bare(own), true)), sentences(cut(after, bare(ownAfter), false))];
  return { before: head[head.length - 1] || "", after: tail[0] || "" };
}

/** Why a place was chosen, or none, as a sentence. */
const reasonOf = ({ reason }) => `${capital(reason)}${/[\p{L}\p{N})'’]$/u.test(reason) ? "." : ""}`;

function whyHere(excerpt) {
  const others = otherButtons(excerpt).map((node) => el("li", {}, node));
  return el(
    "details",
    { class: "why" },
    el("summary", {}, t("why")),
    el("p", OF_REASON, reasonOf(excerpt)),
    el("p", {}, t("belief", { sure: sureWords(excerpt.confidence), role: roleWords(excerpt.role, "one") })),
    others.length ? el("p", {}, t("might_be")) : null,
    others.length ? el("ul", { class: "others" }, ...others) : null,
  );
}

// ---------------------------------------------------------------- an article, its mentions pressable

/** Pieces of an article, the mentions among them as buttons. */
const pressable = (article, list) => list.map((piece) => (typeof piece === "string" ? piece : mention(article.index, ...piece)));

function headingOf(article) {
  if (!article.head.length) return heading(article.source || t("article_heading"));
  const node = heading(...pressable(article, article.head));
  dress(node, ofArticle(article), []);
  return node;
}

function articleView(article) {
  const bar = [articles.length > 1 || pile.length ? backButton() : null, ...(article.pins.length > 1 ? walk.buttons() : [])];
  return el(
    "article",
    { class: "reader" },
    bar.some(Boolean) ? el("p", { class: "bar" }, ...bar) : null,
    headingOf(article),
    bylineOf(article),
    copiesOf(article),
    el("div", { class: "text", ...ofArticle(article) }, ...pressable(article, article.body)),
  );
}

function mention(article, text, number, pin) {
  const excerpt = excerptAt(article, number);
  if (pin === null) return el("span", { class: "unplaced", title: t("not_on_map", { reason: excerpt.reason }), "data-mention": number }, text);
  const press = (event) => pressMention(event.currentTarget, pins[pin]);
  const unsure = excerpt.confidence < UNSURE ? " unsure" : "";
  const said = listed([roleWords(excerpt.role, "one"), unsure ? sureWords(excerpt.confidence) : ""].filter(Boolean));
  const attributes = { role: "button", tabindex: "0", "aria-description": said, class: `mention role-${excerpt.role}${unsure}`, "data-article": article, "data-mention": number, "data-pin": pin, click: press };
  return el("span", { ...attributes, ...lights(pins[pin]), keydown: (event) => pressesButton(event) && press(event) }, text);
}

function pressesButton(event) {
  if (event.key !== "Enter" && event.key !== " ") return false;
  event.preventDefault();
  return true;
}

/** The first press shows the place on the map, a second one opens its excerpts. */
function pressMention(node, pin) {
  if (node.getAttribute("aria-current") === "true" && selected === pin) {
    openPlace(pin);
    return;
  }
  walk.start();
  goTo(node, fly);
  say(t("map_shows", { name: pin.name, where: whereWords(pin), count: pin.excerpts.length }));
}

/** @param {HTMLElement} node @param {(pin: Pin, role: string) => void} look  how the map shows the place */
function goTo(node, look = show) {
  const pin = pins[Number(node.getAttribute("data-pin"))];
  const { role } = excerptAt(Number(node.getAttribute("data-article")), Number(node.getAttribute("data-mention")));
  markCurrent(node);
  select(pin, role);
  look(pin, role);
}

function markCurrent(node) {
  for (const other of view.querySelectorAll('[aria-current="true"]')) other.removeAttribute("aria-current");
  if (node) node.setAttribute("aria-current", "true");
}

// ---------------------------------------------------------------- the map walks along

/** From place to place: by button, by key, and by scrolling as long as the reader wants that. */
const walk = {
  on: true,
  ignore: 0, // scrolling until then (ms of the page's clock) is our own

  mentions: () => /** @type {HTMLElement[]} */ ([...view.querySelectorAll(".reader .mention")]),

  buttons() {
    const toggle = button(t("follows"), () => {
      walk.on = !walk.on;
      toggle.setAttribute("aria-pressed", String(walk.on));
    }, { class: "toggle", "aria-pressed": String(walk.on) });
    return [button(t("next_place"), () => walk.step(1), { class: "next", "aria-keyshortcuts": "n" }), toggle];
  },

  /** To the next mention of another place than the current one, or back to the one before. */
  step(by) {
    const all = walk.mentions();
    if (!all.length) return;
    const now = all.findIndex((node) => node.getAttribute("aria-current") === "true");
    let next = now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by;
    while (all[next] && now >= 0 && all[next].dataset.pin === all[now].dataset.pin) next += by;
    const node = all[(next + all.length) % all.length];
    goTo(node);
    walk.ignore = performance.now() + 400;
    node.scrollIntoView({ block: "center", behavior: "instant" });
    const pin = pins[Number(node.dataset.pin)];
    say(t("place_where", { name: pin.name, where: whereWords(pin) }));
  },

  /** A new screen scrolls by itself, and so does a mention that is pressed: neither is reading. */
  start() {
    walk.ignore = performance.now() + 400;
  },

  /** The mention that has come to the reading line is shown on the map. */
  follow() {
    if (!walk.on || performance.now() < walk.ignore || !view.querySelector(".reader")) return;
    const box = panel.getBoundingClientRect();
    // The line sinks from the upper to the lower edge, so that the last places are reached as well.
    const progress = panel.scrollTop / Math.max(1, panel.scrollHeight - panel.clientHeight);
    const line = box.top + box.height * (0.25 + 0.7 * progress);
    const read = walk.mentions().filter((node) => node.getBoundingClientRect().top < line);
    const node = read[read.length - 1];
    if (node && node.getAttribute("aria-current") !== "true") goTo(node, glance);
  },

  listen() {
    let timer = 0;
    panel.addEventListener("scroll", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(walk.follow, 150);
    }, { passive: true });
  },
};
