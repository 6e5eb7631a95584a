/** The options of the map's claims: known when, reviewed only, which sources. Stands beside the map and changes it at once. */

import { element } from "../page/element.js";
import { fromIso, toIso } from "../story/days.js";
import { isStandard, SAME_DAY, STANDARD, toggleSource } from "../story/variant.js";
import { gettext, interpolate, ngettext, number } from "../translation.js";

/**
 * @typedef {import("../store.js").Store} Store
 * @typedef {import("./sources.js").Source} Source
 */

/** With more sources than this they can be searched. */
const MANY = 12;

export class VariantDialog {
  /**
   * @param {Store} store
   * @param {import("./sources.js").Sources} sources
   * @param {{first: number, last: number}} story
   * @param {{dialog: HTMLDialogElement, body: HTMLElement, opener: HTMLElement}} parts
   */
  constructor(store, sources, story, { dialog, body, opener }) {
    this.store = store;
    this.sources = sources;
    this.story = story;
    this.dialog = dialog;
    this.opener = opener;
    /** @type {Source[]} */
    this.listed = [];
    const { first, last } = story;
    this.today = radio(`${dialog.id}-known`, gettext("Today"), gettext("Everything published so far"));
    this.sameDay = radio(`${dialog.id}-known`, gettext("On the day shown"), gettext("Only what was published by then"));
    this.fixed = radio(`${dialog.id}-known`, gettext("On another day"), "");
    this.date = /** @type {HTMLInputElement} */ (
      element("input", { type: "date", min: toIso(first), max: toIso(last), "aria-label": gettext("Known on") })
    );
    this.fixed.label.append(this.date);
    this.reviewed = checkbox(gettext("Reviewed claims only"), gettext("What no editor has checked is left out"));
    this.filter = /** @type {HTMLInputElement} */ (
      element("input", { type: "search", hidden: true, "aria-label": gettext("Find a source"), placeholder: gettext("Find a source") })
    );
    this.list = element("ul", { class: "variant-sources" }, element("li", {}, gettext("Loading the sources")));
    this.count = element("small");
    this.allOn = element("button", { type: "button", class: "link" }, gettext("All on"));
    this.back = /** @type {HTMLButtonElement} */ (element("button", { type: "button" }, gettext("Back to the standard map")));
    this.closeButton = element("button", { type: "button" }, gettext("Close"));
    body.replaceChildren(
      element("p", { class: "variant-about" }, gettext("The map is worked out anew from the claims that are left, by the same rules.")),
      fieldset(gettext("Known"), this.today.label, this.sameDay.label, this.fixed.label),
      fieldset(gettext("Review"), this.reviewed.label),
      fieldset(gettext("Sources"), element("p", { class: "variant-count" }, this.count, this.allOn), this.filter, this.list),
      element("p", { class: "variant-actions" }, this.back, this.closeButton),
    );
    this.connect();
  }

  connect() {
    const { first, last } = this.story;
    const set = /** @param {Partial<import("../story/variant.js").Variant>} parts */ (parts) =>
      this.store.set({ variant: { ...this.store.state.variant, ...parts } });
    this.today.input.addEventListener("change", () => set({ known: null }));
    this.sameDay.input.addEventListener("change", () => set({ known: SAME_DAY }));
    this.fixed.input.addEventListener("change", () => set({ known: fromIso(this.date.value) ?? this.store.state.day }));
    this.date.addEventListener("change", () => {
      const day = fromIso(this.date.value);
      if (day !== null) set({ known: Math.min(last, Math.max(first, day)) });
    });
    this.reviewed.input.addEventListener("change", () => set({ reviewed: this.reviewed.input.checked }));
    this.allOn.addEventListener("click", () => set({ without: [] }));
    this.filter.addEventListener("input", () => this.writeSources());
    this.back.addEventListener("click", () => this.store.set({ variant: STANDARD }));
    this.closeButton.addEventListener("click", () => this.close());
    this.opener.addEventListener("click", () => this.toggle());
    this.dialog.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
    this.store.watch(["variant", "day"], () => this.show());
  }

  toggle() {
    if (this.dialog.open) this.close();
    else void this.open();
  }

  async open() {
    this.dialog.show();
    this.opener.setAttribute("aria-expanded", "true");
    this.show();
    try {
      this.listed = await this.sources.list();
      this.filter.hidden = this.listed.length <= MANY;
      this.writeSources();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const words = interpolate(gettext("The sources could not be loaded: %(reason)s."), { reason });
      this.list.replaceChildren(element("li", { role: "alert" }, words));
    }
  }

  close() {
    if (!this.dialog.open) return;
    const hadFocus = this.dialog.contains(document.activeElement);
    this.dialog.close();
    this.opener.setAttribute("aria-expanded", "false");
    if (hadFocus) this.opener.focus();
  }

  writeSources() {
    const wanted = this.filter.value.trim().toLowerCase();
    const shown = this.listed.filter(({ name }) => name.toLowerCase().includes(wanted));
    this.list.replaceChildren(
      ...shown.map(({ slug, name, kind, claims }) => {
        const words = interpolate(ngettext("%(kind)s, %(count)s claim", "%(kind)s, %(count)s claims", claims), { kind, count: number(claims) });
        const { label, input } = checkbox(name, words);
        input.value = slug;
        input.addEventListener("change", () => this.store.set({ variant: toggleSource(this.store.state.variant, slug) }));
        return element("li", {}, label);
      }),
    );
    if (shown.length === 0) this.list.append(element("li", {}, gettext("No source is called that.")));
    this.show();
  }

  /** Bring the controls in line with the state. */
  show() {
    if (!this.dialog.open) return;
    const { variant, day } = this.store.state;
    this.today.input.checked = variant.known === null;
    this.sameDay.input.checked = variant.known === SAME_DAY;
    this.fixed.input.checked = typeof variant.known === "number";
    if (document.activeElement !== this.date) this.date.value = toIso(typeof variant.known === "number" ? variant.known : day);
    this.reviewed.input.checked = variant.reviewed;
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (this.list.querySelectorAll("input"))) {
      input.checked = !variant.without.includes(input.value);
    }
    const total = this.listed.length;
    this.count.textContent = total
      ? interpolate(gettext("%(on)s of %(total)s on"), { on: number(total - variant.without.length), total: number(total) })
      : "";
    this.allOn.hidden = variant.without.length === 0;
    this.back.disabled = isStandard(variant);
  }
}

/** @param {string} legend @param {...HTMLElement} children */
function fieldset(legend, ...children) {
  return element("fieldset", {}, element("legend", {}, legend), ...children);
}

/** @param {string} type @param {string} name @param {string} words @param {string} note */
function choice(type, name, words, note) {
  const input = /** @type {HTMLInputElement} */ (element("input", { type, name }));
  const text = element("span", {}, words);
  if (note) text.append(element("small", {}, note));
  return { input, label: element("label", { class: "variant-choice" }, input, text) };
}

/** @param {string} name @param {string} words @param {string} note */
function radio(name, words, note) {
  return choice("radio", name, words, note);
}

/** @param {string} words @param {string} note */
function checkbox(words, note) {
  return choice("checkbox", "", words, note);
}
