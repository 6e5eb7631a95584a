/** The towns of a view by columns of pixels, so that each row finds those near it without asking all. */

import { inOrder } from "../../story/order.js";
import { atOnce } from "../../story/pieces.js";

/**
 * @typedef {import("./raster.js").Sites} Sites
 * @typedef {import("../canvas_layer.js").CanvasView} CanvasView
 */

/**
 * So many towns of a row are compared. Where there are more, those of one column stand in for each other: the nearest
 * above and below, as many as fit. They lie within a pixel of each other, so areas are wrong by less than that.
 */
const MOST_NEAR = 3000;

export class ViewColumns {
  /**
   * @param {Sites} sites
   * @param {CanvasView} view
   * @param {number} reach device pixels beyond the view from which a town can colour it
   */
  constructor(sites, view, reach) {
    this.sites = sites;
    const scale = view.scale * view.ratio;
    const left = view.left * view.ratio;
    const top = view.top * view.ratio;
    const width = Math.round(view.width * view.ratio);
    const height = Math.round(view.height * view.ratio);
    const count = sites.x.length;
    /** Device pixels in the view, by town. */
    this.x = new Float64Array(count);
    this.y = new Float64Array(count);
    this.margin = Math.ceil(reach) + 1;
    this.width = width + 2 * this.margin;
    const sorted = byLatitude(sites);
    const { town: towns, x: xs, y: ys } = sorted;
    const first = firstFrom(ys, (top - reach) / scale);
    const end = firstFrom(ys, (top + height + reach) / scale);
    const seen = new Int32Array(end - first);
    const columns = new Int32Array(end - first);
    const countries = new Uint8Array(end - first);
    let seenCount = 0;
    for (let place = first; place < end; place += 1) {
      const x = xs[place] * scale - left;
      if (x < -reach || x > width + reach) continue;
      const town = towns[place];
      this.x[town] = x;
      this.y[town] = ys[place] * scale - top;
      seen[seenCount] = town;
      columns[seenCount] = Math.floor(x) + this.margin;
      countries[seenCount] = sorted.country[place];
      seenCount += 1;
    }
    /** Towns that reach into the view, from the top down, with their columns and countries. */
    this.seen = seen.subarray(0, seenCount);
    this.columns = columns;
    this.countries = countries;
    this.start = new Int32Array(this.width + 1);
    this.next = new Int32Array(this.width);
    this.members = new Int32Array(seenCount);
    this.filled = new Int32Array(this.width);
    this.filledCount = 0;
    this.each = 1;
    this.near = new Int32Array(0);
    this.capacity = 0;
  }

  /** Sort the towns of a country, or all with 0, into their columns. @param {number} country */
  choose(country) {
    const { seen, start, members, columns, countries } = this;
    const counts = this.next.fill(0);
    for (let place = 0; place < seen.length; place += 1) if (country === 0 || countries[place] === country) counts[columns[place]] += 1;
    this.filledCount = 0;
    let most = 0;
    for (let index = 0; index < this.width; index += 1) {
      start[index + 1] = start[index] + counts[index];
      if (counts[index] > 0) this.filled[this.filledCount++] = index;
      most = Math.max(most, counts[index]);
      counts[index] = start[index];
    }
    for (let place = 0; place < seen.length; place += 1) {
      if (country === 0 || countries[place] === country) members[counts[columns[place]]++] = seen[place];
    }
    // From here on `next` is the first town of each column that lies below the row.
    this.next.set(start.subarray(0, this.width));
    this.each = Math.min(most, Math.max(1, Math.floor(MOST_NEAR / (2 * Math.max(1, this.filledCount)))));
    this.capacity = 2 * this.each * this.filledCount + 1;
    this.near = new Int32Array(this.capacity);
  }

  /**
   * Put the towns within reach of a row into `near`, in order of x. Rows must be asked for from the top down.
   * @param {number} y of the row @param {number} reach
   * @returns {number} how many
   */
  nearRow(y, reach) {
    const { filled, filledCount, start, next, members, near, each, x: xs, y: ys } = this;
    let count = 0;
    for (let place = 0; place < filledCount; place += 1) {
      const column = filled[place];
      const end = start[column + 1];
      let below = next[column];
      while (below < end && ys[members[below]] <= y) below += 1;
      next[column] = below;
      const first = count;
      const top = start[column];
      const above = below > top ? y - ys[members[below - 1]] : Infinity;
      const under = below < end ? ys[members[below]] - y : Infinity;
      const nearest = Math.min(above, under);
      if (nearest > reach) continue;
      // Of two towns within a pixel of each other the higher parabola is the lower one only beyond its own reach, where
      // their squared heights differ by more than this.
      const farthest = Math.min(reach, Math.sqrt(nearest * nearest + 2 * reach + 1));
      const highest = Math.max(top, below - each);
      for (let index = below - 1; index >= highest && y - ys[members[index]] <= farthest; index -= 1) near[count++] = members[index];
      const lowest = Math.min(end, below + each);
      for (let index = below; index < lowest && ys[members[index]] - y <= farthest; index += 1) near[count++] = members[index];
      for (let index = first + 1; index < count; index += 1) {
        const town = near[index];
        let hole = index;
        while (hole > first && xs[near[hole - 1]] > xs[town]) {
          near[hole] = near[hole - 1];
          hole -= 1;
        }
        near[hole] = town;
      }
    }
    return count;
  }
}

/**
 * @typedef {object} SortedSites towns that have areas, from the north down, side by side in memory
 * @property {boolean} haveTwins whether towns were left out since another one is on their point
 * @property {Int32Array} town
 * @property {Float64Array} x Mercator
 * @property {Float64Array} y
 * @property {Uint8Array} country
 */

/** @type {WeakMap<Sites, SortedSites>} */
const orders = new WeakMap();

/** Whether towns cannot be told apart before it is known which matter more. @param {Sites} sites */
export function waitsForOrder(sites) {
  return sites.order === null && byLatitude(sites).haveTwins;
}

/** Of several towns on one point only the most important is kept. @param {Sites} sites @returns {SortedSites} */
function byLatitude(sites) {
  const known = orders.get(sites);
  if (known) return known;
  const { x, y, country } = sites;
  const order = atOnce(inOrder(sites.order ?? Int32Array.from(x, (_, town) => town), y));
  let kept = 0;
  let haveTwins = false;
  /** Longitudes of the towns on one latitude. @type {Set<number>} */
  const taken = new Set();
  for (const town of order) {
    if (country[town] === 0) continue;
    if (kept > 0 && y[order[kept - 1]] !== y[town]) taken.clear();
    if (taken.has(x[town])) {
      haveTwins = true;
      continue;
    }
    taken.add(x[town]);
    order[kept++] = town;
  }
  const town = order.slice(0, kept);
  const sorted = {
    haveTwins,
    town,
    x: Float64Array.from(town, (one) => x[one]),
    y: Float64Array.from(town, (one) => y[one]),
    country: Uint8Array.from(town, (one) => country[one]),
  };
  orders.set(sites, sorted);
  return sorted;
}

/** The first place in sorted values that is not below a limit. @param {Float64Array} values @param {number} limit */
function firstFrom(values, limit) {
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
