/** Draws who held which share, stacked over time, on the axis of the histogram. */

import { byWeight } from "../story/holdings.js";

/**
 * @typedef {import("../theme.js").Inks} Inks
 * @typedef {import("../theme.js").ActorInk} ActorInk
 *
 * @typedef {object} Chart
 * @property {import("../story/holdings.js").Holdings} holdings
 * @property {import("./axis.js").Axis} axis
 * @property {number} height CSS pixels
 * @property {Inks} inks
 * @property {ActorInk[]} actors
 */

/** @param {CanvasRenderingContext2D} context @param {Chart} chart */
export function drawHoldings(context, { holdings, axis, height, inks, actors }) {
  const { days, held, whole } = holdings;
  const bottom = height - 1;
  const room = bottom - 2;
  if (whole === 0 || days.length === 0) return;
  const ratio = context.getTransform().d;
  const onPixel = /** @param {number} x */ (x) => Math.round(x * ratio) / ratio;
  // Steps as they are: between two changes nothing moves.
  const base = new Float64Array(days.length);
  for (const actor of byWeight(holdings, axis.last)) {
    const sums = held[actor];
    const { fill, line } = actors[actor];
    /** @type {[number, number, number, number][]} left, right, foot and top of each step */
    const steps = [];
    for (let index = 0; index < days.length; index += 1) {
      const from = Math.max(axis.first, days[index]);
      const to = index + 1 < days.length ? days[index + 1] : axis.last + 1;
      const foot = bottom - (base[index] / whole) * room;
      base[index] += Math.max(0, sums[index]);
      if (to <= axis.first || from > axis.last) continue;
      const [left, right] = [onPixel(axis.position(from)), onPixel(to > axis.last ? axis.width : axis.position(to))];
      // Where days are narrower than a pixel, half of the steps have no width.
      if (right > left) steps.push([left, right, foot, bottom - (base[index] / whole) * room]);
    }
    // Rectangles on whole pixels, one by one: as one path, thousands of them take a second to fill.
    context.fillStyle = fill;
    for (const [left, right, foot, top] of steps) context.fillRect(left, top, right - left, foot - top);
    context.fillStyle = line;
    for (const [left, right, foot, top] of steps) if (foot - top >= 0.1) context.fillRect(left, top - 0.5, right - left, 1);
  }
  context.strokeStyle = inks.rule2;
  context.setLineDash([2, 3]);
  context.beginPath();
  for (const part of [0.5, 1]) {
    context.moveTo(0, bottom - part * room + 0.5);
    context.lineTo(axis.width, bottom - part * room + 0.5);
  }
  context.stroke();
  context.setLineDash([]);
}
