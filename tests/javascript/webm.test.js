import assert from "node:assert/strict";
import test from "node:test";
import { WebmWriter } from "../../static/atlas/share/webm/webm.js";

/** Elements that hold elements. */
const MASTERS = new Set([0x1a45dfa3, 0x18538067, 0x1549a966, 0x1654ae6b, 0xae, 0xe0, 0x1c53bb6b, 0xbb, 0xb7, 0x1f43b675]);

/**
 * All elements of a file, by id, in order; read as RFC 8794 says.
 * @param {Buffer} file @param {number} [from] @param {number} [to]
 * @returns {{id: number, at: number, data: Buffer}[]}
 */
function elements(file, from = 0, to = file.length) {
  const found = [];
  for (let at = from; at < to; ) {
    const start = at;
    const idLength = Math.clz32(file[at]) - 23;
    const id = file.readUIntBE(at, idLength);
    at += idLength;
    const sizeLength = Math.clz32(file[at]) - 23;
    const size = Number(BigInt.asUintN(7 * sizeLength, BigInt(`0x${file.toString("hex", at, at + sizeLength)}`)));
    at += sizeLength;
    assert.ok(at + size <= to, "an element reaches beyond its parent");
    found.push({ id, at: start, data: file.subarray(at, at + size) });
    if (MASTERS.has(id)) found.push(...elements(file, at, at + size));
    at += size;
  }
  return found;
}

test("a video has its frames at their times, and cues that lead to its clusters", () => {
  const writer = new WebmWriter({ width: 640, height: 360, codec: "V_VP9", framesPerSecond: 8 });
  for (let frame = 0; frame < 600; frame += 1) {
    writer.add({ time: Math.round((frame * 1000) / 8), isKey: frame % 48 === 0, data: Uint8Array.of(frame & 255, frame >> 8, 7) });
  }
  const file = Buffer.concat(writer.finish());
  const all = elements(file);
  const of = /** @param {number} id */ (id) => all.filter((one) => one.id === id);
  const unsigned = /** @param {{data: Buffer}} element */ ({ data }) => Number(`0x${data.toString("hex") || "0"}`);
  assert.equal(of(0x4282)[0].data.toString(), "webm");
  assert.equal(of(0x86)[0].data.toString(), "V_VP9");
  assert.deepEqual([of(0xb0), of(0xba)].map(([one]) => unsigned(one)), [640, 360]);
  assert.equal(of(0x4489)[0].data.readDoubleBE(), 75_000);
  const segment = of(0x18538067)[0];
  const begins = segment.at + 12;
  assert.equal(begins + segment.data.length, file.length);
  const clusters = of(0x1f43b675);
  assert.deepEqual(of(0xf1).map(unsigned), clusters.map(({ at }) => at - begins));
  let base = 0;
  const frames = [];
  for (const { id, data } of all) {
    if (id === 0xe7) base = unsigned({ data });
    if (id === 0xa3) frames.push([base + data.readInt16BE(1), data[3] === 0x80, data[4] + 256 * data[5]]);
  }
  assert.deepEqual(frames, Array.from({ length: 600 }, (_, frame) => [Math.round(frame * 125), frame % 48 === 0, frame]));
});

test("long silences between key frames do not overflow a cluster", () => {
  const writer = new WebmWriter({ width: 2, height: 2, codec: "V_VP8", framesPerSecond: 1 });
  for (let frame = 0; frame < 100; frame += 1) writer.add({ time: frame * 1000, isKey: frame === 0, data: Uint8Array.of(1) });
  const blocks = elements(Buffer.concat(writer.finish())).filter(({ id }) => id === 0xa3);
  assert.ok(blocks.every(({ data }) => data.readInt16BE(1) >= 0));
});
