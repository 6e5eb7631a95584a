/**
 * Reading the columns of a timeline file: bytes as they come over the wire, and what stands in them
 * (`conflictmap/atlas/payload.py` writes them).
 */

/** The file is not what this page can read; the message names the part. */
export class PayloadError extends Error {}

/** Hands out the bytes of a stream in pieces of the size asked for, as soon as they are there. */
export class ByteSource {
  /**
   * @param {ReadableStream<Uint8Array>} stream
   * @param {(received: number) => void} [onBytes] called as they come, with how many have come in all
   */
  constructor(stream, onBytes = () => {}) {
    this.reader = stream.getReader();
    this.onBytes = onBytes;
    this.received = 0;
    /** @type {Uint8Array} */
    this.rest = new Uint8Array(0);
  }

  /**
   * @param {number} size
   * @param {string} what is read, for the message of an error
   * @returns {Promise<Uint8Array>}
   * @throws {PayloadError} when the stream ends before
   */
  async take(size, what) {
    if (this.rest.length < size) {
      const pieces = [this.rest];
      let length = this.rest.length;
      while (length < size) {
        const { done, value } = await this.reader.read();
        if (done) throw new PayloadError(`timeline: it ends inside ${what}, after ${length} of ${size} bytes`);
        pieces.push(value);
        length += value.length;
        this.received += value.length;
        this.onBytes(this.received);
      }
      this.rest = joined(pieces, length);
    }
    const taken = this.rest.subarray(0, size);
    this.rest = this.rest.subarray(size);
    return taken;
  }

  /** @throws {PayloadError} when anything is left */
  async end() {
    const { done } = this.rest.length ? { done: false } : await this.reader.read();
    if (!done) throw new PayloadError("timeline: bytes follow the last column");
  }

  /** Let go of a stream that is not wanted to its end. */
  async close() {
    await this.reader.cancel();
  }
}

/** @param {Uint8Array[]} pieces @param {number} length */
function joined(pieces, length) {
  const all = new Uint8Array(length);
  let place = 0;
  for (const piece of pieces) {
    all.set(piece, place);
    place += piece.length;
  }
  return all;
}

/**
 * Whole numbers of seven bits a byte, the lowest first (LEB128).
 * @param {Uint8Array} bytes
 * @param {number} count
 * @param {string} name of the column
 * @returns {Int32Array}
 * @throws {PayloadError} when there are more or fewer numbers than that, or one too large
 */
export function varints(bytes, count, name) {
  const numbers = new Int32Array(count);
  const end = bytes.length;
  let place = 0;
  for (let index = 0; index < count; index += 1) {
    let value = 0;
    let unit = 1;
    let byte = 128;
    while (byte > 127) {
      if (place === end) throw new PayloadError(`timeline: ${name} holds ${index} numbers, not ${count}`);
      byte = bytes[place];
      place += 1;
      value += (byte & 127) * unit;
      unit *= 128;
    }
    if (value > 2 ** 31 - 1) throw new PayloadError(`timeline: ${name} has a number that is too large`);
    numbers[index] = value;
  }
  if (place !== end) throw new PayloadError(`timeline: ${name} holds more than ${count} numbers`);
  return numbers;
}

/** A number of either sign that was written as one from 0 on: 0, 1, 2, 3 become 0, -1, 1, -2. @param {number} value */
export function zigzag(value) {
  return value & 1 ? -((value + 1) / 2) : value / 2;
}

/**
 * Degrees from columns of differences.
 * @param {Int32Array} differences each from the one before, as `zigzag`
 * @param {number} stepsPerDegree
 * @returns {Float64Array}
 */
export function degrees(differences, stepsPerDegree) {
  const values = new Float64Array(differences.length);
  let steps = 0;
  for (let index = 0; index < differences.length; index += 1) {
    steps += zigzag(differences[index]);
    values[index] = steps / stepsPerDegree;
  }
  return values;
}

/**
 * Check that all numbers are places of a table.
 * @param {Int32Array} numbers
 * @param {{length: number}} table
 * @param {string} name of the column
 * @returns {Uint8Array | Uint16Array | Int32Array} the numbers, in the smallest room that any place of the table needs
 */
export function placesIn(numbers, table, name) {
  for (let index = 0; index < numbers.length; index += 1) {
    if (numbers[index] >= table.length) throw new PayloadError(`timeline: ${name} names row ${numbers[index]} of a table of ${table.length}`);
  }
  if (table.length > 2 ** 16) return numbers;
  return table.length > 2 ** 8 ? new Uint16Array(numbers) : new Uint8Array(numbers);
}

/** The last day of the year 9999, since 1970-01-01. */
const LAST_DAY = 2_932_896;

/**
 * Check that a day, 0 being 1970-01-01, is one of the calendar.
 * @param {number} day
 * @param {string} name of the column
 * @returns {number} the day
 */
export function dayOf(day, name) {
  if (!(Math.abs(day) <= LAST_DAY)) throw new PayloadError(`timeline: ${name} leads to day ${day}, which is in no calendar`);
  return day;
}

/**
 * A text for each town, cut out when it is asked for: a million small strings would fill a phone.
 *
 * @typedef {{at: (town: number) => string}} Texts
 */

/** The lines of one long text. @implements {Texts} */
export class Lines {
  /**
   * @param {Uint8Array} bytes UTF-8, each line ended by a line feed
   * @param {number} count
   * @param {string} name of the column
   * @throws {PayloadError} when there are more or fewer lines
   */
  constructor(bytes, count, name) {
    this.text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    /** Where each line begins, and after the last one the end. */
    this.start = new Uint32Array(count + 1);
    let line = 0;
    for (let end = this.text.indexOf("\n"); end >= 0; end = this.text.indexOf("\n", end + 1)) {
      line += 1;
      if (line <= count) this.start[line] = end + 1;
    }
    if (line !== count || this.start[count] !== this.text.length) throw new PayloadError(`timeline: ${name} does not hold ${count} lines`);
  }

  /** @param {number} line @returns {string} */
  at(line) {
    return this.text.slice(this.start[line], this.start[line + 1] - 1);
  }
}
