/** Turns frames on a canvas into a WebM video with WebCodecs: each frame is there, at its time, however slow the machine is. */

import { gettext } from "../../translation.js";
import { WebmWriter } from "./webm.js";

const CODECS = /** @type {const} */ ([["vp09.00.31.08", "V_VP9"], ["vp8", "V_VP8"]]);
/** A key frame so often, for players to jump to. */
const KEY_EVERY = 48;
/** So many frames wait for the encoder at most. */
const MOST_WAITING = 4;
/** Flat colours with sharp edges and small type. */
const BITS_A_PIXEL = 0.25;
const LEAST_BITRATE = 1_500_000;

/** Whether this browser can make videos on this page: it needs WebCodecs, which needs TLS. */
export const canMakeWebm = typeof VideoEncoder === "function";

export class WebmMaker {
  /** @param {number} width @param {number} height even numbers of pixels @param {number} framesPerSecond */
  constructor(width, height, framesPerSecond) {
    this.width = width;
    this.height = height;
    this.framesPerSecond = framesPerSecond;
    this.frames = 0;
    /** @type {Error | null} */
    this.failure = null;
  }

  async start() {
    const { width, height, framesPerSecond } = this;
    const bitrate = Math.max(LEAST_BITRATE, Math.round(width * height * framesPerSecond * BITS_A_PIXEL));
    for (const [codec, codecId] of CODECS) {
      const config = { codec, width, height, bitrate, framerate: framesPerSecond, latencyMode: /** @type {const} */ ("quality") };
      const { supported } = await VideoEncoder.isConfigSupported(config);
      if (!supported) continue;
      this.writer = new WebmWriter({ width, height, codec: codecId, framesPerSecond });
      this.encoder = new VideoEncoder({
        output: (chunk) => this.take(chunk),
        error: (error) => (this.failure = error),
      });
      this.encoder.configure(config);
      return;
    }
    throw new Error(gettext("this browser cannot encode VP8 or VP9; make a GIF instead"));
  }

  /** @param {EncodedVideoChunk} chunk */
  take(chunk) {
    const data = new Uint8Array(chunk.byteLength);
    chunk.copyTo(data);
    this.writer?.add({ time: Math.round(chunk.timestamp / 1000), isKey: chunk.type === "key", data });
  }

  /** @param {HTMLCanvasElement} canvas @param {number} [times] for how many frames it stands still */
  async add(canvas, times = 1) {
    for (let time = 0; time < times; time += 1) {
      const timestamp = Math.round((this.frames * 1e6) / this.framesPerSecond);
      const frame = new VideoFrame(canvas, { timestamp, duration: Math.round(1e6 / this.framesPerSecond) });
      this.encoder?.encode(frame, { keyFrame: this.frames % KEY_EVERY === 0 });
      frame.close();
      this.frames += 1;
      while ((this.encoder?.encodeQueueSize ?? 0) > MOST_WAITING && !this.failure) await new Promise((resolve) => setTimeout(resolve, 5));
      if (this.failure) throw this.failure;
    }
  }

  /** @returns {Promise<Blob>} */
  async finish() {
    await this.encoder?.flush();
    const parts = /** @type {BlobPart[]} */ (this.writer?.finish() ?? []);
    return new Blob(parts, { type: "video/webm" });
  }

  stop() {
    if (this.encoder && this.encoder.state !== "closed") this.encoder.close();
  }
}
