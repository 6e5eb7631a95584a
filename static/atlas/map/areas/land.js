/** Which country each pixel of a view belongs to. */

/**
 * @typedef {import("../canvas_layer.js").CanvasView} CanvasView
 *
 * @typedef {object} Outline
 * @property {Float64Array[]} lines closed rings in Mercator units, holes among them
 */

/** Rows of bits, all zero between two outlines: new memory for each of a hundred lakes would cost more than filling it. */
let flips = new Uint8Array(0);

/**
 * Fill outlines into a grid at the pixels whose centres they hold (even-odd rule), without smoothing: a
 * smoothed number of a country would be the number of another.
 *
 * Each edge of a ring flips one bit in every row that it crosses; a running XOR along the row then says
 * for each pixel whether an odd number of edges lies to its left.
 *
 * @param {Uint8Array} grid row by row; pixels inside get `value`
 * @param {Outline} outline
 * @param {CanvasView} view
 * @param {number} value 0..255
 */
export function fillOutline(grid, { lines }, view, value) {
  const width = Math.round(view.width * view.ratio);
  const height = Math.round(view.height * view.ratio);
  const scale = view.scale * view.ratio;
  const left = view.left * view.ratio;
  const top = view.top * view.ratio;
  if (flips.length < width * height) flips = new Uint8Array(width * height);
  let firstRow = height;
  let lastRow = -1;
  let firstColumn = width;
  let lastColumn = -1;
  for (const line of lines) {
    const end = line.length;
    let x0 = line[end - 2] * scale - left;
    let y0 = line[end - 1] * scale - top;
    for (let index = 0; index < end; index += 2) {
      const x1 = line[index] * scale - left;
      const y1 = line[index + 1] * scale - top;
      // Rows whose centre lies in [lower, upper): an end that two edges share counts once.
      const from = Math.max(0, Math.ceil(Math.min(y0, y1) - 0.5));
      const to = Math.min(height, Math.ceil(Math.max(y0, y1) - 0.5));
      for (let row = from; row < to; row += 1) {
        const x = x0 + ((row + 0.5 - y0) / (y1 - y0)) * (x1 - x0);
        const column = Math.max(0, Math.ceil(x - 0.5));
        if (column < width) flips[row * width + column] ^= 1;
        if (column < firstColumn) firstColumn = column;
        if (column > lastColumn) lastColumn = column;
      }
      if (from < to) {
        firstRow = Math.min(firstRow, from);
        lastRow = Math.max(lastRow, to - 1);
      }
      x0 = x1;
      y0 = y1;
    }
  }
  for (let row = firstRow; row <= lastRow; row += 1) {
    let inside = 0;
    const end = row * width + Math.min(width, lastColumn + 1);
    for (let pixel = row * width + firstColumn; pixel < end; pixel += 1) {
      inside ^= flips[pixel];
      flips[pixel] = 0;
      if (inside) grid[pixel] = value;
    }
  }
}
