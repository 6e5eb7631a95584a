/** The selected town in one line: all that a map inside another page tells of it. */

import { kindOf } from "../story/payload.js";
import { shortDate } from "../story/days.js";
import { holderText, markWords } from "../story/words.js";
import { gettext, interpolate } from "../translation.js";
import { byId, element } from "./element.js";
import { swatch } from "./swatch.js";

/**
 * Say who holds a town on the timeline's day, since when, and how sure that is.
 * @param {import("../story/timeline.js").Timeline} timeline
 * @param {number} town -1 hides the line
 * @param {import("../map/map_view.js").MapView} view for the colours
 * @param {boolean} patterns engravings on
 */
export function showTownLine(timeline, town, { inks, actors }, patterns) {
  const line = byId("town-line");
  line.hidden = town < 0;
  if (town < 0) return;
  const { story } = timeline;
  const row = timeline.period[town];
  const { status, holders } = row < 0 ? { status: "unknown", holders: [] } : kindOf(story, row);
  const since = row < 0 ? [] : [interpolate(gettext("since %(day)s"), { day: shortDate(story.periods.from[row]) })];
  line.replaceChildren(
    swatch(inks, holders.map((actor) => actors[actor]), status, patterns),
    element("strong", {}, element("bdi", {}, story.towns.name.at(town))),
    " ",
    element("span", {}, [holderText(story, row), ...since, ...markWords(timeline, town)].join(gettext(", "))),
  );
}
