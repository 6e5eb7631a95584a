/** Putting many towns in order without comparing them one by one. */

const BITS = 16;
const DIGITS = 1 << BITS;

/**
 * Numbers in order of their keys, the smallest first; those of one key stay in the order they came in.
 *
 * By the bits of the keys, sixteen at a time from the lowest on (radix sort): its time depends on how many there are,
 * and not on how they lie.
 * @param {Int32Array} numbers
 * @param {Float64Array} keys by number; not NaN
 * @returns {Int32Array}
 */
export function inOrder(numbers, keys) {
  const words = new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
  const [low, high] = LITTLE ? [0, 1] : [1, 0];
  let from = numbers.slice();
  let to = new Int32Array(numbers.length);
  const next = new Uint32Array(DIGITS + 1);
  for (let shift = 0; shift < 64; shift += BITS) {
    // The bits of a double are in order as they are, once those of negative ones are turned over and the sign is.
    const digit = /** @param {number} number */ (number) => {
      const isNegative = words[2 * number + high] >>> 31;
      const word = words[2 * number + (shift < 32 ? low : high)];
      const bits = isNegative ? ~word : shift < 32 ? word : word ^ 0x80000000;
      return (bits >>> (shift & 31)) & (DIGITS - 1);
    };
    next.fill(0);
    for (const number of from) next[digit(number) + 1] += 1;
    for (let place = 1; place <= DIGITS; place += 1) next[place] += next[place - 1];
    for (const number of from) to[next[digit(number)]++] = number;
    [from, to] = [to, from];
  }
  return from;
}

const LITTLE = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
