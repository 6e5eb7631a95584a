/**
 * How much a town matters on the map: 1 the most, 4 the least. Ranks depend on the story, not on the day,
 * so dots keep their size and labels their place while time moves.
 */

import { isTown } from "./counts.js";

/** Towns up to these parts of the whole have rank 1, 2 and 3. */
const PARTS = [0.12, 0.35, 0.65];
/** A story of fewer towns is ranked as if it had so many: a map with four towns has room for all. */
const LEAST_COUNT = 36;

/**
 * @param {import("./payload.js").Story} story
 * @returns {{rank: Uint8Array, order: number[]}} rank of each town, and the towns from the most important on
 */
export function rankTowns(story) {
  const { towns, periods } = story;
  const weight = new Float64Array(towns.count);
  for (let town = 0; town < towns.count; town += 1) {
    const events = periods.start[town + 1] - periods.start[town];
    weight[town] = Math.log10(towns.population[town] + 1000) + 0.12 * Math.min(events, 12) - (isTown(story, town) ? 0 : 3);
  }
  const order = Array.from({ length: towns.count }, (_, town) => town);
  order.sort((a, b) => weight[b] - weight[a] || a - b);
  const rank = new Uint8Array(towns.count);
  order.forEach((town, place) => {
    const part = (place + 0.5) / Math.max(towns.count, LEAST_COUNT);
    rank[town] = isTown(story, town) ? 1 + PARTS.filter((limit) => part > limit).length : 4;
  });
  return { rank, order };
}
