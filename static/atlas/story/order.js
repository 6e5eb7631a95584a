/** Putting many towns in order without comparing them one by one. */

import { pieces } from "./pieces.js";

const BITS = 11;
const DIGITS = 1 << BITS;

/**
 * Numbers in order of their keys, the smallest first; those of one key stay in the order they came in.
 *
 * By the bits of the keys, some at a time from the lowest on (radix sort): its time depends on how many there are, and
 * not on how they lie.
 * @param {Int32Array} numbers
 * @param {Float64Array} keys by number; not NaN
 * @returns {import("./pieces.js").Work<Int32Array>}
 */
export function* inOrder(numbers, keys) {
  let from = { number: numbers.slice(), ...words(numbers, keys) };
  const { length } = numbers;
  let to = { number: new Int32Array(length), low: new Uint32Array(length), high: new Uint32Array(length) };
  for (let shift = 0; shift < 64; shift += BITS) {
    const next = new Uint32Array(DIGITS + 1);
    for (let place = 0; place < length; place += 1) next[digit(from.low[place], from.high[place], shift) + 1] += 1;
    // Keys that are all alike in these bits stay as they are.
    if (next.includes(length, 1)) continue;
    for (let place = 1; place <= DIGITS; place += 1) next[place] += next[place - 1];
    for (const [begin, end] of pieces(length)) {
      for (let place = begin; place < end; place += 1) {
        const target = next[digit(from.low[place], from.high[place], shift)]++;
        to.number[target] = from.number[place];
        to.low[target] = from.low[place];
        to.high[target] = from.high[place];
      }
      yield;
    }
    [from, to] = [to, from];
  }
  return from.number;
}

/** Eleven bits of a key, from one on. @param {number} low @param {number} high @param {number} shift */
function digit(low, high, shift) {
  if (shift >= 32) return (high >>> (shift - 32)) & (DIGITS - 1);
  return ((low >>> shift) | (shift > 32 - BITS ? high << (32 - shift) : 0)) & (DIGITS - 1);
}

/**
 * The bits of the keys: those of a double are in order as they are, once those of negative ones are turned over and the
 * sign is.
 * @param {Int32Array} numbers @param {Float64Array} keys
 */
function words(numbers, keys) {
  const low = new Uint32Array(numbers.length);
  const high = new Uint32Array(numbers.length);
  const key = new Float64Array(1);
  const bits = new Uint32Array(key.buffer);
  const [first, second] = LITTLE ? [0, 1] : [1, 0];
  for (let place = 0; place < numbers.length; place += 1) {
    key[0] = keys[numbers[place]];
    const isNegative = bits[second] >>> 31;
    low[place] = isNegative ? ~bits[first] : bits[first];
    high[place] = isNegative ? ~bits[second] : bits[second] ^ 0x80000000;
  }
  return { low, high };
}

const LITTLE = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
