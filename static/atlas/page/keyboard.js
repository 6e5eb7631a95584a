/** Keys that work everywhere on the page but in text boxes; `?` lists them. */

import { byId, element } from "./element.js";
import { gettext } from "../translation.js";

/**
 * @typedef {object} Key
 * @property {string[]} keys as in KeyboardEvent.key; with "Shift+" where Shift must be held
 * @property {string} words what the help says; empty for a second name of the same deed
 * @property {string} [shown] how the help writes the keys
 * @property {() => void} deed
 */

export class Keyboard {
  /** @param {Key[]} keys */
  constructor(keys) {
    this.help = /** @type {HTMLDialogElement} */ (byId("help"));
    const all = [...keys, { keys: ["?"], words: gettext("Show these keys"), deed: () => this.help.showModal() }];
    /** @type {Map<string, () => void>} */
    this.deeds = new Map(all.flatMap(({ keys: names, deed }) => names.map((name) => [name, deed])));
    byId("help-keys").replaceChildren(
      ...all
        .filter(({ words }) => words)
        .flatMap(({ keys: names, words, shown }) => [
          element("dt", {}, element("kbd", {}, shown ?? names[0])),
          element("dd", {}, words),
        ]),
    );
    byId("help-open").addEventListener("click", () => this.help.showModal());
    document.addEventListener("keydown", (event) => this.press(event));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector("dialog:modal")) return;
    const target = /** @type {HTMLElement} */ (event.target);
    if (target.closest("input, textarea, select, [contenteditable]")) return;
    const isPressing = target.closest("button, a, [role=button]") && (event.key === " " || event.key === "Enter");
    const isPanning = target.closest(".map") && event.key.startsWith("Arrow");
    if (isPressing || isPanning) return;
    const name = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
    const deed = this.deeds.get(name);
    if (!deed) return;
    event.preventDefault();
    deed();
  }
}
