/**
 * The raster of areas: for each pixel of a view the town whose area it is, and what the edges need.
 *
 * A pixel belongs to the nearest town of its own country, if that is no farther than the cap. Which country a
 * town is in is data, not read off the outlines. All of this depends on the view only, never on the day.
 */

import { latitude, pixelsPerKm } from "../mercator.js";
import { fillOutline } from "./land.js";
import { Envelope } from "./nearest.js";

/**
 * @typedef {import("../canvas_layer.js").CanvasView} CanvasView
 * @typedef {import("./land.js").Outline} Outline
 *
 * @typedef {object} Sites towns that have areas
 * @property {Float64Array} x Mercator, by town
 * @property {Float64Array} y
 * @property {Uint8Array} country 1.. by town; 0 for places without an area
 *
 * @typedef {object} Ground
 * @property {{country: number, lines: Float64Array[]}[]} countries
 * @property {{zoom: number, lines: Float64Array[]}[]} lakes
 *
 * @typedef {object} Raster
 * @property {CanvasView} view
 * @property {number} width device pixels
 * @property {number} height
 * @property {Int32Array} town of each pixel, plus one; 0 for none
 * @property {Edges} edges
 *
 * @typedef {object} Edges pixels at the rim of an area, in columns
 * @property {Uint32Array} pixel
 * @property {Int32Array} other town across the front, plus one; 0 for none
 * @property {Uint8Array} gap distance to that front in CSS pixels times GAP_UNIT
 * @property {Uint8Array} rim how much of the pixel the line at the cap or cut covers, 0..255
 * @property {Uint8Array} cover how much of the pixel the area covers, 0..255
 * @property {Uint8Array} dash 1 where a broken line is drawn, 0 in its gaps
 */

export const GAP_UNIT = 64;
/** Fronts are drawn within this distance, CSS pixels. */
const FRONT_REACH = 2.4;
const RIM_WIDTH = 1.2;
const DASH = 4.2;
const DASH_PERIOD = 7;

/**
 * @param {CanvasView} view
 * @param {Sites} sites
 * @param {Ground} ground
 * @param {number} km the farthest that an area reaches
 * @returns {Raster}
 */
export function fillRaster(view, sites, ground, km) {
  const width = Math.round(view.width * view.ratio);
  const height = Math.round(view.height * view.ratio);
  const land = new Uint8Array(width * height);
  for (const outline of ground.countries) fillOutline(land, outline, view, outline.country);
  for (const lake of ground.lakes) if (lake.zoom <= view.zoom) fillOutline(land, lake, view, 0);

  const scale = view.scale * view.ratio;
  const xs = sites.x.map((x) => x * scale - view.left * view.ratio);
  const ys = sites.y.map((y) => y * scale - view.top * view.ratio);
  const caps = Float64Array.from({ length: height }, (_, row) => {
    const y = (view.top * view.ratio + row + 0.5) / scale;
    return Math.abs(latitude(y)) < 85 ? km * pixelsPerKm(y, scale) : 0;
  });

  const town = new Int32Array(width * height);
  const rim = new RimBuilder(width * height);
  for (const country of new Set(sites.country)) {
    if (country > 0) fillCountry({ country, width, height, land, xs, ys, caps, town, rim, sites, ratio: view.ratio });
  }
  markCuts(town, land, width, height, view.ratio, rim);
  markFronts(town, sites.country, xs, ys, width, height, view.ratio, rim);
  return { view, width, height, town, edges: rim.columns() };
}

/**
 * @param {object} fill
 * @param {number} fill.country @param {number} fill.width @param {number} fill.height
 * @param {Uint8Array} fill.land @param {Float64Array} fill.xs @param {Float64Array} fill.ys
 * @param {Float64Array} fill.caps @param {Int32Array} fill.town @param {RimBuilder} fill.rim
 * @param {Sites} fill.sites @param {number} fill.ratio
 */
function fillCountry({ country, width, height, land, xs, ys, caps, town, rim, sites, ratio }) {
  const own = [];
  for (let index = 0; index < xs.length; index += 1) if (sites.country[index] === country) own.push(index);
  own.sort((a, b) => xs[a] - xs[b] || a - b);
  const near = new Int32Array(own.length);
  const envelope = new Envelope(own.length);
  for (let row = 0; row < height; row += 1) {
    const y = row + 0.5;
    const cap = caps[row];
    const reach = cap + 1;
    let count = 0;
    // A town farther than the cap from the whole row colours none of it, nor does it take a pixel from another.
    for (const index of own) if (Math.abs(ys[index] - y) <= reach) near[count++] = index;
    if (count === 0) continue;
    envelope.build(near, count, xs, ys, y);
    for (let part = 0; part < envelope.count; part += 1) {
      const site = envelope.site[part];
      const above = (ys[site] - y) ** 2;
      const half = Math.sqrt(Math.max(0, reach * reach - above));
      const from = Math.max(0, Math.ceil(Math.max(envelope.from[part], xs[site] - half) - 0.5));
      const to = Math.min(width, Math.ceil(Math.min(envelope.from[part + 1], xs[site] + half) - 0.5));
      for (let column = from; column < to; column += 1) {
        const pixel = row * width + column;
        if (land[pixel] !== country) continue;
        const inside = cap - Math.sqrt((column + 0.5 - xs[site]) ** 2 + above);
        if (inside <= -0.5) continue;
        town[pixel] = site + 1;
        const depth = inside / ratio;
        if (depth < RIM_WIDTH + 0.5 / ratio) {
          const along = (Math.atan2(y - ys[site], column + 0.5 - xs[site]) * cap) / ratio;
          rim.rim(pixel, Math.min(1, (RIM_WIDTH - depth) * ratio + 0.5), Math.min(1, inside + 0.5), dashed(along));
        }
      }
    }
  }
}

/** Where areas are cut at coasts, lakes and borders. @param {Int32Array} town @param {Uint8Array} land @param {number} width @param {number} height @param {number} ratio @param {RimBuilder} rim */
function markCuts(town, land, width, height, ratio, rim) {
  const deep = Math.max(1, Math.round(ratio));
  for (let row = deep; row < height - deep; row += 1) {
    for (let column = deep; column < width - deep; column += 1) {
      const pixel = row * width + column;
      if (town[pixel] === 0) continue;
      const here = land[pixel];
      if (
        land[pixel - deep] === here && land[pixel + deep] === here &&
        land[pixel - deep * width] === here && land[pixel + deep * width] === here
      ) continue;
      rim.rim(pixel, 1, 1, dashed((row + column) / ratio));
    }
  }
}

/**
 * Where the areas of two towns of one country meet.
 * @param {Int32Array} town @param {Uint8Array} country @param {Float64Array} xs @param {Float64Array} ys
 * @param {number} width @param {number} height @param {number} ratio @param {RimBuilder} rim
 */
function markFronts(town, country, xs, ys, width, height, ratio, rim) {
  const reach = Math.ceil(FRONT_REACH * ratio);
  /** @param {number} row @param {number} column @param {number} a @param {number} b towns plus one */
  const mark = (row, column, a, b) => {
    if (country[a - 1] !== country[b - 1]) return;
    const dx = xs[b - 1] - xs[a - 1];
    const dy = ys[b - 1] - ys[a - 1];
    const length = Math.hypot(dx, dy);
    if (length === 0) return;
    const middleX = (xs[a - 1] + xs[b - 1]) / 2;
    const middleY = (ys[a - 1] + ys[b - 1]) / 2;
    for (let y = Math.max(0, row - reach); y <= Math.min(height - 1, row + reach); y += 1) {
      for (let x = Math.max(0, column - reach); x <= Math.min(width - 1, column + reach); x += 1) {
        const pixel = y * width + x;
        const label = town[pixel];
        if (label !== a && label !== b) continue;
        const offsetX = x + 0.5 - middleX;
        const offsetY = y + 0.5 - middleY;
        const gap = Math.abs(offsetX * dx + offsetY * dy) / length / ratio;
        if (gap >= FRONT_REACH) continue;
        const along = (offsetY * dx - offsetX * dy) / length / ratio;
        rim.front(pixel, label === a ? b : a, gap, dashed(along));
      }
    }
  };
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const pixel = row * width + column;
      const a = town[pixel];
      if (a === 0) continue;
      const right = column + 1 < width ? town[pixel + 1] : 0;
      const below = row + 1 < height ? town[pixel + width] : 0;
      if (right !== 0 && right !== a) mark(row, column, a, right);
      if (below !== 0 && below !== a) mark(row, column, a, below);
    }
  }
}

/** @param {number} along CSS pixels along a line */
function dashed(along) {
  return along - DASH_PERIOD * Math.floor(along / DASH_PERIOD) < DASH ? 1 : 0;
}

/** Collects what is known of pixels at a rim; the nearest front wins. */
class RimBuilder {
  /** @param {number} size of the raster */
  constructor(size) {
    this.index = new Int32Array(size).fill(-1);
    /** @type {{pixel: number, other: number, gap: number, rim: number, cover: number, dash: number}[]} */
    this.rows = [];
  }

  /** @param {number} pixel */
  at(pixel) {
    if (this.index[pixel] < 0) {
      this.index[pixel] = this.rows.length;
      this.rows.push({ pixel, other: 0, gap: Infinity, rim: 0, cover: 1, dash: 1 });
    }
    return this.rows[this.index[pixel]];
  }

  /** @param {number} pixel @param {number} rim @param {number} cover @param {number} dash */
  rim(pixel, rim, cover, dash) {
    const row = this.at(pixel);
    if (rim > row.rim) Object.assign(row, { rim, dash });
    row.cover = Math.min(row.cover, cover);
  }

  /** @param {number} pixel @param {number} other @param {number} gap @param {number} dash */
  front(pixel, other, gap, dash) {
    const row = this.at(pixel);
    if (gap >= row.gap) return;
    row.gap = gap;
    row.other = other;
    if (row.rim === 0) row.dash = dash;
  }

  /** @returns {Edges} */
  columns() {
    const { rows } = this;
    return {
      pixel: Uint32Array.from(rows, (row) => row.pixel),
      other: Int32Array.from(rows, (row) => row.other),
      gap: Uint8Array.from(rows, (row) => Math.min(255, row.gap * GAP_UNIT)),
      rim: Uint8Array.from(rows, (row) => 255 * Math.max(0, row.rim)),
      cover: Uint8Array.from(rows, (row) => 255 * Math.max(0, row.cover)),
      dash: Uint8Array.from(rows, (row) => row.dash),
    };
  }
}
