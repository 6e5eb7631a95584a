/**
 * The colours of a GIF. All frames share them, so that nothing flickers; those that mean something, such as the
 * actors', are kept exactly, and the rest is filled with what the frames have most of.
 */

/** A GIF has 256 colours; the last stands for "as in the frame before". */
export const MOST_COLOURS = 255;
export const UNCHANGED = 255;

/** Colours are told apart by the upper six bits of each part when they are looked up. */
const KEYS = 1 << 18;
/** How far apart two colours of the palette are at least, at first and when there is still room. */
const SPREADS = [20, 12, 7, 4];

/** @typedef {[number, number, number]} Colour 0..255 */

/** @param {number} red @param {number} green @param {number} blue */
function key(red, green, blue) {
  return ((red >> 2) << 12) | ((green >> 2) << 6) | (blue >> 2);
}

/**
 * @param {Colour[]} exact in the order of their weight; those beyond 255 are left out
 * @param {Uint8ClampedArray[]} samples frames as in ImageData
 * @returns {Colour[]}
 */
export function choosePalette(exact, samples) {
  /** @type {Map<string, Colour>} */
  const different = new Map(exact.map((colour) => [colour.join(), colour]));
  const chosen = [...different.values()].slice(0, MOST_COLOURS);
  const counts = new Uint32Array(KEYS);
  for (const pixels of samples) {
    for (let at = 0; at < pixels.length; at += 4) counts[key(pixels[at], pixels[at + 1], pixels[at + 2])] += 1;
  }
  const found = [...counts.keys()].filter((one) => counts[one] > 0).sort((a, b) => counts[b] - counts[a]);
  const colours = found.map((one) => /** @type {Colour} */ ([((one >> 12) << 2) + 2, (((one >> 6) & 63) << 2) + 2, ((one & 63) << 2) + 2]));
  for (const spread of SPREADS) {
    for (const colour of colours) {
      if (chosen.length === MOST_COLOURS) return chosen;
      if (chosen.every((other) => apart(colour, other) >= spread * spread)) chosen.push(colour);
    }
  }
  return chosen;
}

/** The square of the distance of two colours. @param {Colour} a @param {Colour} b */
function apart(a, b) {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
}

/** Finds the nearest colour of a palette. */
export class Nearest {
  /** @param {Colour[]} palette */
  constructor(palette) {
    this.palette = palette;
    this.known = new Int16Array(KEYS).fill(-1);
    // A colour of the palette finds itself; where two are as good as one, the weightier.
    for (let index = palette.length - 1; index >= 0; index -= 1) this.known[key(...palette[index])] = index;
  }

  /** @param {Uint8ClampedArray} pixels as in ImageData @returns {Uint8Array} the index of each pixel's colour */
  indices(pixels) {
    const { known } = this;
    const indices = new Uint8Array(pixels.length / 4);
    for (let pixel = 0, at = 0; pixel < indices.length; pixel += 1, at += 4) {
      const one = key(pixels[at], pixels[at + 1], pixels[at + 2]);
      if (known[one] < 0) known[one] = this.search(pixels[at], pixels[at + 1], pixels[at + 2]);
      indices[pixel] = known[one];
    }
    return indices;
  }

  /** @param {number} red @param {number} green @param {number} blue */
  search(red, green, blue) {
    let best = 0;
    let least = Infinity;
    for (let index = 0; index < this.palette.length; index += 1) {
      const distance = apart(this.palette[index], [red, green, blue]);
      if (distance < least) [best, least] = [index, distance];
    }
    return best;
  }
}
