/** The day in words, for those who do not see the map: what changed, else who holds the selected town. */

import { firstAfter } from "../story/changes.js";
import { longDate } from "../story/days.js";
import { holderText } from "../story/words.js";
import { gettext, interpolate, ngettext, number } from "../translation.js";

const FEW = 4;

/**
 * @param {import("../story/timeline.js").Timeline} timeline on the day
 * @param {import("../story/changes.js").Change[]} changes in order of days
 * @param {number} town the selected town, -1 for none
 * @returns {string}
 */
export function spokenDay({ story, period, day }, changes, town) {
  const named = /** @param {number} place @param {number} row */ (place, row) =>
    interpolate(gettext("%(town)s: %(holder)s"), { town: story.towns.name[place], holder: holderText(story, row) });
  const today = changes.slice(firstAfter(changes, day - 1), firstAfter(changes, day));
  const more = today.length - FEW;
  const words = interpolate(ngettext("and %(count)s more change", "and %(count)s more changes", more), { count: number(more) });
  const said = today.slice(0, FEW).map((change) => named(change.town, change.after));
  const selected = town < 0 ? [] : [named(town, period[town])];
  return [longDate(day), ...(said.length ? said : selected), ...(more > 0 ? [words] : [])].join(". ");
}
