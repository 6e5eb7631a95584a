/** The line between two maps that lie on each other; pointer, touch and keyboard move it. */

import { gettext, interpolate, isRightToLeft, number } from "../translation.js";

const STEP = 2;
const LEAP = 10;

export class Swipe {
  /**
   * @param {HTMLElement} stage that holds both maps
   * @param {HTMLElement} upper the map whose first part is cut off
   * @param {HTMLElement} handle with role=slider
   */
  constructor(stage, upper, handle) {
    this.stage = stage;
    this.upper = upper;
    this.handle = handle;
    this.isOn = false;
    /** Where the line stands, in percent of the width from the beginning of the line of text. */
    this.percent = 50;
    handle.setAttribute("aria-valuemin", "0");
    handle.setAttribute("aria-valuemax", "100");
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      handle.setPointerCapture(event.pointerId);
      event.preventDefault();
      handle.focus();
    });
    handle.addEventListener("pointermove", (event) => {
      if (!handle.hasPointerCapture(event.pointerId)) return;
      const { left, width } = stage.getBoundingClientRect();
      const part = (100 * (event.clientX - left)) / width;
      this.moveTo(isRightToLeft ? 100 - part : part);
    });
    handle.addEventListener("keydown", (event) => {
      const target = this.keyTarget(event);
      if (target === null) return;
      event.preventDefault();
      event.stopPropagation();
      this.moveTo(target);
    });
    this.moveTo(50);
  }

  /** @param {KeyboardEvent} event */
  keyTarget(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return null;
    const step = event.shiftKey ? LEAP : STEP;
    const forward = isRightToLeft ? "ArrowLeft" : "ArrowRight";
    const back = isRightToLeft ? "ArrowRight" : "ArrowLeft";
    if (event.key === forward || event.key === "ArrowUp") return this.percent + step;
    if (event.key === back || event.key === "ArrowDown") return this.percent - step;
    if (event.key === "PageUp") return this.percent + LEAP;
    if (event.key === "PageDown") return this.percent - LEAP;
    return event.key === "Home" ? 0 : event.key === "End" ? 100 : null;
  }

  /** @param {number} percent */
  moveTo(percent) {
    this.percent = Math.min(100, Math.max(0, Math.round(percent * 10) / 10));
    const whole = Math.round(this.percent);
    this.handle.setAttribute("aria-valuenow", String(whole));
    this.handle.setAttribute("aria-valuetext", interpolate(gettext("A %(a)s%%, B %(b)s%%"), { a: number(whole), b: number(100 - whole) }));
    this.show(this.isOn);
  }

  /** @param {boolean} isOn whether the maps lie on each other; else they stand side by side */
  show(isOn) {
    this.isOn = isOn;
    this.handle.hidden = !isOn;
    this.handle.style.insetInlineStart = `${this.percent}%`;
    const cut = `${this.percent}%`;
    // The maps themselves are never mirrored, so the cut is given in left and right.
    this.upper.style.clipPath = isOn ? (isRightToLeft ? `inset(0 ${cut} 0 0)` : `inset(0 0 0 ${cut})`) : "";
  }
}
