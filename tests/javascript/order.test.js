import assert from "node:assert/strict";
import test from "node:test";
import { inOrder } from "../../static/atlas/story/order.js";
import { atOnce } from "../../static/atlas/story/pieces.js";
import { rankTowns } from "../../static/atlas/story/ranks.js";
import { randomNumbers, randomStory } from "./random.js";

test("numbers come in order of their keys, and those of one key as they were", () => {
  for (let seed = 1; seed <= 60; seed += 1) {
    const random = randomNumbers(seed);
    const count = Math.floor(random() * 200);
    const wide = 10 ** Math.floor(random() * 20 - 10);
    const keys = Float64Array.from({ length: count }, () => (seed % 3 ? (random() - 0.5) * wide : Math.round(random() * 9) - 4));
    const numbers = Int32Array.from({ length: count }, (_, number) => number).filter(() => random() < 0.9);
    for (let place = 0; place < numbers.length; place += 1) {
      const other = Math.floor(random() * numbers.length);
      [numbers[place], numbers[other]] = [numbers[other], numbers[place]];
    }
    assert.deepEqual([...atOnce(inOrder(numbers, keys))], [...numbers].sort((a, b) => keys[a] - keys[b]));
  }
});

test("towns come from the most important on, and their ranks rise with them", async () => {
  const story = await randomStory(3, 200);
  const { rank, order } = rankTowns(story);
  assert.deepEqual([...order].sort((a, b) => a - b), Array.from({ length: 200 }, (_, town) => town));
  assert.ok(order.every((town, place) => place === 0 || rank[order[place - 1]] <= rank[town]));
  assert.deepEqual([1, 2, 3, 4].map((one) => rank.filter((found) => found === one).length), [24, 46, 60, 70]);
});
