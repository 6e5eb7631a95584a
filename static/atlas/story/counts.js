/** How many towns each actor holds, and how many are in each status, on the timeline's day. */

import { BESIEGED, NONE, STALE, UNDER_ATTACK } from "./timeline.js";

/** @typedef {import("./timeline.js").Timeline} Timeline */

/**
 * @typedef {object} Counts
 * @property {number} held towns with a holder who is named
 * @property {Int32Array} byActor towns that each actor holds alone
 * @property {Int32Array} change of `byActor` since the earlier day; a first report on a town is no gain
 * @property {Record<string, number>} status mixed, contested, disputed, changing, unknown, none
 * @property {number} besieged
 * @property {number} underAttack
 * @property {number} stale
 */

/**
 * Only towns count: districts and facilities have timelines of their own but belong to a town.
 * @param {Timeline} timeline
 * @param {Timeline} earlier the same story on the day to compare with
 * @returns {Counts}
 */
export function countTowns(timeline, earlier) {
  const { story } = timeline;
  const now = countKinds(timeline);
  const then = countKinds(earlier);
  /** @type {Counts} */
  const counts = {
    held: 0,
    byActor: new Int32Array(story.actors.length),
    change: new Int32Array(story.actors.length),
    status: { held: 0, mixed: 0, contested: 0, disputed: 0, changing: 0, unknown: 0, none: now.none },
    besieged: now.besieged,
    underAttack: now.underAttack,
    stale: now.stale,
  };
  story.kinds.forEach(({ status, holders }, kind) => {
    counts.status[status] += now.byKind[kind];
    if (status !== "unknown") counts.held += now.byKind[kind];
    if (status !== "held") return;
    counts.byActor[holders[0]] += now.byKind[kind];
    counts.change[holders[0]] += now.byKind[kind] - then.byKind[kind];
  });
  // A first report on a town is no gain.
  const { status, holders } = story.periods;
  const counted = townsOf(story);
  for (let town = 0; town < counted.length; town += 1) {
    const period = timeline.period[town];
    if (counted[town] && period !== NONE && earlier.period[town] === NONE && status[period] === "held") counts.change[holders[period][0]] -= 1;
  }
  return counts;
}

/** How many towns there are of each kind of period, and how many with each flag. @param {Timeline} timeline */
function countKinds({ story, period, flags }) {
  const { kind } = story.periods;
  const counted = townsOf(story);
  const byKind = new Int32Array(story.kinds.length);
  const found = { byKind, none: 0, besieged: 0, underAttack: 0, stale: 0 };
  for (let town = 0; town < counted.length; town += 1) {
    if (!counted[town]) continue;
    if (period[town] === NONE) found.none += 1;
    else byKind[kind[period[town]]] += 1;
    if (flags[town] & BESIEGED) found.besieged += 1;
    if (flags[town] & UNDER_ATTACK) found.underAttack += 1;
    if (flags[town] & STALE) found.stale += 1;
  }
  return found;
}

/** @type {WeakMap<object, Uint8Array>} */
const known = new WeakMap();

/** 1 for each town, 0 for districts and facilities. @param {import("./payload.js").Story} story @returns {Uint8Array} */
function townsOf(story) {
  const towns = known.get(story.towns) ?? Uint8Array.from(story.towns.placeKind, (_, town) => Number(isTown(story, town)));
  known.set(story.towns, towns);
  return towns;
}

/** @param {import("./payload.js").Story} story @param {number} town */
export function isTown(story, town) {
  return story.towns.placeKind[town] === "town" || story.towns.placeKind[town] === "";
}
