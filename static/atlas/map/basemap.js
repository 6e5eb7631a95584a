/** The offline ground of the map: land, lakes, rivers, provinces, borders (docs/basemap.md). */

import { mercatorX, mercatorY } from "./mercator.js";

/**
 * @typedef {import("./canvas_layer.js").CanvasView} CanvasView
 * @typedef {import("../theme.js").Inks} Inks
 *
 * @typedef {object} Shape
 * @property {Float64Array[]} lines x, y, x, y... in Mercator units; rings of a surface or separate lines
 * @property {[number, number, number, number]} box left, top, right, bottom
 * @property {any} properties
 *
 * @typedef {Record<"countries" | "borders" | "rivers" | "lakes" | "provinces", Shape[]>} Ground
 */

const LAYERS = /** @type {const} */ (["countries", "borders", "rivers", "lakes", "provinces"]);

/** From this zoom on the finer file is drawn where there is one. */
const REGION_ZOOM = 5;

/** @param {any} collection @returns {Shape[]} */
function shapes(collection) {
  return (collection?.features ?? []).map(/** @param {any} feature */ (feature) => {
    const { type, coordinates } = feature.geometry;
    const parts = type === "Polygon" || type === "MultiLineString" ? coordinates : type === "MultiPolygon" ? coordinates.flat() : [coordinates];
    const lines = parts.map(project);
    return { lines, box: boxOf(lines), properties: feature.properties };
  });
}

/** @param {[number, number][]} points @returns {Float64Array} */
function project(points) {
  const line = new Float64Array(points.length * 2);
  points.forEach(([lon, lat], index) => {
    line[2 * index] = mercatorX(lon);
    line[2 * index + 1] = mercatorY(lat);
  });
  return line;
}

/** @param {Float64Array[]} lines @returns {[number, number, number, number]} */
function boxOf(lines) {
  const box = /** @type {[number, number, number, number]} */ ([Infinity, Infinity, -Infinity, -Infinity]);
  for (const line of lines) {
    for (let index = 0; index < line.length; index += 2) {
      box[0] = Math.min(box[0], line[index]);
      box[1] = Math.min(box[1], line[index + 1]);
      box[2] = Math.max(box[2], line[index]);
      box[3] = Math.max(box[3], line[index + 1]);
    }
  }
  return box;
}

export class Basemap {
  /**
   * @param {any} world decoded world file
   * @param {any} region decoded region file, or null
   * @param {{countries: string[]} | null} extent which countries the region file replaces
   */
  constructor(world, region, extent) {
    this.world = ground(world);
    const inRegion = new Set(extent?.countries ?? []);
    const fine = region ? ground(region) : null;
    /** @type {Ground} */
    this.detailed = fine
      ? {
          ...fine,
          countries: [...this.world.countries.filter(({ properties }) => !inRegion.has(properties.iso)), ...fine.countries],
          borders: [
            ...this.world.borders.filter(({ properties }) => !properties.countries.some(/** @param {string} iso */ (iso) => inRegion.has(iso))),
            ...fine.borders,
          ],
        }
      : this.world;
  }

  /** The shapes to draw at a zoom. @param {number} zoom @returns {Ground} */
  at(zoom) {
    return zoom >= REGION_ZOOM ? this.detailed : this.world;
  }

  /**
   * Land, lakes and provinces: what lies under the areas.
   * @param {CanvasRenderingContext2D} context
   * @param {CanvasView} view
   * @param {Inks} inks
   * @param {Set<string>} storyCountries
   */
  drawGround(context, view, inks, storyCountries) {
    const { countries, lakes, provinces } = this.at(view.zoom);
    context.lineJoin = "round";
    for (const land of visible(countries, view)) {
      trace(context, land, view, true);
      context.fillStyle = storyCountries.has(land.properties.iso) ? inks.land : inks.neighbours;
      context.fill("evenodd");
      // Countries meet without a gap of sea between their anti-aliased edges, and coasts get a fine line.
      context.strokeStyle = inks.rule;
      context.lineWidth = 1;
      context.stroke();
    }
    context.strokeStyle = inks.rule;
    context.lineWidth = 0.7;
    context.setLineDash([1.5, 2.5]);
    if (view.zoom >= 6.5) {
      for (const line of visible(provinces, view)) stroke(context, line, view);
    }
    context.setLineDash([]);
    for (const lake of visible(lakes, view)) {
      if ((lake.properties.zoom ?? 0) > view.zoom) continue;
      trace(context, lake, view, true);
      context.fillStyle = inks.sea;
      context.fill("evenodd");
      context.strokeStyle = inks.river;
      context.lineWidth = 0.6;
      context.stroke();
    }
  }

  /**
   * Rivers and borders: what lies over the areas.
   * @param {CanvasRenderingContext2D} context
   * @param {CanvasView} view
   * @param {Inks} inks
   * @param {Set<string>} storyCountries
   */
  drawLines(context, view, inks, storyCountries) {
    const { rivers, borders } = this.at(view.zoom);
    context.lineJoin = "round";
    context.lineCap = "round";
    const flowing = visible(rivers, view).filter(({ properties }) => (properties.zoom ?? 0) <= view.zoom);
    for (const [colour, width] of /** @type {[string, number][]} */ ([[inks.halo, 2.6], [inks.river, 1.2]])) {
      context.strokeStyle = colour;
      context.lineWidth = view.zoom < 5 ? width * 0.6 : width;
      for (const river of flowing) stroke(context, river, view);
    }
    context.lineCap = "butt";
    for (const border of visible(borders, view)) {
      const { kind, countries } = border.properties;
      const inStory = countries.some(/** @param {string} iso */ (iso) => storyCountries.has(iso));
      context.strokeStyle = inStory ? inks.border : inks.rule2;
      context.lineWidth = inStory ? 1.1 : 0.7;
      context.setLineDash(kind === "disputed" ? [1.5, 3] : inStory ? [7, 2.5, 1.5, 2.5] : []);
      stroke(context, border, view);
    }
    context.setLineDash([]);
  }
}

/** @param {any} decoded @returns {Ground} */
function ground(decoded) {
  return /** @type {Ground} */ (Object.fromEntries(LAYERS.map((name) => [name, shapes(decoded[name])])));
}

/** @param {Shape[]} all @param {CanvasView} view */
function visible(all, { scale, left, top, width, height }) {
  return all.filter(
    ({ box }) =>
      box[2] * scale >= left && box[0] * scale <= left + width && box[3] * scale >= top && box[1] * scale <= top + height,
  );
}

/** @param {CanvasRenderingContext2D} context @param {Shape} shape @param {CanvasView} view */
function stroke(context, shape, view) {
  trace(context, shape, view, false);
  context.stroke();
}

/**
 * Make a shape the context's path, leaving out points closer than half a pixel.
 * @param {CanvasRenderingContext2D} context
 * @param {Shape} shape
 * @param {CanvasView} view
 * @param {boolean} closed
 */
function trace(context, { lines }, { scale, left, top }, closed) {
  context.beginPath();
  for (const line of lines) {
    let lastX = Infinity;
    let lastY = Infinity;
    for (let index = 0; index < line.length; index += 2) {
      const x = line[index] * scale - left;
      const y = line[index + 1] * scale - top;
      const isLast = index + 2 === line.length;
      if (!isLast && Math.abs(x - lastX) < 0.5 && Math.abs(y - lastY) < 0.5) continue;
      if (index === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
      lastX = x;
      lastY = y;
    }
    if (closed) context.closePath();
  }
}
