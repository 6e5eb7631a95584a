import assert from "node:assert/strict";
import test from "node:test";
import { countTowns } from "../../static/atlas/story/counts.js";
import { BESIEGED, periodOn, STALE, Timeline, UNDER_ATTACK } from "../../static/atlas/story/timeline.js";
import { kindOf } from "../../static/atlas/story/payload.js";
import { isTown } from "../../static/atlas/story/place_kind.js";
import { decode } from "./encode.js";
import { FIRST, LAST, randomNumbers, randomPayload } from "./random.js";

/** Towns that each actor holds alone on a day, looked up one by one. @param {import("../../static/atlas/story/payload.js").Story} story @param {number} day */
function plainly(story, day) {
  return Array.from({ length: story.towns.count }, (_, town) => {
    const period = periodOn(story, town, day);
    return period < 0 ? null : kindOf(story, period);
  });
}

test("counts that follow the day are those of counting each town anew", async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const payload = randomPayload(seed, 30);
    payload.towns.place_kind = payload.towns.place_kind.map((_, town) => (town % 7 === 3 ? "facility" : "town"));
    const story = await decode(payload);
    const random = randomNumbers(seed);
    const timeline = new Timeline(story);
    for (let move = 0; move < 30; move += 1) {
      const day = FIRST + Math.floor(random() * (LAST - FIRST + 1));
      timeline.goTo(day);
      const daysBack = [0, 1, 30, 400][move % 4];
      const counts = countTowns(timeline, daysBack);
      const [now, then] = [plainly(story, day), plainly(story, day - daysBack)];
      const towns = [...now.keys()].filter((town) => isTown(story, town));
      const held = /** @param {typeof now} kinds @param {number} actor */ (kinds, actor) =>
        towns.filter((town) => kinds[town]?.status === "held" && kinds[town].holders[0] === actor);
      story.actors.forEach((_, actor) => {
        assert.equal(counts.byActor[actor], held(now, actor).length);
        const first = held(now, actor).filter((town) => then[town] === null).length;
        assert.equal(counts.change[actor], held(now, actor).length - held(then, actor).length - first, `seed ${seed}, day ${day}, ${daysBack} days`);
      });
      for (const status of ["mixed", "contested", "disputed", "changing", "unknown"]) {
        assert.equal(counts.status[status], towns.filter((town) => now[town]?.status === status).length);
      }
      assert.equal(counts.status.none, towns.filter((town) => now[town] === null).length);
      assert.equal(counts.held, towns.filter((town) => now[town] !== null && now[town].status !== "unknown").length);
      const flagged = /** @param {number} flag */ (flag) => towns.filter((town) => timeline.flags[town] & flag).length;
      assert.deepEqual([counts.besieged, counts.underAttack, counts.stale], [BESIEGED, UNDER_ATTACK, STALE].map(flagged));
    }
  }
});
