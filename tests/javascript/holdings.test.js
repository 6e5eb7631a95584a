import assert from "node:assert/strict";
import test from "node:test";
import { isTown } from "../../static/atlas/story/place_kind.js";
import { byWeight, holdingsOf, partsOn } from "../../static/atlas/story/holdings.js";
import { atOnce } from "../../static/atlas/story/pieces.js";
import { kindOf } from "../../static/atlas/story/payload.js";
import { periodOn } from "../../static/atlas/story/timeline.js";
import { randomNumbers, randomStory } from "./random.js";

test("a day's shares are those of the towns held on it", async () => {
  const random = randomNumbers(9);
  for (let seed = 1; seed < 20; seed += 1) {
    const story = await randomStory(seed);
    const { towns } = story;
    for (const weight of /** @type {const} */ (["towns", "people"])) {
      const holdings = atOnce(holdingsOf(story, weight));
      const day = story.first + Math.floor(random() * (story.last - story.first + 1));
      const found = partsOn(holdings, day);
      const expected = story.actors.map(() => 0);
      let whole = 0;
      for (let town = 0; town < towns.count; town += 1) {
        if (!isTown(story, town)) continue;
        const size = weight === "towns" ? 1 : towns.population[town];
        whole += size;
        const row = periodOn(story, town, day);
        if (row < 0) continue;
        const { holders, status, share } = kindOf(story, row);
        if (["held", "contested"].includes(status) && holders.length) expected[holders[0]] += size;
        if (status !== "mixed") continue;
        const first = share ?? 1 / Math.max(2, holders.length);
        holders.forEach((actor, place) => (expected[actor] += size * (place === 0 ? first : (1 - first) / (holders.length - 1))));
      }
      assert.equal(holdings.whole, whole);
      found.forEach((share, actor) => assert.ok(Math.abs(share - (whole ? expected[actor] / whole : 0)) < 1e-9));
      assert.ok(found.reduce((sum, share) => sum + share, 0) <= 1 + 1e-9);
    }
  }
});

test("before the first report nobody holds anything, and actors come by what they held over time", async () => {
  const story = await randomStory(2);
  const holdings = atOnce(holdingsOf(story, "towns"));
  assert.ok(partsOn(holdings, holdings.days[0] - 1).every((share) => share === 0));
  const order = byWeight(holdings, story.last);
  assert.ok(order.length > 0);
  assert.equal(new Set(order).size, order.length);
});
