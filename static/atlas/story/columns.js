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

  /**
   * What of the next bytes is there, at least one.
   * @param {number} most
   * @param {string} what is read, for the message of an error
   * @returns {Promise<Uint8Array>}
   * @throws {PayloadError} when the stream has ended
   */
  async some(most, what) {
    return this.take(Math.min(most, Math.max(1, this.rest.length)), what);
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

/** Whole numbers of seven bits a byte, the lowest first (LEB128), read while their bytes come. */
export class Varints {
  /** @param {number} count @param {string} name of the column */
  constructor(count, name) {
    this.numbers = new Int32Array(count);
    this.name = name;
    this.index = 0;
    /** What is known of a number whose last byte has not come. */
    this.value = 0;
    this.unit = 1;
  }

  /** @param {Uint8Array} bytes the next ones @throws {PayloadError} when there are more numbers than that, or one too large */
  read(bytes) {
    const { numbers } = this;
    const { length } = numbers;
    let { index, value, unit } = this;
    for (let place = 0; place < bytes.length; place += 1) {
      if (index === length) throw new PayloadError(`timeline: ${this.name} holds more than ${length} numbers`);
      const byte = bytes[place];
      value += (byte & 127) * unit;
      if (value > 2 ** 31 - 1) throw new PayloadError(`timeline: ${this.name} has a number that is too large`);
      if (byte > 127) {
        unit *= 128;
        continue;
      }
      numbers[index++] = value;
      value = 0;
      unit = 1;
    }
    this.index = index;
    this.value = value;
    this.unit = unit;
  }

  /** @returns {Int32Array} @throws {PayloadError} when there are fewer */
  all() {
    if (this.index < this.numbers.length || this.unit > 1) throw new PayloadError(`timeline: ${this.name} holds ${this.index} numbers, not ${this.numbers.length}`);
    return this.numbers;
  }
}

/** A number of either sign that was written as one from 0 on: 0, 1, 2, 3 become 0, -1, 1, -2. @param {number} value */
export function zigzag(value) {
  return value & 1 ? -((value + 1) / 2) : value / 2;
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

/** The lines of one long text, read while its bytes come. @implements {Texts} */
export class Lines {
  /** @param {number} count @param {string} name of the column */
  constructor(count, name) {
    this.name = name;
    this.count = count;
    this.text = "";
    /** Where each line begins, and after the last one the end. */
    this.start = new Uint32Array(count + 1);
    this.line = 0;
    this.decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  }

  /** @param {Uint8Array} bytes the next ones: UTF-8, each line ended by a line feed */
  read(bytes) {
    const before = this.text.length;
    const piece = this.decoder.decode(bytes, { stream: true });
    for (let end = piece.indexOf("\n"); end >= 0; end = piece.indexOf("\n", end + 1)) {
      this.line += 1;
      if (this.line <= this.count) this.start[this.line] = before + end + 1;
    }
    this.text += piece;
  }

  /** @returns {this} @throws {PayloadError} when there are more or fewer lines */
  all() {
    this.text += this.decoder.decode();
    if (this.line !== this.count || this.start[this.count] !== this.text.length) throw new PayloadError(`timeline: ${this.name} does not hold ${this.count} lines`);
    return this;
  }

  /** @param {number} line @returns {string} */
  at(line) {
    return this.text.slice(this.start[line], this.start[line + 1] - 1);
  }
}
