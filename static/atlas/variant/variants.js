/** Connects what chooses the map's claims (dialog, handle, switches, address) with the loading of such maps and the notice. */

import { isStandard, variantParts } from "../story/variant.js";
import { KnownHandle } from "../time/known_handle.js";
import { gettext, interpolate } from "../translation.js";
import { byId } from "../page/element.js";
import { VariantDialog } from "./dialog.js";
import { StoryLoader } from "./loader.js";
import { VariantNotice } from "./notice.js";

/**
 * @typedef {import("../story/payload.js").Story} Story
 * @typedef {import("../story/variant.js").Variant} Variant
 *
 * @typedef {object} Page
 * @property {import("../store.js").Store} store
 * @property {import("../time/histogram.js").Histogram} histogram
 * @property {import("./sources.js").Sources} sources
 * @property {(variant: Variant) => Promise<Story>} fetchStory
 * @property {(story: Story, variant: Variant) => Promise<void>} onStory show another story of the same towns
 * @property {(text: string) => void} say to screen readers
 * @property {(text: string) => void} tell on the page
 */

/** Whether a story names no holder of any town. @param {Story} story */
function isBlank(story) {
  return story.kinds.every(({ holders }) => holders.length === 0);
}

export class Variants {
  /** @param {Page} page @param {Story} story the one that the page starts with, of the store's variant */
  constructor(page, story) {
    this.page = page;
    this.revision = story.revision;
    const { store, histogram } = page;
    /** The variant that the map shows; the store's is the one that was asked for last. */
    this.shown = store.state.variant;
    this.sources = page.sources;
    const nameOf = /** @param {string} slug */ (slug) => this.sources.nameOf(slug);
    this.notice = new VariantNotice(store, nameOf);
    this.dialog = new VariantDialog(store, this.sources, story, {
      dialog: /** @type {HTMLDialogElement} */ (byId("variant")),
      body: byId("variant-body"),
      opener: byId("variant-open"),
    });
    this.handle = new KnownHandle(byId("known"), histogram, (known) => store.set({ variant: { ...store.state.variant, known } }));
    this.loader = new StoryLoader({
      fetchStory: page.fetchStory,
      onStory: (found, variant) => this.receive(found, variant),
      onFailure: (error) => this.fail(error),
    });
    this.loader.keep(story, this.shown);
    store.watch(["variant", "day"], ({ variant, day }) => this.handle.show(variant.known, day));
    store.watch(["variant"], ({ variant }) => this.ask(variant));
    this.handle.show(this.shown.known, store.state.day);
    this.nameOpener();
    this.notice.show(this.shown, store.state.day, isBlank(story));
    this.nameSources();
  }

  /** @param {Variant} variant */
  ask(variant) {
    this.notice.expect();
    void this.loader.load(variant);
  }

  /** @param {Story} story @param {Variant} variant */
  async receive(story, variant) {
    // Claims were decided on meanwhile: towns and days may be others now. The address brings everything back.
    if (story.revision !== this.revision) {
      location.reload();
      return;
    }
    this.shown = variant;
    await this.page.onStory(story, variant);
    this.notice.show(variant, this.page.store.state.day, isBlank(story));
    this.nameOpener();
    this.nameSources();
    this.page.say(this.words());
  }

  /** @param {unknown} error */
  fail(error) {
    const reason = error instanceof Error ? error.message : String(error);
    this.notice.settle();
    this.page.store.set({ variant: this.shown });
    this.page.tell(interpolate(gettext("The other map could not be loaded: %(reason)s"), { reason }));
  }

  /** The button beside the date that opens the options says in short what the map rests on. */
  nameOpener() {
    byId("variant-open").textContent = isStandard(this.shown) ? gettext("As known today, all sources") : gettext("Not the standard map");
  }

  /** The notice names sources; their names are asked for once one is left out. */
  nameSources() {
    if (this.shown.without.every((slug) => this.sources.nameOf(slug) !== slug)) return;
    this.sources.list().then(
      () => this.notice.write(this.page.store.state.day),
      () => {},
    );
  }

  /** What the map shows, in a sentence. */
  words() {
    if (isStandard(this.shown)) return gettext("The standard map.");
    const parts = variantParts(this.shown, (slug) => this.sources.nameOf(slug));
    return interpolate(gettext("Not the standard map: %(parts)s."), { parts: parts.join(", ") });
  }
}
