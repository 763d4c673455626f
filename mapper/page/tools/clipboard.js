// What is copied: into the clipboard, or shown to be copied by hand where a browser or a frame closes that.

import { el, say } from "../core/dom.js";
import { toast } from "./toast.js";

/** @param {string} said  what came of it, for who sees and who listens @param {string} label  of the field that shows it else */
export async function copyText(text, said, label) {
  try {
    await navigator.clipboard.writeText(text);
    say(said);
    toast(said);
  } catch {
    const field = el("input", { value: text, readonly: true, "aria-label": label });
    toast(field);
    field.focus();
    field.select();
  }
}
