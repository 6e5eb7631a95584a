/** A story told by scrolling: the map goes to the day and the view of the chapter that is being read. */

import { L } from "../atlas/leaflet.js";
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
import { connectPrinting } from "./printing.js";

/** How long the days between two chapters take, and the flight to the next view. */
const TURN_MS = 1200;
const FLIGHT_S = 0.8;
/** What the towns of a chapter keep clear of the map's edges, CSS pixels; above them the day stands on the map. */
const MARGIN = { left: 48, top: 64, right: 64, bottom: 24 };
/** Towns that the text speaks of are named as the largest are. */
const LARGE = 1;
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
    this.ranks = rankTowns(story);
    this.usualRank = this.ranks.rank.slice();
    this.view.setStory(this.timeline, this.ranks);
    // Turning the wheel over the map must scroll the page.
    for (const handler of ["dragging", "scrollWheelZoom", "touchZoom", "doubleClickZoom", "boxZoom", "keyboard"]) {
      /** @type {any} */ (this.view.map)[handler].disable();
    }
    this.frame = 0;
  }

  /** @param {HTMLElement} chapter @param {boolean} atOnce */
  show(chapter, atOnce) {
    const isAtOnce = atOnce || still.matches;
    const towns = this.townsOf(chapter);
    this.ranks.rank.set(this.usualRank);
    for (const town of towns) this.ranks.rank[town] = LARGE;
    this.goToView(readAddress(`?view=${chapter.dataset.view}`).address.view, towns, isAtOnce);
    const day = fromIso(chapter.dataset.day ?? "") ?? this.story.last;
    this.turnTo(Math.min(this.story.last, Math.max(this.story.first, day)), isAtOnce);
  }

  /** The towns that a chapter names. @param {HTMLElement} chapter */
  townsOf(chapter) {
    const named = /** @type {HTMLElement[]} */ ([...chapter.querySelectorAll("[data-town]")]);
    return named.map((row) => this.story.towns.slug.indexOf(row.dataset.town ?? "")).filter((town) => town >= 0);
  }

  /**
   * Show the view of a chapter, or as much more as its towns need: it was chosen on a larger map than a phone's.
   * @param {import("../atlas/map/map_view.js").View | null} view null for the whole story
   * @param {number[]} towns
   * @param {boolean} atOnce
   */
  goToView(view, towns, atOnce) {
    const { map } = this.view;
    if (!view) {
      this.view.showStory();
      return;
    }
    const size = map.getSize();
    const corner = map.project([view.lat, view.lng], view.zoom).subtract(size.divideBy(2));
    const fits = towns.every((town) => {
      const { x, y } = map.project(this.view.place(town), view.zoom).subtract(corner);
      return x >= MARGIN.left && x <= size.x - MARGIN.right && y >= MARGIN.top && y <= size.y - MARGIN.bottom;
    });
    if (fits && atOnce) map.setView([view.lat, view.lng], view.zoom, { animate: false });
    else if (fits) map.flyTo([view.lat, view.lng], view.zoom, { duration: FLIGHT_S });
    else {
      const room = { paddingTopLeft: L.point(MARGIN.left, MARGIN.top), paddingBottomRight: L.point(MARGIN.right, MARGIN.bottom), maxZoom: view.zoom };
      const bounds = L.latLngBounds(towns.map((town) => this.view.place(town)));
      if (atOnce) map.fitBounds(bounds, { ...room, animate: false });
      else map.flyToBounds(bounds, { ...room, duration: FLIGHT_S });
    }
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

connectPrinting();
start().catch((error) => {
  // The pictures of the chapters take the map's place.
  byId("stage").hidden = true;
  document.body.classList.replace("has-stage", "has-pictures");
  const trouble = byId("trouble");
  const reason = error instanceof Error ? error.message : String(error);
  trouble.textContent = interpolate(gettext("The map could not be loaded: %(reason)s. The text is complete."), { reason });
  trouble.hidden = false;
});
