/** Canvases are drawn in turn, one in each frame: bringing one to the screen costs more than drawing on it. */

import { drawn } from "../page/paced.js";

/** Who waits, in the order in which they asked. @type {Set<() => void>} */
const waiting = new Set();
let isRunning = false;

/** Do something in a frame of its own; what waits already is not done twice. @param {() => void} deed */
export function inTurn(deed) {
  waiting.add(deed);
  if (!isRunning) void run();
}

/** Draw all that waits now: paper does not come to the next frame. */
export function drawWaiting() {
  for (const deed of waiting) {
    waiting.delete(deed);
    deed();
  }
}

async function run() {
  isRunning = true;
  try {
    // Those who ask meanwhile come last.
    for (const deed of waiting) {
      await drawn();
      // It may have been drawn meanwhile.
      if (waiting.delete(deed)) deed();
    }
  } finally {
    isRunning = false;
  }
}
