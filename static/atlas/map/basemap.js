/** The offline ground of the map: land, lakes, rivers, provinces, borders (docs/basemap.md). */

import { mercatorX, mercatorY } from "./mercator.js";
import { traceLines, traceSurface } from "./trace.js";

/**
 * @typedef {import("./canvas_layer.js").CanvasView} CanvasView
 * @typedef {import("../theme.js").Inks} Inks
 *
 * @typedef {object} Shape
 * @property {Float64Array[]} lines x, y, x, y... in Mercator units; rings of a surface or separate lines
 * @property {[number, number, number, number]} box left, top, right, bottom
 * @property {any} properties
 *
 * @typedef {import("../../basemap/combine.js").Layers} Layers
 * @typedef {Record<keyof Layers, Shape[]>} Ground
 */

/** From this zoom on the finer file is drawn where there is one. */
const REGION_ZOOM = 5;

/** @param {import("../../basemap/combine.js").Feature} feature @returns {Shape} */
function shape({ geometry: { type, coordinates }, properties }) {
  const parts = type === "Polygon" || type === "MultiLineString" ? coordinates : type === "MultiPolygon" ? coordinates.flat() : [coordinates];
  const lines = parts.map(project);
  return { lines, box: boxOf(lines), properties };
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
   * @param {Layers} world
   * @param {Layers} [detailed] the world with a finer region, which shares most features with it
   */
  constructor(world, detailed) {
    /** @type {Map<object, Shape>} */
    const shapes = new Map();
    const shapeOf = /** @param {import("../../basemap/combine.js").Feature} feature */ (feature) => {
      const known = shapes.get(feature) ?? shape(feature);
      shapes.set(feature, known);
      return known;
    };
    const ground = /** @param {Layers} layers */ (layers) =>
      /** @type {Ground} */ (Object.fromEntries(Object.entries(layers).map(([name, features]) => [name, features.map(shapeOf)])));
    this.world = ground(world);
    this.detailed = detailed ? ground(detailed) : this.world;
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
      fill(context, land, view, storyCountries.has(land.properties.iso) ? inks.land : inks.neighbours);
      // Countries meet without a gap of sea between their anti-aliased edges, and coasts get a fine line.
      context.strokeStyle = inks.rule;
      context.lineWidth = 1;
      stroke(context, land, view);
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
      fill(context, lake, view, inks.sea);
      context.strokeStyle = inks.river;
      context.lineWidth = 0.6;
      stroke(context, lake, view);
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

/** @param {Shape[]} all @param {CanvasView} view */
function visible(all, { scale, left, top, width, height }) {
  return all.filter(
    ({ box }) =>
      box[2] * scale >= left && box[0] * scale <= left + width && box[3] * scale >= top && box[1] * scale <= top + height,
  );
}

/** @param {CanvasRenderingContext2D} context @param {Shape} shape @param {CanvasView} view */
function stroke(context, shape, view) {
  traceLines(context, shape, view);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {Shape} shape @param {CanvasView} view @param {string} colour */
function fill(context, shape, view, colour) {
  traceSurface(context, shape, view);
  context.fillStyle = colour;
  context.fill("evenodd");
}
