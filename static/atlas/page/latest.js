/** The latest changes up to the day, newest first; each leads to its day and town. */

import { shortDate, shortDayAndMonth, yearOf } from "../story/days.js";
import { kindOf } from "../story/payload.js";
import { breath } from "../story/pieces.js";
import { NONE } from "../story/timeline.js";
import { holderText } from "../story/words.js";
import { gettext, interpolate, ngettext, number } from "../translation.js";
import { arrow, element } from "./element.js";
import { swatch } from "./swatch.js";

/**
 * @typedef {import("../story/changes.js").Change} Change
 * @typedef {import("../story/changes.js").Changes} Changes
 * @typedef {import("../theme.js").Inks} Inks
 * @typedef {import("../theme.js").ActorInk} ActorInk
 */

const FEW = 12;
/** Longer lists nobody reads, and building them would hold up the page. */
const MOST = 500;
/** So many rows are built before the page may answer again. */
const AT_ONCE = 40;

export class LatestChanges {
  /**
   * @param {{list: HTMLElement, all: HTMLElement}} parts
   * @param {import("../story/timeline.js").Timeline} timeline
   * @param {Changes} changes
   * @param {(change: Change) => void} onChosen
   */
  constructor({ list, all }, timeline, changes, onChosen) {
    this.list = list;
    this.all = all;
    this.timeline = timeline;
    this.changes = changes;
    this.onChosen = onChosen;
    this.everything = false;
    this.key = "";
    /** @type {{inks: Inks, actors: ActorInk[], patterns: boolean} | null} */
    this.style = null;
    all.addEventListener("click", () => {
      this.everything = !this.everything;
      all.setAttribute("aria-expanded", String(this.everything));
      this.update();
    });
  }

  /** @param {Changes} changes */
  setChanges(changes) {
    this.changes = changes;
    this.key = "";
    this.update();
  }

  /** @param {Inks} inks @param {ActorInk[]} actors @param {boolean} patterns */
  paint(inks, actors, patterns) {
    this.style = { inks, actors, patterns };
    this.key = "";
    this.update();
  }

  update() {
    const { day } = this.timeline;
    const count = this.changes.firstAfter(day);
    const key = `${count} ${this.everything} ${this.changes.day[count - 1] === day ? day : ""} ${yearOf(day)}`;
    if (key === this.key || !this.style) return;
    this.key = key;
    const shown = this.changes.latest(day, this.everything ? MOST : FEW);
    const focused = /** @type {HTMLElement | null} */ (this.list.contains(document.activeElement) ? document.activeElement : null)?.dataset.change;
    this.list.replaceChildren(...shown.slice(0, AT_ONCE).map((change) => this.row(change)));
    // Whoever chose a change by keyboard goes on from there.
    if (focused) /** @type {HTMLElement | null} */ (this.list.querySelector(`[data-change="${focused}"]`))?.focus();
    void this.listRest(shown, key);
    if (shown.length === 0) this.list.append(element("li", { class: "latest-none" }, gettext("Nothing had changed by this day.")));
    this.all.hidden = count <= FEW;
    const more = interpolate(count > MOST ? gettext("The last %(count)s") : gettext("All %(count)s"), { count: number(Math.min(MOST, count)) });
    this.all.textContent = this.everything ? gettext("Fewer") : more;
    this.all.title = interpolate(ngettext("%(count)s change up to this day", "%(count)s changes up to this day", count), { count: number(count) });
  }

  /** The rest of a long list follows in pieces, unless another is asked for meanwhile. @param {Change[]} shown @param {string} key */
  async listRest(shown, key) {
    for (let from = AT_ONCE; from < shown.length; from += AT_ONCE) {
      await breath();
      if (this.key !== key) return;
      this.list.append(...shown.slice(from, from + AT_ONCE).map((change) => this.row(change)));
    }
  }

  /** @param {Change} change */
  row(change) {
    const { story, day } = this.timeline;
    const isToday = change.day === day;
    const date = yearOf(change.day) === yearOf(day) ? shortDayAndMonth(change.day) : shortDate(change.day);
    const what = element("span", { class: "latest-what" });
    // Where a row has no room for both parties, the second goes below the first.
    const after = element("span", { class: "latest-party" }, this.sign(change.after), element("span", {}, holderText(story, change.after, true)));
    if (change.before === NONE) what.append(element("span", {}, gettext("First report:")));
    else {
      what.append(element("span", { class: "latest-party" }, this.sign(change.before), element("span", {}, holderText(story, change.before, true))));
      after.prepend(arrow());
    }
    if (kindOf(story, change.after).unreviewed) {
      after.append(element("span", { class: "review is-unreviewed is-sign", title: gettext("Unreviewed") }, element("span", { class: "visually-hidden" }, gettext("Unreviewed"))));
    }
    what.append(after);
    const button = element(
      "button",
      { type: "button", class: isToday ? "latest-go is-today" : "latest-go", "data-change": `${change.day} ${change.town}` },
      element("span", { class: "latest-town" }, story.towns.name.at(change.town)),
      element("span", { class: "latest-day" }, isToday ? gettext("This day") : date),
      what,
    );
    button.addEventListener("click", () => this.onChosen(change));
    return element("li", {}, button);
  }

  /** @param {number} period */
  sign(period) {
    const { inks, actors, patterns } = /** @type {NonNullable<typeof this.style>} */ (this.style);
    const { holders, status } = kindOf(this.timeline.story, period);
    return swatch(inks, holders.map((actor) => actors[actor]), status, patterns);
  }
}
