/** The towns that differ: how many, from whom to whom, and which; each leads to its place on both maps. */

import { arrow, byId, element } from "../page/element.js";
import { swatch } from "../page/swatch.js";
import { shortDate } from "../story/days.js";
import { kindOf } from "../story/payload.js";
import { holderText } from "../story/words.js";
import { gettext, interpolate, ngettext, number } from "../translation.js";
import { lastChange } from "./differences.js";

/**
 * @typedef {import("./differences.js").Comparison} Comparison
 * @typedef {import("./differences.js").Difference} Difference
 * @typedef {import("./side.js").Side} Side
 */

const FEW_KINDS = 7;
/** Longer lists nobody reads, and building them would hold up the page. */
const MOST_TOWNS = 500;
const NO_DAY = -(2 ** 31);
/** @type {{status: string, holders: number[]}} */
const NOBODY = { status: "unknown", holders: [] };

export class DifferenceList {
  /**
   * @param {Side} a
   * @param {Side} b
   * @param {object} page
   * @param {(town: number) => void} page.onTown
   * @param {(side: Side, town: number) => string} page.whyAddress of the evidence on the map
   */
  constructor(a, b, page) {
    this.a = a;
    this.b = b;
    this.page = page;
    this.everyKind = false;
    /** @type {Comparison} */
    this.comparison = { differ: [], oneSided: [], same: 0, kinds: [] };
    this.selected = -1;
  }

  /** @param {Comparison} comparison */
  show(comparison) {
    this.comparison = comparison;
    const { differ, oneSided, same } = comparison;
    const all = differ.length + oneSided.length + same;
    byId("differences-title").textContent = interpolate(
      ngettext("%(count)s of %(all)s towns differs", "%(count)s of %(all)s towns differ", differ.length),
      { count: number(differ.length), all: number(all) },
    );
    const rest = [interpolate(ngettext("%(count)s is the same.", "%(count)s are the same.", same), { count: number(same) })];
    if (oneSided.length) {
      rest.push(interpolate(ngettext("%(count)s has a known holder on one map only.", "%(count)s have a known holder on one map only.", oneSided.length), { count: number(oneSided.length) }));
    }
    byId("differences-rest").textContent = rest.join(" ");
    this.writeKinds();
    this.writeTowns();
  }

  writeKinds() {
    const { kinds } = this.comparison;
    const rows = kinds.map(({ a, b, count }, place) =>
      element("li", { class: !this.everyKind && place >= FEW_KINDS ? "is-further" : undefined }, ...this.holder(this.a, a), arrow(), ...this.holder(this.b, b), element("b", {}, number(count))),
    );
    const more = kinds.length - FEW_KINDS;
    if (more > 0) {
      const words = this.everyKind ? gettext("Fewer kinds of change") : interpolate(ngettext("%(count)s more kind of change", "%(count)s more kinds of change", more), { count: number(more) });
      const button = element("button", { type: "button", class: "link", "aria-expanded": String(this.everyKind) }, words);
      button.addEventListener("click", () => {
        this.everyKind = !this.everyKind;
        this.writeKinds();
      });
      rows.push(element("li", { class: "compare-more" }, button));
    }
    byId("differences-kinds").replaceChildren(...rows);
  }

  writeTowns() {
    const { differ, oneSided } = this.comparison;
    const days = [this.a.store.state.day, this.b.store.state.day];
    const [from, to] = [Math.min(...days), Math.max(...days)];
    // Of two days the later map knows when the town came to be as it is there.
    const later = days[0] > days[1] ? this.a : this.b;
    const all = differ.concat(oneSided);
    const rows = newest(all, (town) => (from < to ? lastChange(later.story, town, from, to) : null), MOST_TOWNS);
    const left = all.length - rows.length;
    rows.sort((x, y) => (y.day ?? 0) - (x.day ?? 0) || this.name(x.difference.town).localeCompare(this.name(y.difference.town)));
    const focused = document.activeElement?.closest("[data-town]")?.getAttribute("data-town");
    byId("differences-towns").replaceChildren(...rows.map(({ difference, day }) => this.row(difference, day)));
    if (left > 0) {
      const words = interpolate(ngettext("%(count)s more town on the map", "%(count)s more towns on the map", left), { count: number(left) });
      byId("differences-towns").append(element("li", { class: "compare-none" }, words));
    }
    if (rows.length === 0) byId("differences-towns").append(element("li", { class: "compare-none" }, gettext("Both maps show the same.")));
    if (focused) /** @type {HTMLElement | null} */ (byId("differences-towns").querySelector(`[data-town="${focused}"] button`))?.focus();
  }

  /** @param {Difference} difference @param {number | null} day */
  row({ town, a, b }, day) {
    const button = element(
      "button",
      { type: "button", class: "compare-go", "aria-pressed": String(town === this.selected) },
      element("span", { class: "compare-town" }, this.name(town)),
      this.sign(this.a, a), arrow(), this.sign(this.b, b),
      element("span", { class: "visually-hidden" }, interpolate(gettext("A: %(a)s. B: %(b)s."), { a: this.words(this.a, a), b: this.words(this.b, b) })),
      element("span", { class: "compare-when" }, day === null ? "" : shortDate(day)),
    );
    button.addEventListener("click", () => this.page.onTown(town));
    const row = element("li", { "data-town": String(town) }, button);
    if (town === this.selected) row.append(this.evidence(this.a, "A", town, a), this.evidence(this.b, "B", town, b));
    return row;
  }

  /** Who holds it on one map, and the way to why. @param {Side} side @param {string} badge @param {number} town @param {number} period */
  evidence(side, badge, town, period) {
    const why = element("a", { href: this.page.whyAddress(side, town), "aria-label": interpolate(gettext("Why, on map %(map)s"), { map: badge }) }, gettext("Why"));
    const marks = period >= 0 && kindOf(side.story, period).unreviewed ? [element("span", { class: "review is-unreviewed" }, gettext("Unreviewed"))] : [];
    return element("p", { class: "compare-evidence" }, element("b", {}, badge), element("span", {}, holderText(side.story, period)), ...marks, why);
  }

  /** @param {number} town */
  select(town) {
    this.selected = town;
    this.writeTowns();
    byId("differences-towns").querySelector(`[data-town="${town}"]`)?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Side} side @param {number} period */
  holder(side, period) {
    const words = this.words(side, period);
    return [this.sign(side, period), element("span", { title: words }, words)];
  }

  /** @param {number} town */
  name(town) {
    return this.a.story.towns.name.at(town);
  }

  /** @param {Side} side @param {number} period */
  words(side, period) {
    return holderText(side.story, period, period >= 0 && kindOf(side.story, period).status === "held");
  }

  /** @param {Side} side @param {number} period negative for none */
  sign(side, period) {
    const { inks, actors } = side.view;
    const { status, holders } = period < 0 ? NOBODY : kindOf(side.story, period);
    return swatch(inks, holders.map((actor) => actors[actor]), status, side.store.state.patterns);
  }
}

/**
 * The differences of the newest days; of those of one day the first. Without putting all in order: there may be many.
 * @param {Difference[]} all
 * @param {(town: number) => number | null} dayOf
 * @param {number} most
 * @returns {{difference: Difference, day: number | null}[]}
 */
function newest(all, dayOf, most) {
  const days = Int32Array.from(all, ({ town }) => dayOf(town) ?? NO_DAY);
  const least = all.length > most ? days.slice().sort()[all.length - most] : NO_DAY;
  const rows = /** @type {{difference: Difference, day: number | null}[]} */ ([]);
  for (const isNewer of [true, false]) {
    for (let place = 0; place < all.length && rows.length < most; place += 1) {
      const day = days[place];
      if (isNewer ? day > least : day === least) rows.push({ difference: all[place], day: day === NO_DAY ? null : day });
    }
  }
  return rows;
}
