/** What changes is said to screen readers, politely and not too often. */

import { byId } from "./element.js";

const PAUSE_MS = 700;
const PAUSE_PLAYING_MS = 4000;

export class Announcer {
  constructor() {
    this.region = byId("announcer");
    this.timer = 0;
  }

  /**
   * Say a text once nothing newer has come for a while; while playing, at most every few seconds.
   * @param {() => string} text made when it is said
   * @param {boolean} playing
   */
  later(text, playing) {
    if (playing && this.timer) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      this.say(text());
    }, playing ? PAUSE_PLAYING_MS : PAUSE_MS);
  }

  /** @param {string} text */
  say(text) {
    this.region.textContent = text;
  }
}
