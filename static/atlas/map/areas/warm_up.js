/** A small raster that nobody sees: a browser makes fast what has run before, and the worker waits for the story anyway. */

import { fillRaster } from "./raster.js";

const TOWNS = 800;
/** The world at zoom 6, which many stories open on; the view is some 5 degrees wide. */
const SCALE = 256 * 2 ** 6;

export function warmUp() {
  const side = 240 / SCALE;
  // The golden ratio spreads towns evenly, and its multiples never meet.
  const along = (/** @type {number} */ town) => (town * 0.6180339887498949) % 1;
  const x = Float64Array.from({ length: TOWNS }, (_, town) => 0.6 + along(town) * side);
  const y = Float64Array.from({ length: TOWNS }, (_, town) => 0.4 + (town / TOWNS) * side);
  const country = Uint8Array.from({ length: TOWNS }, (_, town) => 1 + Math.floor(2 * along(town)));
  const half = (/** @type {number} */ from) => {
    const [left, right, top, bottom] = [0.6 + from * side, 0.6 + (from + 0.5) * side, 0.4, 0.4 + side];
    return [Float64Array.of(left, top, right, top, right, bottom, left, bottom, left, top)];
  };
  const ground = { countries: [{ country: 1, lines: half(0) }, { country: 2, lines: half(0.5) }], lakes: [] };
  const view = { scale: SCALE, left: 0.6 * SCALE - 20, top: 0.4 * SCALE - 20, width: 280, height: 280, padX: 0, padY: 0, ratio: 1, zoom: 6 };
  fillRaster(view, { x, y, country, order: null }, ground, { km: 35, borders: true });
}
