/** Colours the raster of areas for one day: all of it, or only the towns that changed. */

import { GAP_UNIT } from "./raster.js";

/**
 * @typedef {import("./raster.js").Raster} Raster
 *
 * @typedef {object} Paint how the area of one town is filled
 * @property {string} group areas of one group meet without a line
 * @property {Uint32Array} colours one repeat of the pattern, as ImageData words (0xAABBGGRR)
 * @property {number} width of the repeat, device pixels
 * @property {number} height
 * @property {[number, number, number]} line colour of the rim
 * @property {boolean} broken whether the rim is a broken line
 *
 * @typedef {object} Inking
 * @property {[number, number, number]} front
 * @property {[number, number, number]} casing
 * @property {number} strength of the front, 0..1
 */

const FRONT_HALF = 0.55;
const CASING_HALF = 1.6;
const RIM_WIDTH = 1.2;

export class Painter {
  /** @param {Raster} raster */
  constructor(raster) {
    this.raster = raster;
    const { width, height, view } = raster;
    this.pixels = new Uint32Array(width * height);
    // Patterns are fixed to the world, so that they stay put while the map is moved.
    this.offsetX = Math.round(view.left * view.ratio);
    this.offsetY = Math.round(view.top * view.ratio);
    this.runs = indexRuns(raster);
    this.rims = indexRims(raster);
  }

  /**
   * Paint everything.
   * @param {(Paint | null)[]} paints by town; null leaves a town blank
   * @param {Inking} inking
   */
  paintAll(paints, inking) {
    this.pixels.fill(0);
    for (let town = 0; town < paints.length; town += 1) this.fillRuns(town, paints[town]);
    for (let rim = 0; rim < this.raster.edges.pixel.length; rim += 1) this.paintRim(rim, paints, inking);
  }

  /**
   * Paint the towns whose paint is another now, and the rims they share with others.
   * @param {Iterable<number>} towns
   * @param {(Paint | null)[]} paints
   * @param {Inking} inking
   * @returns {{left: number, top: number, right: number, bottom: number}} what changed, in device pixels; empty when right < left
   */
  paintTowns(towns, paints, inking) {
    const dirty = { left: Infinity, top: Infinity, right: -1, bottom: -1 };
    const { width, edges } = this.raster;
    const touch = /** @param {number} pixel */ (pixel) => {
      const row = Math.floor(pixel / width);
      const column = pixel - row * width;
      dirty.left = Math.min(dirty.left, column);
      dirty.right = Math.max(dirty.right, column);
      dirty.top = Math.min(dirty.top, row);
      dirty.bottom = Math.max(dirty.bottom, row);
    };
    for (const town of towns) {
      this.fillRuns(town, paints[town]);
      const { start, pixel, length } = this.runs;
      for (let run = start[town]; run < start[town + 1]; run += 1) {
        touch(pixel[run]);
        touch(pixel[run] + length[run] - 1);
      }
    }
    for (const town of towns) {
      const { start, rim } = this.rims;
      for (let index = start[town]; index < start[town + 1]; index += 1) {
        this.paintRim(rim[index], paints, inking);
        touch(edges.pixel[rim[index]]);
      }
    }
    return dirty;
  }

  /** @param {number} town @param {Paint | null} paint */
  fillRuns(town, paint) {
    const { start, pixel, length } = this.runs;
    for (let run = start[town]; run < start[town + 1]; run += 1) {
      const from = pixel[run];
      const to = from + length[run];
      if (paint === null) {
        this.pixels.fill(0, from, to);
        continue;
      }
      const row = Math.floor(from / this.raster.width);
      const line = positive(row + this.offsetY, paint.height) * paint.width;
      let column = positive(from - row * this.raster.width + this.offsetX, paint.width);
      for (let index = from; index < to; index += 1) {
        this.pixels[index] = paint.colours[line + column];
        column = column + 1 === paint.width ? 0 : column + 1;
      }
    }
  }

  /** @param {number} index of a rim pixel @param {(Paint | null)[]} paints @param {Inking} inking */
  paintRim(index, paints, inking) {
    const { edges, town, width } = this.raster;
    const pixel = edges.pixel[index];
    const paint = paints[town[pixel] - 1];
    if (!paint) {
      this.pixels[pixel] = 0;
      return;
    }
    const row = Math.floor(pixel / width);
    const x = positive(pixel - row * width + this.offsetX, paint.width);
    const word = paint.colours[positive(row + this.offsetY, paint.height) * paint.width + x];
    const colour = [word & 255, (word >> 8) & 255, (word >> 16) & 255];
    let cover = edges.cover[index] / 255;
    const drawn = paint.broken ? edges.dash[index] : 1;
    const ratio = this.raster.view.ratio;
    if (edges.rim[index]) blend(colour, paint.line, (edges.rim[index] / 255) * drawn);
    if (edges.other[index]) {
      const gap = edges.gap[index] / GAP_UNIT;
      const other = paints[edges.other[index] - 1];
      if (!other) {
        blend(colour, paint.line, covered(RIM_WIDTH - gap, ratio) * drawn);
        cover = Math.min(cover, covered(gap, ratio));
      } else if (other.group !== paint.group) {
        blend(colour, inking.casing, covered(CASING_HALF - gap, ratio) * inking.strength);
        blend(colour, inking.front, covered(FRONT_HALF - gap, ratio) * inking.strength);
      }
    }
    this.pixels[pixel] = ((Math.round(cover * 255) << 24) | (colour[2] << 16) | (colour[1] << 8) | colour[0]) >>> 0;
  }
}

/** How much of a pixel lies inside a line that ends this many CSS pixels away. @param {number} distance @param {number} ratio */
function covered(distance, ratio) {
  return Math.min(1, Math.max(0, distance * ratio + 0.5));
}

/** @param {number[]} colour changed in place @param {[number, number, number]} other @param {number} part */
function blend(colour, other, part) {
  for (let channel = 0; channel < 3; channel += 1) {
    colour[channel] = Math.round(colour[channel] + (other[channel] - colour[channel]) * part);
  }
}

/** @param {number} value @param {number} size */
function positive(value, size) {
  return ((value % size) + size) % size;
}

/** Stretches of pixels of one town in one row, town by town. @param {Raster} raster */
function indexRuns({ town, width, height }) {
  /** @type {number[]} */
  const owner = [];
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const lengths = [];
  let most = 0;
  for (let row = 0; row < height; row += 1) {
    for (let pixel = row * width; pixel < (row + 1) * width; ) {
      const label = town[pixel];
      const from = pixel;
      while (pixel < (row + 1) * width && town[pixel] === label) pixel += 1;
      if (label === 0) continue;
      owner.push(label - 1);
      starts.push(from);
      lengths.push(pixel - from);
      most = Math.max(most, label);
    }
  }
  const { start, order } = group(owner, most);
  return { start, pixel: order.map((run) => starts[run]), length: order.map((run) => lengths[run]) };
}

/** Rim pixels town by town: its own, and those of others that face it. @param {Raster} raster */
function indexRims({ town, edges }) {
  /** @type {number[]} */
  const owner = [];
  /** @type {number[]} */
  const rims = [];
  let most = 0;
  for (let index = 0; index < edges.pixel.length; index += 1) {
    for (const label of [town[edges.pixel[index]], edges.other[index]]) {
      if (label === 0) continue;
      owner.push(label - 1);
      rims.push(index);
      most = Math.max(most, label);
    }
  }
  const { start, order } = group(owner, most);
  return { start, rim: order.map((place) => rims[place]) };
}

/**
 * Sort places by their owner. Owners beyond the largest read as having none.
 * @param {number[]} owner @param {number} count
 */
function group(owner, count) {
  const start = new Int32Array(count + 1);
  for (const index of owner) start[index + 1] += 1;
  for (let index = 0; index < count; index += 1) start[index + 1] += start[index];
  const next = start.slice();
  const order = new Int32Array(owner.length);
  owner.forEach((index, place) => {
    order[next[index]] = place;
    next[index] += 1;
  });
  return { start, order };
}
