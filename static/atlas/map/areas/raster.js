/**
 * The raster of areas: for each pixel of a view the town whose area it is, and what the edges need.
 *
 * A pixel belongs to the nearest town of its own country, if that is no farther than the cap. Which country a
 * town is in is data, not read off the outlines. All of this depends on the view only, never on the day.
 */

import { latitude, pixelsPerKm } from "../mercator.js";
import { Edges } from "./edges.js";
import { fillOutline } from "./land.js";
import { Envelope } from "./nearest.js";
import { indexRims, RunList } from "./raster_index.js";
import { ViewColumns } from "./view_columns.js";

/**
 * @typedef {import("../canvas_layer.js").CanvasView} CanvasView
 * @typedef {import("./land.js").Outline} Outline
 *
 * @typedef {object} Sites towns that have areas
 * @property {Float64Array} x Mercator, by town
 * @property {Float64Array} y
 * @property {Uint8Array} country 1.. by town; 0 for places without an area
 * @property {Int32Array | null} order towns from the most important on; of two on one point the first has the area.
 *   Null while it is not known; it does not matter where no two are on one point
 *
 * @typedef {object} Ground
 * @property {{country: number, lines: Float64Array[]}[]} countries
 * @property {{zoom: number, lines: Float64Array[]}[]} lakes
 *
 * @typedef {object} Reach how far an area goes
 * @property {number} km at most; 0 draws a dot for each town instead, wherever it lies
 * @property {boolean} borders whether areas stop at borders
 *
 * @typedef {object} Raster
 * @property {CanvasView} view
 * @property {number} width device pixels
 * @property {number} height
 * @property {Int32Array} town of each pixel, plus one; 0 for none
 * @property {boolean} isCrowded whether most areas are so small that full lines between them would hide them
 * @property {import("./edges.js").EdgeColumns} edges
 * @property {import("./raster_index.js").Runs} runs
 * @property {import("./raster_index.js").Rims} rims
 */

/** Radius of a dot, CSS pixels. */
const DOT = 2.3;
const RIM_WIDTH = 1.2;

/**
 * @param {CanvasView} view
 * @param {Sites} sites
 * @param {Ground} ground
 * @param {Reach} reach
 * @returns {Raster}
 */
export function fillRaster(view, sites, ground, reach) {
  const width = Math.round(view.width * view.ratio);
  const height = Math.round(view.height * view.ratio);
  const size = width * height;
  const isDots = reach.km === 0;
  const land = new Uint8Array(size);
  if (isDots) land.fill(1);
  else for (const outline of ground.countries) fillOutline(land, outline, view, reach.borders ? outline.country : 1);
  if (!isDots) for (const lake of ground.lakes) if (lake.zoom <= view.zoom) fillOutline(land, lake, view, 0);

  const scale = view.scale * view.ratio;
  const caps = Float64Array.from({ length: height }, (_, row) => {
    if (isDots) return DOT * view.ratio;
    const y = (view.top * view.ratio + row + 0.5) / scale;
    return Math.abs(latitude(y)) < 85 ? reach.km * pixelsPerKm(y, scale) : 0;
  });

  const town = new Int32Array(size);
  const edges = new Edges(town, width, height, view.ratio);
  const columns = new ViewColumns(sites, view, caps.reduce((most, cap) => Math.max(most, cap), 0) + 1);
  const runs = new RunList();
  const together = isDots || !reach.borders;
  for (const country of together ? [1] : new Set(sites.country)) {
    if (country === 0) continue;
    columns.choose(together ? 0 : country);
    fillCountry({ country, width, height, land, caps, town, runs, edges, columns, ratio: view.ratio });
  }
  if (!isDots) edges.markCuts(land);
  edges.markFronts(columns.x, columns.y, together ? null : sites.country, runs);
  const found = edges.columns();
  return { view, width, height, town, isCrowded: edges.isCrowded, edges: found, runs: runs.byTown(), rims: indexRims(town, found) };
}

/**
 * @typedef {object} Filling of one country: what it is filled from, and what into
 * @property {number} country its pixels of `land`
 * @property {number} width device pixels
 * @property {number} height
 * @property {Uint8Array} land
 * @property {Float64Array} caps by row
 * @property {Int32Array} town
 * @property {RunList} runs
 * @property {Edges} edges
 * @property {ViewColumns} columns
 * @property {number} ratio
 */

/** Give the pixels of one country to its towns. @param {Filling} filling */
function fillCountry(filling) {
  const { height, caps, columns } = filling;
  const envelope = new Envelope(columns.capacity);
  for (let row = 0; row < height; row += 1) {
    const y = row + 0.5;
    // A town farther than the cap from the whole row colours none of it, nor does it take a pixel from another.
    const count = columns.nearRow(y, caps[row] + 1);
    if (count === 0) continue;
    envelope.build(columns.near, count, columns.x, columns.y, y);
    fillRow(row, envelope, filling);
  }
}

/**
 * A row is a call of its own for the sake of speed, as in `Edges.markCutsInRow`.
 * @param {number} row @param {Envelope} envelope @param {Filling} filling
 */
function fillRow(row, envelope, { country, width, land, caps, town, runs, edges, columns, ratio }) {
  const { x: xs, y: ys } = columns;
  const y = row + 0.5;
  const cap = caps[row];
  const reach = cap + 1;
  const plain = Math.max(0, cap - (RIM_WIDTH + 0.5 / ratio) * ratio) ** 2;
  const farthest = (cap + 0.5) ** 2;
  const start = row * width;
  for (let part = 0; part < envelope.count; part += 1) {
    const site = envelope.site[part];
    const above = (ys[site] - y) ** 2;
    const half = Math.sqrt(Math.max(0, reach * reach - above));
    const from = Math.max(0, Math.ceil(Math.max(envelope.from[part], xs[site] - half) - 0.5));
    const to = Math.min(width, Math.ceil(Math.min(envelope.from[part + 1], xs[site] + half) - 0.5));
    let begun = -1;
    for (let pixel = start + from, offset = from + 0.5 - xs[site]; pixel < start + to; pixel += 1, offset += 1) {
      const squared = offset * offset + above;
      if (land[pixel] !== country || squared >= farthest) {
        if (begun >= 0) runs.add(site + 1, begun, pixel);
        begun = -1;
        continue;
      }
      if (begun < 0) begun = pixel;
      town[pixel] = site + 1;
      if (squared > plain) markRim(edges, pixel, offset, y - ys[site], Math.sqrt(squared), cap, ratio);
    }
    if (begun >= 0) runs.add(site + 1, begun, start + to);
  }
}

/**
 * The line at the end of an area.
 * @param {Edges} edges @param {number} pixel @param {number} x from the town, device pixels @param {number} y
 * @param {number} distance @param {number} cap @param {number} ratio
 */
function markRim(edges, pixel, x, y, distance, cap, ratio) {
  const inside = cap - distance;
  edges.markRim(pixel, Math.min(1, RIM_WIDTH * ratio - inside + 0.5), Math.min(1, inside + 0.5), (Math.atan2(y, x) * cap) / ratio);
}
