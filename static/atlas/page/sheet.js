/** On phones the town's sheet stands at three heights: a peek, half, or the whole screen. */

import { byId } from "./element.js";
import { gettext } from "../translation.js";

/** @typedef {"peek" | "half" | "full"} Height */

const HEIGHTS = /** @type {Height[]} */ (["peek", "half", "full"]);
const WORDS = { peek: gettext("Make the sheet larger"), half: gettext("Make the sheet full"), full: gettext("Make the sheet small") };
/** A drag shorter than this is a tap. */
const TAP = 8;

export class Sheet {
  constructor() {
    this.sheet = byId("sheet");
    this.grip = byId("sheet-grip");
    /** @type {Height} */
    this.height = "half";
    this.setHeight("half");
    /** @type {{y: number, height: number} | null} */
    this.drag = null;
    for (const handle of [this.grip]) {
      handle.addEventListener("pointerdown", (event) => {
        handle.setPointerCapture(event.pointerId);
        this.drag = { y: event.clientY, height: this.sheet.offsetHeight };
      });
      handle.addEventListener("pointermove", (event) => {
        if (!this.drag) return;
        this.sheet.style.height = `${this.drag.height + this.drag.y - event.clientY}px`;
        this.sheet.classList.add("is-dragged");
      });
      handle.addEventListener("pointerup", (event) => this.drop(event.clientY));
      handle.addEventListener("pointercancel", () => this.drop(this.drag?.y ?? 0));
    }
    this.grip.addEventListener("keydown", (event) => {
      const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
      if (step) {
        event.preventDefault();
        this.move(step);
      } else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        this.next();
      }
    });
  }

  /** @param {number} y */
  drop(y) {
    if (!this.drag) return;
    const moved = this.drag.y - y;
    this.drag = null;
    this.sheet.style.removeProperty("height");
    this.sheet.classList.remove("is-dragged");
    if (Math.abs(moved) < TAP) this.next();
    else this.move(Math.abs(moved) > window.innerHeight * 0.4 ? 2 * Math.sign(moved) : Math.sign(moved));
  }

  next() {
    this.setHeight(HEIGHTS[(HEIGHTS.indexOf(this.height) + 1) % HEIGHTS.length]);
  }

  /** @param {number} steps */
  move(steps) {
    const place = Math.min(HEIGHTS.length - 1, Math.max(0, HEIGHTS.indexOf(this.height) + steps));
    this.setHeight(HEIGHTS[place]);
  }

  /** @param {Height} height */
  setHeight(height) {
    this.height = height;
    this.sheet.dataset.height = height;
    this.grip.setAttribute("aria-label", WORDS[height]);
  }
}
