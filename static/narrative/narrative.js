/** A story told by scrolling: the map goes to the day and the view of the chapter that is being read. */

import { MapView } from "../atlas/map/map_view.js";
import { readAddress } from "../atlas/page/address.js";
import { byId } from "../atlas/page/element.js";
import { fetchStory, loadBasemap } from "../atlas/page/load.js";
import { fromIso, longDate } from "../atlas/story/days.js";
import { rankTowns } from "../atlas/story/ranks.js";
import { Timeline } from "../atlas/story/timeline.js";
import { STANDARD } from "../atlas/story/variant.js";
import { Store } from "../atlas/store.js";
import { gettext, interpolate } from "../atlas/translation.js";

/** How long the days between two chapters take, and the flight to the next view. */
const TURN_MS = 1200;
const FLIGHT_S = 0.8;
const still = matchMedia("(prefers-reduced-motion: reduce)");

class NarrativeMap {
  /** @param {import("../atlas/story/payload.js").Story} story */
  constructor(story) {
    this.story = story;
    this.timeline = new Timeline(story);
    const { address } = readAddress("");
    this.store = new Store({ ...address, day: story.first, town: -1, hovered: -1, playing: false, step: "day", scope: "all" });
    this.view = new MapView(byId("map"), this.store, story.towns);
    this.view.start(null);
    this.view.setStory(this.timeline, rankTowns(story));
    // Turning the wheel over the map must scroll the page.
    for (const handler of ["dragging", "scrollWheelZoom", "touchZoom", "doubleClickZoom", "boxZoom", "keyboard"]) {
      /** @type {any} */ (this.view.map)[handler].disable();
    }
    this.frame = 0;
  }

  /** @param {HTMLElement} chapter @param {boolean} atOnce */
  show(chapter, atOnce) {
    const { view } = readAddress(`?view=${chapter.dataset.view}`).address;
    const { map } = this.view;
    if (!view) this.view.showStory();
    else if (atOnce || still.matches) map.setView([view.lat, view.lng], view.zoom, { animate: false });
    else map.flyTo([view.lat, view.lng], view.zoom, { duration: FLIGHT_S });
    const day = fromIso(chapter.dataset.day ?? "") ?? this.story.last;
    this.turnTo(Math.min(this.story.last, Math.max(this.story.first, day)), atOnce || still.matches);
  }

  /** Move to a day through all days between. @param {number} target @param {boolean} atOnce */
  turnTo(target, atOnce) {
    cancelAnimationFrame(this.frame);
    const from = this.timeline.day;
    const began = performance.now();
    const turn = () => {
      const part = atOnce ? 1 : Math.min(1, (performance.now() - began) / TURN_MS);
      this.goTo(Math.round(from + (target - from) * part));
      if (part < 1) this.frame = requestAnimationFrame(turn);
    };
    turn();
  }

  /** @param {number} day */
  goTo(day) {
    this.view.showDay(this.timeline.goTo(day));
    this.store.set({ day });
    byId("stage-day").textContent = longDate(day);
  }
}

async function start() {
  byId("stage").hidden = false;
  document.body.classList.add("has-stage");
  const map = new NarrativeMap(await fetchStory(STANDARD));
  const chapters = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".chapter")]);
  if (chapters.length) map.show(chapters[0], true);
  // The chapter that crosses the middle of what is seen of the text is the one that is read.
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        for (const chapter of chapters) chapter.classList.toggle("is-read", chapter === target);
        map.show(/** @type {HTMLElement} */ (target), false);
      }
    },
    { rootMargin: "-60% 0px -39% 0px" },
  );
  for (const chapter of chapters) observer.observe(chapter);
  await loadBasemap(map.view);
  document.documentElement.dataset.ready = "true";
}

start().catch((error) => {
  const trouble = byId("trouble");
  const reason = error instanceof Error ? error.message : String(error);
  trouble.textContent = interpolate(gettext("The map could not be loaded: %(reason)s. The text is complete."), { reason });
  trouble.hidden = false;
});
