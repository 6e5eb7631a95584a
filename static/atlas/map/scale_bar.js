/** The map's scale, as a bar and in words. */

import { L } from "../leaflet.js";
import { gettext, interpolate, number } from "../translation.js";

/** A round distance and its length in CSS pixels at the middle of a map. @param {import("leaflet").Map} map @param {number} most CSS pixels */
export function scaleBar(map, most) {
  const size = map.getSize();
  const middle = L.point(size.x / 2, size.y / 2);
  const metres = map.distance(map.containerPointToLatLng(middle), map.containerPointToLatLng(middle.add([most, 0])));
  const magnitude = 10 ** Math.floor(Math.log10(metres));
  const round = [5, 2, 1].map((digit) => digit * magnitude).find((length) => length <= metres) ?? magnitude;
  return { width: (most * round) / metres, text: lengthText(round) };
}

/** @param {number} metres @returns {string} */
function lengthText(metres) {
  return metres >= 1000
    ? interpolate(gettext("%(count)s km"), { count: number(metres / 1000) })
    : interpolate(gettext("%(count)s m"), { count: number(metres) });
}
