/** How each state of a town is painted: the symbols table of the look, for areas. */

import { areHidden } from "../../story/actor_filter.js";
import { NONE, STALE } from "../../story/timeline.js";
import { mix, parseColour } from "../colour.js";
import { staleEngraving, tile } from "../engraving.js";

/**
 * @typedef {import("./painter.js").Paint} Paint
 * @typedef {import("../../theme.js").Inks} Inks
 * @typedef {import("../../theme.js").ActorInk} ActorInk
 * @typedef {import("../../story/timeline.js").Timeline} Timeline
 */

/** Patterns that tell a status; they stay when engravings are off. @type {Record<string, string>} */
const STATUS_PATTERN = { mixed: "bands", contested: "hatch", changing: "hatch", disputed: "crossed" };

export class Paints {
  /**
   * @param {Timeline} timeline
   * @param {Inks} inks
   * @param {ActorInk[]} actors
   * @param {boolean} patterns engravings on
   * @param {number} ratio device pixels to a CSS pixel
   */
  constructor(timeline, inks, actors, patterns, ratio) {
    this.timeline = timeline;
    this.story = timeline.story;
    this.shown = timeline.shown;
    this.inks = inks;
    this.actors = actors;
    this.patterns = patterns;
    this.ratio = ratio;
    /** The first leaves a town blank. @type {(Paint | null)[]} */
    this.palette = [null];
    /** Place in the palette of each kind of period, fresh and stale by turns; -1 while not looked up. */
    this.places = notLookedUp(timeline.story);
    /** @type {Map<string, number>} */
    this.known = new Map();
  }

  /** Another story or other actors are to be painted: what was made before is used again. */
  renew() {
    this.story = this.timeline.story;
    this.shown = this.timeline.shown;
    this.places = notLookedUp(this.story);
  }

  /** Whether this paints the timeline's story as the reader wants to see it. */
  get isCurrent() {
    return this.story === this.timeline.story && this.shown === this.timeline.shown;
  }

  /**
   * The place in the palette of a town's paint on the timeline's day; 0 when nobody is known to hold it.
   * @param {number} town
   * @returns {number}
   */
  of(town) {
    const { period, flags, story } = this.timeline;
    const row = period[town];
    if (row === NONE || this.timeline.faded?.[town]) return 0;
    const stale = flags[town] & STALE ? 1 : 0;
    const index = 2 * story.periods.kind[row] + stale;
    if (this.places[index] < 0) this.places[index] = this.place(story.kinds[index >> 1], stale === 1);
    return this.places[index];
  }

  /** @param {import("../../story/payload.js").Kind} kind @param {boolean} stale @returns {number} */
  place({ status, holders }, stale) {
    if (status === "unknown" || holders.length === 0 || areHidden(holders, this.shown)) return 0;
    const key = `${status} ${holders.slice(0, 2).join()} ${stale}`;
    const place = this.known.get(key) ?? this.palette.push(this.make(status, holders, stale)) - 1;
    this.known.set(key, place);
    return place;
  }

  /** @param {string} status @param {number[]} holders @param {boolean} stale @returns {Paint} */
  make(status, holders, stale) {
    const [first, second] = holders.map((holder) => this.actors[holder]);
    const { fill, line, engraving } = first;
    const statusPattern = STATUS_PATTERN[status];
    let pattern = "solid";
    let over = fill;
    if (statusPattern) {
      pattern = statusPattern;
      // A second party that nobody names leaves its bands to the land.
      over = second ? second.fill : this.inks.land;
    } else if (stale && this.patterns) {
      pattern = staleEngraving(engraving);
      over = mix(fill, this.inks.land, 0.6);
    } else if (this.patterns) {
      pattern = engraving;
      over = mix(fill, line, 0.42);
    }
    const { width, height, coverage } = tile(pattern, this.ratio);
    const base = parseColour(fill);
    const other = parseColour(over);
    const shade = /** @param {number} part */ (part) => {
      const [red, green, blue] = base.map((value, channel) => Math.round(value + ((other[channel] - value) * part) / 255));
      return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
    };
    // A pattern has many pixels and few shades.
    const shades = new Map([...new Set(coverage)].map((part) => [part, shade(part)]));
    const colours = Uint32Array.from(coverage, (part) => shades.get(part) ?? 0);
    const changing = status === "changing";
    return {
      group: statusPattern ? `${status} ${holders.slice(0, 2).join()}` : `held ${holders[0]}`,
      colours,
      width,
      height,
      line: parseColour(changing ? this.inks.ink : line),
      broken: changing || stale,
    };
  }
}

/** @param {import("../../story/payload.js").Story} story */
function notLookedUp({ kinds }) {
  return new Int32Array(2 * kinds.length).fill(-1);
}
