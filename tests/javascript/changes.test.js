import assert from "node:assert/strict";
import test from "node:test";
import { findChanges } from "../../static/atlas/story/changes.js";
import { atOnce } from "../../static/atlas/story/pieces.js";
import { decode } from "./encode.js";
import { holderText } from "../../static/atlas/story/words.js";
import { randomPayload, randomStory } from "./random.js";

/** One town with these periods. @param {[number, string, number[]][]} rows from, status, holders */
function oneTown(rows) {
  const payload = randomPayload(1, 1);
  payload.periods = {
    town: rows.map(() => 0),
    from: rows.map(([from]) => from),
    to: rows.map((_, index) => rows[index + 1]?.[0] ?? null),
    status: rows.map(([, status]) => status),
    holders: rows.map(([, , holders]) => holders),
    share: rows.map(() => 0.7),
    unreviewed: rows.map(() => 0),
    confirmations: rows.map(([from]) => [[from, 0.9]]),
  };
  return decode(payload);
}

test("a change is where the next holder is settled", async () => {
  const story = await oneTown([
    [16000, "held", [0]],
    [16010, "contested", [0, 1]],
    [16020, "changing", [0, 1]],
    [16030, "held", [1]],
    [16040, "disputed", [1, 2]],
    [16050, "held", [1]],
    [16060, "mixed", [2, 1]],
    [16070, "unknown", []],
  ]);
  const changes = atOnce(findChanges(story));
  assert.deepEqual([...changes].map(({ day, gainer }) => [day, gainer]), [[16000, 0], [16030, 1], [16060, 2], [16070, null]]);
  assert.equal(changes.before[0], -1);
  assert.equal(holderText(story, changes.before[1]), "North");
  assert.equal(holderText(story, changes.after[2]), "Mixed, mostly West");
});

test("nobody known before a first holder is no change", async () => {
  const changes = atOnce(findChanges(await oneTown([[16000, "unknown", []], [16010, "held", [2]]])));
  assert.deepEqual([...changes].map(({ day }) => day), [16010]);
});

test("a town first heard of as lost was its former holder's", async () => {
  const story = await oneTown([[16000, "changing", [0]], [16031, "unknown", []]]);
  const changes = atOnce(findChanges(story));
  assert.deepEqual([...changes].map(({ day, before, gainer }) => [day, before, gainer]), [[16031, 0, null]]);
  assert.equal(holderText(story, changes.before[0], true), "North");
});

test("next and previous change are the nearest ones that count", async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    const changes = atOnce(findChanges(await randomStory(seed)));
    const counts = /** @param {number} town */ (town) => town % 2 === 0;
    for (let day = 15700; day < 16500; day += 7) {
      const days = [...changes].filter(({ town }) => counts(town)).map((change) => change.day);
      assert.equal(changes.next(day, 1, counts), days.find((other) => other > day) ?? null);
      assert.equal(changes.next(day, -1, counts), days.findLast((other) => other < day) ?? null);
      assert.equal(changes.firstAfter(day), [...changes].filter((change) => change.day <= day).length);
    }
  }
});

test("the latest changes come newest first", async () => {
  const changes = atOnce(findChanges(await randomStory(2)));
  const shown = changes.latest(16300, 5);
  assert.ok(shown.length > 1);
  assert.ok(shown.every(({ day }, index) => day <= 16300 && (index === 0 || day <= shown[index - 1].day)));
});
