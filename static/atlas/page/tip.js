/** A line beside the pointer that names the town under it and its holder. */

import { holderText, markWords } from "../story/words.js";
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
  const named = interpolate(gettext("%(town)s: %(holder)s"), {
    town: timeline.story.towns.name.at(town),
    holder: holderText(timeline.story, timeline.period[town]),
  });
  tip.textContent = [named, ...markWords(timeline, town)].join(gettext(", "));
  const room = /** @type {HTMLElement} */ (tip.parentElement).clientWidth;
  const left = Math.max(4, Math.min(x + 14, room - tip.offsetWidth - 4));
  const top = y > 50 ? y - 40 : y + 18;
  tip.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
}
