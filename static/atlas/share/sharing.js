/** Opens the dialog for sharing, whose parts are loaded when it is first asked for: few readers take the map along. */

import { byId } from "../page/element.js";
import { showMessage } from "../page/message.js";
import { gettext, interpolate } from "../translation.js";

export class Sharing {
  /** @param {import("./dialog.js").Shared} shared */
  constructor(shared) {
    this.shared = shared;
    /** @type {Promise<import("./dialog.js").ShareDialog> | null} */
    this.dialog = null;
    for (const opener of ["share-open", "panel-share"]) byId(opener).addEventListener("click", () => void this.open());
  }

  async open() {
    this.dialog ??= import("./dialog.js").then(({ ShareDialog }) => new ShareDialog(this.shared));
    try {
      (await this.dialog).open();
    } catch (error) {
      this.dialog = null;
      const reason = error instanceof Error ? error.message : String(error);
      showMessage([interpolate(gettext("Sharing could not be loaded: %(reason)s."), { reason })]);
    }
  }
}
