import assert from "node:assert/strict";
import { test } from "node:test";

import { traceLines, traceSurface } from "../../static/atlas/map/trace.js";

/** A context that keeps the straight pieces of the path: x, y to x, y. */
function recorder() {
  /** @type {number[][]} */
  const pieces = [];
  let [x, y] = [NaN, NaN];
  let start = [NaN, NaN];
  /** @param {number} toX @param {number} toY */
  const draw = (toX, toY) => {
    if (toX !== x || toY !== y) pieces.push([x, y, toX, toY]);
    [x, y] = [toX, toY];
  };
  return {
    pieces,
    beginPath: () => {},
    moveTo: (/** @type {number} */ toX, /** @type {number} */ toY) => ([x, y] = start = [toX, toY]),
    lineTo: draw,
    closePath: () => draw(start[0], start[1]),
  };
}

const view = { scale: 1000, left: 0, top: 0, width: 1000, height: 1000, padX: 0, padY: 0, ratio: 1, zoom: 2 };
/** A square whose right side is the 180th meridian, as the eastern part of Russia is cut. @type {any} */
const cut = { lines: [Float64Array.of(0.9, 0.3, 1, 0.3, 1, 0.2, 0.9, 0.2, 0.9, 0.3)], box: [0.9, 0.2, 1, 0.3], properties: {} };

test("a surface cut at 180 degrees is filled whole", () => {
  const context = recorder();
  traceSurface(context, cut, view);
  assert.ok(context.pieces.some(([fromX, , toX]) => fromX === 1000 && toX === 1000));
});

test("but has no rim along the cut", () => {
  const context = recorder();
  traceLines(context, cut, view);
  assert.equal(context.pieces.length, 3);
  assert.ok(!context.pieces.some(([fromX, , toX]) => fromX === 1000 && toX === 1000));
});

test("a line that only touches 180 degrees is drawn whole", () => {
  const context = recorder();
  traceLines(context, { lines: [Float64Array.of(0.9, 0.3, 1, 0.25, 0.9, 0.2)], box: [0.9, 0.2, 1, 0.3], properties: {} }, view);
  assert.equal(context.pieces.length, 2);
});

test("points closer than half a pixel are left out, the last one never", () => {
  const context = recorder();
  const line = Float64Array.of(0.1, 0.1, 0.1001, 0.1, 0.1002, 0.1, 0.2, 0.1, 0.2003, 0.1);
  traceLines(context, { lines: [line], box: [0.1, 0.1, 0.2003, 0.1], properties: {} }, view);
  assert.deepEqual(context.pieces.map(([, , x]) => Math.round(x * 10) / 10), [200, 200.3]);
});
