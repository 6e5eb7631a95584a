import assert from "node:assert/strict";
import test from "node:test";
import { engravingByHash, tile } from "../../static/atlas/map/engraving.js";

test("every pattern covers a part of its tile, at any ratio", () => {
  for (const name of ["horizontal", "vertical", "dots", "plus", "waves", "grid", "rings", "speckle", "bands", "hatch", "crossed"]) {
    for (const ratio of [1, 1.25, 1.5, 2, 3]) {
      const { width, height, coverage } = tile(name, ratio);
      assert.equal(coverage.length, width * height);
      const mean = coverage.reduce((sum, value) => sum + value, 0) / coverage.length / 255;
      assert.ok(mean > 0.03 && mean < 0.6, `${name} at ${ratio}: ${mean}`);
    }
  }
});

test("bands give both holders about half, and solid is plain", () => {
  const { coverage } = tile("bands", 2);
  const mean = coverage.reduce((sum, value) => sum + value, 0) / coverage.length / 255;
  assert.ok(Math.abs(mean - 0.5) < 0.05, String(mean));
  assert.ok(tile("solid", 2).coverage.every((value) => value === 0));
});

test("an actor without an engraving always gets the same one", () => {
  assert.equal(engravingByHash("some-actor"), engravingByHash("some-actor"));
});
