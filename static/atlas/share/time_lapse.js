/** Makes a time lapse of the map: each day is drawn whole and handed to the encoder before the next, so none is dropped. */

import { mix, parseColour } from "../map/colour.js";
import { GifMaker } from "./gif/gif_maker.js";
import { Picture } from "./picture.js";
import { WebmMaker } from "./webm/webm_maker.js";

/**
 * @typedef {import("./map_dialog.js").Shared} Shared
 *
 * @typedef {object} Lapse
 * @property {"webm" | "gif"} format
 * @property {number[]} days one for each frame
 * @property {number} framesPerSecond
 * @property {number} width pixels, even
 * @property {number} height
 */

/** How long the last day stands. */
const LAST_SECONDS = 2;

/**
 * @param {Shared} shared
 * @param {Lapse} lapse
 * @param {{onFrame: (done: number, canvas: HTMLCanvasElement) => void, signal: AbortSignal}} page
 * @returns {Promise<Blob | null>} null when it was cancelled
 */
export async function makeTimeLapse(shared, { format, days, framesPerSecond, width, height }, { onFrame, signal }) {
  const picture = new Picture(shared, { width, height, ratio: 1 }, days[0]);
  const maker = format === "gif" ? new GifMaker(width, height, 1 / framesPerSecond, mapColours(shared)) : new WebmMaker(width, height, framesPerSecond);
  try {
    await picture.ready();
    await maker.start(sampled(picture, days));
    for (let frame = 0; frame < days.length; frame += 1) {
      if (signal.aborted) return null;
      picture.goTo(days[frame]);
      picture.draw();
      const isLast = frame === days.length - 1;
      await maker.add(picture.canvas, isLast ? Math.max(1, Math.round(LAST_SECONDS * framesPerSecond)) : 1);
      onFrame(frame + 1, picture.canvas);
      // Let the page breathe: the button that cancels must work.
      await new Promise((resolve) => setTimeout(resolve));
    }
    return await maker.finish();
  } finally {
    maker.stop();
    picture.remove();
  }
}

/** A few days of it, by which a GIF chooses its colours. @param {Picture} picture @param {number[]} days */
function* sampled(picture, days) {
  for (const part of [0, 0.5, 1]) {
    picture.goTo(days[Math.floor(part * (days.length - 1))]);
    picture.draw();
    yield picture.canvas;
  }
}

/** Colours that mean something on the map, the weightiest first. @param {Shared} shared */
function mapColours({ view, actors }) {
  const { inks } = view;
  const used = actors().map((actor) => view.actors[actor]);
  return [
    ...used.map(({ fill }) => fill),
    ...[inks.ink, inks.paper, inks.land, inks.sea, inks.neighbours, inks.halo, inks.border, inks.front, inks.river, inks.ink2, inks.rule],
    ...used.map(({ line }) => line),
    ...used.map(({ fill, line }) => mix(fill, line, 0.42)),
  ].map(parseColour);
}
