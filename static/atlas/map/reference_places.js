/** Large towns of which no claim speaks: hollow squares with quiet names, for a reader to find the way by. */

import { mercatorX, mercatorY } from "./mercator.js";
import { drawText } from "./symbols.js";

/**
 * @typedef {import("./canvas_layer.js").CanvasView} CanvasView
 * @typedef {import("../theme.js").Inks} Inks
 */

/** Half the side of a square, CSS pixels. */
const HALF = 2.75;
/** Names from this zoom on; below, they would crowd out those of the story's towns. */
const FIRST_ZOOM = 5.25;
export const REFERENCE_FONT = '500 12px "IBM Plex Sans", "IBM Plex Sans Arabic", system-ui, sans-serif';

export class ReferencePlaces {
  /** @param {import("../story/payload.js").Reference} reference */
  constructor({ name, lon, lat }) {
    this.name = name;
    this.x = Float64Array.from(lon, mercatorX);
    this.y = Float64Array.from(lat, mercatorY);
    /** Those whose names found a place: [left, middle] on the canvas, by index. @type {Map<number, {x: number, y: number}>} */
    this.placed = new Map();
  }

  /**
   * The names that want a place in a view; `town` is -1, since no town of the story is meant.
   * @param {CanvasRenderingContext2D} context
   * @param {CanvasView} view
   */
  wishes(context, { scale, left, top, width, height, zoom }) {
    if (zoom < FIRST_ZOOM) return [];
    context.font = REFERENCE_FONT;
    return this.name.flatMap((text, place) => {
      const x = this.x[place] * scale - left;
      const y = this.y[place] * scale - top;
      const seen = x > 0 && y > 0 && x < width && y < height;
      return seen ? [{ x, y, radius: HALF, width: context.measureText(text).width, height: 14, town: -1, font: REFERENCE_FONT, text, place }] : [];
    });
  }

  /**
   * A square is drawn only with its name: without, it would say nothing.
   * @param {CanvasRenderingContext2D} context @param {CanvasView} view @param {Inks} inks
   */
  draw(context, view, inks) {
    for (const [place, { x, y }] of this.placed) {
      drawSquare(context, this.x[place] * view.scale - view.left, this.y[place] * view.scale - view.top, inks);
      context.font = REFERENCE_FONT;
      context.textBaseline = "middle";
      drawText(context, this.name[place], x, y, inks.label2, inks.halo, 3);
    }
  }
}

/** What a square covers. @param {{x: number, y: number}} middle @returns {import("./labels.js").Box} */
export function squareBox({ x, y }) {
  return { left: x - HALF, right: x + HALF, top: y - HALF, bottom: y + HALF };
}

/** @param {CanvasRenderingContext2D} context @param {number} x its middle @param {number} y @param {Inks} inks */
export function drawSquare(context, x, y, inks) {
  context.setLineDash([]);
  context.fillStyle = inks.land;
  context.fillRect(x - HALF, y - HALF, 2 * HALF, 2 * HALF);
  context.strokeStyle = inks.label2;
  context.lineWidth = 1.2;
  context.strokeRect(x - HALF, y - HALF, 2 * HALF, 2 * HALF);
}
