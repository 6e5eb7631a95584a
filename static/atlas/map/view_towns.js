/** Which towns of a view are drawn as dots: all of them, or where they crowd, the most important of each neighbourhood. */

import { parseColour } from "./colour.js";

/** @typedef {import("./canvas_layer.js").CanvasView} CanvasView */

/** Up to so many towns all have dots. */
export const MOST_DOTS = 700;
/** Where there are more, one of each square of this side, CSS pixels. */
const SQUARE = 42;
/** Dots this far outside the view still reach into it, CSS pixels. */
const MARGIN = 20;

/**
 * @typedef {object} ViewTowns
 * @property {number} count of the towns in view
 * @property {Int32Array} shown those with dots, the most important first
 * @property {Int32Array} others those without that are pressed at some time, in the same order
 */

/**
 * @typedef {object} OrderedTowns the towns from the most important on, and where they are beside each other in memory: a
 *   view asks for all of them in this order
 * @property {Int32Array} order
 * @property {Float32Array} x Mercator, to about 2 m: enough to tell which square a dot is in
 * @property {Float32Array} y
 * @property {(town: number) => boolean} isPressed whether a town is ever under pressure
 */

/**
 * @param {import("../story/payload.js").Story} story
 * @param {Int32Array} order
 * @returns {OrderedTowns}
 */
export function orderTowns({ towns, pressure }, order) {
  const [x, y] = [new Float32Array(order.length), new Float32Array(order.length)];
  for (let place = 0; place < order.length; place += 1) {
    x[place] = towns.x[order[place]];
    y[place] = towns.y[order[place]];
  }
  return { order, x, y, isPressed: (town) => pressure.start[town] < pressure.start[town + 1] };
}

/**
 * @param {OrderedTowns} towns
 * @param {CanvasView} view
 * @returns {ViewTowns}
 */
export function townsOf({ x: xs, y: ys, order, isPressed }, { scale, left, top, width, height }) {
  const west = (left - MARGIN) / scale;
  const east = (left + width + MARGIN) / scale;
  const north = (top - MARGIN) / scale;
  const south = (top + height + MARGIN) / scale;
  // Squares are fixed to the world, so that dots stay when the map is moved.
  const firstColumn = Math.floor((west * scale) / SQUARE);
  const firstRow = Math.floor((north * scale) / SQUARE);
  const columns = Math.floor((east * scale) / SQUARE) - firstColumn + 1;
  const taken = new Uint8Array(columns * (Math.floor((south * scale) / SQUARE) - firstRow + 1));
  const all = new Int32Array(MOST_DOTS);
  const shown = [];
  const others = [];
  let count = 0;
  for (let place = 0; place < order.length; place += 1) {
    const x = xs[place];
    const y = ys[place];
    if (!(x > west && x < east && y > north && y < south)) continue;
    const town = order[place];
    if (count < MOST_DOTS) all[count] = town;
    count += 1;
    const square = (Math.floor((y * scale) / SQUARE) - firstRow) * columns + Math.floor((x * scale) / SQUARE) - firstColumn;
    if (!taken[square]) {
      taken[square] = 1;
      shown.push(town);
    } else if (isPressed(town)) others.push(town);
  }
  if (count <= MOST_DOTS) return { count, shown: all.slice(0, count), others: new Int32Array(0) };
  return { count, shown: Int32Array.from(shown), others: Int32Array.from(others) };
}

/**
 * Where towns are, and nothing else: before the story has all come.
 * @param {CanvasRenderingContext2D} context
 * @param {CanvasView} view
 * @param {import("../story/payload.js").Places} places
 * @param {import("../theme.js").Inks} inks
 */
export function drawPlaces(context, { scale, left, top, width, height, ratio }, { count, x: xs, y: ys }, inks) {
  const [red, green, blue] = parseColour(inks.ink3);
  const image = context.createImageData(Math.round(width * ratio), Math.round(height * ratio));
  const pixels = new Uint32Array(image.data.buffer);
  const side = Math.max(1, Math.round(1.5 * ratio));
  for (let place = 0; place < count; place += 1) {
    const x = Math.round((xs[place] * scale - left) * ratio);
    const y = Math.round((ys[place] * scale - top) * ratio);
    if (x < 0 || y < 0 || x + side > image.width || y + side > image.height) continue;
    for (let row = y; row < y + side; row += 1) pixels.fill((255 << 24) | (blue << 16) | (green << 8) | red, row * image.width + x, row * image.width + x + side);
  }
  context.putImageData(image, 0, 0);
}
