// An article is one stop of Tab and not one for each of its places: arrow keys go from marked word to marked word.

/** The marked word at which Tab stops. */
export function stopAt(node) {
  for (const other of node.closest(".reader").querySelectorAll('.mention[tabindex="0"]')) other.setAttribute("tabindex", "-1");
  node.setAttribute("tabindex", "0");
}

/** Right goes on and left goes back, or the other way round where the words run to the left. */
export function byArrows(reader) {
  const words = () => /** @type {HTMLElement[]} */ ([...reader.querySelectorAll(".mention")]);
  const [first] = words();
  if (first) stopAt(first);
  reader.addEventListener("focusin", ({ target }) => target.matches(".mention") && stopAt(target));
  reader.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || !event.target.matches(".mention") || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = words()[words().indexOf(event.target) + (getComputedStyle(event.target).direction === "rtl" ? -by : by)];
    if (next) next.focus();
    event.preventDefault();
  });
  return reader;
}
