/**
 * How much a town matters on the map: 1 the most, 4 the least. Ranks depend on the story, not on the day,
 * so dots keep their size and labels their place while time moves.
 */

import { inOrder } from "./order.js";
import { atOnce, pieces } from "./pieces.js";
import { townMask } from "./place_kind.js";

/** Towns up to these parts of the whole have rank 1, 2 and 3. */
const PARTS = [0.12, 0.35, 0.65];
/** A story of fewer towns is ranked as if it had so many: a map with four towns has room for all. */
const LEAST_COUNT = 36;

/**
 * @typedef {object} Ranks
 * @property {Uint8Array} rank of each town
 * @property {Int32Array} order the towns from the most important on
 */

/** @param {import("./payload.js").Story} story @returns {Ranks} */
export function rankTowns(story) {
  return atOnce(ranking(story));
}

/** @param {import("./payload.js").Story} story @returns {import("./pieces.js").Work<Ranks>} */
export function* ranking(story) {
  const { towns, periods } = story;
  const counted = townMask(story);
  const lightness = new Float64Array(towns.count);
  const whole = Math.max(towns.count, LEAST_COUNT);
  const all = new Int32Array(towns.count);
  for (const [from, to] of pieces(towns.count)) {
    for (let town = from; town < to; town += 1) {
      const events = periods.start[town + 1] - periods.start[town];
      const light = (counted[town] ? 0 : 3) - Math.log10(towns.population[town] + 1000) - 0.12 * Math.min(events, 12);
      // Half of the bits are enough, and sorted in half the time.
      lightness[town] = Math.fround(light);
      all[town] = town;
    }
    yield;
  }
  const order = yield* inOrder(all, lightness);
  const rank = new Uint8Array(towns.count);
  let part = 0;
  order.forEach((town, place) => {
    while (part < PARTS.length && place + 0.5 > PARTS[part] * whole) part += 1;
    rank[town] = counted[town] ? 1 + part : 4;
  });
  return { rank, order };
}
