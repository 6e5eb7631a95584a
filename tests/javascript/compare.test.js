import assert from "node:assert/strict";
import test from "node:test";
import { readCompareAddress, writeCompareAddress } from "../../static/atlas/compare/compare_address.js";
import { compare, lastChange } from "../../static/atlas/compare/differences.js";
import { kindOf } from "../../static/atlas/story/payload.js";
import { isTown } from "../../static/atlas/story/place_kind.js";
import { STANDARD } from "../../static/atlas/story/variant.js";
import { Timeline } from "../../static/atlas/story/timeline.js";
import { randomNumbers, randomStory } from "./random.js";

/** @typedef {import("../../static/atlas/compare/compare_address.js").CompareAddress} CompareAddress */

test("a comparison's address reads back as what was written", () => {
  const random = randomNumbers(5);
  const flag = () => random() < 0.5;
  /** @returns {CompareAddress["a"]} */
  const side = () => ({
    day: flag() ? null : Math.floor(random() * 20000),
    variant: flag() ? STANDARD : { known: flag() ? "same-day" : Math.floor(random() * 20000), without: flag() ? [] : ["afp", "reuters"], reviewed: flag() },
  });
  for (let round = 0; round < 300; round += 1) {
    /** @type {CompareAddress} */
    const address = {
      a: side(),
      b: side(),
      linked: flag(),
      show: flag() ? "side" : "swipe",
      differing: flag(),
      areas: flag(),
      patterns: flag(),
      safe: flag(),
      view: flag() ? null : { lat: 35.5, lng: 41.25, zoom: 6.5 },
      town: flag() ? null : "hawija",
    };
    assert.deepEqual(readCompareAddress(writeCompareAddress(address)), { address, unreadable: [] });
  }
});

test("what cannot be read of a side is named with it", () => {
  const { address, unreadable } = readCompareAddress("?a=2017-13-40&b=2017-09-22&b-known=never&show=cube&known=x&view=1");
  assert.deepEqual(unreadable.sort(), ["a", "b-known", "known", "show", "view"]);
  assert.equal(address.a.day, null);
  assert.equal(address.show, "side");
});

test("every town is the same, differs, is known on one map, or on none", async () => {
  for (let seed = 1; seed < 25; seed += 1) {
    const story = await randomStory(seed);
    const [a, b] = [new Timeline(story), new Timeline(story)];
    a.goTo(story.first + Math.floor((story.last - story.first) / 3));
    b.goTo(story.last);
    const found = compare(a, b);
    const unknown = /** @param {number} period */ (period) => period < 0 || kindOf(story, period).status === "unknown" || kindOf(story, period).holders.length === 0;
    let none = 0;
    let towns = 0;
    for (let town = 0; town < story.towns.count; town += 1) {
      if (!isTown(story, town)) continue;
      towns += 1;
      none += Number(unknown(a.period[town]) && unknown(b.period[town]));
    }
    assert.equal(found.same + found.differ.length + found.oneSided.length + none, towns);
    assert.equal(found.kinds.reduce((sum, { count }) => sum + count, 0), found.differ.length);
    for (const one of found.differ) assert.ok(!unknown(one.a) && !unknown(one.b) && one.a !== one.b);
    for (const one of found.oneSided) assert.notEqual(unknown(one.a), unknown(one.b));
    const mirrored = compare(b, a);
    assert.deepEqual(mirrored.differ.map(({ town }) => town), found.differ.map(({ town }) => town));
    a.goTo(story.last);
    assert.deepEqual([compare(a, b).differ, compare(a, b).oneSided], [[], []]);
  }
});

test("the last change of a town lies between the two days", async () => {
  const story = await randomStory(4);
  for (let town = 0; town < story.towns.count; town += 1) {
    const day = lastChange(story, town, story.first + 10, story.last);
    const starts = [...story.periods.from.slice(story.periods.start[town], story.periods.start[town + 1])].filter((from) => from > story.first + 10 && from <= story.last);
    assert.equal(day, starts.length ? Math.max(...starts) : null);
  }
});
