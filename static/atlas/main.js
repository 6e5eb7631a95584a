/** The map page: load the story, draw the first map, and then connect everything around it. */

import { readAddress } from "./page/address.js";
import { byId, element } from "./page/element.js";
import { fetchStory, possibleVariant, readFirstGround } from "./page/load.js";
import { showMessage } from "./page/message.js";
import { firstWorker } from "./map/areas/start_worker.js";
import { openMap } from "./page/opening.js";
import { drawn } from "./page/paced.js";
import { knownActors, shownActors } from "./story/actor_filter.js";
import { breath, inPieces } from "./story/pieces.js";
import { ranking } from "./story/ranks.js";
import { Timeline } from "./story/timeline.js";
import { isStandard, STANDARD } from "./story/variant.js";
import { choosePalette } from "./theme.js";
import { gettext, interpolate, number } from "./translation.js";

/** The map, once it is known where the towns are; kept when the rest has to be asked for again. @type {ReturnType<typeof openMap> | null} */
let opened = null;

/** Fills the areas. `worker_ahead.js` has started it, unless that was slower. */
const worker = firstWorker();

/** The areas wait for it and for where the towns are: read before, it is there when the worker is told of those. */
const ground = readFirstGround();

/** Readers are told what they wait for when they have waited so long. */
const SLOW_MS = 300;

/** Load until it works: a failure is told, with a button to try again. */
async function load() {
  const empty = byId("empty");
  let words = gettext("Loading the story");
  const slow = setTimeout(() => {
    empty.textContent = words;
    empty.hidden = false;
  }, SLOW_MS);
  // In tens, since screen readers speak it.
  const onProgress = /** @param {number} part */ (part) => {
    words = interpolate(gettext("Loading the story: %(percent)s%%"), { percent: number(10 * Math.floor(10 * part)) });
    if (!empty.hidden && empty.textContent !== words) empty.textContent = words;
  };
  try {
    const read = readAddress(location.search);
    /** @type {string[]} */
    const messages = [];
    const onPlaces = /** @type {NonNullable<import("./story/payload.js").Reading["onPlaces"]>} */ (places, days) => {
      opened ??= openMap(places, days, read.address, { worker, ground }, (error) => {
        showMessage([interpolate(gettext("The ground of the map could not be loaded: %(reason)s. Towns and dates are complete."), { reason: error instanceof Error ? error.message : String(error) })]);
      });
    };
    read.address.variant = await possibleVariant(read.address.variant, (text) => messages.push(text));
    const story = await fetchStory(read.address.variant, { onPlaces, onProgress }).catch((error) => {
      if (isStandard(read.address.variant)) throw error;
      messages.push(interpolate(gettext("The other map could not be loaded: %(reason)s"), { reason: error.message }), gettext("Showing the standard map."));
      read.address.variant = STANDARD;
      return fetchStory(STANDARD, { onPlaces, onProgress });
    });
    const isReady = () => {
      clearTimeout(slow);
      empty.hidden = true;
    };
    if (opened) await start(story, opened, read, messages, isReady);
  } catch (error) {
    const retry = element("button", { type: "button" }, gettext("Try again"));
    // A map that has its story already cannot be given it again.
    retry.addEventListener("click", () => (opened?.view.timeline ? location.reload() : void load()));
    const reason = error instanceof Error ? error.message : String(error);
    empty.replaceChildren(interpolate(gettext("The story could not be loaded: %(reason)s."), { reason }), retry);
    empty.hidden = false;
  } finally {
    clearTimeout(slow);
  }
}

/**
 * Draw the map of the day; all around it is loaded when that stands, since it is more than half of the page's scripts.
 * @param {import("./story/payload.js").Story} story
 * @param {ReturnType<typeof openMap>} opened
 * @param {ReturnType<typeof readAddress>} read
 * @param {string[]} messages for the reader
 * @param {() => void} onReady called when the map is about to be drawn
 */
async function start(story, { store, view }, read, messages, onReady) {
  const ranks = await inPieces(ranking(story));
  await breath();
  const timeline = await Timeline.made(story, store.state.day);
  store.set({ variant: read.address.variant, filter: knownActors(story, store.state.filter).filter });
  choosePalette(store.state.safe);
  timeline.shown = shownActors(story, store.state.filter);
  await breath();
  onReady();
  await view.setStory(timeline, ranks);
  await view.areasPainted();
  // For benchmarks/atlas_browser.py, and whoever looks at the page's timings in a browser.
  performance.mark("first map");
  await drawn();
  const { connectPage } = await import("./page/connect.js");
  await connectPage({ timeline, ranks, store, view, read, messages });
}

void load();
