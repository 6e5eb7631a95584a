/**
 * Loads the stories of variants, one at a time: while one is on its way only the last one asked for waits.
 * Knows nothing of the page; fetching is handed in.
 *
 * @typedef {import("../story/payload.js").Story} Story
 * @typedef {import("../story/variant.js").Variant} Variant
 */

import { variantQuery } from "../story/variant.js";

/** So many stories are kept, for readers who go back and forth. */
const MOST_KEPT = 6;

export class StoryLoader {
  /**
   * @param {object} page
   * @param {(variant: Variant) => Promise<Story>} page.fetchStory
   * @param {(story: Story, variant: Variant) => Promise<void> | void} page.onStory the story last asked for has come; the next waits until it is shown
   * @param {(error: unknown, variant: Variant) => void} page.onFailure
   */
  constructor(page) {
    this.page = page;
    /** @type {Map<string, Story>} */
    this.kept = new Map();
    /** @type {Variant | null} */
    this.wanted = null;
    this.running = false;
  }

  /** A story that the page has already. @param {Story} story @param {Variant} variant */
  keep(story, variant) {
    const query = variantQuery(variant);
    this.kept.delete(query);
    this.kept.set(query, story);
    if (this.kept.size > MOST_KEPT) this.kept.delete(/** @type {string} */ (this.kept.keys().next().value));
  }

  /** Ask for a variant; one asked for before and not yet on its way is forgotten. @param {Variant} variant */
  async load(variant) {
    this.wanted = variant;
    if (this.running) return;
    this.running = true;
    while (this.wanted) {
      const next = this.wanted;
      this.wanted = null;
      try {
        const story = this.kept.get(variantQuery(next)) ?? (await this.page.fetchStory(next));
        this.keep(story, next);
        // One that was overtaken is still shown: a handle that is dragged shows the map along the way.
        await this.page.onStory(story, next);
      } catch (error) {
        if (!this.wanted) this.page.onFailure(error, next);
      }
    }
    this.running = false;
  }
}
