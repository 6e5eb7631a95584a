/** The day as the page's headline. */

import { dayAndMonth, longDate, weekday, writtenYear } from "../story/days.js";
import { byId } from "./element.js";
import { paced } from "./paced.js";
import { gettext, interpolate } from "../translation.js";

/** Longer day and month than this are set narrower, so that every date fits the plate. */
const LONG = 12;

/** @param {number} day */
export function showDate(day) {
  const heading = byId("date");
  const [first, second] = heading.children.length === 2 ? heading.children : makeParts(heading);
  first.textContent = dayAndMonth(day);
  first.classList.toggle("is-long", dayAndMonth(day).length > LONG);
  second.textContent = writtenYear(day);
  byId("date-note").textContent = interpolate(gettext("%(weekday)s."), { weekday: weekday(day) });
  titleDay = day;
  nameTab();
}

let titleDay = 0;
/** The browser's own window is told of each title, which takes longer than a day of a story that plays. */
const nameTab = paced(() => {
  document.title = `${longDate(titleDay)}, conflictmap`;
}, 500);

/** @param {HTMLElement} heading @returns {HTMLElement[]} */
function makeParts(heading) {
  const parts = ["date-day", "date-year"].map((name) => {
    const part = document.createElement("span");
    part.className = name;
    return part;
  });
  heading.replaceChildren(parts[0], " ", parts[1]);
  return parts;
}
