/** Copying text, also where the browser keeps its clipboard to itself. */

import { gettext } from "../translation.js";

/**
 * Copy the text of a box. Where the clipboard is refused, the text is left selected, to be copied by hand.
 * @param {HTMLInputElement | HTMLTextAreaElement} box
 * @returns {Promise<string>} what to tell the reader
 */
export async function copyFrom(box) {
  try {
    await navigator.clipboard.writeText(box.value);
    return gettext("Copied.");
  } catch {
    // Pages without TLS have no clipboard, but most browsers still know the command of old.
    box.focus();
    box.select();
    return document.execCommand("copy") ? gettext("Copied.") : gettext("The browser did not let the page copy. The text is selected: copy it with Ctrl+C, or by holding it.");
  }
}
