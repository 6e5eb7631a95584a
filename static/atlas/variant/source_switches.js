/** A switch beside each quote in the panel: the map without its source, or with it again. */

import { element } from "../page/element.js";
import { gettext, interpolate } from "../translation.js";

/**
 * @param {HTMLElement} panel whose quotes name their source in data-source and data-source-name
 * @param {string[]} without slugs of the sources that are switched off
 * @param {(slug: string) => void} onToggle
 */
export function addSourceSwitches(panel, without, onToggle) {
  for (const quote of /** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll(".quote[data-source]"))) {
    const { source = "", sourceName = "" } = quote.dataset;
    const isOff = without.includes(source);
    const words = isOff ? gettext("Count %(source)s again") : gettext("Map without %(source)s");
    const button = element("button", { type: "button", class: "link source-switch" }, interpolate(words, { source: sourceName }));
    button.addEventListener("click", () => onToggle(source));
    quote.querySelector(".quote-meta")?.append(button);
  }
}
