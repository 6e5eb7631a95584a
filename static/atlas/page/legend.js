/** Who holds how many towns on the day, and what the other signs mean. */

import { ALL_ACTORS, isShown, showsAll, soloActor, toggleActor } from "../story/actor_filter.js";
import { countTowns } from "../story/counts.js";
import { gettext, interpolate, ngettext, number } from "../translation.js";
import { element, signed } from "./element.js";
import { signPictures, signWords } from "./signs.js";
import { swatch } from "./swatch.js";

/**
 * @typedef {import("../theme.js").Inks} Inks
 * @typedef {import("../theme.js").ActorInk} ActorInk
 * @typedef {import("../store.js").Store} Store
 *
 * @typedef {object} Row of an actor
 * @property {HTMLElement} row
 * @property {HTMLElement} toggle
 * @property {HTMLElement} count
 * @property {HTMLElement} change
 */

const DAYS_BACK = 30;

export class Legend {
  /**
   * @param {HTMLElement} root
   * @param {import("../story/timeline.js").Timeline} timeline
   * @param {Store} store
   */
  constructor(root, timeline, store) {
    this.root = root;
    this.timeline = timeline;
    this.store = store;
    this.title = element("span");
    const heading = element("h2", { class: "opener" }, this.title, element("small", {}, interpolate(ngettext("in %(count)s day", "in %(count)s days", DAYS_BACK), { count: number(DAYS_BACK) })));
    this.actors = element("ul", { class: "legend-rows" });
    this.statuses = element("ul", { class: "legend-rows legend-status" });
    this.filtered = element("p", { class: "legend-filtered", hidden: true });
    // Behind the actors: none of their rows moves away under the pointer.
    root.replaceChildren(heading, this.actors, this.filtered, this.statuses);
    /** @type {Map<number, Row>} */
    this.rows = new Map();
    store.watch(["filter"], () => this.showFilter());
    /** @type {Map<string, {row: HTMLElement, text: HTMLElement}>} */
    this.signs = new Map();
  }

  /** Draw the swatches, in the colours now in force. @param {Inks} inks @param {ActorInk[]} actors @param {boolean} patterns */
  paint(inks, actors, patterns) {
    const { story } = this.timeline;
    this.rows.clear();
    // Actors that never hold a town alone need no row.
    const holding = new Set(story.kinds.flatMap(({ holders }) => holders));
    story.actors.forEach((actor, index) => {
      if (!holding.has(index)) return;
      const count = element("span", { class: "legend-count" });
      const change = element("span", { class: "legend-change" });
      const toggle = element(
        "button",
        { type: "button", class: "legend-toggle", title: gettext("Show or hide on the map") },
        swatch(inks, [actors[index]], "held", patterns),
        element("span", { class: "legend-name" }, actor.name),
      );
      const solo = element("button", { type: "button", class: "link legend-solo", "aria-label": interpolate(gettext("Only %(actor)s"), { actor: actor.name }) }, gettext("Only"));
      const set = /** @param {typeof toggleActor} choose */ (choose) => this.store.set({ filter: choose(this.store.state.filter, actor.slug, this.slugs) });
      toggle.addEventListener("click", () => set(toggleActor));
      solo.addEventListener("click", () => set(soloActor));
      this.rows.set(index, { row: element("li", {}, toggle, solo, count, change), toggle, count, change });
    });
    this.showFilter();
    this.signs.clear();
    this.statuses.replaceChildren(...signPictures(inks, actors, story, patterns).map(([name, picture]) => this.sign(name, picture)));
    this.update();
  }

  /** The actors that can be chosen. */
  get slugs() {
    return [...this.rows.keys()].map((actor) => this.timeline.story.actors[actor].slug);
  }

  /** Say in the rows, and in a line of its own, which actors are shown. */
  showFilter() {
    const { filter } = this.store.state;
    let shown = 0;
    for (const [actor, { row, toggle }] of this.rows) {
      const isOn = isShown(filter, this.timeline.story.actors[actor].slug);
      shown += Number(isOn);
      toggle.setAttribute("aria-pressed", String(isOn));
      row.classList.toggle("is-hidden", !isOn);
    }
    const all = element("button", { type: "button", class: "link" }, gettext("Show all"));
    all.addEventListener("click", () => this.store.set({ filter: ALL_ACTORS }));
    const words = interpolate(gettext("%(shown)s of %(all)s actors shown, the towns of the others faded"), { shown: number(shown), all: number(this.rows.size) });
    const long = element("span", { class: "legend-filtered-long" }, words);
    const short = element("span", { class: "legend-filtered-short" }, gettext("Some actors are hidden."));
    this.filtered.replaceChildren(long, short, " ", all);
    this.filtered.hidden = showsAll(filter);
  }

  /** @param {string} name @param {HTMLElement} picture */
  sign(name, picture) {
    const text = element("span");
    const row = element("li", { class: `sign-${name}` }, picture, text);
    this.signs.set(name, { row, text });
    return row;
  }

  /** Count anew for the timeline's day. */
  update() {
    const counts = countTowns(this.timeline, DAYS_BACK);
    this.title.textContent = interpolate(ngettext("Who holds %(count)s town", "Who holds %(count)s towns", counts.held), { count: number(counts.held) });
    const order = [...this.rows.keys()].sort((a, b) => counts.byActor[b] - counts.byActor[a] || a - b);
    const children = order.map((actor) => {
      const { row, count, change } = /** @type {Row} */ (this.rows.get(actor));
      count.textContent = number(counts.byActor[actor]);
      change.textContent = signed(counts.change[actor]);
      row.classList.toggle("is-none", counts.byActor[actor] === 0);
      return row;
    });
    if (children.some((row, index) => this.actors.children[index] !== row)) {
      const focused = /** @type {HTMLElement | null} */ (this.actors.contains(document.activeElement) ? document.activeElement : null);
      this.actors.replaceChildren(...children);
      focused?.focus();
    }
    const { status } = counts;
    const silent = status.none + status.unknown;
    const counted = /** @param {string} text @param {number} count */ (text, count) => ({ text: interpolate(text, { count: number(count) }), isNone: count === 0 });
    const texts = {
      mixed: counted(gettext("Mixed, %(count)s"), status.mixed),
      contested: counted(gettext("Contested, %(count)s"), status.contested),
      disputed: counted(gettext("Disputed, %(count)s"), status.disputed),
      changing: counted(gettext("Changing, %(count)s"), status.changing),
      besieged: counted(gettext("Besieged, %(count)s"), counts.besieged),
      underAttack: counted(gettext("Under attack, %(count)s"), counts.underAttack),
      stale: counted(gettext("In doubt, %(count)s"), counts.stale),
      none: counted(gettext("Unknown, %(count)s"), silent),
      reference: { text: signWords().reference, isNone: false },
    };
    for (const [name, { text, isNone }] of Object.entries(texts)) {
      const sign = this.signs.get(name);
      if (!sign) continue;
      sign.text.textContent = text;
      sign.row.classList.toggle("is-none", isNone);
    }
  }
}
