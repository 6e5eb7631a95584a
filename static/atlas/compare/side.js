/** One of the two maps: its day, its claims, its timeline, and the head above it. */

import { USUAL_REACH } from "../page/address.js";
import { byId, element } from "../page/element.js";
import { MapView } from "../map/map_view.js";
import { ALL_ACTORS } from "../story/actor_filter.js";
import { findChanges } from "../story/changes.js";
import { countTowns } from "../story/counts.js";
import { dayAndMonth, writtenYear } from "../story/days.js";
import { inPieces } from "../story/pieces.js";
import { isStandard, variantParts } from "../story/variant.js";
import { Store } from "../store.js";
import { gettext, number } from "../translation.js";
import { VariantDialog } from "../variant/dialog.js";
import { StoryLoader } from "../variant/loader.js";

/**
 * @typedef {import("../story/payload.js").Story} Story
 * @typedef {import("../story/timeline.js").Timeline} Timeline
 * @typedef {import("../story/variant.js").Variant} Variant
 *
 * @typedef {object} Page
 * @property {import("../story/ranks.js").Ranks} ranks
 * @property {import("../variant/sources.js").Sources} sources
 * @property {(variant: Variant) => Promise<Story>} fetchStory
 * @property {(town: number) => void} onTown
 * @property {() => void} onView
 * @property {(side: Side, day: number) => void} onDay
 * @property {() => void} onStory the side's periods are others now
 * @property {(error: unknown) => void} onFailure
 */

export class Side {
  /**
   * @param {"a" | "b"} name
   * @param {Timeline} timeline of the variant
   * @param {import("../story/changes.js").Changes} changes
   * @param {{day: number, variant: Variant, areas: boolean, patterns: boolean}} start
   * @param {Page} page
   */
  constructor(name, timeline, changes, { day, variant, areas, patterns }, page) {
    this.name = name;
    this.page = page;
    this.store = new Store({
      day, variant, areas, patterns, reach: USUAL_REACH, borders: true,
      town: -1, hovered: -1, playing: false, step: "day", scope: "all", filter: ALL_ACTORS, chart: "changes", safe: false,
    });
    /** The variant that the map shows; the store's is the one that was asked for last. */
    this.shown = variant;
    this.timeline = timeline;
    this.changes = changes;
    this.timeline.goTo(day);
    const { story } = timeline;
    this.view = new MapView(byId(`map-${name}`), this.store, story.towns);
    this.view.connect({ onTown: page.onTown, onView: page.onView });
    this.view.setStory(this.timeline, page.ranks);
    this.dialog = new VariantDialog(this.store, page.sources, story, {
      dialog: /** @type {HTMLDialogElement} */ (byId(`variant-${name}`)),
      body: byId(`variant-body-${name}`),
      opener: byId(`variant-open-${name}`),
    });
    this.loader = new StoryLoader({
      fetchStory: page.fetchStory,
      onStory: (found, of) => this.receive(found, of),
      onFailure: (error) => {
        this.store.set({ variant: this.shown });
        page.onFailure(error);
      },
    });
    this.loader.keep(story, variant);
    this.store.watch(["variant"], (state) => void this.loader.load(state.variant));
    byId(`back-${name}`).addEventListener("click", () => this.toChange(-1));
    byId(`on-${name}`).addEventListener("click", () => this.toChange(1));
  }

  get story() {
    return this.timeline.story;
  }

  /** @param {Story} story @param {Variant} variant */
  async receive(story, variant) {
    // Claims were decided on meanwhile; the address brings everything back.
    if (story.revision !== this.story.revision) {
      location.reload();
      return;
    }
    this.shown = variant;
    const changes = await inPieces(findChanges(story));
    await this.timeline.replace(story);
    this.changes = changes;
    this.page.onStory();
  }

  /** @param {1 | -1} direction */
  toChange(direction) {
    const day = this.changes.next(this.store.state.day, direction, () => true);
    if (day !== null) this.page.onDay(this, day);
  }

  /** @param {number} day */
  goTo(day) {
    this.timeline.goTo(day);
    this.store.set({ day });
  }

  /** Draw the map anew: another day, another story, or other towns that differ. @param {Uint8Array | null} faded towns without colour */
  draw(faded) {
    this.timeline.faded = faded;
    this.view.showAll();
    this.writeHead();
  }

  writeHead() {
    const { day } = this.store.state;
    byId(`date-${this.name}`).replaceChildren(`${dayAndMonth(day)} `, element("span", {}, writtenYear(day)));
    const parts = variantParts(this.shown, (slug) => this.page.sources.nameOf(slug));
    byId(`variant-open-${this.name}`).textContent = isStandard(this.shown) ? gettext("As known today, all sources") : sentence(parts);
    byId(`head-${this.name}`).classList.toggle("is-variant", !isStandard(this.shown));
    const { byActor } = countTowns(this.timeline);
    const holding = [...byActor.keys()].filter((actor) => byActor[actor] > 0).sort((a, b) => byActor[b] - byActor[a]);
    byId(`shares-${this.name}`).replaceChildren(
      ...holding.map((actor) => {
        const { slug, name, engraving } = this.story.actors[actor];
        const bar = element("i", { class: `actor actor-${slug} engraving-${engraving}`, "aria-hidden": "true" });
        const part = element("li", { title: name }, bar, element("span", { class: "visually-hidden" }, `${name}: `), number(byActor[actor]));
        part.style.flexGrow = String(byActor[actor]);
        return part;
      }),
    );
  }
}

/** @param {string[]} parts */
function sentence(parts) {
  const words = parts.join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
