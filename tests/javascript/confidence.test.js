import assert from "node:assert/strict";
import test from "node:test";
import { confidenceOn, staleSpans } from "../../static/atlas/story/confidence.js";

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
  assert.deepEqual(staleSpans([[0, 0.8], [300, 0.1]], [], { from: 0, to: 1200 }, 5000), []);
});

test("stale spans are the days below 0.3, and end at the next confirmation", () => {
  const spans = staleSpans([[0, 0.6], [3000, 0.9]], [], { from: 0, to: 3200 }, 5000);
  assert.deepEqual(spans, [{ from: 1001, to: 3000 }]);
  assert.ok(confidenceOn([[0, 0.6]], [], 1000) >= 0.3);
  assert.ok(confidenceOn([[0, 0.6]], [], 1001) < 0.3);
});
