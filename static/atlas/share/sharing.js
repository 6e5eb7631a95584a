/** Opens the dialog for sharing, whose parts are loaded when it is first asked for: few readers take the map along. */

import { showMessage } from "../page/message.js";
import { gettext, interpolate } from "../translation.js";

export class Sharing {
  /** @param {() => Promise<import("./dialog.js").ShareDialog>} load */
  constructor(load) {
    this.load = load;
    /** @type {Promise<import("./dialog.js").ShareDialog> | null} */
    this.dialog = null;
    for (const opener of document.querySelectorAll("#share-open, #panel-share")) opener.addEventListener("click", () => void this.open());
  }

  async open() {
    this.dialog ??= this.load();
    try {
      (await this.dialog).open();
    } catch (error) {
      this.dialog = null;
      const reason = error instanceof Error ? error.message : String(error);
      showMessage([interpolate(gettext("Sharing could not be loaded: %(reason)s."), { reason })]);
    }
  }
}
