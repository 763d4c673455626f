// Where decisions go: to the server that drew the page, or into a file where there is none.

import { el } from "../../core/dom.js";
import { emit } from "../../state.js";
import { save } from "../../tools/download.js";
import { REVIEWED } from "./items.js";
import { REVIEW } from "./words.js";

/** @type {any[]} */
export const handout = []; // the lines of the file, where no server keeps them

export const keeping = { last: Promise.resolve(), unsaved: 0, downloaded: 0 };
export const savedLine = el("p", { class: "review-said", role: "status" });

/** Send lines to the server, one request after the other; what it did not keep is taken back, and said. */
export function keepLines(rows, undo) {
  if (!REVIEWED.served) {
    const at = new Date().toISOString();
    const kept = rows.map((row) => ({ id: randomId(), ...row, at }));
    handout.push(...kept);
    tellSaved(REVIEW.kept(handout.length - keeping.downloaded));
    return Promise.resolve(kept.map((row) => row.id));
  }
  keeping.unsaved++;
  tellSaved(REVIEW.saving);
  const answer = keeping.last.then(() => postLines(rows));
  keeping.last = answer.then(
    () => {
      keeping.unsaved--;
      if (!keeping.unsaved) tellSaved("withdraws" in rows[0] ? REVIEW.undone : REVIEW.saved);
    },
    (error) => {
      keeping.unsaved--;
      undo();
      emit("review");
      tellSaved(REVIEW.failed(error.message), true);
    },
  );
  return answer.catch(() => []);
}

async function postLines(rows) {
  const options = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(rows) };
  const response = await fetch("corrections", options).catch(() => null);
  if (!response || response.status === 404) throw new Error(REVIEW.gone);
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer.map((row) => row.id);
}

const randomId = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export function tellSaved(words, failed = false) {
  savedLine.textContent = words;
  savedLine.classList.toggle("failed", failed);
}

export function downloadLines() {
  save("corrections.jsonl", handout.map((row) => `${JSON.stringify(row)}\n`).join(""), "application/x-ndjson");
  keeping.downloaded = handout.length;
  tellSaved("");
}
