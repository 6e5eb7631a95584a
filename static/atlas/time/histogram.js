/** The histogram of changes, which is also the slider that sets the day. */

import { inTurn } from "../map/turns.js";
import { addMonths, longDate, shortDate } from "../story/days.js";
import { gettext, interpolate, isRightToLeft, ngettext, number } from "../translation.js";
import { Axis, foldEnd } from "./axis.js";
import { columnWidth, gather, scaleOf } from "./bins.js";
import { drawChanges } from "./changes_chart.js";
import { drawHoldings } from "./holdings_chart.js";
import { ticks } from "./ticks.js";

/**
 * @typedef {import("../theme.js").Inks} Inks
 * @typedef {import("../theme.js").ActorInk} ActorInk
 * @typedef {import("../story/changes.js").Changes} Changes
 */

/** Up to this many changes in the tallest column, each is a block of its own. */
const MOST_BLOCKS = 14;
const LEAST_COLUMN = 5.5;
/** Of a column, CSS pixels. */
const WIDEST_BLOCK = 14;

/** The axis runs as the page does: in Arabic later days are further left. */
const FORWARD = isRightToLeft ? -1 : 1;

export class Histogram {
  /**
   * @param {HTMLElement} root
   * @param {{first: number, last: number}} story
   * @param {Changes} changes
   * @param {(day: number) => void} onDay
   */
  constructor(root, story, changes, onDay) {
    this.story = story;
    this.changes = changes;
    this.onDay = onDay;
    this.fold = foldEnd(story.first, story.last, changes.day);
    this.axis = new Axis(story.first, story.last, this.fold, 1);
    this.slider = /** @type {HTMLElement} */ (root.querySelector(".histogram-slider"));
    this.canvas = /** @type {HTMLCanvasElement} */ (root.querySelector("canvas"));
    this.cursor = /** @type {HTMLElement} */ (root.querySelector(".histogram-cursor"));
    this.flag = /** @type {HTMLElement} */ (root.querySelector(".histogram-flag"));
    this.caption = /** @type {HTMLElement} */ (root.querySelector(".histogram-caption"));
    this.years = /** @type {HTMLElement} */ (root.querySelector(".histogram-years"));
    this.day = story.first;
    /** @type {{inks: Inks, actors: ActorInk[]} | null} */
    this.style = null;
    /** @type {{changes: Changes, days: number, columns: import("./bins.js").Column[]} | null} */
    this.gathered = null;
    /** @type {import("../story/holdings.js").Holdings | null} */
    this.holdings = null;
    this.holdingsCaption = "";
    /** The day to go back to when the pointer leaves the holdings. @type {number | null} */
    this.dayBefore = null;
    this.chosen = false;
    this.turn = () => this.drawColumns();
    this.listen();
    /** The size it was laid out for. */
    this.size = "";
    new ResizeObserver(() => this.size !== sizeOf(this.slider) && this.layOut()).observe(this.slider);
  }

  /** Make it a slider that sets the day. */
  listen() {
    this.slider.setAttribute("aria-valuemin", String(this.story.first));
    this.slider.setAttribute("aria-valuemax", String(this.story.last));
    this.slider.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.slider.setPointerCapture(event.pointerId);
      this.dayBefore = null;
      this.chosen = true;
      this.onDay(this.dayAt(event.clientX));
    });
    this.slider.addEventListener("pointermove", (event) => {
      if (this.slider.hasPointerCapture(event.pointerId)) this.onDay(this.dayAt(event.clientX));
      else if (this.holdings && event.pointerType === "mouse") this.look(event);
    });
    this.slider.addEventListener("pointerleave", () => this.lookBack());
    this.slider.addEventListener("keydown", (event) => {
      const day = keyTarget(event, this.day, this.story);
      if (day === null) return;
      event.preventDefault();
      event.stopPropagation();
      this.onDay(Math.min(this.story.last, Math.max(this.story.first, day)));
    });
  }

  /** Show the day under the pointer until it leaves; after a click the day stays. @param {PointerEvent} event */
  look(event) {
    if (document.body.classList.contains("is-playing")) return;
    if (this.dayBefore === null && event.buttons === 0 && !this.chosen) this.dayBefore = this.day;
    if (this.dayBefore !== null) this.onDay(this.dayAt(event.clientX));
  }

  lookBack() {
    if (this.dayBefore !== null) this.onDay(this.dayBefore);
    this.dayBefore = null;
    this.chosen = false;
  }

  /** @param {number} clientX @returns {number} */
  dayAt(clientX) {
    const { left, right } = this.slider.getBoundingClientRect();
    return this.axis.dayAt(isRightToLeft ? right - clientX : clientX - left);
  }

  /** @param {Changes} changes; the axis stays as it is */
  setChanges(changes) {
    this.changes = changes;
    inTurn(this.turn);
    this.show(this.day);
  }

  /** @param {Inks} inks @param {ActorInk[]} actors */
  paint(inks, actors) {
    this.style = { inks, actors };
    this.layOut();
  }

  layOut() {
    this.size = sizeOf(this.slider);
    this.axis = new Axis(this.story.first, this.story.last, this.fold, this.slider.clientWidth);
    inTurn(this.turn);
    this.writeLabels();
    this.show(this.day);
  }

  /** Move the cursor. @param {number} day */
  show(day) {
    this.day = day;
    const x = this.axis.position(day);
    const { width } = this.axis;
    this.cursor.style.transform = `translateX(${FORWARD * x}px)`;
    this.flag.textContent = shortDate(day);
    const half = 50;
    const shift = x < half ? `${-x}px` : x > width - half ? `calc(-100% + ${width - x}px)` : "-50%";
    this.flag.style.setProperty("--flag-shift", isRightToLeft ? `calc(-1 * (${shift}))` : shift);
    // The caption keeps to the half of the axis where the flag is not.
    this.caption.classList.toggle("is-late", x < width / 2);
    this.slider.setAttribute("aria-valuenow", String(day));
    this.slider.setAttribute("aria-valuetext", this.describe(day));
  }

  /** @param {number} day */
  describe(day) {
    const today = this.changes.firstAfter(day) - this.changes.firstAfter(day - 1);
    if (!today) return longDate(day);
    return interpolate(ngettext("%(day)s, %(count)s change", "%(day)s, %(count)s changes", today), { day: longDate(day), count: number(today) });
  }

  /**
   * Draw shares over time instead of changes; null for changes. Then the pointer over them shows each day.
   * @param {import("../story/holdings.js").Holdings | null} holdings
   * @param {string} [caption]
   */
  setHoldings(holdings, caption = "") {
    this.holdings = holdings;
    this.holdingsCaption = caption;
    inTurn(this.turn);
  }

  drawColumns() {
    const { style, canvas } = this;
    const width = this.slider.clientWidth;
    // Room for the flag with the day or, on phones, for the knob.
    const height = this.slider.clientHeight - Math.max(14, this.flag.offsetHeight + 4);
    if (!style || width === 0 || height <= 0) return;
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const context = canvas.getContext("2d");
    if (!context) return;
    context.scale(ratio, ratio);
    if (isRightToLeft) {
      context.translate(width, 0);
      context.scale(-1, 1);
    }
    if (this.holdings) drawHoldings(context, { holdings: this.holdings, axis: this.axis, height, ...style });
    else this.drawBlocks(context, width, height, style);
    context.strokeStyle = style.inks.rule2;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(0, height - 0.5);
    context.lineTo(width, height - 0.5);
    context.stroke();
    if (this.axis.foldWidth > 0) drawFold(context, this.axis.foldWidth - 5, height, style.inks);
    if (this.holdings) this.caption.textContent = this.holdingsCaption;
  }

  /** One block or bar a change. @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {{inks: Inks, actors: ActorInk[]}} style */
  drawBlocks(context, width, height, { inks, actors }) {
    const { axis, fold } = this;
    const { last } = this.story;
    const bin = columnWidth(last - fold + 1, width - axis.foldWidth, LEAST_COLUMN);
    const columns = this.columnsOf(bin.days);
    const scale = scaleOf(columns);
    const tallest = columns.reduce((most, { count }) => Math.max(most, count), 0);
    const single = scale <= MOST_BLOCKS;
    const widest = Math.min(WIDEST_BLOCK, bin.days * axis.dayWidth - 1);
    drawChanges(context, { columns, scale, single, axis, width, height, widest, inks, actors });
    const caption = single
      ? gettext("One block a change, %(width)s a column, coloured by who gained. Outlined: first report")
      : gettext("Changes, %(width)s a column, at most %(tallest)s, coloured by who gained. Outlined: first report");
    const cut = tallest > scale ? gettext(". Cut off where a number stands") : "";
    this.caption.textContent = interpolate(caption, { width: bin.words, tallest: number(scale) }) + cut;
  }

  /** The columns of so many days, kept until there are other changes. @param {number} days */
  columnsOf(days) {
    const { changes, fold } = this;
    if (this.gathered?.changes === changes && this.gathered.days === days) return this.gathered.columns;
    const { first, last } = this.story;
    const folded = fold > first ? gather(changes, first, fold - 1, fold - first) : [];
    const columns = [...folded, ...gather(changes, fold, last, days)];
    this.gathered = { changes, days, columns };
    return columns;
  }

  writeLabels() {
    const { axis, fold } = this;
    const { first, last } = this.story;
    const after = ticks(fold, last, axis.width - axis.foldWidth);
    const marks = fold > first ? [{ text: gettext("Earlier"), from: first, to: fold }, ...after] : after;
    this.years.replaceChildren(
      ...marks.flatMap(({ text, from, to }, index) => {
        const [start, end] = [axis.position(from), axis.position(to)];
        // A part of a year or month at an edge may be too short for its name.
        if (end - start < 28 && to - from > 1 && (index === 0 || index === marks.length - 1) && marks.length > 1) return [];
        const mark = document.createElement("span");
        mark.textContent = text;
        const half = 3.5 * text.length;
        mark.style.insetInlineStart = `${Math.min(axis.width - half, Math.max(half, (start + end) / 2))}px`;
        return [mark];
      }),
    );
  }
}

/** Two short strokes across the foot of the histogram: here the axis is folded. @param {CanvasRenderingContext2D} context @param {number} x @param {number} height @param {Inks} inks */
function drawFold(context, x, height, inks) {
  context.fillStyle = inks.paper;
  context.fillRect(x, height - 8, 5, 8);
  context.strokeStyle = inks.ink2;
  context.beginPath();
  for (const left of [x - 1.5, x + 3.5]) {
    context.moveTo(left, height);
    context.lineTo(left + 3, height - 8);
  }
  context.stroke();
}

/**
 * Where a key leads on the slider: arrows by a day, with Shift by a week; Page Up and Down by a month.
 * @param {KeyboardEvent} event
 * @param {number} day
 * @param {{first: number, last: number}} story
 * @returns {number | null}
 */
export function keyTarget(event, day, { first, last }) {
  if (event.altKey || event.ctrlKey || event.metaKey) return null;
  const days = event.shiftKey ? 7 : 1;
  switch (event.key) {
    case "ArrowRight":
      return day + FORWARD * days;
    case "ArrowUp":
      return day + days;
    case "ArrowLeft":
      return day - FORWARD * days;
    case "ArrowDown":
      return day - days;
    case "PageUp":
      return addMonths(day, 1);
    case "PageDown":
      return addMonths(day, -1);
    case "Home":
      return first;
    case "End":
      return last;
    default:
      return null;
  }
}

/** @param {HTMLElement} element */
function sizeOf({ clientWidth, clientHeight }) {
  return `${clientWidth} ${clientHeight}`;
}
