/** What the map's colours mean, in words that go with it wherever it is shown. */

import { gettext, interpolate, number } from "../translation.js";

/** @param {{areas: boolean, reach: number, borders: boolean}} state @returns {string} */
export function captionOf({ areas, reach, borders }) {
  if (!areas) return gettext("One dot a town, in the colour of its holder.");
  const text = borders
    ? gettext("Colour reaches at most %(distance)s km from a town and stops at borders. It joins points; it is not a survey of the ground.")
    : gettext("Colour reaches at most %(distance)s km from a town, across borders too. It joins points; it is not a survey of the ground.");
  return interpolate(text, { distance: number(reach) });
}
