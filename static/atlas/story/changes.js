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

import { NONE } from "./timeline.js";

/** @typedef {import("./payload.js").Story} Story */

const SETTLED = new Set(["held", "mixed", "unknown"]);

/** @param {Story} story @returns {Change[]} in order of days, then of towns */
export function changesOf(story) {
  const { periods, towns, kinds } = story;
  const holding = kinds.map(holdersThat);
  const keys = holding.map((holders) => holders.join());
  const known = kinds.map(({ status }) => status !== "unknown");
  const settles = kinds.map(({ status }) => SETTLED.has(status));
  /** Changes of each day, by towns. @type {Map<number, Change[]>} */
  const days = new Map();
  for (let town = 0; town < towns.count; town += 1) {
    let settled = NONE;
    const end = periods.start[town + 1];
    for (let row = periods.start[town]; row < end; row += 1) {
      const kind = periods.kind[row];
      if (!settles[kind]) {
        // A town that is first heard of amid fighting shows its standing holder from then on; one that is first heard
        // of as lost had its holder until then.
        const isLost = periods.status[row] === "changing" && row + 1 < end && periods.status[row + 1] === "unknown";
        if (settled === NONE && (periods.status[row] === "contested" || isLost)) settled = row;
        continue;
      }
      const before = settled === NONE ? -1 : periods.kind[settled];
      if (before < 0 ? known[kind] : keys[before] !== keys[kind]) {
        const change = { day: periods.from[row], town, before: settled, after: row, gainer: gainer(holding[kind], holding[before]) };
        const others = days.get(change.day);
        if (others) others.push(change);
        else days.set(change.day, [change]);
      }
      if (known[kind] || settled !== NONE) settled = row;
    }
  }
  return [...days.keys()].sort((a, b) => a - b).flatMap((day) => days.get(day) ?? []);
}

/** The holders that count: of a contested town, the one that stands. @param {import("./payload.js").Kind} kind */
function holdersThat({ status, holders }) {
  return status === "contested" ? holders.slice(0, 1) : holders;
}

/** @param {number[]} now @param {number[]} [then] @returns {number | null} */
function gainer(now, then = []) {
  return now.find((actor) => !then.includes(actor)) ?? now[0] ?? null;
}

/**
 * Where to insert a day into changes in order of days: the first change after `day`.
 * @param {Change[]} changes
 * @param {number} day
 */
export function firstAfter(changes, day) {
  let low = 0;
  let high = changes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (changes[middle].day <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The last changes up to a day, newest first.
 * @param {Change[]} changes
 * @param {number} day
 * @param {number} limit
 */
export function latest(changes, day, limit) {
  const end = firstAfter(changes, day);
  return changes.slice(Math.max(0, end - limit), end).reverse();
}

/**
 * The nearest day with a change, after (+1) or before (-1) a day.
 * @param {Change[]} changes
 * @param {number} day
 * @param {1 | -1} direction
 * @param {(change: Change) => boolean} counts
 * @returns {number | null}
 */
export function nextChange(changes, day, direction, counts) {
  let index = direction > 0 ? firstAfter(changes, day) : firstAfter(changes, day - 1) - 1;
  for (; index >= 0 && index < changes.length; index += direction) {
    if (counts(changes[index])) return changes[index].day;
  }
  return null;
}
