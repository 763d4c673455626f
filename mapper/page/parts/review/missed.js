// A name that was missed: words that are selected in the text.

import { button } from "../../core/dom.js";
import { emit, state } from "../../state.js";
import { drawChoices } from "./choices.js";
import { items, reviewing, searched } from "./items.js";
import { placesOf } from "./search.js";
import { REVIEW } from "./words.js";

const QUOTED = 64; // characters around a name, as mapper/correct/quotes.py keeps

/** @type {{ article: number, quote: any } | null} */
let markedWords = null; // the words that are selected in the text

export const markButton = button(REVIEW.markNone, () => addMarked(), { disabled: true, class: "quiet" });

/** The words selected in the text, with what stands around them. */
export function readSelection() {
  const selected = window.getSelection();
  const range = selected && !selected.isCollapsed && selected.rangeCount ? selected.getRangeAt(0) : null;
  const node = range && (range.commonAncestorContainer instanceof Element ? range.commonAncestorContainer : range.commonAncestorContainer.parentElement);
  const box = node && node.closest(".reader .text, .reader h2");
  markedWords = null;
  if (box) {
    const [before, whole] = [document.createRange(), box.textContent];
    before.setStart(box, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const words = range.cloneContents().textContent;
    const start = before.cloneContents().textContent.length + words.length - words.trimStart().length;
    const exact = words.trim();
    const around = (text, from, to) => [...text].slice(from, to).join(""); // never half a letter
    const quote = { exact, prefix: around(whole.slice(0, start), -QUOTED, undefined), suffix: around(whole.slice(start + exact.length), 0, QUOTED) };
    const article = state.screen.sort === "article" ? state.screen.article : 0;
    if (exact && exact.length <= 200) markedWords = { article, quote };
  }
  markButton.disabled = !markedWords;
  markButton.textContent = markedWords ? REVIEW.mark(markedWords.quote.exact) : REVIEW.markNone;
}

export async function addMarked() {
  if (!markedWords) return;
  const { article, quote } = markedWords;
  window.getSelection().removeAllRanges();
  const item = { article, mention: null, quote, place: null, role: "site", confidence: 0, options: [], decided: false, point: null };
  items.splice(reviewing.at, 0, item);
  searched.options = null;
  emit("review");
  item.options = await placesOf(quote.exact);
  if (items[reviewing.at] === item) drawChoices(); // and not the field, in which somebody may be typing
}
