/** A line beside the pointer that names the town under it and its holder. */

import { kindOf } from "../story/payload.js";
import { holderText } from "../story/words.js";
import { BESIEGED, STALE, UNDER_ATTACK } from "../story/timeline.js";
import { byId } from "./element.js";
import { gettext, interpolate } from "../translation.js";

/**
 * @param {import("../story/timeline.js").Timeline} timeline
 * @param {number} town -1 hides it
 * @param {{x: number, y: number}} pixel
 */
export function showTip(timeline, town, { x, y }) {
  const tip = byId("tip");
  tip.hidden = town < 0;
  if (town < 0) return;
  const flags = timeline.flags[town];
  const parts = [interpolate(gettext("%(town)s: %(holder)s"), {
    town: timeline.story.towns.name.at(town),
    holder: holderText(timeline.story, timeline.period[town]),
  })];
  if (flags & BESIEGED) parts.push(gettext("besieged"));
  if (flags & UNDER_ATTACK) parts.push(gettext("under attack"));
  if (flags & STALE) parts.push(gettext("in doubt"));
  if (timeline.period[town] >= 0 && kindOf(timeline.story, timeline.period[town]).unreviewed) parts.push(gettext("unreviewed"));
  tip.textContent = parts.join(gettext(", "));
  const room = /** @type {HTMLElement} */ (tip.parentElement).clientWidth;
  const left = Math.max(4, Math.min(x + 14, room - tip.offsetWidth - 4));
  const top = y > 50 ? y - 40 : y + 18;
  tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
