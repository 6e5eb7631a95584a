/** The address of the map as it is now: to copy, or to hand to another program. */

import { element } from "../page/element.js";
import { gettext } from "../translation.js";
import { button, copyButton, labelled } from "./form.js";

export class LinkSection {
  /** @param {import("./dialog.js").Shared} shared @param {(text: string) => void} tell */
  constructor(shared, tell) {
    this.shared = shared;
    this.words = gettext("Link");
    this.box = /** @type {HTMLInputElement} */ (element("input", { type: "text", class: "share-box" }));
    const copy = copyButton(this.box, gettext("Copy link"), tell);
    const actions = element("p", { class: "share-actions" }, copy);
    if ("share" in navigator) actions.append(button(gettext("Share with"), () => this.hand()));
    this.root = element(
      "div",
      {},
      element("p", { class: "share-about" }, gettext("It opens this day, this part of the map, the town, the actors and the claims that are chosen now.")),
      labelled(gettext("Link"), this.box),
      actions,
    );
  }

  open() {
    this.box.value = this.shared.address();
  }

  /** The system's own sheet of programs. Closing it without a choice is no failure. */
  hand() {
    navigator.share({ title: document.title, url: this.shared.address() }).catch(() => undefined);
  }
}
