/** Changes gathered into the columns of the histogram. */

import { gettext } from "../translation.js";

/** @typedef {import("../story/changes.js").Changes} Changes */

/**
 * @typedef {object} Block one gainer's part of a column
 * @property {number | null} actor
 * @property {boolean} first whether this is the first word on a town, so that nobody is known to have lost it
 * @property {number} count
 *
 * @typedef {object} Column
 * @property {number} from
 * @property {number} to
 * @property {number} count
 * @property {Block[]} blocks from the foot up, in the order of the actors
 */

const WIDTHS = [
  { days: 1, words: gettext("one day") },
  { days: 2, words: gettext("two days") },
  { days: 7, words: gettext("one week") },
  { days: 14, words: gettext("two weeks") },
  { days: 28, words: gettext("four weeks") },
  { days: 91, words: gettext("a quarter") },
  { days: 182, words: gettext("half a year") },
  { days: 365, words: gettext("a year") },
];

/**
 * The narrowest column that leaves each at least `least` pixels.
 * @param {number} days in the story
 * @param {number} pixels
 * @param {number} least
 */
export function columnWidth(days, pixels, least) {
  return WIDTHS.find((width) => (pixels * width.days) / days >= least) ?? WIDTHS[WIDTHS.length - 1];
}

/**
 * @param {Changes} changes
 * @param {number} first
 * @param {number} last counted
 * @param {number} days a column
 * @returns {Column[]} without gaps, from `first` on
 */
export function gather(changes, first, last, days) {
  /** @type {Column[]} */
  const columns = [];
  // By the gainer, a known one from 1 on, and whether it is a first word: outlines stand on what is full.
  const counts = new Int32Array(2 * (changes.story.actors.length + 1));
  for (let from = first; from <= last; from += days) {
    const [begin, end] = [changes.firstAfter(from - 1), changes.firstAfter(from + days - 1)];
    counts.fill(0);
    for (let index = begin; index < end; index += 1) counts[2 * (changes.gainer[index] + 1) + Number(changes.before[index] < 0)] += 1;
    /** @type {Block[]} */
    const blocks = [];
    // Those whose holder is unknown now come last.
    for (let place = 2; place < counts.length + 2; place += 1) {
      const index = place % counts.length;
      const actor = (index >> 1) - 1;
      if (counts[index] > 0) blocks.push({ actor: actor < 0 ? null : actor, first: index % 2 === 1, count: counts[index] });
    }
    columns.push({ from, to: from + days, count: end - begin, blocks });
  }
  return columns;
}
