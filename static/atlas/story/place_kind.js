/** Towns, and what only lies in them: districts and facilities have timelines of their own but belong to a town. */

import { surroundingsOf } from "./payload.js";

/** @typedef {import("./payload.js").Places} Places */

/** @param {{towns: Places}} story @param {number} town */
export function isTown({ towns }, town) {
  const { placeKind } = surroundingsOf(towns, town);
  return placeKind === "town" || placeKind === "";
}

/** @type {WeakMap<object, Uint8Array>} */
const known = new WeakMap();

/** 1 for each town, 0 for districts and facilities. @param {{towns: Places}} story @returns {Uint8Array} */
export function townMask(story) {
  const mask = known.get(story.towns) ?? new Uint8Array(story.towns.count).map((_, town) => Number(isTown(story, town)));
  known.set(story.towns, mask);
  return mask;
}
