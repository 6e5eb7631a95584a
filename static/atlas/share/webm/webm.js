/**
 * Puts encoded frames into a WebM file: EBML (RFC 8794) elements of Matroska (RFC 9559), one video track, a cluster
 * for each key frame, and cues for players to jump by.
 *
 * @typedef {object} Chunk one encoded frame
 * @property {number} time milliseconds, whole
 * @property {boolean} isKey
 * @property {Uint8Array} data
 */

const ID = /** @type {const} */ ({
  ebml: 0x1a45dfa3, ebmlVersion: 0x4286, ebmlReadVersion: 0x42f7, maxIdLength: 0x42f2, maxSizeLength: 0x42f3,
  docType: 0x4282, docTypeVersion: 0x4287, docTypeReadVersion: 0x4285,
  segment: 0x18538067, info: 0x1549a966, timestampScale: 0x2ad7b1, duration: 0x4489, muxingApp: 0x4d80, writingApp: 0x5741,
  tracks: 0x1654ae6b, trackEntry: 0xae, trackNumber: 0xd7, trackUid: 0x73c5, trackType: 0x83, codecId: 0x86,
  defaultDuration: 0x23e383, video: 0xe0, pixelWidth: 0xb0, pixelHeight: 0xba,
  cues: 0x1c53bb6b, cuePoint: 0xbb, cueTime: 0xb3, cueTrackPositions: 0xb7, cueTrack: 0xf7, cueClusterPosition: 0xf1,
  cluster: 0x1f43b675, timestamp: 0xe7, simpleBlock: 0xa3,
});
/** Times in a cluster have 16 bits and a sign: half a minute. */
const LONGEST_CLUSTER_MS = 32_000;
const APP = "conflictmap";

export class WebmWriter {
  /** @param {{width: number, height: number, codec: "V_VP8" | "V_VP9", framesPerSecond: number}} track */
  constructor(track) {
    this.track = track;
    /** @type {{time: number, parts: Uint8Array[]}[]} */
    this.clusters = [];
    this.end = 0;
  }

  /** @param {Chunk} chunk in order of time; the first is a key frame */
  add({ time, isKey, data }) {
    let cluster = this.clusters[this.clusters.length - 1];
    if (!cluster || isKey || time - cluster.time > LONGEST_CLUSTER_MS) {
      cluster = { time, parts: [element(ID.timestamp, unsigned(time))] };
      this.clusters.push(cluster);
    }
    const offset = time - cluster.time;
    const head = Uint8Array.of(0x81, offset >> 8, offset & 255, isKey ? 0x80 : 0);
    cluster.parts.push(element(ID.simpleBlock, head, data));
    this.end = time + 1000 / this.track.framesPerSecond;
  }

  /** @returns {Uint8Array[]} the file, in parts */
  finish() {
    const { width, height, codec, framesPerSecond } = this.track;
    const info = element(
      ID.info,
      element(ID.timestampScale, unsigned(1_000_000)),
      element(ID.duration, float(this.end)),
      element(ID.muxingApp, text(APP)),
      element(ID.writingApp, text(APP)),
    );
    const tracks = element(
      ID.tracks,
      element(
        ID.trackEntry,
        element(ID.trackNumber, unsigned(1)),
        element(ID.trackUid, unsigned(1)),
        element(ID.trackType, unsigned(1)),
        element(ID.codecId, text(codec)),
        element(ID.defaultDuration, unsigned(Math.round(1e9 / framesPerSecond))),
        element(ID.video, element(ID.pixelWidth, unsigned(width)), element(ID.pixelHeight, unsigned(height))),
      ),
    );
    const clusters = this.clusters.map(({ parts }) => element(ID.cluster, ...parts));
    // Positions count from the end of the segment's head, and all of them have eight bytes: the cues' own size is known.
    let position = info.length + tracks.length + this.cues(clusters.map(() => 0)).length;
    const positions = clusters.map(({ length }) => (position += length) - length);
    const body = [info, tracks, this.cues(positions), ...clusters];
    const size = body.reduce((sum, part) => sum + part.length, 0);
    return [header(), Uint8Array.of(...bytesOf(ID.segment), ...sizeOf(size)), ...body];
  }

  /** @param {number[]} positions of the clusters */
  cues(positions) {
    const points = this.clusters.map(({ time }, index) =>
      element(
        ID.cuePoint,
        element(ID.cueTime, unsigned(time)),
        element(ID.cueTrackPositions, element(ID.cueTrack, unsigned(1)), element(ID.cueClusterPosition, unsigned(positions[index], 8))),
      ),
    );
    return element(ID.cues, ...points);
  }
}

function header() {
  return element(
    ID.ebml,
    element(ID.ebmlVersion, unsigned(1)),
    element(ID.ebmlReadVersion, unsigned(1)),
    element(ID.maxIdLength, unsigned(4)),
    element(ID.maxSizeLength, unsigned(8)),
    element(ID.docType, text("webm")),
    element(ID.docTypeVersion, unsigned(4)),
    element(ID.docTypeReadVersion, unsigned(2)),
  );
}

/** @param {number} id @param {...Uint8Array} parts @returns {Uint8Array} */
function element(id, ...parts) {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head = [...bytesOf(id), ...sizeOf(length)];
  const made = new Uint8Array(head.length + length);
  made.set(head);
  let at = head.length;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}

/** A whole number as bytes, the highest first. @param {number} value @param {number} [length] at least */
function bytesOf(value, length = 1) {
  const bytes = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  while (bytes.length < length) bytes.unshift(0);
  return bytes;
}

/** The size of an element: eight bytes, of which the first says so. @param {number} size */
function sizeOf(size) {
  return [0x01, ...bytesOf(size, 7)];
}

/** @param {number} value @param {number} [length] */
function unsigned(value, length) {
  return Uint8Array.from(bytesOf(value, length));
}

/** @param {number} value */
function float(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

/** @param {string} letters */
function text(letters) {
  return new TextEncoder().encode(letters);
}
