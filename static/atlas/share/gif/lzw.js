/** The compression of GIF (GIF89a, appendix F): LZW with codes that grow from 9 to 12 bits, the lowest bit first. */

const SMALLEST_CODE = 8;
const MOST_BITS = 12;
const CLEAR = 1 << SMALLEST_CODE;
const END = CLEAR + 1;

/** The code of each known string with one more byte: `children[code * 256 + byte]`; 0 where there is none. */
const children = new Uint16Array(256 << MOST_BITS);

/**
 * @param {Uint8Array} bytes at least one
 * @returns {Uint8Array} the size of the smallest code, then data in blocks of at most 255 bytes, then an empty block
 */
export function compress(bytes) {
  const out = new Blocks();
  let bits = SMALLEST_CODE + 1;
  let next = END + 1;
  children.fill(0);
  out.write(CLEAR, bits);
  let prefix = bytes[0];
  for (let index = 1; index < bytes.length; index += 1) {
    const byte = bytes[index];
    const known = children[(prefix << 8) | byte];
    if (known) {
      prefix = known;
      continue;
    }
    out.write(prefix, bits);
    if (next < 1 << MOST_BITS) {
      // A decoder knows each string one code later than we do.
      if (next === 1 << bits) bits += 1;
      children[(prefix << 8) | byte] = next;
      next += 1;
    } else {
      out.write(CLEAR, bits);
      children.fill(0);
      bits = SMALLEST_CODE + 1;
      next = END + 1;
    }
    prefix = byte;
  }
  out.write(prefix, bits);
  // The last code made the decoder's table grow, too.
  if (next === 1 << bits && bits < MOST_BITS) bits += 1;
  out.write(END, bits);
  return out.finish();
}

/** Packs codes into bytes and bytes into blocks. */
class Blocks {
  constructor() {
    this.bytes = new Uint8Array(4096);
    this.bytes[0] = SMALLEST_CODE;
    this.length = 2;
    /** Where the length of the block in work stands. */
    this.block = 1;
    this.waiting = 0;
    this.count = 0;
  }

  /** @param {number} code @param {number} bits */
  write(code, bits) {
    this.waiting |= code << this.count;
    this.count += bits;
    while (this.count >= 8) {
      this.push(this.waiting & 255);
      this.waiting >>>= 8;
      this.count -= 8;
    }
  }

  /** @param {number} byte */
  push(byte) {
    if (this.length - this.block === 256) this.close();
    if (this.length + 2 > this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length] = byte;
    this.length += 1;
  }

  close() {
    this.bytes[this.block] = this.length - this.block - 1;
    this.block = this.length;
    this.length += 1;
  }

  finish() {
    if (this.count > 0) this.push(this.waiting & 255);
    this.close();
    // The block that `close` has begun stays empty: the end.
    this.bytes[this.block] = 0;
    return this.bytes.slice(0, this.length);
  }
}
