/** What pictures are called, and what they show in words. */

import { countTowns } from "../story/counts.js";
import { longDate, toIso } from "../story/days.js";
import { listed } from "../story/words.js";
import { gettext, interpolate, ngettext, number } from "../translation.js";

/** @typedef {import("../story/timeline.js").Timeline} Timeline */

/** So many actors are counted in the words for a picture. */
const MOST_NAMED = 4;

/** @param {number} day @param {string} ending @returns {string} the name of a file */
export function fileName(day, ending) {
  return `conflictmap-${toIso(day)}.${ending}`;
}

/**
 * What a reader who cannot see the picture is told.
 * @param {Timeline} timeline on the day
 * @param {string} note what the map rests on, where it is not the standard one
 * @returns {string}
 */
export function pictureText(timeline, note) {
  const { byActor, held } = countTowns(timeline);
  const order = [...byActor.keys()].filter((actor) => byActor[actor] > 0).sort((a, b) => byActor[b] - byActor[a]);
  const named = order.slice(0, MOST_NAMED).map((actor) => `${timeline.story.actors[actor].name} ${number(byActor[actor])}`);
  const shown = interpolate(ngettext("Map of who held %(count)s town on %(day)s.", "Map of who held %(count)s towns on %(day)s.", held), { count: number(held), day: longDate(timeline.day) });
  const holders = named.length ? interpolate(gettext("Towns by holder: %(holders)s."), { holders: listed(named) }) : "";
  return [shown, holders, note].filter(Boolean).join(" ");
}
