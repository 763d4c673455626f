// The one way in which the page makes elements, and speaks to those who listen to it.
// Whatever comes from an article is put in by textContent; nothing is fetched, stored or evaluated.

/**
 * An element: attributes by name, functions as listeners, children as text or elements.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | null | undefined)} children
 */
export function el(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
export function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

export function dress(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== undefined && value !== false && value !== null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

export const button = (words, action, attributes = {}) => el("button", { type: "button", click: action, ...attributes }, words);

/** Tell those who listen to the page what has changed. */
export function say(words) {
  document.getElementById("announcer").textContent = words;
}

export const still = window.matchMedia("(prefers-reduced-motion: reduce)");
