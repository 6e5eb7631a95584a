/** How many towns each actor holds, and how many are in each status, on the timeline's day. */

import { APPEARS, BEGINS, ENDS, entriesUpTo } from "./log.js";

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
 * @param {number} [daysBack] how long ago the earlier day was
 * @returns {Counts}
 */
export function countTowns(timeline, daysBack = 0) {
  const { story, tally } = timeline;
  /** @type {Counts} */
  const counts = {
    held: 0,
    byActor: new Int32Array(story.actors.length),
    change: new Int32Array(story.actors.length),
    status: { held: 0, mixed: 0, contested: 0, disputed: 0, changing: 0, unknown: 0, none: tally.none },
    besieged: tally.besieged,
    underAttack: tally.underAttack,
    stale: tally.stale,
  };
  const gained = gains(timeline, timeline.day - daysBack);
  story.kinds.forEach(({ status, holders }, kind) => {
    counts.status[status] += tally.byKind[kind];
    if (status !== "unknown") counts.held += tally.byKind[kind];
    if (status !== "held") return;
    counts.byActor[holders[0]] += tally.byKind[kind];
    counts.change[holders[0]] += gained[kind];
  });
  return counts;
}

/**
 * How many towns more of each kind there are than on an earlier day, first reports left out: read off the log in between.
 * @param {Timeline} timeline @param {number} since
 * @returns {Int32Array}
 */
function gains({ story, log, day, tally, period }, since) {
  const { kind, town, start, to } = story.periods;
  const gained = new Int32Array(story.kinds.length);
  const end = entriesUpTo(log, day);
  for (let entry = entriesUpTo(log, since); entry < end; entry += 1) {
    const deed = log.deed[entry];
    const row = log.subject[entry];
    if (deed > ENDS || !tally.counted[town[row]]) continue;
    if (deed === ENDS) {
      gained[kind[row]] -= 1;
      continue;
    }
    gained[kind[row]] += 1;
    if (deed === BEGINS) gained[kind[row - 1]] -= 1;
    // Nothing was known of the town on the earlier day: what it is today is no gain.
    const now = period[town[row]];
    if (deed === APPEARS && now >= 0 && (row === start[town[row]] || to[row - 1] <= since)) gained[kind[now]] -= 1;
  }
  return gained;
}
