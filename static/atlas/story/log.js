/**
 * All that can happen to towns, in order of days: periods begin and end, flags are set and cleared.
 *
 * An entry takes five bytes: what happens, and to what. A period knows its town, and which one it follows.
 *
 * @typedef {object} Log
 * @property {number} first the day of the first entries
 * @property {Int32Array} start entries of each half of a day: those of the day `first + n` are `start[2 n]` to
 *   `start[2 n + 2]`. In the first half flags are cleared, so that spans that touch leave their flag set.
 * @property {Uint8Array} deed BEGINS, APPEARS, ENDS, or SETS or CLEARS with the flag
 * @property {Int32Array} subject a period, or the town of a flag
 * @property {Int32Array} spans the days on which flags are set, by town: rows of town, flag, first day and end
 *
 * @typedef {import("./payload.js").Story} Story
 */

import { calmDays, pressedSpans, staleSpans } from "./confidence.js";
import { confirmationsOf, OPEN } from "./payload.js";
import { pieces } from "./pieces.js";

export const BESIEGED = 1;
export const UNDER_ATTACK = 2;
export const STALE = 4;

/** A period takes the place of the one before it. */
export const BEGINS = 0;
/** A period begins where there was none. */
export const APPEARS = 1;
/** A period ends, and none follows. */
export const ENDS = 2;
export const SETS = 8;
export const CLEARS = 16;

/**
 * @param {Story} story
 * @returns {import("./pieces.js").Work<Log>}
 */
export function* buildLog(story) {
  const { periods, towns } = story;
  const flagged = new FlagSpans(story);
  for (const [from, to] of pieces(towns.count)) {
    flagged.gather(from, to);
    yield;
  }
  const entries = new Entries(story, flagged.rows.slice(0, 4 * flagged.count));
  for (const place of /** @type {const} */ ([false, true])) {
    for (const [from, to] of pieces(periods.count)) {
      entries.visitPeriods(from, to, place);
      yield;
    }
    for (const [from, to] of pieces(flagged.count)) {
      entries.visitFlags(from, to, place);
      yield;
    }
    if (!place) entries.makeRoom();
  }
  return entries.log();
}

/**
 * How many entries of a log have happened by a day.
 * @param {Log} log @param {number} day
 */
export function entriesUpTo({ first, start }, day) {
  return start[Math.min(start.length - 1, Math.max(0, 2 * (day - first + 1)))];
}

/** Counts the entries of each half of a day, then deals them to their places: in order, and without a comparison. */
class Entries {
  /** @param {Story} story @param {Int32Array} spans */
  constructor({ periods }, spans) {
    this.periods = periods;
    this.spans = spans;
    let first = Infinity;
    let last = -Infinity;
    const reach = /** @param {number} from @param {number} to */ (from, to) => {
      if (from < first) first = from;
      const end = to < OPEN ? to : from;
      if (end > last) last = end;
    };
    for (let row = 0; row < periods.count; row += 1) reach(periods.from[row], periods.to[row]);
    for (let place = 0; place < spans.length; place += 4) reach(spans[place + 2], spans[place + 3]);
    this.first = first <= last ? first : 0;
    /** One place late while entries are counted: then it is where the next one of each half day goes. */
    this.next = new Int32Array(first <= last ? 2 * (last - first + 1) + 1 : 1);
    this.deed = new Uint8Array(0);
    this.subject = new Int32Array(0);
  }

  /** @param {number} begin @param {number} end periods @param {boolean} place whether entries are placed, or counted */
  visitPeriods(begin, end, place) {
    const { from, to, town, start } = this.periods;
    for (let row = begin; row < end; row += 1) {
      const owner = town[row];
      const joins = row > start[owner] && to[row - 1] === from[row];
      this.visit(from[row], joins ? BEGINS : APPEARS, row, place);
      const isFollowed = row + 1 < start[owner + 1] && from[row + 1] === to[row];
      if (to[row] < OPEN && !isFollowed) this.visit(to[row], ENDS, row, place);
    }
  }

  /** @param {number} begin @param {number} end spans @param {boolean} place */
  visitFlags(begin, end, place) {
    const { spans } = this;
    for (let span = begin; span < end; span += 1) {
      const [town, flag, from, to] = [spans[4 * span], spans[4 * span + 1], spans[4 * span + 2], spans[4 * span + 3]];
      this.visit(from, SETS | flag, town, place);
      if (to < OPEN) this.visit(to, CLEARS | flag, town, place);
    }
  }

  /** @param {number} day @param {number} deed @param {number} subject @param {boolean} place */
  visit(day, deed, subject, place) {
    const half = 2 * (day - this.first) + (deed & CLEARS ? 0 : 1);
    if (!place) {
      this.next[half + 1] += 1;
      return;
    }
    const entry = this.next[half]++;
    this.deed[entry] = deed;
    this.subject[entry] = subject;
  }

  /** All are counted. */
  makeRoom() {
    const { next } = this;
    for (let half = 1; half < next.length; half += 1) next[half] += next[half - 1];
    const count = next[next.length - 1];
    this.deed = new Uint8Array(count);
    this.subject = new Int32Array(count);
  }

  /** All are placed: the place after the last entry of each half day is where the next half begins. @returns {Log} */
  log() {
    const start = new Int32Array(this.next.length);
    start.set(this.next.subarray(0, this.next.length - 1), 1);
    return { first: this.first, start, deed: this.deed, subject: this.subject, spans: this.spans };
  }
}

/** The spans of days in which towns have flags; rows of town, flag, first day and end. */
class FlagSpans {
  /** @param {Story} story */
  constructor(story) {
    this.story = story;
    this.horizon = story.last + 1;
    this.rows = new Int32Array(4 * 1024);
    this.count = 0;
    const { confirmations } = story.periods;
    /** By grade. */
    this.calm = confirmations.confidences.map(calmDays);
    /** By kind. */
    this.isKnown = story.kinds.map(({ status }) => status !== "unknown");
  }

  /** @param {number} town @param {number} flag @param {number} from @param {number} to */
  add(town, flag, from, to) {
    if (4 * this.count === this.rows.length) {
      const grown = new Int32Array(2 * this.rows.length);
      grown.set(this.rows);
      this.rows = grown;
    }
    this.rows.set([town, flag, from, to], 4 * this.count);
    this.count += 1;
  }

  /** @param {number} begin @param {number} end towns */
  gather(begin, end) {
    const { periods, pressure } = this.story;
    for (let town = begin; town < end; town += 1) {
      const isCalm = pressure.start[town] === pressure.start[town + 1];
      const pressed = isCalm ? [] : pressedSpans(this.story, town);
      for (let row = periods.start[town]; row < periods.start[town + 1]; row += 1) {
        if (this.isKnown[periods.kind[row]] && !(isCalm && this.addCalm(town, row))) this.addStale(town, row, pressed);
      }
      if (isCalm) continue;
      for (const [status, flag] of /** @type {const} */ ([["besieged", BESIEGED], ["under_attack", UNDER_ATTACK]])) {
        for (const { from, to } of joinedPressure(this.story, town, status)) this.add(town, flag, from, to);
      }
    }
  }

  /**
   * The short way, which fits most periods of towns without pressure: they are never stale, or were confirmed only once.
   * @param {number} town @param {number} row @returns {boolean} whether it fits
   */
  addCalm(town, row) {
    const { from, to, confirmations: { start, day, grade } } = this.story.periods;
    const end = Math.min(to[row], this.horizon);
    const first = start[row];
    const last = start[row + 1] - 1;
    if (last === first) {
      const stale = Math.max(from[row], day[first] + this.calm[grade[first]]);
      if (stale < end) this.add(town, STALE, stale, end);
      return true;
    }
    for (let index = first; index <= last; index += 1) {
      if ((index < last ? day[index + 1] : end) - day[index] > this.calm[grade[index]]) return false;
    }
    return true;
  }

  /** @param {number} town @param {number} row @param {import("./confidence.js").Span[]} pressed */
  addStale(town, row, pressed) {
    const { from, to } = this.story.periods;
    const period = { from: from[row], to: to[row] };
    for (const span of staleSpans(confirmationsOf(this.story, row), pressed, period, this.horizon)) this.add(town, STALE, span.from, span.to);
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
