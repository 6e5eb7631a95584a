/** Drawing on a canvas as the page is laid out: from the left, or from the right in Arabic. Sizes in CSS pixels. */

import { isRightToLeft } from "../translation.js";

/** Type and spaces are made for pictures of this width; narrower ones get smaller type, down to a floor. */
const FULL_WIDTH = 900;
const SMALLEST = 0.68;

/** By how much the type of a picture is smaller than that of a wide one. @param {number} width CSS pixels */
export function pictureUnit(width) {
  return Math.max(SMALLEST, Math.min(1, width / FULL_WIDTH));
}

const FAMILY = '"IBM Plex Sans", "IBM Plex Sans Arabic", system-ui, sans-serif';

export class SheetDrawing {
  /** @param {CanvasRenderingContext2D} context @param {number} width of the sheet */
  constructor(context, width) {
    this.context = context;
    this.width = width;
  }

  /** @param {number} weight @param {number} size */
  setFont(weight, size) {
    // Arabic has no weights but these two, and reads smaller at the same size.
    this.context.font = isRightToLeft ? `${weight >= 500 ? 600 : 400} ${size * 1.05}px ${FAMILY}` : `${weight} ${size}px ${FAMILY}`;
  }

  /** @param {string} text @returns {number} its width in the font that is set */
  measure(text) {
    return this.context.measureText(text).width;
  }

  /** @param {string} text @param {number} along from the edge where lines begin @param {number} y of the baseline @param {string} colour */
  text(text, along, y, colour) {
    this.write(text, "start", isRightToLeft ? this.width - along : along, y, colour);
  }

  /** Text that ends so far from the edge where lines end. @param {string} text @param {number} from @param {number} y @param {string} colour */
  textAtEnd(text, from, y, colour) {
    this.write(text, "end", isRightToLeft ? from : this.width - from, y, colour);
  }

  /** @param {string} text @param {CanvasTextAlign} align @param {number} x @param {number} y @param {string} colour */
  write(text, align, x, y, colour) {
    // A canvas forgets all of this whenever its size is set, and the layers of the map set some of it anew.
    this.context.direction = isRightToLeft ? "rtl" : "ltr";
    this.context.textBaseline = "alphabetic";
    this.context.textAlign = align;
    this.context.fillStyle = colour;
    this.context.fillText(text, x, y);
  }

  /** @param {CanvasImageSource} image @param {number} along @param {number} y @param {number} width @param {number} height */
  image(image, along, y, width, height) {
    this.context.drawImage(image, this.left(along, width), y, width, height);
  }

  /** @param {number} along @param {number} y @param {number} width @param {number} height @param {string} colour */
  box(along, y, width, height, colour) {
    this.context.fillStyle = colour;
    this.context.fillRect(this.left(along, width), y, width, height);
  }

  /** The left edge of something so far along and so wide. @param {number} along @param {number} width */
  left(along, width) {
    return isRightToLeft ? this.width - along - width : along;
  }

  /** As much of a text as fits, with an ellipsis for the rest. @param {string} text @param {number} room */
  cut(text, room) {
    if (this.measure(text) <= room) return text;
    let length = text.length;
    while (length > 1 && this.measure(`${text.slice(0, length)}…`) > room) length -= 1;
    return `${text.slice(0, length).trimEnd()}…`;
  }

  /** A text such as an address, which is read from the left in every language. @param {string} text */
  fromLeft(text) {
    return isRightToLeft ? `\u2066${text}\u2069` : text;
  }

  /** Break a text into lines. @param {string} text @param {number} room @returns {string[]} */
  lines(text, room) {
    /** @type {string[]} */
    const lines = [];
    for (const word of text.split(" ")) {
      const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
      if (lines.length && this.measure(longer) <= room) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }
}
