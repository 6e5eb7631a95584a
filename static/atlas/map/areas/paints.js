/** How each state of a town is painted: the symbols table of the look, for areas. */

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
  /** @param {Inks} inks @param {ActorInk[]} actors @param {boolean} patterns engravings on @param {number} ratio */
  constructor(inks, actors, patterns, ratio) {
    this.inks = inks;
    this.actors = actors;
    this.patterns = patterns;
    this.ratio = ratio;
    /** @type {Map<string, Paint>} */
    this.known = new Map();
  }

  /**
   * The paint of a town on the timeline's day; null when nobody is known to hold it.
   * @param {Timeline} timeline
   * @param {number} town
   * @returns {Paint | null}
   */
  of(timeline, town) {
    const period = timeline.period[town];
    if (period === NONE || timeline.isFaded(town)) return null;
    const { status, holders } = timeline.story.periods;
    if (status[period] === "unknown" || holders[period].length === 0) return null;
    const stale = (timeline.flags[town] & STALE) !== 0;
    const key = `${status[period]} ${holders[period].slice(0, 2).join()} ${stale}`;
    let paint = this.known.get(key);
    if (!paint) {
      paint = this.make(status[period], holders[period], stale);
      this.known.set(key, paint);
    }
    return paint;
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
    const colours = Uint32Array.from(coverage, (part) => {
      const [red, green, blue] = base.map((value, channel) => Math.round(value + ((other[channel] - value) * part) / 255));
      return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
    });
    const changing = status === "changing";
    return {
      group: statusPattern ? `${status} ${holders.slice(0, 2).join()}` : `held ${holders[0]}`,
      colours,
      width,
      height,
      line: parseColour(changing ? this.inks.ink : line),
      broken: changing || (stale && !statusPattern),
    };
  }
}
