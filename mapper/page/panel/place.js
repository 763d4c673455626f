// A place, with the words that put it there.

import { button, el } from "../core/dom.js";
import { excerptPasses, isFiltered } from "../core/filter.js";
import { capital, ofArticle, pieces, t } from "../core/language.js";
import { articles, pieceText } from "../core/model.js";
import { roleWords, sureWords, UNSURE } from "../core/roles.js";
import { quoted, whereWords } from "../core/words.js";
import { areas, isNamed } from "../map/areas.js";
import { fly } from "../map/moves.js";
import { bylineOf, copiesOf, pageLine } from "./byline.js";
import { otherButtons } from "./doubt.js";
import { backButton, build, heading, openArticle } from "./screens.js";

const EXCERPTS_AT_ONCE = 50;
export const excerptNotes = []; // makers of what a part of the page has to say below an excerpt: a node, or null
export const excerptTools = []; // and of what stands beside "Why here?"

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
    pin.unchecked ? el("p", { class: "note" }, t("unchecked")) : null,
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
      ...excerptTools.map((make) => make(excerpt)),
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
export const reasonOf = ({ reason }) => `${capital(reason)}${/[\p{L}\p{N})'’]$/u.test(reason) ? "." : ""}`;

function whyHere(excerpt) {
  const others = otherButtons(excerpt).map((node) => el("li", {}, node));
  return el(
    "details",
    { class: "why" },
    el("summary", {}, t("why")),
    el("p", {}, reasonOf(excerpt)),
    el("p", {}, t("belief", { sure: sureWords(excerpt.confidence), role: roleWords(excerpt.role, "one") })),
    others.length ? el("p", {}, t("might_be")) : null,
    others.length ? el("ul", { class: "others" }, ...others) : null,
  );
}

build.place = ({ pin }) => placeView(pin);
