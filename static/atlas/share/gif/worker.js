/** Makes a GIF off the page's thread. Each message is answered when its work is done, so that frames never pile up. */

import { GifWriter } from "./gif.js";
import { choosePalette, Nearest } from "./palette.js";

/**
 * @typedef {{type: "start", width: number, height: number, exact: import("./palette.js").Colour[], samples: ArrayBuffer[]}} Start
 * @typedef {{type: "frame", pixels: ArrayBuffer, seconds: number}} Frame
 * @typedef {{type: "finish"}} Finish
 */

/** @type {GifWriter | null} */
let writer = null;
/** @type {Nearest | null} */
let nearest = null;

self.addEventListener("message", (event) => {
  const message = /** @type {Start | Frame | Finish} */ (event.data);
  const answer = /** @type {(value: unknown, move?: Transferable[]) => void} */ (/** @type {any} */ (self).postMessage.bind(self));
  if (message.type === "start") {
    const palette = choosePalette(message.exact, message.samples.map((pixels) => new Uint8ClampedArray(pixels)));
    nearest = new Nearest(palette);
    writer = new GifWriter(message.width, message.height, palette);
    answer(palette.length);
  } else if (message.type === "frame") {
    writer?.add(/** @type {Nearest} */ (nearest).indices(new Uint8ClampedArray(message.pixels)), message.seconds);
    answer(null);
  } else {
    const parts = writer?.finish() ?? [];
    answer(parts, parts.map(({ buffer }) => /** @type {ArrayBuffer} */ (buffer)));
  }
});
