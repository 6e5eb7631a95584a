/** What a period is called in words. */

import { confidenceOn, pressedSpans, STALE_BELOW } from "./confidence.js";
import { shortDate } from "./days.js";
import { periodOn } from "./timeline.js";

/** @typedef {import("./payload.js").Story} Story */

/** A name longer than this gives way to the short name where room is scarce. */
const LONG_NAME = 17;

/** @param {Story} story @param {number} row @returns {string[]} names of the holders, long ones short */
function names(story, row) {
  return story.periods.holders[row].map((actor) => {
    const { name, shortName } = story.actors[actor];
    return name.length > LONG_NAME ? shortName : name;
  });
}

/** @param {string[]} parts @returns {string} as in "A, B and C" */
export function listed(parts) {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/**
 * Who holds a town, short, as in "Mixed, SDF most".
 * @param {Story} story
 * @param {number} row a period, or a negative number for none
 * @param {boolean} [brief] whether a long name of a lone holder is cut too
 * @returns {string}
 */
export function holderText(story, row, brief = false) {
  if (row < 0) return "No claim";
  const status = story.periods.status[row];
  const [principal, ...others] = names(story, row);
  if (status === "held") return brief ? principal : story.actors[story.periods.holders[row][0]].name;
  if (status === "unknown" || principal === undefined) return status === "changing" ? "Changing hands" : "Nobody known";
  if (others.length === 0 && brief && status === "changing") return principal;
  if (others.length === 0) return status === "mixed" ? `${principal}, part` : `${principal}, ${status}`;
  const share = story.periods.share[row];
  if (status === "mixed") return share !== null && share > 0.5 ? `Mixed, mostly ${principal}` : `Mixed, ${listed([principal, ...others])}`;
  if (status === "contested") return `${principal}, contested by ${listed(others)}`;
  if (status === "disputed") return `Disputed, ${principal} or ${listed(others)}`;
  return `Changing, ${principal} to ${listed(others)}`;
}

/**
 * How sure the map is of a town's holder on a day, as in "98% sure"; empty where nobody is known.
 * @param {Story} story
 * @param {number} town
 * @param {number} day
 * @returns {string}
 */
export function confidenceText(story, town, day) {
  const row = periodOn(story, town, day);
  if (row < 0 || story.periods.status[row] === "unknown") return "";
  const confirmations = story.periods.confirmations[row];
  const confidence = confidenceOn(confirmations, pressedSpans(story, town), day);
  const last = confirmations.findLast(([confirmed]) => confirmed <= day);
  if (confidence < STALE_BELOW) return last ? `Stale: last news ${shortDate(last[0])}` : "Stale: no news";
  return `${Math.min(99, Math.round(confidence * 100))}% sure`;
}
