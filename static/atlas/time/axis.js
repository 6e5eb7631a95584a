/**
 * Where each day lies on the histogram. A few early reports ("since 2012") must not squeeze years full of changes:
 * the long quiet stretch after them is folded into a short one, marked as such, and every day keeps its place.
 */

/** At most this part of all changes may lie in the fold... */
const MOST_FOLDED = 0.03;
/** ...and it must be at least this part of the story, or folding gains nothing. */
const LEAST_GAIN = 0.1;
/** Pixels of the fold. */
const FOLD_WIDTH = 40;

/**
 * The first day after the fold; `first` where nothing is folded.
 * @param {number} first
 * @param {number} last counted
 * @param {ArrayLike<number>} days of the changes, in order
 * @returns {number}
 */
export function foldEnd(first, last, days) {
  const most = Math.floor(days.length * MOST_FOLDED);
  let end = first;
  let longest = LEAST_GAIN * (last - first + 1);
  for (let index = 1; index <= most; index += 1) {
    const gap = days[index] - days[index - 1];
    if (gap < longest) continue;
    longest = gap;
    end = startOfMonth(days[index]);
  }
  return end;
}

/** @param {number} day @returns {number} the first day of its month */
export function startOfMonth(day) {
  return day - new Date(day * 86_400_000).getUTCDate() + 1;
}

export class Axis {
  /**
   * @param {number} first day of the story
   * @param {number} last day, counted
   * @param {number} fold the first day after the fold, `first` for none
   * @param {number} width CSS pixels
   */
  constructor(first, last, fold, width) {
    this.first = first;
    this.last = last;
    this.fold = fold;
    this.width = width;
    this.foldWidth = fold > first ? FOLD_WIDTH : 0;
  }

  /** Pixels of a day after the fold. */
  get dayWidth() {
    return (this.width - this.foldWidth) / (this.last + 1 - this.fold);
  }

  /** CSS pixels from the left to the beginning of a day. @param {number} day */
  position(day) {
    if (day >= this.fold) return this.foldWidth + (day - this.fold) * this.dayWidth;
    return ((day - this.first) / (this.fold - this.first)) * this.foldWidth;
  }

  /** The day at so many CSS pixels from the left. @param {number} x */
  dayAt(x) {
    const day = this.foldWidth > 0 && x < this.foldWidth
      ? this.first + Math.floor((x / this.foldWidth) * (this.fold - this.first))
      : this.fold + Math.floor((x - this.foldWidth) / this.dayWidth);
    return Math.min(this.last, Math.max(this.first, day));
  }
}
