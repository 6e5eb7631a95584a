import assert from "node:assert/strict";
import test from "node:test";
import { calmDays, confidenceOn, staleSpans } from "../../static/atlas/story/confidence.js";

test("confidence halves every 1000 days, and every 60 under pressure", () => {
  assert.equal(confidenceOn([[100, 0.8]], [], 1100), 0.4);
  assert.equal(confidenceOn([[100, 0.8]], [{ from: 0, to: 1000 }], 160), 0.4);
  assert.equal(confidenceOn([[100, 0.8]], [{ from: 100, to: 160 }], 1160), 0.2);
});

test("a confirmation renews it; before the first there is none", () => {
  assert.equal(confidenceOn([[100, 0.8], [300, 0.9]], [], 300), 0.9);
  assert.equal(confidenceOn([[100, 0.8]], [], 99), 0);
});

test("of several confirmations the best counts, however old", () => {
  assert.equal(confidenceOn([[0, 0.8], [300, 0.1]], [], 1000), 0.4);
  assert.deepEqual(staleSpans([[0, 0.8], [300, 0.1]], [], { from: 0, to: 1000 }, 5000), []);
});

test("stale spans are the days below 0.3, and end at the next confirmation", () => {
  const spans = staleSpans([[0, 0.4], [3000, 0.9]], [], { from: 0, to: 3200 }, 5000);
  assert.deepEqual(spans, [{ from: 416, to: 3000 }]);
  assert.ok(confidenceOn([[0, 0.4]], [], 415) >= 0.3);
  assert.ok(confidenceOn([[0, 0.4]], [], 416) < 0.3);
});

test("after two years of silence a holder is doubtful however sure the last news was", () => {
  assert.equal(calmDays(0.99), 730);
  assert.equal(calmDays(0.45), 585);
  assert.deepEqual(staleSpans([[0, 0.99], [10, 0.31]], [], { from: 0, to: 800 }, 5000), [{ from: 740, to: 800 }]);
});
