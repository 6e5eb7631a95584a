/** Reads the columns of a file one after the other while their bytes come, in pieces: the page draws and answers in between. */

import { ByteSource, Lines, PayloadError, Varints } from "./columns.js";
import { rests } from "./pieces.js";

/** So many bytes are read at a stretch. */
const PIECE = 1 << 16;

export class ColumnReader {
  /**
   * @param {ReadableStream<Uint8Array>} stream
   * @param {(part: number) => void} [onProgress] called as the bytes come, with the part of all that is there, 0..1
   */
  constructor(stream, onProgress) {
    this.whole = Infinity;
    this.source = new ByteSource(stream, (received) => onProgress?.(Math.min(1, received / this.whole)));
    this.rest = rests();
    /** @type {IterableIterator<[string, number]>} */
    this.sizes = [].values();
  }

  /** The head has been read. @param {[string, number][]} columns names and sizes in bytes */
  begin(columns) {
    this.whole = columns.reduce((sum, [, size]) => sum + size, this.source.received - this.source.rest.length);
    this.sizes = columns.values();
  }

  /** The whole numbers of the next column. @param {string} name @param {number} count @returns {Promise<Int32Array>} */
  async numbers(name, count) {
    const column = new Varints(count, name);
    await this.read(name, column);
    return column.all();
  }

  /** The texts of the next column. @param {string} name @param {number} count @returns {Promise<Lines>} */
  async lines(name, count) {
    const column = new Lines(count, name);
    await this.read(name, column);
    return column.all();
  }

  /**
   * @param {string} name that the next column must have
   * @param {{read: (bytes: Uint8Array) => void}} column
   * @throws {PayloadError} when another one comes
   */
  async read(name, column) {
    const [found, size] = this.sizes.next().value ?? ["", 0];
    if (found !== name) throw new PayloadError(`timeline: column "${found}" comes where ${name} should`);
    for (let left = size; left > 0; ) {
      const bytes = await this.source.some(Math.min(left, PIECE), name);
      column.read(bytes);
      left -= bytes.length;
      await this.rest();
    }
  }

  /** Do what has to be done with columns, in pieces. @template T @param {import("./pieces.js").Work<T>} work @returns {Promise<T>} */
  async work(work) {
    for (;;) {
      const { done, value } = work.next();
      if (done) return value;
      const resting = this.rest();
      if (resting) await resting;
    }
  }

  /** @throws {PayloadError} when anything is left */
  async end() {
    await this.source.end();
  }

  /** Let go of a stream that is not wanted to its end. */
  async close() {
    await this.source.close();
  }
}
