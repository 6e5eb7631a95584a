/** Moves the day while playing. Knows nothing of the page: time and frames are handed in. */

/**
 * @typedef {object} ClockOptions
 * @property {number} first the story's first day
 * @property {number} last its last day
 * @property {(day: number) => void} onDay called with each new day while playing
 * @property {(playing: boolean) => void} onPlaying called when playing starts or ends
 * @property {(callback: (milliseconds: number) => void) => number} request asks for the next frame
 * @property {(handle: number) => void} cancel
 */

/** Days a second that a reader can choose. */
export const SPEEDS = [1, 7, 30, 90];

/** A frame that comes later than this counts as this late: a page in the background does not leap. */
const LONGEST_FRAME_MS = 250;

export class Clock {
  /** @param {ClockOptions} options */
  constructor(options) {
    this.options = options;
    this.speed = 7;
    this.loop = false;
    this.playing = false;
    this.day = options.first;
    this.exact = options.first;
    /** @type {number | null} */
    this.lastFrame = null;
    this.handle = 0;
  }

  /** Set the day from outside; keeps playing from there. @param {number} day */
  moveTo(day) {
    this.day = Math.min(this.options.last, Math.max(this.options.first, day));
    this.exact = this.day;
  }

  /** Start; from the beginning when the story is at its end. A story of a single day has nothing to play. */
  play() {
    if (this.playing || this.options.first >= this.options.last) return;
    if (this.day >= this.options.last) {
      this.moveTo(this.options.first);
      this.options.onDay(this.day);
    }
    this.playing = true;
    this.lastFrame = null;
    this.options.onPlaying(true);
    this.handle = this.options.request((time) => this.frame(time));
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    this.options.cancel(this.handle);
    this.options.onPlaying(false);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** @param {number} time milliseconds */
  frame(time) {
    if (!this.playing) return;
    const elapsed = this.lastFrame === null ? 0 : Math.min(LONGEST_FRAME_MS, Math.max(0, time - this.lastFrame));
    this.lastFrame = time;
    const { first, last } = this.options;
    this.exact += (elapsed / 1000) * this.speed;
    if (this.exact >= last + 1) {
      if (!this.loop) {
        this.show(last);
        this.pause();
        return;
      }
      this.exact = first;
    }
    this.show(Math.min(last, Math.floor(this.exact)));
    this.handle = this.options.request((next) => this.frame(next));
  }

  /** @param {number} day */
  show(day) {
    if (day === this.day) return;
    this.day = day;
    this.options.onDay(day);
  }
}
