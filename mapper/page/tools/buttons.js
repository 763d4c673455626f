// The buttons on the map.

import { button, el, svg } from "../core/dom.js";
import { t } from "../core/language.js";
import { pins } from "../core/model.js";
import { showAll } from "../map/frame.js";
import { addressNow, writeAddress } from "../panel/address.js";
import { copyText } from "./clipboard.js";
import { isDark, setDark } from "./dark.js";
import { openDialog } from "./download.js";

const ICONS = {
  all: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  save: "M12 4v11M7 11l5 5 5-5M5 20h14",
  dark: "M20 14a8 8 0 1 1-10-10 6.5 6.5 0 0 0 10 10z",
  about: "M12 11v6M12 7v.5M12 3a9 9 0 1 0 .01 0z",
};

/** @type {(() => HTMLElement)[]} */
export const moreTools = []; // makers of the buttons that a part of the page adds

/** A button with a drawing: one of ICONS by its name, or a path of its own. */
export function iconButton(icon, words, action, attributes = {}, path = ICONS[icon]) {
  const drawing = svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, svg("path", { d: path }));
  return button(drawing, action, { class: "tool", "data-tool": icon, "aria-label": words, title: words, ...attributes });
}

export function buildTools() {
  const tools = el(
    "div",
    { class: "tools", role: "group", "aria-label": t("tools") },
    pins.length ? iconButton("all", t("show_all"), () => showAll()) : null,
    ...moreTools.map((make) => make()),
    iconButton("link", t("copy_link"), copyLink),
    iconButton("save", t("take"), () => openDialog("take")),
    iconButton("dark", t("dark"), () => setDark(!isDark()), { "aria-pressed": String(isDark()) }),
    iconButton("about", t("about"), () => openDialog("about")),
  );
  document.querySelector(".legend").before(tools);
}

/** Put the address of this very view where it can be pasted from. */
function copyLink() {
  writeAddress(false);
  copyText(addressNow(), t("link_copied"), t("link_label"));
}
