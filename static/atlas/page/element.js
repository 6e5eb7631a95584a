/** Making elements of the page; text is always set as text. */

import { number, pgettext } from "../translation.js";

/**
 * @param {string} tag
 * @param {Record<string, string | boolean | undefined>} [attributes] false and undefined leave one out
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(name, "");
    else if (typeof value === "string") made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/**
 * The element with an id; the page's template has it.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no element "${id}"`);
  return found;
}

const SVG = "http://www.w3.org/2000/svg";

/** An arrow that points along the line of text. @returns {SVGElement} */
export function arrow() {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 14 10");
  svg.setAttribute("class", "arrow");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", pgettext("from one holder to the next", "to"));
  const path = svg.appendChild(document.createElementNS(SVG, "path"));
  path.setAttribute("d", "M0 5h12M8.500 1.500 12 5 8.500 8.500");
  return svg;
}

/** @param {number} value @returns {string} with a sign; the minus is a true minus */
export function signed(value) {
  return value > 0 ? `+${number(value)}` : value < 0 ? `\u2212${number(-value)}` : number(0);
}
