/** The time axis of a comparison: the histogram with a handle for each map. */

import { byId } from "../page/element.js";
import { longDate, shortDate } from "../story/days.js";
import { AxisHandle } from "../time/axis_handle.js";
import { Histogram } from "../time/histogram.js";
import { gettext, interpolate, ngettext, number } from "../translation.js";

/** @typedef {import("./side.js").Side} Side */

/** The histogram as a picture: its handles are the sliders. */
class Ground extends Histogram {
  /** Called when the picture was drawn anew. */
  onDrawn = () => {};

  listen() {
    this.slider.addEventListener("pointerdown", (event) => {
      if (event.button === 0) this.onDay(this.dayAt(event.clientX));
    });
  }

  show() {
    this.onDrawn();
  }
}

export class CompareAxis {
  /**
   * @param {Side[]} sides
   * @param {(side: Side, day: number) => void} onDay
   */
  constructor(sides, onDay) {
    const { story, changes } = sides[1];
    this.sides = sides;
    // A click beside the handles moves the nearer one.
    this.ground = new Ground(byId("histogram"), story, changes, (day) => {
      const distance = /** @param {Side} side */ (side) => Math.abs(side.store.state.day - day);
      onDay(distance(sides[0]) < distance(sides[1]) ? sides[0] : sides[1], day);
    });
    this.ground.onDrawn = () => this.writeCaption();
    this.handles = sides.map((side) => new AxisHandle(byId(`day-${side.name}`), this.ground, story, (day) => onDay(side, day)));
  }

  show() {
    const [a, b] = this.sides.map((side) => side.store.state.day);
    this.handles.forEach((handle, index) => {
      const day = index === 0 ? a : b;
      handle.showValue(day, longDate(day), `${index === 0 ? "A" : "B"} ${shortDate(day)}`);
    });
    this.writeCaption();
  }

  /** How far the maps are apart. */
  writeCaption() {
    const [a, b] = this.sides.map((side) => side.store.state.day);
    const days = Math.abs(b - a);
    const changes = this.sides[1].changes.firstAfter(Math.max(a, b)) - this.sides[1].changes.firstAfter(Math.min(a, b));
    byId("histogram-caption").textContent = days
      ? interpolate(gettext("%(days)s, %(changes)s"), {
          days: interpolate(ngettext("%(count)s day", "%(count)s days", days), { count: number(days) }),
          changes: interpolate(ngettext("%(count)s change", "%(count)s changes", changes), { count: number(changes) }),
        })
      : gettext("The same day on both maps");
  }
}
