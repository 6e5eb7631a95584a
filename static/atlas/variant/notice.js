/** Says over the map, as long as it lasts, that the map is not the standard one; one click leads back. */

import { byId, element } from "../page/element.js";
import { ALL_ACTORS } from "../story/actor_filter.js";
import { isStandard, SAME_DAY, STANDARD, variantParts } from "../story/variant.js";
import { gettext, interpolate } from "../translation.js";

const SLOW_MS = 300;

/**
 * @typedef {import("../story/variant.js").Variant} Variant
 * @typedef {import("../store.js").Store} Store
 */

export class VariantNotice {
  /**
   * @param {Store} store
   * @param {(slug: string) => string} nameOf the name of a source
   */
  constructor(store, nameOf) {
    this.store = store;
    this.nameOf = nameOf;
    this.root = byId("variant-notice");
    this.text = element("p", { class: "variant-words" });
    this.wait = element("p", { class: "variant-wait", role: "status" });
    this.back = element("button", { type: "button" }, gettext("Back to the standard map"));
    this.back.addEventListener("click", () => store.set({ variant: STANDARD, filter: ALL_ACTORS }));
    this.root.replaceChildren(this.text, this.wait, this.back);
    /** @type {Variant} */
    this.shown = STANDARD;
    /** Whether the claims that are left name no holder at all. */
    this.isBlank = false;
    this.slow = 0;
    // What stands on the map makes room for the notice.
    const stage = /** @type {HTMLElement} */ (this.root.parentElement);
    new ResizeObserver(() => stage.style.setProperty("--notice-height", `${this.root.offsetHeight}px`)).observe(this.root);
    store.watch(["day"], () => this.write(store.state.day));
  }

  /** @param {Variant} variant the one that the map shows now @param {number} day @param {boolean} isBlank whether it names no holder at all */
  show(variant, day, isBlank) {
    this.shown = variant;
    this.isBlank = isBlank;
    this.settle();
    this.write(day);
  }

  /** @param {number} day */
  write(day) {
    const parts = variantParts(this.shown, this.nameOf);
    const { known } = this.shown;
    this.text.hidden = this.back.hidden = isStandard(this.shown);
    // What was known on a day says nothing of the days that followed it.
    const isAhead = known !== null && known !== SAME_DAY && known < day;
    this.text.textContent = [
      ...(parts.length ? [interpolate(gettext("Not the standard map: %(parts)s."), { parts: parts.join(", ") })] : []),
      ...(this.isBlank && parts.length ? [gettext("None of the claims that are left says who holds a town.")] : []),
      ...(isAhead ? [gettext("This day was still to come.")] : []),
    ].join(" ");
    this.update();
  }

  /** Another map was asked for. */
  expect() {
    clearTimeout(this.slow);
    this.slow = window.setTimeout(() => {
      this.wait.textContent = gettext("Working out the other map");
      this.update();
    }, SLOW_MS);
  }

  /** It came, or never will. */
  settle() {
    clearTimeout(this.slow);
    this.wait.textContent = "";
    this.update();
  }

  update() {
    this.wait.hidden = this.wait.textContent === "";
    this.root.hidden = this.text.hidden && this.wait.hidden;
  }
}
