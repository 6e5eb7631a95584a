/**
 * The state of every town on one day, kept up to date as the day moves.
 *
 * All that can happen is a log in order of days. A short move applies the log; a long one looks each
 * town up anew. Both end in the same state.
 */

import { pressedSpans, staleSpans } from "./confidence.js";
import { OPEN } from "./payload.js";

/** @typedef {import("./payload.js").Story} Story */

export const BESIEGED = 1;
export const UNDER_ATTACK = 2;
export const STALE = 4;

/** No period covers the day. */
export const NONE = -1;

/**
 * What happens to one town on one day: either its period changes, or flags are set and cleared.
 * @typedef {object} Entry
 * @property {number} day
 * @property {number} town
 * @property {number} before period
 * @property {number} after period
 * @property {number} set flags that begin
 * @property {number} clear flags that end
 */

export class Timeline {
  /** @param {Story} story */
  constructor(story) {
    this.story = story;
    /** @type {number} */
    this.day = story.first;
    /** The period of each town on this day, or NONE. */
    this.period = new Int32Array(story.towns.count).fill(NONE);
    /** BESIEGED, UNDER_ATTACK and STALE of each town. */
    this.flags = new Uint8Array(story.towns.count);
    this.log = buildLog(story);
    this.jump(story.first);
  }

  /**
   * Go to a day by the cheaper way.
   * @param {number} day
   * @returns {Set<number>} the towns whose state is another now
   */
  goTo(day) {
    const distance = Math.abs(this.logIndex(day) - this.logIndex(this.day));
    return distance < this.story.towns.count ? this.step(day) : this.jump(day);
  }

  /**
   * Go to a day by applying what lies between.
   * @param {number} day
   * @returns {Set<number>}
   */
  step(day) {
    const touched = new Map();
    const note = /** @param {number} town */ (town) => {
      if (!touched.has(town)) touched.set(town, [this.period[town], this.flags[town]]);
    };
    const here = this.logIndex(this.day);
    const there = this.logIndex(day);
    for (let index = here; index < there; index += 1) {
      const entry = this.log[index];
      note(entry.town);
      if (entry.set | entry.clear) this.flags[entry.town] = (this.flags[entry.town] & ~entry.clear) | entry.set;
      else this.period[entry.town] = entry.after;
    }
    for (let index = here - 1; index >= there; index -= 1) {
      const entry = this.log[index];
      note(entry.town);
      if (entry.set | entry.clear) this.flags[entry.town] = (this.flags[entry.town] & ~entry.set) | entry.clear;
      else this.period[entry.town] = entry.before;
    }
    this.day = day;
    const changed = new Set();
    for (const [town, [period, flags]] of touched) {
      if (this.period[town] !== period || this.flags[town] !== flags) changed.add(town);
    }
    return changed;
  }

  /**
   * Go to a day by looking every town up.
   * @param {number} day
   * @returns {Set<number>}
   */
  jump(day) {
    const period = this.period.slice();
    const flags = this.flags.slice();
    this.period.fill(NONE);
    this.flags.fill(0);
    const end = this.logIndex(day);
    for (let index = 0; index < end; index += 1) {
      const { town, after, set, clear } = this.log[index];
      if (set | clear) this.flags[town] = (this.flags[town] & ~clear) | set;
      else this.period[town] = after;
    }
    this.day = day;
    const changed = new Set();
    for (let town = 0; town < period.length; town += 1) {
      if (period[town] !== this.period[town] || flags[town] !== this.flags[town]) changed.add(town);
    }
    return changed;
  }

  /** How many entries of the log have happened by a day. @param {number} day */
  logIndex(day) {
    let low = 0;
    let high = this.log.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.log[middle].day <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * The period that covers a day, without a Timeline.
 * @param {Story} story
 * @param {number} town
 * @param {number} day
 * @returns {number} NONE when there is none
 */
export function periodOn(story, town, day) {
  const { start, from, to } = story.periods;
  for (let row = start[town]; row < start[town + 1]; row += 1) {
    if (from[row] <= day && day < to[row]) return row;
  }
  return NONE;
}

/** @param {Story} story @returns {Entry[]} in order of days */
function buildLog(story) {
  /** @type {Entry[]} */
  const log = [];
  const { periods, towns } = story;
  const horizon = story.last + 1;
  /** @param {number} town @param {number} flag @param {import("./confidence.js").Span} span */
  const flagged = (town, flag, span) => {
    log.push({ day: span.from, town, before: NONE, after: NONE, set: flag, clear: 0 });
    if (span.to < OPEN) log.push({ day: span.to, town, before: NONE, after: NONE, set: 0, clear: flag });
  };
  for (let town = 0; town < towns.count; town += 1) {
    const pressed = pressedSpans(story, town);
    const begin = periods.start[town];
    const end = periods.start[town + 1];
    for (let row = begin; row < end; row += 1) {
      const span = { from: periods.from[row], to: periods.to[row] };
      const joins = row > begin && periods.to[row - 1] === span.from;
      log.push({ day: span.from, town, before: joins ? row - 1 : NONE, after: row, set: 0, clear: 0 });
      const followed = row + 1 < end && periods.from[row + 1] === span.to;
      if (span.to < OPEN && !followed) log.push({ day: span.to, town, before: row, after: NONE, set: 0, clear: 0 });
      if (periods.status[row] === "unknown") continue;
      for (const stale of staleSpans(periods.confirmations[row], pressed, span, horizon)) {
        flagged(town, STALE, stale);
      }
    }
    for (const [status, flag] of /** @type {const} */ ([["besieged", BESIEGED], ["under_attack", UNDER_ATTACK]])) {
      for (const span of joinedPressure(story, town, status)) flagged(town, flag, span);
    }
  }
  // An end sorts before a beginning on the same day, so that spans that touch leave their flag set.
  return log.sort((a, b) => a.day - b.day || b.clear - a.clear || a.town - b.town);
}

/**
 * The days of one kind of pressure on a town, joined where spans touch or overlap.
 * @param {Story} story
 * @param {number} town
 * @param {string} status
 */
function joinedPressure(story, town, status) {
  const { start, from, to, status: statuses } = story.pressure;
  /** @type {import("./confidence.js").Span[]} */
  const spans = [];
  for (let row = start[town]; row < start[town + 1]; row += 1) {
    if (statuses[row] !== status) continue;
    const before = spans.at(-1);
    if (before && from[row] <= before.to) before.to = Math.max(before.to, to[row]);
    else spans.push({ from: from[row], to: to[row] });
  }
  return spans;
}
