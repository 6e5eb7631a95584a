/** Which pixels of a raster have to be painted anew when a town changes. */

/**
 * @typedef {object} Runs stretches of pixels of one town in one row; those of town `t` are `start[t]` to `start[t + 1]`
 * @property {Int32Array} start
 * @property {Int32Array} pixel the first
 * @property {Int32Array} length
 *
 * @typedef {object} Rims pixels at the rim of a town's area or facing it, as rows of the edges; by town as runs are
 * @property {Int32Array} start
 * @property {Int32Array} rim
 */

/** @param {Int32Array} town of each pixel, plus one @param {number} width @param {number} height @returns {Runs} */
export function indexRuns(town, width, height) {
  let most = 0;
  let found = 0;
  for (let pixel = 0; pixel < town.length; pixel += 1) {
    if (town[pixel] > most) most = town[pixel];
    if (pixel === 0 || town[pixel] !== town[pixel - 1]) found += 1;
  }
  const first = new Int32Array(found + height);
  const lengths = new Int32Array(found + height);
  const next = new Int32Array(most + 2);
  let count = 0;
  for (let row = 0; row < height; row += 1) {
    const end = (row + 1) * width;
    for (let from = row * width; from < end; ) {
      const label = town[from];
      let to = from + 1;
      while (to < end && town[to] === label) to += 1;
      if (label > 0) {
        first[count] = from;
        lengths[count++] = to - from;
        next[label + 1] += 1;
      }
      from = to;
    }
  }
  const start = startsOf(next);
  const pixel = new Int32Array(count);
  const length = new Int32Array(count);
  for (let run = 0; run < count; run += 1) {
    const place = next[town[first[run]]]++;
    pixel[place] = first[run];
    length[place] = lengths[run];
  }
  return { start, pixel, length };
}

/** @param {Int32Array} town of each pixel, plus one @param {import("./edges.js").EdgeColumns} edges @returns {Rims} */
export function indexRims(town, { pixel, other }) {
  let most = 0;
  for (let rim = 0; rim < pixel.length; rim += 1) most = Math.max(most, town[pixel[rim]], other[rim]);
  const next = new Int32Array(most + 2);
  for (let rim = 0; rim < pixel.length; rim += 1) {
    next[town[pixel[rim]] + 1] += 1;
    if (other[rim]) next[other[rim] + 1] += 1;
  }
  const start = startsOf(next);
  const rims = new Int32Array(next[most + 1]);
  for (let rim = 0; rim < pixel.length; rim += 1) {
    rims[next[town[pixel[rim]]]++] = rim;
    if (other[rim]) rims[next[other[rim]]++] = rim;
  }
  return { start, rim: rims };
}

/**
 * Turn counts, each one place late and counting from label 1 on, into places; answer with them by town.
 * @param {Int32Array} next
 */
function startsOf(next) {
  for (let index = 1; index < next.length; index += 1) next[index] += next[index - 1];
  return next.slice(1);
}
