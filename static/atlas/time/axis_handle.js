/** A handle on the axis of a histogram: a slider of its own, with a flag that says where it stands. */

import { isRightToLeft } from "../translation.js";
import { keyTarget } from "./histogram.js";

/** A touch that moves less than this is no wish for another day. */
const STILL = 2;

export class AxisHandle {
  /**
   * @param {HTMLElement} handle with role=slider and an element of class axis-flag
   * @param {import("./histogram.js").Histogram} histogram whose axis it stands on
   * @param {{first: number, last: number}} range days that can be chosen, both counted
   * @param {(day: number) => void} onDay
   */
  constructor(handle, histogram, range, onDay) {
    this.handle = handle;
    this.flag = /** @type {HTMLElement} */ (handle.querySelector(".axis-flag"));
    this.histogram = histogram;
    this.range = range;
    this.onDay = onDay;
    this.value = range.first;
    handle.setAttribute("aria-valuemin", String(range.first));
    handle.setAttribute("aria-valuemax", String(range.last));
    /** Where the pointer took hold of it. */
    this.grip = 0;
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      handle.setPointerCapture(event.pointerId);
      this.grip = event.clientX;
      event.preventDefault();
      handle.focus();
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId) || Math.abs(event.clientX - this.grip) <= STILL) return;
      this.grip = -Infinity;
      this.choose(this.dayAt(event.clientX));
    });
    handle.addEventListener("keydown", (event) => {
      const day = keyTarget(event, this.value, range);
      if (day === null) return;
      event.preventDefault();
      event.stopPropagation();
      this.choose(day);
    });
    new ResizeObserver(() => this.place()).observe(histogram.slider);
  }

  /** Beyond the end of the axis is the last day of the range, which may be later than the story's. @param {number} clientX */
  dayAt(clientX) {
    const { left, right } = this.histogram.slider.getBoundingClientRect();
    const isBeyond = isRightToLeft ? clientX <= left + 1 : clientX >= right - 1;
    return isBeyond ? this.range.last : this.histogram.dayAt(clientX);
  }

  /** @param {number} day */
  choose(day) {
    this.onDay(Math.min(this.range.last, Math.max(this.range.first, day)));
  }

  /** @param {number} value a day of the range @param {string} words for screen readers @param {string} flag */
  showValue(value, words, flag) {
    this.value = value;
    this.handle.setAttribute("aria-valuenow", String(value));
    this.handle.setAttribute("aria-valuetext", words);
    this.flag.textContent = flag;
    this.place();
  }

  place() {
    const { axis, story } = this.histogram;
    const { width } = axis;
    if (width === 0) return;
    const at = this.value > story.last ? width - 1 : axis.position(this.value);
    this.handle.style.insetInlineStart = `${at}px`;
    // The flag keeps inside the axis.
    this.handle.classList.toggle("is-late", at > width / 2);
  }
}
