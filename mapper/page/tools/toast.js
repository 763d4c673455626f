// A few words over the map that go by themselves.

import { button, el } from "../core/dom.js";
import { t } from "../core/language.js";

let toastTimer = 0;

export function toast(content) {
  document.querySelector(".toast")?.remove();
  const close = () => node.remove();
  const node = el("div", { class: "toast" }, content, button(t("close"), close, { class: "quiet" }));
  document.querySelector(".map").append(node);
  window.clearTimeout(toastTimer);
  if (typeof content === "string") toastTimer = window.setTimeout(close, 4000);
}
