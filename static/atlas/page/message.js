/** What the page has to say to the reader, under the date. */

import { byId } from "./element.js";

/** @param {string[]} texts one after the other; none to say nothing any more */
export function showMessage(texts) {
  byId("message").textContent = texts.join(" ");
  byId("message").hidden = texts.length === 0;
}
