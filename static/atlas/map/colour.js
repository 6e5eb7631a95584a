/** Reading and mixing colours. */

/** @param {string} colour "#rrggbb" or "rgb(r, g, b)" @returns {[number, number, number]} 0..255 */
export function parseColour(colour) {
  const hex = /^#(..)(..)(..)$/.exec(colour);
  if (hex) return [parseInt(hex[1], 16), parseInt(hex[2], 16), parseInt(hex[3], 16)];
  const [red, green, blue] = (colour.match(/[\d.]+/g) ?? ["0", "0", "0"]).map(Number);
  return [red, green, blue];
}

/** @param {string} a @param {string} b @param {number} part of `b`, 0..1 @returns {string} */
export function mix(a, b, part) {
  const one = parseColour(a);
  const other = parseColour(b);
  return `rgb(${one.map((value, index) => Math.round(value + (other[index] - value) * part)).join(", ")})`;
}
