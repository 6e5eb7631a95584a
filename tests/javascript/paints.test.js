import assert from "node:assert/strict";
import test from "node:test";
import { Paints } from "../../static/atlas/map/areas/paints.js";

const inks = /** @type {any} */ ({ land: "#fbf9f4", ink: "#17181a" });
const actors = [
  { fill: "#2e63a8", line: "#1c4680", engraving: "horizontal" },
  { fill: "#a8402a", line: "#7a2614", engraving: "vertical" },
];
const timeline = /** @type {any} */ ({ story: { kinds: [] }, shown: null });

test("in doubt an area has a broken rim whatever its status, and keeps the pattern that tells the status", () => {
  for (const patterns of [true, false]) {
    const paints = new Paints(timeline, inks, actors, patterns, 1);
    for (const status of ["held", "mixed", "contested", "disputed"]) {
      const [fresh, stale] = [false, true].map((doubt) => paints.make(status, [0, 1], doubt));
      assert.deepEqual([fresh.broken, stale.broken], [false, true], status);
      const isSame = JSON.stringify([...fresh.colours]) === JSON.stringify([...stale.colours]);
      assert.equal(isSame, status !== "held" || !patterns, status);
    }
  }
});
