/** Web Mercator with the whole world from 0 to 1 in both directions, y downwards. */

/** @param {number} lon degrees */
export function mercatorX(lon) {
  return lon / 360 + 0.5;
}

/** @param {number} lat degrees, cut at the projection's ends */
export function mercatorY(lat) {
  const sine = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

/** @param {number} y @returns {number} latitude in degrees */
export function latitude(y) {
  return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}

/** Length of the equator in kilometres (WGS 84 as a sphere, as Web Mercator takes it). */
const EQUATOR_KM = 40075.017;

/**
 * Pixels to a kilometre at a place of the map.
 * @param {number} y Mercator
 * @param {number} scale pixels to the whole world
 */
export function pixelsPerKm(y, scale) {
  return scale / (EQUATOR_KM * Math.cos((latitude(y) * Math.PI) / 180));
}
