/**
 * The second handle of the time axis: the map as known at this day. At the far end, where it rests, everything counts.
 *
 * Its value is a day; the day after the story's last one means "everything published".
 */

import { longDate, shortDate } from "../story/days.js";
import { SAME_DAY } from "../story/variant.js";
import { gettext, interpolate } from "../translation.js";
import { AxisHandle } from "./axis_handle.js";

/** @typedef {import("../story/variant.js").Variant["known"]} Known */

export class KnownHandle extends AxisHandle {
  /**
   * @param {HTMLElement} handle
   * @param {import("./histogram.js").Histogram} histogram whose axis it stands on
   * @param {(known: Known) => void} onKnown
   */
  constructor(handle, histogram, onKnown) {
    const { first, last } = histogram.story;
    super(handle, histogram, { first, last: last + 1 }, (day) => onKnown(day > last ? null : day));
  }

  /** @param {Known} known @param {number} day the day that the map shows */
  show(known, day) {
    this.handle.classList.toggle("is-resting", known === null);
    this.handle.classList.toggle("is-pinned", known === SAME_DAY);
    if (known === null) {
      this.showValue(this.range.last, gettext("Everything published until today"), gettext("Known today"));
      return;
    }
    const value = known === SAME_DAY ? day : known;
    const words =
      known === SAME_DAY
        ? gettext("What was known on the day shown")
        : interpolate(gettext("What was known on %(day)s"), { day: longDate(known) });
    this.showValue(value, words, interpolate(gettext("Known %(day)s"), { day: shortDate(value) }));
  }
}
