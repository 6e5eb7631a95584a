import assert from "node:assert/strict";
import test from "node:test";
import { findChanges } from "../../static/atlas/story/changes.js";
import { atOnce } from "../../static/atlas/story/pieces.js";
import { columnWidth, gather, scaleOf } from "../../static/atlas/time/bins.js";
import { FIRST, LAST, randomStory } from "./random.js";

test("every change within the story is in the column of its day", async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const found = atOnce(findChanges(await randomStory(seed, 30)));
    const changes = atOnce(found.filter((index) => found.day[index] >= FIRST && found.day[index] <= LAST));
    for (const days of [1, 7, 28]) {
      const columns = gather(changes, FIRST, LAST, days);
      assert.equal(columns.reduce((sum, { count }) => sum + count, 0), changes.count);
      for (const { from, to, count, blocks } of columns) {
        assert.equal(count, [...changes].filter(({ day }) => day >= from && day < to).length);
        assert.equal(count, blocks.reduce((sum, block) => sum + block.count, 0));
      }
    }
  }
});

test("columns are as narrow as the pixels allow", async () => {
  assert.equal(columnWidth(2556, 1340, 5.5).days, 14);
  assert.equal(columnWidth(2556, 230, 5.5).days, 91);
  assert.equal(columnWidth(30, 1340, 5.5).days, 1);
});

test("a column that towers over all others is cut, and nothing else is", () => {
  const columns = /** @param {number[]} counts */ (counts) => counts.map((count, index) => ({ from: index, to: index + 1, count, blocks: [] }));
  assert.equal(scaleOf(columns([300, 4, 0, 2, 9, 5, 1, 3])), 9);
  assert.equal(scaleOf(columns([20, 4, 0, 2, 9, 5, 1, 3])), 20);
  // Two of a hundred.
  assert.equal(scaleOf(columns([300, 280, ...Array.from({ length: 98 }, (_, index) => 1 + (index % 7))])), 7);
  // Two of eight are no exception: the story has them.
  assert.equal(scaleOf(columns([300, 280, 4, 2, 9, 5, 1, 3])), 300);
  assert.equal(scaleOf(columns([300, 1, 1])), 300);
  assert.equal(scaleOf([]), 1);
});
