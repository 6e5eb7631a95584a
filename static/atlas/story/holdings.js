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

import { OPEN } from "./payload.js";
import { pieces } from "./pieces.js";
import { townMask } from "./place_kind.js";

/** @typedef {import("./payload.js").Story} Story */

/** @param {Story} story @param {Weight} weight @returns {import("./pieces.js").Work<Holdings>} */
export function* holdingsOf(story, weight) {
  const { periods, towns, kinds, actors } = story;
  const parts = kinds.map(partsOf);
  const counted = townMask(story);
  const { town: townOf, from: begins, to: ends, kind: kindOf } = periods;
  const sizeOf = /** @param {number} town */ (town) => (weight === "towns" ? 1 : towns.population[town]);
  let first = Infinity;
  let last = -Infinity;
  for (const [from, to] of pieces(periods.count)) {
    for (let row = from; row < to; row += 1) {
      const end = ends[row] < OPEN ? ends[row] : begins[row];
      if (begins[row] < first) first = begins[row];
      if (end > last) last = end;
    }
    yield;
  }
  const span = first <= last ? last - first + 1 : 0;
  /** What each actor gains on each day. */
  const gained = actors.map(() => new Float64Array(span));
  const isDay = new Uint8Array(span);
  for (const [from, to] of pieces(periods.count)) {
    for (let row = from; row < to; row += 1) {
      if (!counted[townOf[row]]) continue;
      const size = sizeOf(townOf[row]);
      for (const { actor, part } of parts[kindOf[row]]) {
        gained[actor][begins[row] - first] += size * part;
        isDay[begins[row] - first] = 1;
        if (ends[row] === OPEN) continue;
        gained[actor][ends[row] - first] -= size * part;
        isDay[ends[row] - first] = 1;
      }
    }
    yield;
  }
  let whole = 0;
  for (let town = 0; town < towns.count; town += 1) whole += counted[town] * sizeOf(town);
  yield;
  /** @type {number[]} */
  const days = [];
  isDay.forEach((is, place) => is && days.push(first + place));
  const held = gained.map((amounts) => {
    let sum = 0;
    return Float64Array.from(days, (day) => (sum += amounts[day - first]));
  });
  return { days: Int32Array.from(days), held, whole };
}

/** Who holds which part of a town during a period of a kind; parts in 0..1. @param {import("./payload.js").Kind} kind */
function partsOf({ holders, status, share }) {
  if (holders.length === 0) return [];
  if (status === "held" || status === "contested") return [{ actor: holders[0], part: 1 }];
  if (status !== "mixed") return [];
  const first = share ?? 1 / Math.max(2, holders.length);
  const rest = holders.length > 1 ? (1 - first) / (holders.length - 1) : 0;
  return holders.map((actor, place) => ({ actor, part: place === 0 ? first : rest }));
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
