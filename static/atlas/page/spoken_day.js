/** The day in words, for those who do not see the map: what changed, else who holds the selected town. */

import { longDate } from "../story/days.js";
import { holderText } from "../story/words.js";
import { gettext, interpolate, ngettext, number } from "../translation.js";

const FEW = 4;

/**
 * @param {import("../story/timeline.js").Timeline} timeline on the day
 * @param {import("../story/changes.js").Changes} changes
 * @param {number} town the selected town, -1 for none
 * @returns {string}
 */
export function spokenDay({ story, period, day }, changes, town) {
  const named = /** @param {number} place @param {number} row */ (place, row) =>
    interpolate(gettext("%(town)s: %(holder)s"), { town: story.towns.name.at(place), holder: holderText(story, row) });
  const [first, end] = [changes.firstAfter(day - 1), changes.firstAfter(day)];
  const more = end - first - FEW;
  const words = interpolate(ngettext("and %(count)s more change", "and %(count)s more changes", more), { count: number(more) });
  const said = Array.from({ length: Math.min(FEW, end - first) }, (_, place) => named(changes.town(first + place), changes.after[first + place]));
  const selected = town < 0 ? [] : [named(town, period[town])];
  return [longDate(day), ...(said.length ? said : selected), ...(more > 0 ? [words] : [])].join(". ");
}
