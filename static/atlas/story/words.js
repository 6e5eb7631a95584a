/** What a period is called in words. */

import { confidenceOn, isStale, OLD_NEWS, pressedSpans } from "./confidence.js";
import { shortDate } from "./days.js";
import { confirmationsOf, kindOf } from "./payload.js";
import { BESIEGED, periodOn, STALE, UNDER_ATTACK } from "./timeline.js";
import { gettext, interpolate, locale, number } from "../translation.js";

/** @typedef {import("./payload.js").Story} Story */

/** A name longer than this gives way to the short name where room is scarce. */
const LONG_NAME = 17;

/** @param {Story} story @param {number} row @returns {string[]} names of the holders, long ones short */
function names(story, row) {
  return kindOf(story, row).holders.map((actor) => {
    const { name, shortName } = story.actors[actor];
    return name.length > LONG_NAME ? shortName : name;
  });
}

// English of Britain: no comma before "and", as everywhere on the pages.
const list = new Intl.ListFormat(locale === "en" ? "en-GB" : locale);

/** @param {string[]} parts @returns {string} as in "A, B and C" */
export function listed(parts) {
  return list.format(parts);
}

/** What a lone party of a period that is not simply held has. @type {Record<string, string>} */
const LONE = {
  mixed: gettext("%(holder)s, part"),
  contested: gettext("%(holder)s, contested"),
  disputed: gettext("%(holder)s, disputed"),
  changing: gettext("%(holder)s, changing"),
};

/**
 * Who holds a town, short, as in "Mixed, SDF most".
 * @param {Story} story
 * @param {number} row a period, or a negative number for none
 * @param {boolean} [brief] whether a long name of a lone holder is cut too
 * @returns {string}
 */
export function holderText(story, row, brief = false) {
  if (row < 0) return gettext("No claim");
  const { status, holders, share } = kindOf(story, row);
  const [principal, ...rivals] = names(story, row);
  const values = { holder: principal, others: listed(rivals) };
  if (status === "held") return brief ? principal : story.actors[holders[0]].name;
  if (status === "unknown" || principal === undefined) return status === "changing" ? gettext("Changing hands") : gettext("Nobody known");
  if (rivals.length === 0 && brief && status === "changing") return principal;
  if (rivals.length === 0) return interpolate(LONE[status], values);
  if (status === "mixed" && share !== null && share > 0.5) return interpolate(gettext("Mixed, mostly %(holder)s"), values);
  if (status === "mixed") return interpolate(gettext("Mixed, %(holders)s"), { holders: listed([principal, ...rivals]) });
  if (status === "contested") return interpolate(gettext("%(holder)s, contested by %(others)s"), values);
  if (status === "disputed") return interpolate(gettext("Disputed, %(holder)s or %(others)s"), values);
  return interpolate(gettext("Changing, %(holder)s to %(others)s"), values);
}

/**
 * How sure the map is of a town's holder on a day, and from when its last news is where that is not of the day
 * itself; empty where nobody is known.
 * @param {Story} story
 * @param {number} town
 * @param {number} day
 * @returns {string}
 */
export function confidenceText(story, town, day) {
  const row = periodOn(story, town, day);
  if (row < 0 || kindOf(story, row).status === "unknown") return "";
  const confirmations = confirmationsOf(story, row);
  const confidence = confidenceOn(confirmations, pressedSpans(story, town), day);
  const last = confirmations.findLast(([confirmed]) => confirmed <= day);
  const values = { percent: number(Math.min(99, Math.round(confidence * 100))), day: last ? shortDate(last[0]) : "" };
  const silent = last ? day - last[0] : 0;
  if (silent >= OLD_NEWS && isStale(confidence, silent)) return interpolate(gettext("In doubt: last news %(day)s"), values);
  return interpolate(silent ? gettext("%(percent)s%% sure; last news %(day)s") : gettext("%(percent)s%% sure"), values);
}

/**
 * Whether the map draws a town's holder in doubt on a day.
 * @param {Story} story
 * @param {number} town
 * @param {number} day
 * @returns {boolean}
 */
export function isInDoubt(story, town, day) {
  const row = periodOn(story, town, day);
  if (row < 0 || kindOf(story, row).status === "unknown") return false;
  const confirmations = confirmationsOf(story, row);
  const last = confirmations.findLast(([confirmed]) => confirmed <= day);
  return isStale(confidenceOn(confirmations, pressedSpans(story, town), day), last ? day - last[0] : 0);
}

/**
 * What else the map marks at a town on the timeline's day.
 * @param {import("./timeline.js").Timeline} timeline
 * @param {number} town
 * @returns {string[]} as in "besieged", "in doubt"
 */
export function markWords({ story, flags, period }, town) {
  const row = period[town];
  return [
    ...(flags[town] & BESIEGED ? [gettext("besieged")] : []),
    ...(flags[town] & UNDER_ATTACK ? [gettext("under attack")] : []),
    ...(flags[town] & STALE ? [gettext("in doubt")] : []),
    ...(row >= 0 && kindOf(story, row).unreviewed ? [gettext("unreviewed")] : []),
  ];
}

/** Which days can be shown, in words. @param {number} first @param {number} last */
export function storyRange(first, last) {
  return interpolate(gettext("The story runs from %(first)s to %(last)s."), { first: shortDate(first), last: shortDate(last) });
}
