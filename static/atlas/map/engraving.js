/**
 * The fine patterns of the map as coverage, 0 (nothing) to 1 (line), at a point in CSS pixels.
 * An actor's engraving is upright; diagonals say status. Each pattern repeats after `size`.
 *
 * @typedef {"solid" | "horizontal" | "vertical" | "dots" | "plus" | "waves" | "grid" | "rings"} Engraving
 * @typedef {"bands" | "hatch" | "crossed" | "speckle"} StatusPattern
 * @typedef {object} Tile
 * @property {number} width in device pixels
 * @property {number} height
 * @property {Uint8Array} coverage 0..255, row by row
 */

const DIAGONAL = 13;

/** @type {Record<Engraving | StatusPattern, {size: [number, number], distance: (x: number, y: number) => number}>} */
const PATTERNS = {
  // Each distance is to the edge of the line, negative inside it.
  solid: { size: [1, 1], distance: () => 1 },
  horizontal: { size: [5, 5], distance: (_, y) => Math.abs(centred(y, 5)) - 0.5 },
  vertical: { size: [5, 5], distance: (x) => Math.abs(centred(x, 5)) - 0.5 },
  dots: { size: [6, 10], distance: (x, y) => staggered(x, y, 6, 5, (dx, dy) => Math.hypot(dx, dy) - 0.9) },
  plus: { size: [8, 16], distance: (x, y) => staggered(x, y, 8, 8, plusSign) },
  waves: { size: [12, 6], distance: (x, y) => Math.abs(centred(y - 1.3 * Math.sin((x * Math.PI) / 6), 6)) - 0.5 },
  grid: { size: [7, 7], distance: (x, y) => Math.min(Math.abs(centred(x, 7)), Math.abs(centred(y, 7))) - 0.5 },
  rings: { size: [8, 16], distance: (x, y) => staggered(x, y, 8, 8, (dx, dy) => Math.abs(Math.hypot(dx, dy) - 2) - 0.5) },
  // A stale area of an actor whose engraving is solid.
  speckle: { size: [4, 4], distance: (x, y) => staggered(x, y, 4, 2, (dx, dy) => Math.hypot(dx, dy) - 0.6) },
  bands: { size: [DIAGONAL, DIAGONAL], distance: (x, y) => diagonal(x + y) - 2.25 },
  hatch: { size: [DIAGONAL, DIAGONAL], distance: (x, y) => diagonal(x + y) - 1 },
  crossed: { size: [DIAGONAL, DIAGONAL], distance: (x, y) => Math.min(diagonal(x + y), diagonal(x - y)) - 1.1 },
};

/** Distance of a coordinate from the middle of its repeat. @param {number} value @param {number} size */
function centred(value, size) {
  return value - size * Math.floor(value / size) - size / 2;
}

/** Distance across a diagonal line that repeats. @param {number} along */
function diagonal(along) {
  return Math.abs(centred(along, DIAGONAL)) * Math.SQRT1_2;
}

/**
 * A sign in every cell, every second row shifted by half a cell.
 * @param {number} x @param {number} y @param {number} width @param {number} height
 * @param {(dx: number, dy: number) => number} sign
 */
function staggered(x, y, width, height, sign) {
  const shift = Math.floor(y / height) % 2 === 0 ? 0 : width / 2;
  return sign(centred(x + shift, width), centred(y, height));
}

/** @param {number} dx @param {number} dy */
function plusSign(dx, dy) {
  const across = Math.max(Math.abs(dx) - 2, Math.abs(dy) - 0.5);
  const along = Math.max(Math.abs(dx) - 0.5, Math.abs(dy) - 2);
  return Math.min(across, along);
}

/**
 * One repeat of a pattern in device pixels.
 * @param {string} name
 * @param {number} ratio device pixels per CSS pixel
 * @returns {Tile}
 */
export function tile(name, ratio) {
  const { size, distance } = PATTERNS[/** @type {Engraving} */ (name)] ?? PATTERNS.solid;
  const [width, height] = size.map((length) => Math.max(1, Math.round(length * ratio)));
  const coverage = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const x = ((column + 0.5) * size[0]) / width;
      const y = ((row + 0.5) * size[1]) / height;
      coverage[row * width + column] = Math.round(255 * Math.min(1, Math.max(0, 0.5 - distance(x, y) * ratio)));
    }
  }
  return { width, height, coverage };
}

/** The engraving of a stale area, drawn out towards the land; a solid one becomes a speckle. @param {string} engraving */
export function staleEngraving(engraving) {
  return engraving === "solid" ? "speckle" : engraving;
}

/** Engravings for actors that have none of their own, by their slug. @param {string} slug @returns {Engraving} */
export function engravingByHash(slug) {
  const names = /** @type {Engraving[]} */ (["horizontal", "vertical", "dots", "plus", "waves", "grid", "rings"]);
  let hash = 0;
  for (const letter of slug) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0;
  return names[hash % names.length];
}
