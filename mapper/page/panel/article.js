// An article, its mentions pressable.

import { dress, el, say } from "../core/dom.js";
import { listed, ofArticle, t } from "../core/language.js";
import { articles, excerptAt, pins } from "../core/model.js";
import { UNSURE } from "../core/roles.js";
import { roleInWords, whereWords } from "../core/words.js";
import { pile, state } from "../state.js";
import { lights } from "../map/glow.js";
import { fly } from "../map/moves.js";
import { byArrows } from "./arrows.js";
import { bylineOf, copiesOf } from "./byline.js";
import { backButton, build, heading, openPlace } from "./screens.js";
import { goTo, walk } from "./walk.js";

/** Pieces of an article, the mentions among them as buttons. */
const pressable = (article, list) => list.map((piece) => (typeof piece === "string" ? piece : mention(article.index, ...piece)));

function headingOf(article) {
  if (!article.head.length) return heading(article.source || t("article_heading"));
  const node = heading(...pressable(article, article.head));
  dress(node, ofArticle(article), []);
  return node;
}

export function articleView(article) {
  const bar = [articles.length > 1 || pile.length ? backButton() : null, ...(article.pins.length > 1 ? walk.buttons() : [])];
  return byArrows(el(
    "article",
    { class: "reader" },
    bar.some(Boolean) ? el("p", { class: "bar" }, ...bar) : null,
    headingOf(article),
    bylineOf(article),
    copiesOf(article),
    el("div", { class: "text", ...ofArticle(article) }, ...pressable(article, article.body)),
  ));
}

function mention(article, text, number, pin) {
  const excerpt = excerptAt(article, number);
  if (pin === null) return el("span", { class: "unplaced", title: t("not_on_map", { reason: excerpt.reason }), "data-mention": number }, text);
  const press = (event) => pressMention(event.currentTarget, pins[pin]);
  const unsure = excerpt.confidence < UNSURE ? " unsure" : "";
  const attributes = { role: "button", tabindex: "-1", "aria-label": listed([text, roleInWords(excerpt)]), "aria-keyshortcuts": "ArrowRight ArrowLeft", class: `mention role-${excerpt.role}${unsure}`, "data-article": article, "data-mention": number, "data-pin": pin, click: press };
  return el("span", { ...attributes, ...lights(pins[pin]), keydown: (event) => pressesButton(event) && press(event) }, text);
}

function pressesButton(event) {
  if (event.key !== "Enter" && event.key !== " ") return false;
  event.preventDefault();
  return true;
}

/** The first press shows the place on the map, a second one opens its excerpts. */
function pressMention(node, pin) {
  if (node.getAttribute("aria-current") === "true" && state.selected === pin) {
    openPlace(pin);
    return;
  }
  walk.start();
  goTo(node, fly);
  say(t("map_shows", { name: pin.name, where: whereWords(pin), count: pin.excerpts.length }));
}

build.article = ({ article }) => articleView(articles[article]);
