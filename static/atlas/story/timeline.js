/**
 * The state of every town on one day, kept up to date as the day moves.
 *
 * All that can happen is a log in order of days. A short move applies the log; a long one looks each town up anew. Both
 * end in the same state, and in the same tally.
 */

import { isFaded } from "./actor_filter.js";
import { APPEARS, BEGINS, buildLog, CLEARS, ENDS, entriesUpTo, SETS } from "./log.js";
import { atOnce, inPieces } from "./pieces.js";
import { Tally } from "./tally.js";

export { BESIEGED, STALE, UNDER_ATTACK } from "./log.js";

/** @typedef {import("./payload.js").Story} Story */

/** No period covers the day. */
export const NONE = -1;

export class Timeline {
  /**
   * @param {Story} story
   * @param {import("./log.js").Log} [log] of another timeline of the same story
   * @param {number} [day] to begin with
   */
  constructor(story, log = atOnce(buildLog(story)), day = story.first) {
    this.story = story;
    this.log = log;
    /** @type {number} */
    this.day = day;
    const { count } = story.towns;
    /** The period of each town on this day, or NONE. */
    this.period = new Int32Array(count).fill(NONE);
    /** BESIEGED, UNDER_ATTACK and STALE of each town. */
    this.flags = new Uint8Array(count);
    /** How many towns there are of each kind, and with each flag. */
    this.tally = new Tally(story);
    /** The towns that the last move changed, the first `movedCount` of them. */
    this.moved = new Int32Array(count);
    this.movedCount = 0;
    /** 1 for each of these. */
    this.hasMoved = new Uint8Array(count);
    this.periodBefore = new Int32Array(count);
    this.flagsBefore = new Uint8Array(count);
    /** For each actor 1 when the reader wants to see it; null while all are shown. @type {Uint8Array | null} */
    this.shown = null;
    /** For each town 1 when it is drawn without its holders; null for none. @type {Uint8Array | null} */
    this.faded = null;
    this.jump(day);
  }

  /** A timeline of a large story, without holding up the page. @param {Story} story @param {number} [day] to begin with @returns {Promise<Timeline>} */
  static async made(story, day) {
    return new Timeline(story, await inPieces(buildLog(story)), day);
  }

  /** Whether a town is drawn without its holders, since the reader wants to see others. @param {number} town */
  isFaded(town) {
    return this.faded?.[town] === 1 || isFaded(this.story, this.period[town], this.shown);
  }

  /**
   * Exchange the story for another one of the same towns; the day stays.
   * @param {Story} story
   */
  async replace(story) {
    const log = await inPieces(buildLog(story));
    this.story = story;
    this.log = log;
    this.tally = new Tally(story);
    // Periods of the other story mean nothing in this one.
    this.period.fill(NONE);
    this.flags.fill(0);
    this.jump(this.day);
  }

  /**
   * Go to a day by the cheaper way.
   * @param {number} day
   * @returns {Int32Array} the towns whose state is another now; valid until the next move
   */
  goTo(day) {
    // An entry of the log is anywhere in memory, a town beside the one before: both take about as long.
    const entries = Math.abs(entriesUpTo(this.log, day) - entriesUpTo(this.log, this.day));
    return entries <= this.period.length ? this.step(day) : this.jump(day);
  }

  /**
   * Go to a day by applying what lies between.
   * @param {number} day
   * @returns {Int32Array} as `goTo`
   */
  step(day) {
    const { deed, subject } = this.log;
    const { town: owner } = this.story.periods;
    const here = entriesUpTo(this.log, this.day);
    const there = entriesUpTo(this.log, day);
    this.forgetMove();
    for (let entry = here; entry < there; entry += 1) {
      const town = deed[entry] < SETS ? owner[subject[entry]] : subject[entry];
      this.remember(town);
      this.apply(town, deed[entry], subject[entry]);
    }
    for (let entry = here - 1; entry >= there; entry -= 1) {
      const town = deed[entry] < SETS ? owner[subject[entry]] : subject[entry];
      this.remember(town);
      this.takeBack(town, deed[entry], subject[entry]);
    }
    this.day = day;
    return this.settle();
  }

  /**
   * Go to a day by looking each town up.
   * @param {number} day
   * @returns {Int32Array} as `goTo`
   */
  jump(day) {
    const { period, flags, flagsBefore, hasMoved, moved, tally } = this;
    const { start, from, to } = this.story.periods;
    const { spans } = this.log;
    this.forgetMove();
    flagsBefore.set(flags);
    flags.fill(0);
    for (let place = 0; place < spans.length; place += 4) {
      if (spans[place + 2] <= day && day < spans[place + 3]) flags[spans[place]] |= spans[place + 1];
    }
    let count = 0;
    for (let town = 0, row = 0; town < period.length; town += 1) {
      const end = start[town + 1];
      // The last period that has begun, if it has not ended.
      while (row < end && from[row] <= day) row += 1;
      const now = row > start[town] && day < to[row - 1] ? row - 1 : NONE;
      row = end;
      const before = period[town];
      if (now === before && flags[town] === flagsBefore[town]) continue;
      period[town] = now;
      tally.move(town, before, now, flagsBefore[town], flags[town]);
      hasMoved[town] = 1;
      moved[count++] = town;
    }
    this.movedCount = count;
    this.day = day;
    return moved.subarray(0, count);
  }

  /** @param {number} town @param {number} deed @param {number} subject */
  apply(town, deed, subject) {
    if (deed & SETS) this.flags[town] |= deed & ~SETS;
    else if (deed & CLEARS) this.flags[town] &= ~deed;
    else this.period[town] = deed === ENDS ? NONE : subject;
  }

  /** @param {number} town @param {number} deed @param {number} subject */
  takeBack(town, deed, subject) {
    if (deed & SETS) this.flags[town] &= ~deed;
    else if (deed & CLEARS) this.flags[town] |= deed & ~CLEARS;
    else this.period[town] = deed === BEGINS ? subject - 1 : deed === APPEARS ? NONE : subject;
  }

  forgetMove() {
    for (let place = 0; place < this.movedCount; place += 1) this.hasMoved[this.moved[place]] = 0;
    this.movedCount = 0;
  }

  /** What a town was before this move. @param {number} town */
  remember(town) {
    if (this.hasMoved[town]) return;
    this.hasMoved[town] = 1;
    this.periodBefore[this.movedCount] = this.period[town];
    this.flagsBefore[this.movedCount] = this.flags[town];
    this.moved[this.movedCount] = town;
    this.movedCount += 1;
  }

  /** Keep of the towns that were touched those that are another now, and count them anew. */
  settle() {
    const { moved, periodBefore, flagsBefore, period, flags } = this;
    let kept = 0;
    for (let place = 0; place < this.movedCount; place += 1) {
      const town = moved[place];
      if (period[town] === periodBefore[place] && flags[town] === flagsBefore[place]) {
        this.hasMoved[town] = 0;
        continue;
      }
      this.tally.move(town, periodBefore[place], period[town], flagsBefore[place], flags[town]);
      moved[kept] = town;
      kept += 1;
    }
    this.movedCount = kept;
    return moved.subarray(0, kept);
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
