/** What a map says that has nothing to show. */

import { gettext } from "../translation.js";
import { byId, element } from "./element.js";

/** Say so, and where the first article is added; there is no time to move in. @param {string} deskUrl */
export function showEmpty(deskUrl) {
  const controls = /** @type {NodeListOf<HTMLButtonElement | HTMLSelectElement | HTMLInputElement>} */ (
    document.querySelectorAll(":is(.time-controls, .time-choices) :is(button, select, input)")
  );
  for (const control of controls) control.disabled = true;
  document.body.classList.add("is-empty");
  byId("empty").replaceChildren(gettext("No claims yet."), " ", element("a", { href: deskUrl }, gettext("Add an article in the desk, or load the demo.")));
  byId("empty").hidden = false;
}
