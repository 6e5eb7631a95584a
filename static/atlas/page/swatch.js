/** A small picture that shows how the map draws a holder or a status. */

import { mix, parseColour } from "../map/colour.js";
import { staleEngraving, tile } from "../map/engraving.js";
import { element } from "./element.js";

/**
 * @typedef {import("../theme.js").ActorInk} ActorInk
 * @typedef {import("../theme.js").Inks} Inks
 */

const WIDTH = 22;
const HEIGHT = 14;

/** Swatches drawn before. @type {Map<string, HTMLCanvasElement>} */
const drawn = new Map();
/** Their addresses as pictures. @type {WeakMap<HTMLCanvasElement, string>} */
const addresses = new WeakMap();

/**
 * @param {Inks} inks
 * @param {ActorInk[]} holders none draws an empty swatch
 * @param {string} status as in the data, or "stale"
 * @param {boolean} patterns engravings on
 * @returns {HTMLElement}
 */
export function swatch(inks, holders, status, patterns) {
  return picture(drawnSwatch(inks, holders, status, patterns, screenRatio()), "swatch-picture");
}

/**
 * To draw it elsewhere.
 * @param {Inks} inks @param {ActorInk[]} holders @param {string} status @param {boolean} patterns
 * @param {number} ratio device pixels to a CSS pixel
 * @returns {HTMLCanvasElement} that belongs to all
 */
export function drawnSwatch(inks, holders, status, patterns, ratio) {
  const key = JSON.stringify([holders.slice(0, 2), status, patterns, ratio, inks.land, inks.rule2]);
  const known = drawn.get(key) ?? draw(canvasFor(WIDTH, HEIGHT, ratio), inks, holders, status, patterns, ratio);
  drawn.set(key, known);
  return known;
}

/** A picture of a small canvas: Chromium composes each canvas of a page as a layer of its own, and lists have hundreds. @param {HTMLCanvasElement} canvas @param {string} classes */
export function picture(canvas, classes) {
  const address = addresses.get(canvas) ?? canvas.toDataURL();
  addresses.set(canvas, address);
  return element("img", { class: classes, src: address, alt: "", decoding: "sync", "aria-hidden": "true" });
}

/** Device pixels to a CSS pixel. */
export function screenRatio() {
  return Math.min(window.devicePixelRatio || 1, 3);
}

/** @param {number} width CSS pixels @param {number} height @param {number} ratio */
export function canvasFor(width, height, ratio) {
  const canvas = document.createElement("canvas");
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  return canvas;
}

/**
 * @param {HTMLCanvasElement} canvas @param {Inks} inks @param {ActorInk[]} holders @param {string} status
 * @param {boolean} patterns @param {number} ratio @returns {HTMLCanvasElement} the canvas
 */
function draw(canvas, inks, [first, second], status, patterns, ratio) {
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  const cover = /** @param {string} pattern @param {string} colour */ (pattern, colour) => {
    context.fillStyle = context.createPattern(patternImage(pattern, colour, ratio), "repeat") ?? colour;
    context.fillRect(0, 0, canvas.width, canvas.height);
  };
  context.fillStyle = first ? first.fill : inks.land;
  context.fillRect(0, 0, canvas.width, canvas.height);
  if (first && patterns) {
    if (status === "stale") cover(staleEngraving(first.engraving), mix(first.fill, inks.land, 0.6));
    else if (status === "held") cover(first.engraving, mix(first.fill, first.line, 0.42));
  }
  if (second && status !== "held") {
    cover(status === "mixed" ? "bands" : status === "disputed" ? "crossed" : "hatch", second.fill);
  } else if (first && status === "mixed") cover("bands", inks.land);
  context.scale(ratio, ratio);
  context.lineWidth = 1;
  context.strokeStyle = first ? first.line : inks.rule2;
  if (!first) context.setLineDash([2.5, 2]);
  context.strokeRect(0.5, 0.5, WIDTH - 1, HEIGHT - 1);
  return canvas;
}

/** @type {Map<string, HTMLCanvasElement>} */
const images = new Map();

/** One repeat of a pattern in a colour. @param {string} pattern @param {string} colour @param {number} ratio */
function patternImage(pattern, colour, ratio) {
  const key = `${pattern} ${colour} ${ratio}`;
  const known = images.get(key);
  if (known) return known;
  const { width, height, coverage } = tile(pattern, ratio);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context) {
    const [red, green, blue] = parseColour(colour);
    const image = context.createImageData(width, height);
    coverage.forEach((value, index) => image.data.set([red, green, blue, value], index * 4));
    context.putImageData(image, 0, 0);
  }
  images.set(key, canvas);
  return canvas;
}
