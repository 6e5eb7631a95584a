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

/** Columns so much higher than those beside them are cut: else one day with all first reports leaves the rest flat. */
const TOWERS = 3;
/** At most this part of the columns that hold any change is cut. */
const MOST_CUT = 0.03;
/** With fewer columns each is worth its full height. */
const FEWEST = 6;

/**
 * How many changes the highest column stands for. Those that hold more are cut and marked.
 * @param {Column[]} columns
 * @returns {number} at least 1
 */
export function scaleOf(columns) {
  const counts = columns.map(({ count }) => count).filter((count) => count > 0).sort((a, b) => b - a);
  const [tallest = 1] = counts;
  if (counts.length < FEWEST) return tallest;
  for (let cut = 1; cut <= Math.max(1, Math.floor(counts.length * MOST_CUT)); cut += 1) {
    if (counts[cut - 1] > TOWERS * counts[cut]) return counts[cut];
  }
  return tallest;
}
