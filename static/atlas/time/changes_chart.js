/** Draws the columns of the histogram: a block or bar for each change, coloured by who gained. */

import { isRightToLeft, number } from "../translation.js";

/**
 * @typedef {import("../theme.js").Inks} Inks
 * @typedef {import("../theme.js").ActorInk} ActorInk
 * @typedef {import("./bins.js").Column} Column
 *
 * @typedef {object} Chart
 * @property {Column[]} columns
 * @property {number} scale changes that the highest column stands for (`scaleOf`)
 * @property {boolean} single whether each change is a block of its own
 * @property {import("./axis.js").Axis} axis
 * @property {number} width CSS pixels
 * @property {number} height CSS pixels
 * @property {number} widest column, CSS pixels
 * @property {Inks} inks
 * @property {ActorInk[]} actors
 */

/** The height of a block where columns are narrow; wide ones get blocks as high as wide. */
const BLOCK_HEIGHT = 6;
const CUT_FONT = '600 12px "IBM Plex Sans", "IBM Plex Sans Arabic", system-ui, sans-serif';

/** @param {CanvasRenderingContext2D} context in CSS pixels, the axis from the left @param {Chart} chart */
export function drawChanges(context, chart) {
  const { columns, scale, single, axis, height, widest, inks, actors } = chart;
  const unit = Math.min(Math.max(BLOCK_HEIGHT, widest), (height - 2) / scale);
  /** @type {(() => void)[]} */
  const cuts = [];
  for (const column of columns) {
    const from = axis.position(column.from);
    const room = axis.position(column.to) - from - 1;
    const w = Math.max(2, Math.min(room, widest));
    const x = from + (room - w) / 2;
    const isCut = column.count > scale;
    const one = isCut ? (height - 2) / column.count : unit;
    let y = height - 1;
    for (const block of column.blocks) {
      const ink = block.actor === null ? { fill: inks.paper, line: inks.rule2 } : actors[block.actor];
      const isApart = single && !isCut;
      for (let piece = 0; piece < (isApart ? block.count : 1); piece += 1) {
        const h = isApart ? one : one * block.count;
        // The first word on a town is an outline: nobody is known to have lost it.
        context.fillStyle = block.first ? inks.paper : ink.fill;
        context.fillRect(x, y - h, w, h);
        context.strokeStyle = ink.line;
        context.lineWidth = 0.8;
        context.strokeRect(x + 0.4, y - h + 0.4, w - 0.8, h - 0.8);
        y -= h;
      }
    }
    if (isCut) cuts.push(() => drawCut(context, x, w, column.count, chart));
  }
  // Above the columns beside them.
  for (const draw of cuts) draw();
}

/**
 * Two strokes across the top of a column, as where the axis is folded, and how many changes it holds.
 * @param {CanvasRenderingContext2D} context @param {number} x @param {number} w @param {number} count @param {Chart} chart
 */
function drawCut(context, x, w, count, { width, inks }) {
  const y = 9;
  context.fillStyle = inks.paper;
  context.beginPath();
  context.moveTo(x - 2, y + 2);
  context.lineTo(x + w + 2, y - 2);
  context.lineTo(x + w + 2, y + 2);
  context.lineTo(x - 2, y + 6);
  context.fill();
  context.strokeStyle = inks.ink2;
  context.lineWidth = 1;
  context.beginPath();
  for (const down of [0, 4]) {
    context.moveTo(x - 2, y + 2 + down);
    context.lineTo(x + w + 2, y - 2 + down);
  }
  context.stroke();
  context.save();
  context.font = CUT_FONT;
  context.textBaseline = "middle";
  context.fillStyle = inks.ink;
  context.strokeStyle = inks.paper;
  context.lineWidth = 3;
  const text = number(count);
  const room = context.measureText(text).width + 5;
  const isBefore = x + w + 5 + room > width;
  // The picture is mirrored in Arabic; its letters must not be.
  context.translate(isBefore ? x - 5 : x + w + 5, y);
  if (isRightToLeft) context.scale(-1, 1);
  context.textAlign = isBefore === isRightToLeft ? "left" : "right";
  context.strokeText(text, 0, 0);
  context.fillText(text, 0, 0);
  context.restore();
}
