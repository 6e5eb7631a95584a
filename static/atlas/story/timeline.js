/**
 * The state of every town on one day, kept up to date as the day moves.
 *
 * All that can happen is a log in order of days. A short move applies the log; a long one looks each
 * town up anew. Both end in the same state.
 */

import { isFaded } from "./actor_filter.js";
import { calmDays, pressedSpans, staleSpans } from "./confidence.js";
import { confirmationsOf, OPEN } from "./payload.js";

/** @typedef {import("./payload.js").Story} Story */

export const BESIEGED = 1;
export const UNDER_ATTACK = 2;
export const STALE = 4;

/** No period covers the day. */
export const NONE = -1;

/**
 * What happens to towns, in columns and in order of days: a town's period becomes another, or flags are set or cleared.
 * @typedef {object} Log
 * @property {Int32Array} day
 * @property {Int32Array} town
 * @property {Int32Array} before period, NONE for none
 * @property {Int32Array} after
 * @property {Uint8Array} set flags that begin
 * @property {Uint8Array} clear flags that end; where neither is given the period changes
 */

export class Timeline {
  /**
   * @param {Story} story
   * @param {Log} [log] of another timeline of the same story
   */
  constructor(story, log = buildLog(story)) {
    this.story = story;
    this.log = log;
    /** @type {number} */
    this.day = story.first;
    /** The period of each town on this day, or NONE. */
    this.period = new Int32Array(story.towns.count).fill(NONE);
    /** BESIEGED, UNDER_ATTACK and STALE of each town. */
    this.flags = new Uint8Array(story.towns.count);
    this.touched = new Int32Array(story.towns.count);
    this.isTouched = new Uint8Array(story.towns.count);
    this.periodBefore = new Int32Array(story.towns.count);
    this.flagsBefore = new Uint8Array(story.towns.count);
    /** For each actor 1 when the reader wants to see it; null while all are shown. @type {Uint8Array | null} */
    this.shown = null;
    /** For each town 1 when it is drawn without its holders; null for none. @type {Uint8Array | null} */
    this.faded = null;
    this.jump(story.first);
  }

  /** Whether a town is drawn without its holders, since the reader wants to see others. @param {number} town */
  isFaded(town) {
    return this.faded?.[town] === 1 || isFaded(this.story, this.period[town], this.shown);
  }

  /**
   * Exchange the story for another one of the same towns; the day stays.
   * @param {Story} story
   */
  replace(story) {
    this.story = story;
    this.log = buildLog(story);
    this.jump(this.day);
  }

  /**
   * Go to a day by the cheaper way.
   * @param {number} day
   * @returns {Set<number>} the towns whose state is another now
   */
  goTo(day) {
    const there = this.logIndex(day);
    return Math.abs(there - this.logIndex(this.day)) <= there ? this.step(day) : this.jump(day);
  }

  /**
   * Go to a day by applying what lies between.
   * @param {number} day
   * @returns {Set<number>}
   */
  step(day) {
    const { town, before, after, set, clear } = this.log;
    const here = this.logIndex(this.day);
    const there = this.logIndex(day);
    let count = 0;
    const note = /** @param {number} index */ (index) => {
      if (this.isTouched[index]) return;
      this.isTouched[index] = 1;
      this.touched[count] = index;
      this.periodBefore[count] = this.period[index];
      this.flagsBefore[count] = this.flags[index];
      count += 1;
    };
    for (let index = here; index < there; index += 1) {
      note(town[index]);
      this.apply(town[index], after[index], set[index], clear[index]);
    }
    for (let index = here - 1; index >= there; index -= 1) {
      note(town[index]);
      this.apply(town[index], before[index], clear[index], set[index]);
    }
    this.day = day;
    /** @type {Set<number>} */
    const changed = new Set();
    for (let place = 0; place < count; place += 1) {
      const index = this.touched[place];
      this.isTouched[index] = 0;
      if (this.period[index] !== this.periodBefore[place] || this.flags[index] !== this.flagsBefore[place]) changed.add(index);
    }
    return changed;
  }

  /**
   * Go to a day by replaying all that happened up to it.
   * @param {number} day
   * @returns {Set<number>}
   */
  jump(day) {
    const { town, after, set, clear } = this.log;
    this.periodBefore.set(this.period);
    this.flagsBefore.set(this.flags);
    this.period.fill(NONE);
    this.flags.fill(0);
    const end = this.logIndex(day);
    for (let index = 0; index < end; index += 1) this.apply(town[index], after[index], set[index], clear[index]);
    this.day = day;
    /** @type {Set<number>} */
    const changed = new Set();
    for (let index = 0; index < this.period.length; index += 1) {
      if (this.period[index] !== this.periodBefore[index] || this.flags[index] !== this.flagsBefore[index]) changed.add(index);
    }
    return changed;
  }

  /** @param {number} town @param {number} period @param {number} set @param {number} clear */
  apply(town, period, set, clear) {
    if (set | clear) this.flags[town] = (this.flags[town] & ~clear) | set;
    else this.period[town] = period;
  }

  /** How many entries of the log have happened by a day. @param {number} day */
  logIndex(day) {
    let low = 0;
    let high = this.log.day.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.log.day[middle] <= day) low = middle + 1;
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

/**
 * Whether a period of a town without pressure ends, or is confirmed again, before it could be stale: most do.
 * @param {Story["periods"]} periods @param {number} row @param {number} horizon no day from here on is of interest
 */
function staysFresh({ to, confirmations: { start, day, confidence } }, row, horizon) {
  for (let index = start[row]; index < start[row + 1]; index += 1) {
    const until = index + 1 < start[row + 1] ? day[index + 1] : Math.min(to[row], horizon);
    if (until - day[index] > calmDays(confidence[index])) return false;
  }
  return true;
}

/** @param {Story} story @returns {Log} */
function buildLog(story) {
  const { periods, towns } = story;
  const horizon = story.last + 1;
  const log = new LogBuilder();
  /** @param {number} town @param {number} flag @param {import("./confidence.js").Span} span */
  const flagged = (town, flag, span) => {
    log.add(span.from, town, NONE, NONE, flag, 0);
    if (span.to < OPEN) log.add(span.to, town, NONE, NONE, 0, flag);
  };
  for (let town = 0; town < towns.count; town += 1) {
    const pressed = pressedSpans(story, town);
    const begin = periods.start[town];
    const end = periods.start[town + 1];
    for (let row = begin; row < end; row += 1) {
      const span = { from: periods.from[row], to: periods.to[row] };
      const joins = row > begin && periods.to[row - 1] === span.from;
      log.add(span.from, town, joins ? row - 1 : NONE, row, 0, 0);
      const followed = row + 1 < end && periods.from[row + 1] === span.to;
      if (span.to < OPEN && !followed) log.add(span.to, town, row, NONE, 0, 0);
      if (periods.status[row] === "unknown" || (pressed.length === 0 && staysFresh(periods, row, horizon))) continue;
      for (const stale of staleSpans(confirmationsOf(story, row), pressed, span, horizon)) flagged(town, STALE, stale);
    }
    if (pressed.length === 0) continue;
    for (const [status, flag] of /** @type {const} */ ([["besieged", BESIEGED], ["under_attack", UNDER_ATTACK]])) {
      for (const span of joinedPressure(story, town, status)) flagged(town, flag, span);
    }
  }
  return log.sorted();
}

/** Rows of a log in any order. */
class LogBuilder {
  constructor() {
    this.rows = new Int32Array(6 * 1024);
    this.count = 0;
  }

  /** @param {number} day @param {number} town @param {number} before @param {number} after @param {number} set @param {number} clear */
  add(day, town, before, after, set, clear) {
    if (6 * this.count === this.rows.length) {
      const grown = new Int32Array(2 * this.rows.length);
      grown.set(this.rows);
      this.rows = grown;
    }
    const { rows } = this;
    const place = 6 * this.count;
    rows[place] = day;
    rows[place + 1] = town;
    rows[place + 2] = before;
    rows[place + 3] = after;
    rows[place + 4] = set;
    rows[place + 5] = clear;
    this.count += 1;
  }

  /** The log in order of days. An end comes before a beginning of its day, so that spans that touch leave their flag set. @returns {Log} */
  sorted() {
    const { rows, count } = this;
    let first = Infinity;
    let last = -Infinity;
    for (let row = 0; row < count; row += 1) {
      first = Math.min(first, rows[6 * row]);
      last = Math.max(last, rows[6 * row]);
    }
    // Rows are counted by day and end, then dealt to their places: in order, and without a comparison.
    const slot = /** @param {number} row */ (row) => 2 * (rows[6 * row] - first) + (rows[6 * row + 5] ? 0 : 1);
    const next = new Int32Array(count ? 2 * (last - first) + 3 : 1);
    for (let row = 0; row < count; row += 1) next[slot(row) + 1] += 1;
    for (let index = 1; index < next.length; index += 1) next[index] += next[index - 1];
    const [day, town, before, after] = Array.from({ length: 4 }, () => new Int32Array(count));
    const [set, clear] = [new Uint8Array(count), new Uint8Array(count)];
    for (let row = 0; row < count; row += 1) {
      const place = next[slot(row)]++;
      day[place] = rows[6 * row];
      town[place] = rows[6 * row + 1];
      before[place] = rows[6 * row + 2];
      after[place] = rows[6 * row + 3];
      set[place] = rows[6 * row + 4];
      clear[place] = rows[6 * row + 5];
    }
    return { day, town, before, after, set, clear };
  }
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
