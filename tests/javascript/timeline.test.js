import assert from "node:assert/strict";
import test from "node:test";
import { BESIEGED, NONE, periodOn, STALE, Timeline, UNDER_ATTACK } from "../../static/atlas/story/timeline.js";
import { confidenceOn, isStale, pressedSpans } from "../../static/atlas/story/confidence.js";
import { confirmationsOf, kindOf } from "../../static/atlas/story/payload.js";
import { FIRST, LAST, randomNumbers, randomStory } from "./random.js";

/** The state of a town by the definition, without a log. @param {import("../../static/atlas/story/payload.js").Story} story @param {number} town @param {number} day */
function plainly(story, town, day) {
  const period = periodOn(story, town, day);
  let flags = 0;
  const { start, from, to, status } = story.pressure;
  for (let row = start[town]; row < start[town + 1]; row += 1) {
    if (from[row] <= day && day < to[row]) flags |= status[row] === "besieged" ? BESIEGED : UNDER_ATTACK;
  }
  if (period !== NONE && kindOf(story, period).status !== "unknown") {
    const confirmations = confirmationsOf(story, period);
    const news = confirmations.findLast(([confirmed]) => confirmed <= day)?.[0] ?? -Infinity;
    if (isStale(confidenceOn(confirmations, pressedSpans(story, town), day), day - news)) flags |= STALE;
  }
  return { period, flags };
}

test("stepping, jumping and looking up plainly give one state on every day", async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const story = await randomStory(seed);
    const random = randomNumbers(seed * 31);
    const stepping = new Timeline(story);
    const jumping = new Timeline(story);
    for (let move = 0; move < 40; move += 1) {
      const day = FIRST + Math.floor(random() * (LAST - FIRST + 1));
      stepping.step(day);
      jumping.jump(day);
      assert.deepEqual(stepping.period, jumping.period, `seed ${seed}, day ${day}`);
      assert.deepEqual(stepping.flags, jumping.flags, `seed ${seed}, day ${day}`);
      for (let town = 0; town < story.towns.count; town += 1) {
        const expected = plainly(story, town, day);
        assert.equal(stepping.period[town], expected.period, `seed ${seed}, town ${town}, day ${day}`);
        assert.equal(stepping.flags[town], expected.flags, `seed ${seed}, town ${town}, day ${day}`);
      }
    }
  }
});

test("each way of moving names exactly the towns whose state is another", async () => {
  const story = await randomStory(4, 40);
  for (const way of /** @type {const} */ (["step", "jump", "goTo"])) {
    const timeline = new Timeline(story);
    const random = randomNumbers(9);
    for (let move = 0; move < 60; move += 1) {
      const before = { period: timeline.period.slice(), flags: timeline.flags.slice() };
      const changed = timeline[way](FIRST + Math.floor(random() * (LAST - FIRST + 1)));
      for (let town = 0; town < story.towns.count; town += 1) {
        const isOther = before.period[town] !== timeline.period[town] || before.flags[town] !== timeline.flags[town];
        assert.equal(changed.includes(town), isOther);
        assert.equal(timeline.hasMoved[town] === 1, isOther);
      }
    }
  }
});
