/** The dialog in which a map is taken along, in sections of which one is shown. */

import { byId, element } from "../page/element.js";
import { gettext } from "../translation.js";

/**
 * @typedef {object} Section
 * @property {string} words its name
 * @property {HTMLElement} root
 * @property {() => void} open it is shown, or the dialog was opened with it
 * @property {() => void} [close] it is hidden
 */

export class ShareDialog {
  /** @param {(tell: (text: string) => void) => Section[]} sectionsOf makes them, given how to tell the reader what was done */
  constructor(sectionsOf) {
    this.dialog = /** @type {HTMLDialogElement} */ (byId("share"));
    this.status = element("p", { class: "share-status", role: "status" });
    const tell = /** @param {string} text */ (text) => (this.status.textContent = text);
    /** @type {Section[]} */
    this.sections = sectionsOf(tell);
    this.shown = this.sections[0];
    this.choices = this.sections.map((section) => {
      const choice = element("button", { type: "button" }, section.words);
      choice.addEventListener("click", () => this.show(section));
      return choice;
    });
    const close = element("button", { type: "button" }, gettext("Close"));
    close.addEventListener("click", () => this.dialog.close());
    byId("share-body").replaceChildren(
      element("div", { class: "segments share-choice", role: "group", "aria-labelledby": "share-title" }, ...this.choices),
      ...this.sections.map(({ root }) => root),
      this.status,
      element("p", { class: "share-actions share-end" }, close),
    );
    this.dialog.addEventListener("close", () => this.shown.close?.());
  }

  open() {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.show(this.shown);
  }

  /** @param {Section} section */
  show(section) {
    this.status.textContent = "";
    if (section !== this.shown) this.shown.close?.();
    this.shown = section;
    this.sections.forEach((one, index) => {
      one.root.hidden = one !== section;
      this.choices[index].setAttribute("aria-pressed", String(one === section));
    });
    section.open();
  }
}
