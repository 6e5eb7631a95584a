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

/** The runs of a raster while it is filled: row by row, those of one town in order. */
export class RunList {
  constructor() {
    this.count = 0;
    /** Of all runs together. */
    this.pixels = 0;
    this.most = 0;
    this.label = new Int32Array(1 << 14);
    this.pixel = new Int32Array(1 << 14);
    this.length = new Int32Array(1 << 14);
  }

  /** @param {number} label the town, plus one @param {number} from first pixel @param {number} to the one after the last */
  add(label, from, to) {
    if (this.count === this.label.length) {
      this.label = doubled(this.label);
      this.pixel = doubled(this.pixel);
      this.length = doubled(this.length);
    }
    this.label[this.count] = label;
    this.pixel[this.count] = from;
    this.length[this.count] = to - from;
    this.count += 1;
    this.pixels += to - from;
    if (label > this.most) this.most = label;
  }

  /** @returns {Runs} */
  byTown() {
    const next = new Int32Array(this.most + 2);
    for (let run = 0; run < this.count; run += 1) next[this.label[run] + 1] += 1;
    const start = startsOf(next);
    const pixel = new Int32Array(this.count);
    const length = new Int32Array(this.count);
    for (let run = 0; run < this.count; run += 1) {
      const place = next[this.label[run]]++;
      pixel[place] = this.pixel[run];
      length[place] = this.length[run];
    }
    return { start, pixel, length };
  }
}

/** @param {Int32Array<ArrayBuffer>} column */
function doubled(column) {
  const grown = new Int32Array(2 * column.length);
  grown.set(column);
  return grown;
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
