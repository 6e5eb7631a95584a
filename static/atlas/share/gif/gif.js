/** Writes an animated GIF (GIF89a) frame by frame; each holds only what differs from the one before. */

import { compress } from "./lzw.js";
import { UNCHANGED } from "./palette.js";

/** @typedef {import("./palette.js").Colour} Colour */

const KEEP_FRAME = 1 << 2;
const TRANSPARENT = 1;

export class GifWriter {
  /** @param {number} width pixels @param {number} height @param {Colour[]} palette at most 255 */
  constructor(width, height, palette) {
    this.width = width;
    this.height = height;
    const table = new Uint8Array(256 * 3);
    palette.forEach((colour, index) => table.set(colour, index * 3));
    /** @type {Uint8Array[]} */
    this.parts = [
      text("GIF89a"),
      // A table of 256 colours for all frames, 8 bits a colour; no background, square pixels.
      Uint8Array.of(...word(width), ...word(height), 0xf7, 0, 0),
      table,
      // Played for ever.
      Uint8Array.of(0x21, 0xff, 11, ...text("NETSCAPE2.0"), 3, 1, 0, 0, 0),
    ];
    /** @type {Uint8Array | null} */
    this.before = null;
    /** Seconds so far, and those that the file tells, which knows only hundredths. */
    this.exact = 0;
    this.told = 0;
  }

  /** @param {Uint8Array} indices of the colours, row by row @param {number} seconds how long it is shown */
  add(indices, seconds) {
    this.exact += seconds;
    const delay = Math.max(2, Math.round((this.exact - this.told) * 100));
    this.told += delay / 100;
    const { left, top, right, bottom } = this.changed(indices);
    const width = right - left + 1;
    const height = bottom - top + 1;
    const cut = new Uint8Array(width * height);
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const at = (top + row) * this.width + left + column;
        cut[row * width + column] = this.before && this.before[at] === indices[at] ? UNCHANGED : indices[at];
      }
    }
    this.before = indices;
    this.parts.push(
      Uint8Array.of(0x21, 0xf9, 4, KEEP_FRAME | TRANSPARENT, ...word(delay), UNCHANGED, 0),
      Uint8Array.of(0x2c, ...word(left), ...word(top), ...word(width), ...word(height), 0),
      compress(cut),
    );
  }

  /** The box of what differs from the frame before; one pixel where nothing does. @param {Uint8Array} indices */
  changed(indices) {
    const { before, width, height } = this;
    if (!before) return { left: 0, top: 0, right: width - 1, bottom: height - 1 };
    const box = { left: width, top: height, right: -1, bottom: -1 };
    for (let row = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1) {
        const at = row * width + column;
        if (before[at] === indices[at]) continue;
        box.left = Math.min(box.left, column);
        box.right = Math.max(box.right, column);
        box.top = Math.min(box.top, row);
        box.bottom = row;
      }
    }
    return box.right < 0 ? { left: 0, top: 0, right: 0, bottom: 0 } : box;
  }

  /** @returns {Uint8Array[]} the file, in parts */
  finish() {
    return [...this.parts, Uint8Array.of(0x3b)];
  }
}

/** @param {number} value of two bytes, the lower first */
function word(value) {
  return [value & 255, (value >> 8) & 255];
}

/** @param {string} letters of ASCII */
function text(letters) {
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}
