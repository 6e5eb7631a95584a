/** Taking the map along: a link, a frame, a picture, a time lapse. */

import { byId, element } from "../page/element.js";
import { gettext } from "../translation.js";
import { EmbedSection } from "./embed_section.js";
import { LapseSection } from "./lapse_section.js";
import { LinkSection } from "./link_section.js";
import { PictureSection } from "./picture_section.js";

/**
 * @typedef {object} Shared what the sections know of the page
 * @property {() => string} address of the map as it is now, absolute
 * @property {import("../store.js").Store} store
 * @property {import("../map/map_view.js").MapView} view
 * @property {import("../story/timeline.js").Timeline} timeline
 * @property {import("../story/ranks.js").Ranks} ranks
 * @property {number} firstDay from when on there is much to see
 * @property {() => number[]} actors those in the legend, by index
 * @property {{embed_origins: string[], attribution: string}} settings
 *
 * @typedef {object} Section
 * @property {string} words its name
 * @property {HTMLElement} root
 * @property {() => void} open it is shown, or the dialog was opened with it
 * @property {() => void} [close] it is hidden
 */

export class ShareDialog {
  /** @param {Shared} shared */
  constructor(shared) {
    this.dialog = /** @type {HTMLDialogElement} */ (byId("share"));
    this.status = element("p", { class: "share-status", role: "status" });
    const tell = /** @param {string} text */ (text) => (this.status.textContent = text);
    /** @type {Section[]} */
    this.sections = [new LinkSection(shared, tell), new EmbedSection(shared, tell), new PictureSection(shared, tell), new LapseSection(shared, tell)];
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
