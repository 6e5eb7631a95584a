/** How many towns each actor holds, and how many are in each status, on the timeline's day. */

import { BESIEGED, NONE, periodOn, STALE, UNDER_ATTACK } from "./timeline.js";

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
 * @param {number} days back to compare with
 * @returns {Counts}
 */
export function countTowns(timeline, days = 30) {
  const { story, period, flags, day } = timeline;
  const { status, holders } = story.periods;
  /** @type {Counts} */
  const counts = {
    held: 0,
    byActor: new Int32Array(story.actors.length),
    change: new Int32Array(story.actors.length),
    status: { held: 0, mixed: 0, contested: 0, disputed: 0, changing: 0, unknown: 0, none: 0 },
    besieged: 0,
    underAttack: 0,
    stale: 0,
  };
  for (let town = 0; town < period.length; town += 1) {
    if (!isTown(story, town)) continue;
    const now = period[town];
    const then = periodOn(story, town, day - days);
    counts.status[now === NONE ? "none" : status[now]] += 1;
    if (flags[town] & BESIEGED) counts.besieged += 1;
    if (flags[town] & UNDER_ATTACK) counts.underAttack += 1;
    if (flags[town] & STALE) counts.stale += 1;
    if (now !== NONE && status[now] !== "unknown") counts.held += 1;
    if (now !== NONE && status[now] === "held") {
      counts.byActor[holders[now][0]] += 1;
      if (then !== NONE) counts.change[holders[now][0]] += 1;
    }
    if (then !== NONE && status[then] === "held") counts.change[holders[then][0]] -= 1;
  }
  return counts;
}

/** @param {import("./payload.js").Story} story @param {number} town */
export function isTown(story, town) {
  return story.towns.placeKind[town] === "town" || story.towns.placeKind[town] === "";
}
