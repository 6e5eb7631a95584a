/** Towns, and what only lies in them: districts and facilities have timelines of their own but belong to a town. */

import { surroundingsOf } from "./payload.js";

const isTownKind = /** @param {string} placeKind */ (placeKind) => placeKind === "town" || placeKind === "";

/** @typedef {import("./payload.js").Places} Places */

/** @param {{towns: Places}} story @param {number} town */
export function isTown({ towns }, town) {
  return isTownKind(surroundingsOf(towns, town).placeKind);
}

/** @type {WeakMap<object, Uint8Array>} */
const known = new WeakMap();

/** 1 for each town, 0 for districts and facilities. @param {{towns: Places}} story @returns {Uint8Array} */
export function townMask({ towns }) {
  let mask = known.get(towns);
  if (mask) return mask;
  mask = new Uint8Array(towns.count);
  const counts = towns.surroundings.map(({ placeKind }) => Number(isTownKind(placeKind)));
  for (let town = 0; town < mask.length; town += 1) mask[town] = counts[towns.place[town]];
  known.set(towns, mask);
  return mask;
}
