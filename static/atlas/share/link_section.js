/** The address of the map as it is now: to copy, or to hand to another program. */

import { element } from "../page/element.js";
import { gettext } from "../translation.js";
import { button, copyButton, labelled } from "./form.js";

export class LinkSection {
  /** @param {() => string} address absolute @param {string} about what the link opens @param {(text: string) => void} tell */
  constructor(address, about, tell) {
    this.address = address;
    this.words = gettext("Link");
    this.box = /** @type {HTMLInputElement} */ (element("input", { type: "text", class: "share-box" }));
    const copy = copyButton(this.box, gettext("Copy link"), tell);
    const actions = element("p", { class: "share-actions" }, copy);
    if ("share" in navigator) actions.append(button(gettext("Share with"), () => this.hand()));
    this.root = element(
      "div",
      {},
      element("p", { class: "share-about" }, about),
      labelled(gettext("Link"), this.box),
      actions,
    );
  }

  open() {
    this.box.value = this.address();
  }

  /** The system's own sheet of programs. Closing it without a choice is no failure. */
  hand() {
    navigator.share({ title: document.title, url: this.address() }).catch(() => undefined);
  }
}
