/** The link to the comparison leads from what the map shows: its day, claims, view and town. */

import { writeCompareAddress } from "../compare/compare_address.js";
import { addMonths } from "../story/days.js";
import { byId } from "./element.js";

const MONTHS_BEFORE = 12;

/** @param {() => import("./address.js").Address} read the state of the page */
export function connectCompareLink(read) {
  const link = /** @type {HTMLAnchorElement} */ (byId("compare-link"));
  const path = link.pathname;
  const write = () => {
    const { day, variant, areas, patterns, view, town, safe } = read();
    const before = day === null ? null : addMonths(day, -MONTHS_BEFORE);
    link.href = path + writeCompareAddress({ a: { day: before, variant }, b: { day, variant }, linked: false, show: "side", differing: false, areas, patterns, safe, view, town });
  };
  for (const event of ["pointerdown", "focus", "click"]) link.addEventListener(event, write);
}
