/** What is known of the pixels at the rim of an area: the line at the cap, at coasts and borders, and between towns. */

/**
 * @typedef {object} EdgeColumns one row for each pixel at a rim
 * @property {Uint32Array} pixel
 * @property {Int32Array} other town across the front, plus one; 0 for none
 * @property {Uint8Array} gap distance to that front in CSS pixels times GAP_UNIT
 * @property {Uint8Array} rim how much of the pixel the line at the cap or cut covers, 0..255
 * @property {Uint8Array} cover how much of the pixel the area covers, 0..255
 * @property {Uint8Array} dash 1 where a broken line is drawn, 0 in its gaps
 */

export const GAP_UNIT = 64;
/** Fronts are drawn within this distance, CSS pixels... */
const FRONT_REACH = 2.4;
/** ...or within this one where areas are so small that the lines would hide them. */
const THIN_REACH = 1.1;
/** Where more than this part of the coloured pixels begins the stretch of a town, areas are that small. */
const CROWDED = 0.06;
/** Where more than this part does, areas are of a few pixels: lines would be all that is seen, and there are none. */
const OVERCROWDED = 0.55;
const DASH = 4.2;
const DASH_PERIOD = 7;
/** For each pixel of a raster a number, all zero between two rasters: new memory would cost more than the marks. */
let rows = new Int32Array(0);

export class Edges {
  /**
   * @param {Int32Array} town of each pixel, plus one
   * @param {number} width device pixels @param {number} height
   * @param {number} ratio device pixels to a CSS pixel
   */
  constructor(town, width, height, ratio) {
    this.town = town;
    this.width = width;
    this.height = height;
    this.ratio = ratio;
    if (rows.length < width * height) rows = new Int32Array(width * height);
    /** The row of each pixel, plus one; 0 for none. */
    this.row = rows;
    this.count = 0;
    /** Fronts are marked within so many device pixels. */
    this.limit = 0;
    this.isCrowded = false;
    this.grow(1 << 14);
  }

  /** @param {number} capacity */
  grow(capacity) {
    const kept = /** @template {Uint8Array | Int32Array | Uint32Array} A @param {A | undefined} old @param {A} made */ (old, made) => {
      if (old) made.set(old);
      return made;
    };
    this.pixel = kept(this.pixel, new Uint32Array(capacity));
    this.other = kept(this.other, new Int32Array(capacity));
    this.gap = kept(this.gap, new Uint8Array(capacity));
    this.rim = kept(this.rim, new Uint8Array(capacity));
    this.cover = kept(this.cover, new Uint8Array(capacity));
    this.dash = kept(this.dash, new Uint8Array(capacity));
  }

  /** The row of a pixel, made when missing. @param {number} pixel */
  at(pixel) {
    if (this.row[pixel] > 0) return this.row[pixel] - 1;
    if (this.count === this.pixel.length) this.grow(2 * this.count);
    const row = this.count++;
    this.row[pixel] = this.count;
    this.pixel[row] = pixel;
    this.gap[row] = 255;
    this.cover[row] = 255;
    this.dash[row] = 1;
    return row;
  }

  /** @param {number} pixel @param {number} rim 0..1 @param {number} cover 0..1 @param {number} along CSS pixels along the line */
  markRim(pixel, rim, cover, along) {
    const row = this.at(pixel);
    const strength = 255 * Math.max(0, rim);
    if (strength > this.rim[row]) {
      this.rim[row] = strength;
      this.dash[row] = dashed(along);
    }
    this.cover[row] = Math.min(this.cover[row], 255 * Math.max(0, cover));
  }

  /** Where areas are cut at coasts, lakes and borders. @param {Uint8Array} land */
  markCuts(land) {
    const deep = Math.max(1, Math.round(this.ratio));
    for (let row = deep; row < this.height - deep; row += 1) this.markCutsInRow(land, row, deep);
  }

  /**
   * Each row is a call of its own: a browser makes a function fast that is called a thousand times, and a worker fills
   * few rasters.
   * @param {Uint8Array} land @param {number} row @param {number} deep pixels
   */
  markCutsInRow(land, row, deep) {
    const { town, width, ratio } = this;
    const start = row * width;
    const end = start + width - deep;
    const down = deep * width;
    for (let pixel = start + deep; pixel < end; pixel += 1) {
      if (town[pixel] === 0) continue;
      const here = land[pixel];
      if (land[pixel - deep] === here && land[pixel + deep] === here && land[pixel - down] === here && land[pixel + down] === here) continue;
      this.markRim(pixel, 1, 1, (row + (pixel - start)) / ratio);
    }
  }

  /**
   * Where the areas of two towns meet: for each pixel the front with the first other town in one of four directions
   * that is the nearest.
   * @param {Float64Array} xs device pixels, by town @param {Float64Array} ys
   * @param {Uint8Array | null} country between countries there is no front; null where borders do not count
   * @param {{count: number, pixels: number}} runs how many stretches of one town there are in the rows, of how many pixels
   */
  markFronts(xs, ys, country, runs) {
    const { height, ratio } = this;
    this.isCrowded = runs.count > CROWDED * runs.pixels;
    if (runs.count > OVERCROWDED * runs.pixels) return;
    this.limit = (this.isCrowded ? THIN_REACH : FRONT_REACH) * ratio;
    // A front at so many pixels is met on the way along a row or a column after at most the diagonal of their square.
    const reach = Math.ceil(this.limit * Math.SQRT2);
    for (let row = 0; row < height; row += 1) this.markFrontsInRow(row, reach, xs, ys, country);
  }

  /**
   * @param {number} row @param {number} reach pixels
   * @param {Float64Array} xs @param {Float64Array} ys @param {Uint8Array | null} country
   */
  markFrontsInRow(row, reach, xs, ys, country) {
    const { town, width, height } = this;
    const up = Math.max(-reach, -row) * width;
    const down = Math.min(reach, height - 1 - row) * width;
    const start = row * width;
    const end = start + width;
    for (let from = start; from < end; ) {
      const a = town[from];
      let to = from + 1;
      while (to < end && town[to] === a) to += 1;
      if (a > 0) {
        const left = from > start ? town[from - 1] : 0;
        const right = to < end ? town[to] : 0;
        for (let pixel = from; pixel < to; pixel += 1) {
          let above = -width;
          while (above >= up && town[pixel + above] === a) above -= width;
          let below = width;
          while (below <= down && town[pixel + below] === a) below += width;
          const b = above >= up ? town[pixel + above] : 0;
          const c = below <= down ? town[pixel + below] : 0;
          const d = pixel - from < reach ? left : 0;
          const e = to - pixel <= reach ? right : 0;
          if ((b | c | d | e) === 0) continue;
          const x = pixel - start + 0.5;
          const y = row + 0.5;
          let least = this.limit * this.limit;
          let nearest = 0;
          for (let way = 0; way < 4; way += 1) {
            const other = way === 0 ? b : way === 1 ? c : way === 2 ? d : e;
            if (other === 0 || other === nearest) continue;
            const gap = squaredGap(x, y, a, other, xs, ys, country);
            if (gap >= least) continue;
            least = gap;
            nearest = other;
          }
          if (nearest > 0) this.markFront(pixel, x, y, a, nearest, Math.sqrt(least), xs, ys);
        }
      }
      from = to;
    }
  }

  /**
   * A pixel of town `a` near the area of town `b`.
   * @param {number} pixel @param {number} x its middle, device pixels @param {number} y
   * @param {number} a @param {number} b towns plus one
   * @param {number} gap to the front between them, device pixels
   * @param {Float64Array} xs @param {Float64Array} ys
   */
  markFront(pixel, x, y, a, b, gap, xs, ys) {
    const row = this.at(pixel);
    this.gap[row] = Math.min(254, (gap / this.ratio) * GAP_UNIT);
    this.other[row] = b;
    if (this.rim[row] > 0) return;
    const dx = xs[b - 1] - xs[a - 1];
    const dy = ys[b - 1] - ys[a - 1];
    const offsetX = x - (xs[a - 1] + xs[b - 1]) / 2;
    const offsetY = y - (ys[a - 1] + ys[b - 1]) / 2;
    this.dash[row] = dashed((offsetY * dx - offsetX * dy) / Math.sqrt(dx * dx + dy * dy) / this.ratio);
  }

  /** All are marked: the edges, which can be asked for once. @returns {EdgeColumns} */
  columns() {
    const { count } = this;
    for (let row = 0; row < count; row += 1) this.row[this.pixel[row]] = 0;
    return {
      pixel: this.pixel.slice(0, count),
      other: this.other.slice(0, count),
      gap: this.gap.slice(0, count),
      rim: this.rim.slice(0, count),
      cover: this.cover.slice(0, count),
      dash: this.dash.slice(0, count),
    };
  }
}

/** @param {number} along CSS pixels along a line */
function dashed(along) {
  return along - DASH_PERIOD * Math.floor(along / DASH_PERIOD) < DASH ? 1 : 0;
}

/**
 * The squared distance from a point to the front between two towns, device pixels; infinite where there is none.
 * @param {number} x @param {number} y @param {number} a @param {number} b towns plus one
 * @param {Float64Array} xs @param {Float64Array} ys @param {Uint8Array | null} country
 */
function squaredGap(x, y, a, b, xs, ys, country) {
  if (country !== null && country[a - 1] !== country[b - 1]) return Infinity;
  const ax = xs[a - 1];
  const ay = ys[a - 1];
  const dx = xs[b - 1] - ax;
  const dy = ys[b - 1] - ay;
  const squared = dx * dx + dy * dy;
  if (squared === 0) return Infinity;
  const along = (x - ax - dx / 2) * dx + (y - ay - dy / 2) * dy;
  return (along * along) / squared;
}
