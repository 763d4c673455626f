// Beside the words: what an editor has confirmed, who, when and why.

import { el } from "../core/dom.js";
import { data, dateWords, t } from "../core/language.js";
import { state } from "../state.js";
import { excerptNotes } from "../panel/place.js";
import { build, put } from "../panel/screens.js";
import { view } from "../panel/sheet.js";
import { excerptColumns } from "../tools/data.js";

/** @type {Map<string, { words: string, what: string, by: string, at: string, day: string, why: string }>} */
const confirmed = new Map(
  data.confirmed.map(([article, mentionNumber, what, by, at, why]) => {
    const words = t(`confirmed_${what.length > 1 ? "both" : what[0]}`);
    return [`${article}.${mentionNumber}`, { words, what: what.join(" and "), by, at, day: /^\d{4}-\d\d-\d\d/.test(at) ? at.slice(0, 10) : "", why }];
  }),
);

const confirmedAt = (excerpt) => confirmed.get(`${excerpt.article}.${excerpt.mention}`);

/** "Confirmed by an editor, Ann, 5 October 2022: the harbour and not the town"; null where nobody has. */
function confirmedLine(excerpt) {
  const found = confirmedAt(excerpt);
  if (!found) return null;
  const line = el("p", { class: "confirmed" }, found.words);
  if (found.by) line.append(t("comma"), el("bdi", {}, found.by));
  if (found.day) line.append(t("comma"), el("time", { datetime: found.day }, dateWords(found.day)));
  if (found.why) line.append(": ", el("bdi", {}, found.why));
  return line;
}

/** As in the columns of `mapper export`. */
function confirmedColumns(excerpt) {
  const { what = "", by = "", at = "", why = "" } = confirmedAt(excerpt) ?? {};
  return { confirmed: what, confirmed_by: by, confirmed_at: at, confirmed_why: why };
}

excerptNotes.push(confirmedLine);
excerptColumns.push(confirmedColumns);

if (state.screen.sort === "place") {
  // A link led to a place before this script ran.
  put(build.place(state.screen));
  view.querySelector("h2").focus({ preventScroll: true });
}
