/**
 * What changed on the map and when: a town got another holder, a mixed rule, or none that is known.
 *
 * Fighting inside (`contested`), disagreeing sources (`disputed`) and days on which a change cannot be
 * pinned down (`changing`) are not changes themselves: the change is where the next holder is settled.
 *
 * @typedef {object} Change
 * @property {number} day
 * @property {number} town
 * @property {number} before the period that held before, NONE when this is the first word on the town
 * @property {number} after
 * @property {number | null} gainer the actor that gained, null when the holder is unknown now
 */

import { pieces } from "./pieces.js";
import { NONE } from "./timeline.js";

/** @typedef {import("./payload.js").Story} Story */

const SETTLED = new Set(["held", "mixed", "unknown"]);
const NOBODY = -1;

/** Changes in order of days, then of towns, in columns: of a million towns there are some millions. */
export class Changes {
  /**
   * @param {Story} story
   * @param {Int32Array} before periods
   * @param {Int32Array} after
   * @param {Int16Array} gainer NOBODY where the holder is unknown now
   */
  constructor(story, before, after, gainer) {
    this.story = story;
    this.before = before;
    this.after = after;
    this.gainer = gainer;
    const { from } = story.periods;
    this.day = new Int32Array(after.length);
    for (let index = 0; index < after.length; index += 1) this.day[index] = from[after[index]];
  }

  get count() {
    return this.after.length;
  }

  /** @param {number} index */
  town(index) {
    return this.story.periods.town[this.after[index]];
  }

  /** @param {number} index @returns {Change} */
  at(index) {
    const { before, after, gainer, day } = this;
    return { day: day[index], town: this.town(index), before: before[index], after: after[index], gainer: gainer[index] === NOBODY ? null : gainer[index] };
  }

  *[Symbol.iterator]() {
    for (let index = 0; index < this.count; index += 1) yield this.at(index);
  }

  /**
   * Those that count.
   * @param {(index: number) => boolean} counts
   * @returns {import("./pieces.js").Work<Changes>}
   */
  *filter(counts) {
    const [before, after, gainer] = [new Int32Array(this.count), new Int32Array(this.count), new Int16Array(this.count)];
    let count = 0;
    for (const [from, to] of pieces(this.count)) {
      for (let index = from; index < to; index += 1) {
        if (!counts(index)) continue;
        before[count] = this.before[index];
        after[count] = this.after[index];
        gainer[count] = this.gainer[index];
        count += 1;
      }
      yield;
    }
    return new Changes(this.story, before.slice(0, count), after.slice(0, count), gainer.slice(0, count));
  }

  /** Where to insert a day: the index of the first change after it. @param {number} day */
  firstAfter(day) {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.day[middle] <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The last changes up to a day, newest first. @param {number} day @param {number} limit @returns {Change[]} */
  latest(day, limit) {
    const end = this.firstAfter(day);
    return Array.from({ length: Math.min(limit, end) }, (_, place) => this.at(end - 1 - place));
  }

  /**
   * The nearest day with a change, after (+1) or before (-1) a day.
   * @param {number} day
   * @param {1 | -1} direction
   * @param {(town: number) => boolean} counts
   * @returns {number | null}
   */
  next(day, direction, counts) {
    let index = direction > 0 ? this.firstAfter(day) : this.firstAfter(day - 1) - 1;
    for (; index >= 0 && index < this.count; index += direction) {
      if (counts(this.town(index))) return this.day[index];
    }
    return null;
  }
}

/** @param {Story} story @returns {import("./pieces.js").Work<Changes>} */
export function* findChanges(story) {
  const { periods, towns } = story;
  const found = new Finding(story);
  for (const [from, to] of pieces(towns.count)) {
    found.gather(from, to);
    yield;
  }
  // By days: each is counted, then dealt to its place. Those of one day stay in order of towns.
  const { count } = found;
  let first = Infinity;
  let last = -Infinity;
  for (let index = 0; index < count; index += 1) {
    const day = periods.from[found.after[index]];
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const next = new Int32Array(count ? last - first + 2 : 0);
  for (let index = 0; index < count; index += 1) next[periods.from[found.after[index]] - first + 1] += 1;
  for (let day = 1; day < next.length; day += 1) next[day] += next[day - 1];
  yield;
  const [before, after, gainer] = [new Int32Array(count), new Int32Array(count), new Int16Array(count)];
  for (const [from, to] of pieces(count)) {
    for (let index = from; index < to; index += 1) {
      const place = next[periods.from[found.after[index]] - first]++;
      before[place] = found.before[index];
      after[place] = found.after[index];
      gainer[place] = found.gainer(index);
    }
    yield;
  }
  return new Changes(story, before, after, gainer);
}

/** The changes of one town after another. */
class Finding {
  /** @param {Story} story */
  constructor({ periods, kinds }) {
    this.periods = periods;
    this.before = new Int32Array(periods.count);
    this.after = new Int32Array(periods.count);
    this.count = 0;
    this.holding = kinds.map(holdersThat);
    const keys = this.holding.map((holders) => holders.join());
    /** By kind: kinds with the same holders have the same number. */
    this.holders = keys.map((key) => keys.indexOf(key));
    this.isKnown = kinds.map(({ status }) => status !== "unknown");
    this.settles = kinds.map(({ status }) => SETTLED.has(status));
    this.isContested = kinds.map(({ status }) => status === "contested");
    this.isChanging = kinds.map(({ status }) => status === "changing");
    /** The gainer by the kinds after and before, looked up once; undefined while it was not. @type {(number | undefined)[]} */
    this.gainers = [];
  }

  /** @param {number} begin @param {number} end towns */
  gather(begin, end) {
    const { holders, isKnown, settles, isContested, isChanging } = this;
    const { start, kind: kinds } = this.periods;
    for (let town = begin; town < end; town += 1) {
      let settled = NONE;
      for (let row = start[town]; row < start[town + 1]; row += 1) {
        const kind = kinds[row];
        if (!settles[kind]) {
          // A town that is first heard of amid fighting shows its standing holder from then on; one that is first heard
          // of as lost had its holder until then.
          const isLost = isChanging[kind] && row + 1 < start[town + 1] && !isKnown[kinds[row + 1]];
          if (settled === NONE && (isContested[kind] || isLost)) settled = row;
          continue;
        }
        if (settled === NONE ? isKnown[kind] : holders[kinds[settled]] !== holders[kind]) {
          this.before[this.count] = settled;
          this.after[this.count] = row;
          this.count += 1;
        }
        if (isKnown[kind] || settled !== NONE) settled = row;
      }
    }
  }

  /** @param {number} index of a change */
  gainer(index) {
    const after = this.periods.kind[this.after[index]];
    const before = this.before[index] === NONE ? this.holding.length : this.periods.kind[this.before[index]];
    const pair = after * (this.holding.length + 1) + before;
    return (this.gainers[pair] ??= gainer(this.holding[after], this.holding[before]));
  }
}

/** The holders that count: of a contested town, the one that stands. @param {import("./payload.js").Kind} kind */
function holdersThat({ status, holders }) {
  return status === "contested" ? holders.slice(0, 1) : holders;
}

/** @param {number[]} now @param {number[]} [then] @returns {number} */
function gainer(now, then = []) {
  return now.find((actor) => !then.includes(actor)) ?? now[0] ?? NOBODY;
}
