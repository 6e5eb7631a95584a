/** The histogram of changes, which is also the slider that sets the day. */

import { addMonths, firstOfYear, longDate, shortDate, yearOf } from "../story/days.js";
import { firstAfter } from "../story/changes.js";
import { counted } from "../page/element.js";
import { columnWidth, gather } from "./bins.js";

/**
 * @typedef {import("../theme.js").Inks} Inks
 * @typedef {import("../theme.js").ActorInk} ActorInk
 * @typedef {import("../story/changes.js").Change} Change
 */

/** Up to this many changes in the tallest column, each is a block of its own. */
const MOST_BLOCKS = 14;
const LEAST_COLUMN = 5.5;
const BLOCK_HEIGHT = 6;

export class Histogram {
  /**
   * @param {HTMLElement} root
   * @param {{first: number, last: number}} story
   * @param {Change[]} changes
   * @param {(day: number) => void} onDay
   */
  constructor(root, story, changes, onDay) {
    this.story = story;
    this.changes = changes;
    this.onDay = onDay;
    this.slider = /** @type {HTMLElement} */ (root.querySelector("[role=slider]"));
    this.canvas = /** @type {HTMLCanvasElement} */ (root.querySelector("canvas"));
    this.cursor = /** @type {HTMLElement} */ (root.querySelector(".histogram-cursor"));
    this.flag = /** @type {HTMLElement} */ (root.querySelector(".histogram-flag"));
    this.caption = /** @type {HTMLElement} */ (root.querySelector(".histogram-caption"));
    this.years = /** @type {HTMLElement} */ (root.querySelector(".histogram-years"));
    this.day = story.first;
    /** @type {{inks: Inks, actors: ActorInk[]} | null} */
    this.style = null;
    this.slider.setAttribute("aria-valuemin", String(story.first));
    this.slider.setAttribute("aria-valuemax", String(story.last));
    this.listen();
    new ResizeObserver(() => this.layOut()).observe(this.slider);
  }

  listen() {
    this.slider.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.slider.setPointerCapture(event.pointerId);
      this.onDay(this.dayAt(event.clientX));
    });
    this.slider.addEventListener("pointermove", (event) => {
      if (this.slider.hasPointerCapture(event.pointerId)) this.onDay(this.dayAt(event.clientX));
    });
    this.slider.addEventListener("keydown", (event) => {
      const day = keyTarget(event, this.day, this.story);
      if (day === null) return;
      event.preventDefault();
      event.stopPropagation();
      this.onDay(Math.min(this.story.last, Math.max(this.story.first, day)));
    });
  }

  /** @param {number} clientX @returns {number} */
  dayAt(clientX) {
    const { left, width } = this.slider.getBoundingClientRect();
    const part = Math.min(1, Math.max(0, (clientX - left) / width));
    const { first, last } = this.story;
    return Math.min(last, first + Math.floor(part * (last - first + 1)));
  }

  /** @param {number} day @returns {number} CSS pixels from the left */
  position(day) {
    const { first, last } = this.story;
    return ((day - first) / (last - first + 1)) * this.slider.clientWidth;
  }

  /** @param {Inks} inks @param {ActorInk[]} actors */
  paint(inks, actors) {
    this.style = { inks, actors };
    this.layOut();
  }

  layOut() {
    this.drawColumns();
    this.writeYears();
    this.show(this.day);
  }

  /** Move the cursor. @param {number} day */
  show(day) {
    this.day = day;
    const x = this.position(day);
    const width = this.slider.clientWidth;
    this.cursor.style.transform = `translateX(${x}px)`;
    this.flag.textContent = shortDate(day);
    const half = 50;
    const shift = x < half ? `${-x}px` : x > width - half ? `calc(-100% + ${width - x}px)` : "-50%";
    this.flag.style.setProperty("--flag-shift", shift);
    // The caption keeps to the half of the axis where the flag is not.
    this.caption.classList.toggle("is-late", x < width / 2);
    this.slider.setAttribute("aria-valuenow", String(day));
    this.slider.setAttribute("aria-valuetext", this.describe(day));
  }

  /** @param {number} day */
  describe(day) {
    const today = firstAfter(this.changes, day) - firstAfter(this.changes, day - 1);
    return today ? `${longDate(day)}, ${counted(today, "change")}` : longDate(day);
  }

  drawColumns() {
    const { style, canvas } = this;
    const width = this.slider.clientWidth;
    const height = this.slider.clientHeight - 24;
    if (!style || width === 0 || height <= 0) return;
    const ratio = Math.min(window.devicePixelRatio || 1, 3);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const context = canvas.getContext("2d");
    if (!context) return;
    context.scale(ratio, ratio);
    const { first, last } = this.story;
    const bin = columnWidth(last - first + 1, width, LEAST_COLUMN);
    const columns = gather(this.changes, first, last, bin.days);
    const tallest = Math.max(1, ...columns.map((column) => column.count));
    const single = tallest <= MOST_BLOCKS;
    const unit = Math.min(BLOCK_HEIGHT, (height - 2) / tallest);
    const { inks, actors } = style;
    for (const column of columns) {
      const x = this.position(column.from);
      const w = Math.max(2, this.position(column.to) - x - 1);
      let y = height - 1;
      for (const block of column.blocks) {
        const ink = block.actor === null ? { fill: inks.paper, line: inks.rule2 } : actors[block.actor];
        for (let piece = 0; piece < (single ? block.count : 1); piece += 1) {
          const h = single ? unit : unit * block.count;
          // The first word on a town is an outline: nobody is known to have lost it.
          context.fillStyle = block.first ? inks.paper : ink.fill;
          context.fillRect(x, y - h, w, h);
          context.strokeStyle = ink.line;
          context.lineWidth = 0.8;
          context.strokeRect(x + 0.4, y - h + 0.4, w - 0.8, h - 0.8);
          y -= h;
        }
      }
    }
    context.strokeStyle = inks.rule2;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(0, height - 0.5);
    context.lineTo(width, height - 0.5);
    context.stroke();
    this.caption.textContent = single
      ? `One block a change, ${bin.words} a column, coloured by who gained. Outlined: first report`
      : `Changes, ${bin.words} a column, at most ${tallest}, coloured by who gained. Outlined: first report`;
  }

  writeYears() {
    const { first, last } = this.story;
    const width = this.slider.clientWidth;
    const from = yearOf(first);
    const to = yearOf(last);
    const each = width / (to - from + 1);
    const every = Math.max(1, Math.ceil(44 / each));
    const marks = [];
    for (let year = from; year <= to; year += every) {
      const start = Math.max(first, firstOfYear(year));
      const end = Math.min(last + 1, firstOfYear(year + 1));
      const middle = this.position((start + end) / 2);
      if (this.position(end) - this.position(start) < 28 && to > from) continue;
      const mark = document.createElement("span");
      mark.textContent = String(year);
      mark.style.left = `${Math.min(width - 16, Math.max(16, middle))}px`;
      marks.push(mark);
    }
    this.years.replaceChildren(...marks);
  }
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
    case "ArrowUp":
      return day + days;
    case "ArrowLeft":
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
