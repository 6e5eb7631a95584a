/** Parts that the sections of the share dialog are made of. */

import { element } from "../page/element.js";
import { gettext } from "../translation.js";
import { copyFrom } from "./copy.js";

let made = 0;

/**
 * A control with its label above it.
 * @template {HTMLElement} C
 * @param {string} words
 * @param {C} control
 * @returns {HTMLElement}
 */
export function labelled(words, control) {
  control.id ||= `share-${(made += 1)}`;
  return element("p", { class: "share-field" }, element("label", { for: control.id }, words), control);
}

/** @param {Record<string, string>} options value to words @param {string} chosen @returns {HTMLSelectElement} */
export function select(options, chosen) {
  const made = /** @type {HTMLSelectElement} */ (element("select"));
  for (const [value, words] of Object.entries(options)) made.append(element("option", { value, selected: value === chosen }, words));
  return made;
}

/** @param {string} words @param {() => void} onClick @param {boolean} [primary] @returns {HTMLButtonElement} */
export function button(words, onClick, primary = false) {
  const made = /** @type {HTMLButtonElement} */ (element("button", { type: "button", class: primary ? "is-primary" : "" }, words));
  made.addEventListener("click", onClick);
  return made;
}

/**
 * A box whose text is meant to be taken away, and the button that copies it.
 * @param {HTMLInputElement | HTMLTextAreaElement} box
 * @param {string} words of the button
 * @param {(text: string) => void} tell
 */
export function copyButton(box, words, tell) {
  box.readOnly = true;
  box.spellcheck = false;
  box.dir = box.dir || "ltr";
  box.addEventListener("focus", () => box.select());
  return button(words, () => void copyFrom(box).then(tell), true);
}

/** Hand a file to the reader. @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const url = URL.createObjectURL(blob);
  const link = /** @type {HTMLAnchorElement} */ (element("a", { href: url, download: name }));
  document.body.append(link);
  link.click();
  link.remove();
  // Browsers fetch what the address stands for after the click.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** What a failure is called. @param {unknown} error */
export function reasonOf(error) {
  return error instanceof Error ? error.message : gettext("the browser gives no reason");
}
