// The card on the map: what is selected, in a few words.

import { button, el } from "../core/dom.js";
import { t } from "../core/language.js";
import { sureWords, UNSURE } from "../core/roles.js";
import { whereWords } from "../core/words.js";
import { deselect, state, when } from "../state.js";
import { otherButtons } from "./doubt.js";
import { openPlace } from "./screens.js";
import { view } from "./sheet.js";

export const card = el("div", { class: "card", hidden: true });
const IN_CARD = 2; // of the other places, on the card of one that is not sure

/** The likeliest of the others, for the card of a place that is not sure; null where there is none. */
function cardDoubt(pin) {
  if (pin.sure >= UNSURE) return null;
  const excerpt = pin.excerpts.find(({ others }) => others.length);
  return excerpt ? el("p", { class: "doubt" }, `${sureWords(pin.sure)}. `, ...otherButtons(excerpt).slice(0, IN_CARD)) : null;
}

function drawCard() {
  // Where the panel has the place itself, the card would only say it again.
  card.hidden = !state.selected || view.querySelector(".place") !== null;
  if (card.hidden) return;
  const pin = state.selected;
  card.replaceChildren(...[
    el("p", { class: "card-name", dir: "auto" }, pin.name),
    el("p", { class: "facts", dir: "auto" }, whereWords(pin)),
    cardDoubt(pin),
    button(t("excerpts", { count: pin.excerpts.length }), () => openPlace(pin)),
    button(t("close"), () => deselect(), { class: "quiet" }),
  ].filter(Boolean));
}

when("select", drawCard);
when("screen", drawCard);
