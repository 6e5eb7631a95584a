/** Turns frames on a canvas into a GIF, in a worker. */

/** @typedef {import("./palette.js").Colour} Colour */

export class GifMaker {
  /**
   * @param {number} width @param {number} height pixels
   * @param {number} seconds of each frame
   * @param {Colour[]} exact colours that must not be changed
   */
  constructor(width, height, seconds, exact) {
    this.width = width;
    this.height = height;
    this.seconds = seconds;
    this.exact = exact;
    this.worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  }

  /** Frames by which the colours are chosen. @param {Iterable<HTMLCanvasElement>} frames drawn one after the other */
  async start(frames) {
    const samples = [];
    for (const frame of frames) samples.push(this.pixels(frame));
    await this.ask({ type: "start", width: this.width, height: this.height, exact: this.exact, samples }, samples);
  }

  /** @param {HTMLCanvasElement} canvas @param {number} [times] for how many frames it stands still */
  async add(canvas, times = 1) {
    const pixels = this.pixels(canvas);
    await this.ask({ type: "frame", pixels, seconds: this.seconds * times }, [pixels]);
  }

  /** @returns {Promise<Blob>} */
  async finish() {
    return new Blob(await this.ask({ type: "finish" }, []), { type: "image/gif" });
  }

  /** @param {HTMLCanvasElement} canvas @returns {ArrayBuffer} */
  pixels(canvas) {
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    return /** @type {ArrayBuffer} */ (context.getImageData(0, 0, this.width, this.height).data.buffer);
  }

  /** @param {object} message @param {Transferable[]} move @returns {Promise<any>} */
  ask(message, move) {
    return new Promise((resolve, reject) => {
      this.worker.onmessage = ({ data }) => resolve(data);
      this.worker.onerror = ({ message: reason }) => reject(new Error(reason));
      this.worker.postMessage(message, move);
    });
  }

  stop() {
    this.worker.terminate();
  }
}
