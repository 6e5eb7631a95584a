/** Colours the raster of areas for one day: all of it, or only the towns that changed. */

import { GAP_UNIT } from "./edges.js";

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
 * @typedef {object} Painting
 * @property {(Paint | null)[]} palette null leaves a town blank
 * @property {Uint16Array} codes by town, its place in the palette
 *
 * @typedef {object} Inking
 * @property {[number, number, number]} front
 * @property {[number, number, number]} casing
 * @property {number} strength of the front, 0..1
 *
 * @typedef {object} Box in device pixels, edges counted; empty when right < left
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
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
  }

  /** Paint everything. @param {Painting} painting @param {Inking} inking */
  paintAll(painting, inking) {
    const { codes, palette } = painting;
    const { edges, town, runs } = this.raster;
    this.pixels.fill(0);
    for (let index = 0; index + 1 < runs.start.length; index += 1) {
      const paint = palette[codes[index]];
      if (paint) this.fillRuns(index, paint);
    }
    const { pixel, other, rim } = edges;
    for (let row = 0; row < pixel.length; row += 1) {
      // Most rims lie between areas that look alike: there is no line.
      if (rim[row] === 0 && codes[town[pixel[row]] - 1] === codes[other[row] - 1]) continue;
      this.paintRim(row, painting, inking);
    }
  }

  /**
   * Paint the towns whose paint is another now, and the rims they share with others.
   * @param {Iterable<number>} towns
   * @param {Painting} painting
   * @param {Inking} inking
   * @returns {Box} what changed
   */
  paintTowns(towns, painting, inking) {
    const dirty = { left: Infinity, top: Infinity, right: -1, bottom: -1 };
    const { width, edges, runs, rims } = this.raster;
    const touch = /** @param {number} from @param {number} to */ (from, to) => {
      const row = Math.floor(from / width);
      dirty.left = Math.min(dirty.left, from - row * width);
      dirty.right = Math.max(dirty.right, to - row * width);
      dirty.top = Math.min(dirty.top, row);
      dirty.bottom = Math.max(dirty.bottom, row);
    };
    for (const town of towns) {
      if (town + 1 >= runs.start.length) continue;
      this.fillRuns(town, painting.palette[painting.codes[town]]);
      for (let run = runs.start[town]; run < runs.start[town + 1]; run += 1) {
        touch(runs.pixel[run], runs.pixel[run] + runs.length[run] - 1);
      }
    }
    for (const town of towns) {
      if (town + 1 >= rims.start.length) continue;
      for (let index = rims.start[town]; index < rims.start[town + 1]; index += 1) {
        const row = rims.rim[index];
        this.paintRim(row, painting, inking);
        touch(edges.pixel[row], edges.pixel[row]);
      }
    }
    return dirty;
  }

  /** @param {number} town @param {Paint | null} paint */
  fillRuns(town, paint) {
    const { pixels, offsetX, offsetY } = this;
    const { runs, width } = this.raster;
    for (let run = runs.start[town]; run < runs.start[town + 1]; run += 1) {
      const from = runs.pixel[run];
      const to = from + runs.length[run];
      if (!paint || paint.colours.length === 1) {
        pixels.fill(paint ? paint.colours[0] : 0, from, to);
        continue;
      }
      const { colours } = paint;
      const row = Math.floor(from / width);
      const line = positive(row + offsetY, paint.height) * paint.width;
      const end = line + paint.width;
      let place = line + positive(from - row * width + offsetX, paint.width);
      for (let index = from; index < to; index += 1) {
        pixels[index] = colours[place];
        place = place + 1 === end ? line : place + 1;
      }
    }
  }

  /** @param {number} row of the edges @param {Painting} painting @param {Inking} inking */
  paintRim(row, { codes, palette }, inking) {
    const { edges, town, width, view } = this.raster;
    const pixel = edges.pixel[row];
    const paint = palette[codes[town[pixel] - 1]];
    if (!paint) {
      this.pixels[pixel] = 0;
      return;
    }
    const line = Math.floor(pixel / width);
    const x = positive(pixel - line * width + this.offsetX, paint.width);
    let word = paint.colours[positive(line + this.offsetY, paint.height) * paint.width + x];
    let cover = edges.cover[row] / 255;
    const drawn = paint.broken ? edges.dash[row] : 1;
    if (edges.rim[row]) word = blend(word, paint.line, (edges.rim[row] / 255) * drawn);
    if (edges.other[row]) {
      const gap = edges.gap[row] / GAP_UNIT;
      const other = palette[codes[edges.other[row] - 1]];
      if (!other) {
        word = blend(word, paint.line, covered(RIM_WIDTH - gap, view.ratio) * drawn);
        cover = Math.min(cover, covered(gap, view.ratio));
      } else if (other !== paint && other.group !== paint.group) {
        word = blend(word, inking.casing, covered(CASING_HALF - gap, view.ratio) * inking.strength);
        word = blend(word, inking.front, covered(FRONT_HALF - gap, view.ratio) * inking.strength);
      }
    }
    this.pixels[pixel] = ((Math.round(cover * 255) << 24) | (word & 0xffffff)) >>> 0;
  }
}

/** How much of a pixel lies inside a line that ends this many CSS pixels away. @param {number} distance @param {number} ratio */
function covered(distance, ratio) {
  return Math.min(1, Math.max(0, distance * ratio + 0.5));
}

/** @param {number} word 0x..BBGGRR @param {[number, number, number]} other @param {number} part */
function blend(word, other, part) {
  if (part === 0) return word;
  const red = word & 255;
  const green = (word >> 8) & 255;
  const blue = (word >> 16) & 255;
  return (
    Math.round(red + (other[0] - red) * part) |
    (Math.round(green + (other[1] - green) * part) << 8) |
    (Math.round(blue + (other[2] - blue) * part) << 16)
  );
}

/** @param {number} value @param {number} size */
function positive(value, size) {
  return ((value % size) + size) % size;
}
