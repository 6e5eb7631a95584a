import assert from "node:assert/strict";
import test from "node:test";
import { GifWriter } from "../../static/atlas/share/gif/gif.js";
import { compress } from "../../static/atlas/share/gif/lzw.js";
import { choosePalette, Nearest, UNCHANGED } from "../../static/atlas/share/gif/palette.js";
import { randomNumbers } from "./random.js";

/** What GIF89a, appendix F, tells a decoder to do. @param {Uint8Array} data @param {number} at @returns {{bytes: number[], end: number}} */
function expand(data, at) {
  const smallest = data[at];
  const packed = [];
  let end = at + 1;
  while (data[end]) {
    packed.push(...data.subarray(end + 1, end + 1 + data[end]));
    end += data[end] + 1;
  }
  const clear = 1 << smallest;
  /** @type {number[][]} */
  let table = [];
  let bits = 0;
  const reset = () => {
    table = Array.from({ length: clear + 2 }, (_, code) => [code]);
    bits = smallest + 1;
  };
  reset();
  const bytes = [];
  /** @type {number[] | null} */
  let before = null;
  for (let position = 0; ; position += 0) {
    let code = 0;
    for (let bit = 0; bit < bits; bit += 1, position += 1) code |= ((packed[position >> 3] >> (position & 7)) & 1) << bit;
    if (code === clear) {
      reset();
      before = null;
      continue;
    }
    if (code === clear + 1) break;
    assert.ok(code < table.length || (code === table.length && before), "a code that is not known yet");
    /** @type {number[]} */
    const string = table[code] ?? [.../** @type {number[]} */ (before), /** @type {number[]} */ (before)[0]];
    bytes.push(...string);
    if (before && table.length < 4096) table.push([...before, string[0]]);
    if (table.length === 1 << bits && bits < 12) bits += 1;
    before = string;
  }
  return { bytes, end: end + 1 };
}

test("what is compressed reads back, whatever it is", () => {
  const random = randomNumbers(3);
  for (const length of [1, 2, 3, 255, 256, 257, 3838, 3839, 3840, 3841, 5000, 60_000]) {
    for (const variety of [1, 2, 7, 256]) {
      const bytes = Uint8Array.from({ length }, () => Math.floor(random() * variety));
      const packed = compress(bytes);
      const { bytes: read, end } = expand(packed, 0);
      assert.deepEqual(read, [...bytes], `${length} of ${variety}`);
      assert.equal(end, packed.length);
    }
  }
});

test("each frame of a GIF is what was added, though only the difference is written", () => {
  const random = randomNumbers(5);
  const [width, height] = [13, 9];
  const writer = new GifWriter(width, height, [[1, 2, 3], [250, 0, 9]]);
  const frames = [];
  let now = Uint8Array.from({ length: width * height }, () => Math.floor(random() * 200));
  for (let frame = 0; frame < 12; frame += 1) {
    now = now.slice();
    for (let change = 0; change < frame % 4; change += 1) now[Math.floor(random() * now.length)] = Math.floor(random() * 200);
    frames.push(now);
    writer.add(now, 0.125);
  }
  const file = Buffer.concat(writer.finish());
  assert.equal(file.toString("latin1", 0, 6), "GIF89a");
  assert.deepEqual([file.readUInt16LE(6), file.readUInt16LE(8)], [width, height]);
  assert.deepEqual([...file.subarray(13, 19)], [1, 2, 3, 250, 0, 9]);
  let at = 13 + 768 + 19;
  const shown = new Uint8Array(width * height);
  let delays = 0;
  for (const frame of frames) {
    assert.equal(file.readUInt16BE(at), 0x21f9);
    delays += file.readUInt16LE(at + 4);
    assert.equal(file[at + 8], 0x2c);
    const [left, top, wide, high] = [9, 11, 13, 15].map((offset) => file.readUInt16LE(at + offset));
    const { bytes, end } = expand(file, at + 18);
    assert.equal(bytes.length, wide * high);
    bytes.forEach((index, place) => {
      if (index !== UNCHANGED) shown[(top + Math.floor(place / wide)) * width + left + (place % wide)] = index;
    });
    assert.deepEqual(shown, frame);
    at = end;
  }
  assert.equal(file[at], 0x3b);
  assert.equal(at + 1, file.length);
  // 12 frames of an eighth of a second: the file counts hundredths and must not drift.
  assert.equal(delays, 150);
});

test("colours that mean something are kept exactly, the others nearly", () => {
  const exact = /** @type {[number, number, number][]} */ ([[46, 99, 168], [47, 99, 168], [234, 223, 132], [46, 99, 168]]);
  const random = randomNumbers(9);
  const sample = Uint8ClampedArray.from({ length: 40_000 }, () => Math.floor(random() * 256));
  const palette = choosePalette(exact, [sample]);
  assert.equal(palette.length, 255);
  assert.deepEqual(palette.slice(0, 3), [[46, 99, 168], [47, 99, 168], [234, 223, 132]]);
  const nearest = new Nearest(palette);
  const pixels = Uint8ClampedArray.of(46, 99, 168, 255, 234, 223, 132, 255, 235, 222, 133, 255);
  assert.deepEqual([...nearest.indices(pixels)], [0, 2, 2]);
});
