/** The map inside another page (`?embed=1`): what is left out, and the way to the full map. */

import { byId } from "../page/element.js";

/** Whether this page is such a map. */
export const isEmbedded = document.body.classList.contains("is-embed");

/** Keys of what an embedded map does not have: search, options, dialogs. */
const FULL_PAGE_KEYS = new Set(["/", "e", "f", "g", "s"]);

/** @param {import("../page/keyboard.js").Key[]} keys @param {Set<string>} [left] those that an embedded page leaves out */
export function keysHere(keys, left = FULL_PAGE_KEYS) {
  return isEmbedded ? keys.filter(({ keys: [first] }) => !left.has(first)) : keys;
}

/** The link to the full map follows the state of this one. @param {() => string} write the query of the state */
export function connectFullMapLink(write) {
  const link = /** @type {HTMLAnchorElement} */ (byId("full-map"));
  const follow = () => (link.href = location.pathname + write());
  // Pointing at the link, or reaching it by keyboard, comes before following it.
  for (const event of ["pointerenter", "focus", "pointerdown"]) link.addEventListener(event, follow);
  follow();
}
