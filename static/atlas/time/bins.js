/** Changes gathered into the columns of the histogram. */

import { gettext } from "../translation.js";

/** @typedef {import("../story/changes.js").Change} Change */

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
 * @param {Change[]} changes
 * @param {number} first
 * @param {number} last counted
 * @param {number} days a column
 * @returns {Column[]} without gaps, from `first` on
 */
export function gather(changes, first, last, days) {
  /** @type {Column[]} */
  const columns = [];
  for (let from = first; from <= last; from += days) columns.push({ from, to: from + days, count: 0, blocks: [] });
  for (const change of changes) {
    const column = columns[Math.floor((change.day - first) / days)];
    if (!column) continue;
    const isFirst = change.before < 0;
    column.count += 1;
    const block = column.blocks.find((other) => other.actor === change.gainer && other.first === isFirst);
    if (block) block.count += 1;
    else column.blocks.push({ actor: change.gainer, first: isFirst, count: 1 });
  }
  const place = /** @param {Block} block */ (block) => (block.actor ?? Infinity) + (block.first ? 0.5 : 0);
  for (const column of columns) column.blocks.sort((a, b) => place(a) - place(b));
  return columns;
}
