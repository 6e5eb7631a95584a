/**
 * The second handle of the time axis: the map as known at this day. At the far end, where it rests, everything counts.
 *
 * Its value is a day; the day after the story's last one means "everything published".
 */

import { longDate, shortDate } from "../story/days.js";
import { SAME_DAY } from "../story/variant.js";
import { gettext, interpolate } from "../translation.js";
import { keyTarget } from "./histogram.js";

/** @typedef {import("../story/variant.js").Variant["known"]} Known */

export class KnownHandle {
  /**
   * @param {HTMLElement} handle
   * @param {import("./histogram.js").Histogram} histogram whose axis it stands on
   * @param {(known: Known) => void} onKnown
   */
  constructor(handle, histogram, onKnown) {
    this.handle = handle;
    this.flag = /** @type {HTMLElement} */ (handle.querySelector(".known-flag"));
    this.histogram = histogram;
    this.onKnown = onKnown;
    /** @type {Known} */
    this.known = null;
    this.day = histogram.day;
    const { first, last } = histogram.story;
    handle.setAttribute("aria-valuemin", String(first));
    handle.setAttribute("aria-valuemax", String(last + 1));
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      handle.setPointerCapture(event.pointerId);
      this.grip = event.clientX;
      event.preventDefault();
      handle.focus();
    });
    handle.addEventListener("pointermove", (event) => {
      // A touch that does not move is no wish for another day.
      if (handle.hasPointerCapture(event.pointerId) && Math.abs(event.clientX - (this.grip ?? 0)) > 2) {
        this.grip = -Infinity;
        this.choose(this.dayAt(event.clientX));
      }
    });
    handle.addEventListener("keydown", (event) => {
      const day = keyTarget(event, this.value, { first, last: last + 1 });
      if (day === null) return;
      event.preventDefault();
      event.stopPropagation();
      this.choose(day);
    });
    new ResizeObserver(() => this.place()).observe(histogram.slider);
  }

  /** Past the end of the axis everything counts. @param {number} clientX */
  dayAt(clientX) {
    const { axis, slider, story } = this.histogram;
    const { left, right } = slider.getBoundingClientRect();
    const isMirrored = getComputedStyle(slider).direction === "rtl";
    const isPast = isMirrored ? clientX <= left + 1 : clientX >= right - 1;
    return isPast ? story.last + 1 : axis.dayAt(isMirrored ? right - clientX : clientX - left);
  }

  get value() {
    return this.known === null ? this.histogram.story.last + 1 : this.known === SAME_DAY ? this.day : this.known;
  }

  /** @param {number} day */
  choose(day) {
    const { first, last } = this.histogram.story;
    this.onKnown(day > last ? null : Math.max(first, day));
  }

  /** @param {Known} known @param {number} day the day that the map shows */
  show(known, day) {
    this.known = known;
    this.day = day;
    this.handle.classList.toggle("is-resting", known === null);
    this.handle.classList.toggle("is-pinned", known === SAME_DAY);
    this.handle.setAttribute("aria-valuenow", String(this.value));
    this.handle.setAttribute("aria-valuetext", this.words());
    this.flag.textContent =
      known === null ? gettext("Known today") : interpolate(gettext("Known %(day)s"), { day: shortDate(this.value) });
    this.place();
  }

  words() {
    if (this.known === null) return gettext("Everything published until today");
    if (this.known === SAME_DAY) return gettext("What was known on the day shown");
    return interpolate(gettext("What was known on %(day)s"), { day: longDate(this.known) });
  }

  place() {
    const { axis, story } = this.histogram;
    const { width } = axis;
    if (width === 0) return;
    const at = this.known === null ? width - 1 : axis.position(Math.min(story.last, Math.max(story.first, this.value)));
    this.handle.style.insetInlineStart = `${at}px`;
    // The flag keeps inside the axis.
    this.handle.classList.toggle("is-late", at > width / 2);
  }
}
