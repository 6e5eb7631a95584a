/** Which towns of a view are drawn as dots: all of them, or where they crowd, the most important of each neighbourhood. */

import { parseColour } from "./colour.js";
import { mercatorX, mercatorY } from "./mercator.js";

/** @typedef {import("./canvas_layer.js").CanvasView} CanvasView */

/** Up to so many towns all have dots. */
export const MOST_DOTS = 700;
/** Where there are more, one of each square of this side, CSS pixels. */
const SQUARE = 42;
/** Dots this far outside the view still reach into it, CSS pixels. */
const MARGIN = 20;

/**
 * @typedef {object} ViewTowns
 * @property {Int32Array} inside towns in view, the most important first
 * @property {Int32Array} shown those with dots, in the same order
 */

/**
 * @param {{x: Float64Array, y: Float64Array, order: ArrayLike<number>}} towns Mercator; from the most important on
 * @param {CanvasView} view
 * @returns {ViewTowns}
 */
export function townsOf({ x: xs, y: ys, order }, { scale, left, top, width, height }) {
  const inside = new Int32Array(order.length);
  let count = 0;
  const west = (left - MARGIN) / scale;
  const east = (left + width + MARGIN) / scale;
  const north = (top - MARGIN) / scale;
  const south = (top + height + MARGIN) / scale;
  for (let place = 0; place < order.length; place += 1) {
    const town = order[place];
    if (xs[town] > west && xs[town] < east && ys[town] > north && ys[town] < south) inside[count++] = town;
  }
  const found = inside.slice(0, count);
  if (count <= MOST_DOTS) return { inside: found, shown: found };
  // Squares are fixed to the world, so that dots stay when the map is moved.
  const taken = new Set();
  const shown = found.filter((town) => {
    const square = Math.floor((xs[town] * scale) / SQUARE) * 2 ** 24 + Math.floor((ys[town] * scale) / SQUARE);
    if (taken.has(square)) return false;
    taken.add(square);
    return true;
  });
  return { inside: found, shown };
}

/**
 * Where towns are, and nothing else: before the story has all come.
 * @param {CanvasRenderingContext2D} context
 * @param {CanvasView} view
 * @param {import("../story/payload.js").Places} places
 * @param {import("../theme.js").Inks} inks
 */
export function drawPlaces(context, { scale, left, top, width, height, ratio }, { lon, lat }, inks) {
  const [red, green, blue] = parseColour(inks.ink3);
  const image = context.createImageData(Math.round(width * ratio), Math.round(height * ratio));
  const pixels = new Uint32Array(image.data.buffer);
  const side = Math.max(1, Math.round(1.5 * ratio));
  for (let place = 0; place < lon.length; place += 1) {
    const x = Math.round((mercatorX(lon[place]) * scale - left) * ratio);
    const y = Math.round((mercatorY(lat[place]) * scale - top) * ratio);
    if (x < 0 || y < 0 || x + side > image.width || y + side > image.height) continue;
    for (let row = y; row < y + side; row += 1) pixels.fill((255 << 24) | (blue << 16) | (green << 8) | red, row * image.width + x, row * image.width + x + side);
  }
  context.putImageData(image, 0, 0);
}
