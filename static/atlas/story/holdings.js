/**
 * The share of towns, or of the people in them, that each actor holds over time.
 *
 * A town held in parts counts in parts: as told, else in equal ones. A contested town counts for the holder that
 * stands. A town whose holder is disputed, changing or unknown counts for nobody.
 *
 * @typedef {"towns" | "people"} Weight
 *
 * @typedef {object} Holdings sums after each day on which any of them changes
 * @property {Int32Array} days in order
 * @property {Float64Array[]} held by actor, for each of `days`; in towns or in people
 * @property {number} whole of all the story's towns, with a known holder or without
 */

import { isTown } from "./counts.js";
import { OPEN } from "./payload.js";

/** @typedef {import("./payload.js").Story} Story */

/** @param {Story} story @param {Weight} weight @returns {Holdings} */
export function holdingsOf(story, weight) {
  const { periods, towns } = story;
  /** @type {Map<number, Float64Array>} */
  const deltas = new Map();
  /** @param {number} day @param {number} actor @param {number} amount */
  const add = (day, actor, amount) => {
    let delta = deltas.get(day);
    if (!delta) deltas.set(day, (delta = new Float64Array(story.actors.length)));
    delta[actor] += amount;
  };
  let whole = 0;
  for (let town = 0; town < towns.count; town += 1) {
    if (!isTown(story, town)) continue;
    const size = weight === "towns" ? 1 : towns.population[town];
    whole += size;
    for (let row = periods.start[town]; row < periods.start[town + 1]; row += 1) {
      partsOf(story, row).forEach(([actor, part]) => {
        add(periods.from[row], actor, size * part);
        if (periods.to[row] < OPEN) add(periods.to[row], actor, -size * part);
      });
    }
  }
  const days = Int32Array.from(deltas.keys()).sort();
  const held = story.actors.map(() => new Float64Array(days.length));
  days.forEach((day, index) => {
    const delta = /** @type {Float64Array} */ (deltas.get(day));
    held.forEach((sums, actor) => {
      sums[index] = (index > 0 ? sums[index - 1] : 0) + delta[actor];
    });
  });
  return { days, held, whole };
}

/** Who holds which part of a town during a period. @param {Story} story @param {number} row @returns {[number, number][]} actor and part in 0..1 */
function partsOf({ periods }, row) {
  const holders = periods.holders[row];
  const status = periods.status[row];
  if (holders.length === 0) return [];
  if (status === "held" || status === "contested") return [[holders[0], 1]];
  if (status !== "mixed") return [];
  const told = periods.share[row];
  const first = told ?? 1 / Math.max(2, holders.length);
  const rest = holders.length > 1 ? (1 - first) / (holders.length - 1) : 0;
  return holders.map((actor, place) => [actor, place === 0 ? first : rest]);
}

/** Where in `days` a day falls: the last one at or before it; -1 before the first. @param {Holdings} holdings @param {number} day */
export function placeOf({ days }, day) {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** What each actor holds on a day, as a part of the whole. @param {Holdings} holdings @param {number} day @returns {number[]} 0..1 by actor */
export function partsOn(holdings, day) {
  const place = placeOf(holdings, day);
  return holdings.held.map((sums) => (place < 0 || holdings.whole === 0 ? 0 : Math.max(0, sums[place]) / holdings.whole));
}

/** The actors that ever hold anything, those with the most over time first. @param {Holdings} holdings @param {number} last day of the story */
export function byWeight({ days, held }, last) {
  const total = held.map((sums) => sums.reduce((sum, value, index) => sum + value * ((days[index + 1] ?? last + 1) - days[index]), 0));
  return [...total.keys()].filter((actor) => total[actor] > 1e-9).sort((a, b) => total[b] - total[a] || a - b);
}
