import assert from "node:assert/strict";
import test from "node:test";
import { ALL_ACTORS, changesShown, filterQuery, isFaded, isShown, knownActors, shownActors, showsAll, soloActor, toggleActor } from "../../static/atlas/story/actor_filter.js";
import { findChanges } from "../../static/atlas/story/changes.js";
import { atOnce } from "../../static/atlas/story/pieces.js";
import { kindOf } from "../../static/atlas/story/payload.js";
import { randomNumbers, randomStory } from "./random.js";

test("hiding twice shows again, and the filter is written in the shorter way", () => {
  const random = randomNumbers(3);
  for (let round = 0; round < 200; round += 1) {
    const all = Array.from({ length: 1 + Math.floor(random() * 7) }, (_, index) => `actor-${index}`);
    let filter = ALL_ACTORS;
    const shown = new Set(all);
    for (let turn = 0; turn < 12; turn += 1) {
      const slug = all[Math.floor(random() * all.length)];
      filter = toggleActor(filter, slug, all);
      if (!shown.delete(slug)) shown.add(slug);
      assert.deepEqual(all.filter((one) => isShown(filter, one)), all.filter((one) => shown.has(one)));
      assert.ok(filter.slugs.length <= all.length / 2);
      assert.equal(showsAll(filter), shown.size === all.length);
    }
  }
});

test("actors that the story does not have are dropped from what an address asks for, and named", async () => {
  const story = await randomStory(5);
  const { slug } = story.actors[0];
  assert.deepEqual(knownActors(story, { mode: "only", slugs: [slug] }), { filter: { mode: "only", slugs: [slug] }, unknown: [] });
  assert.deepEqual(knownActors(story, { mode: "only", slugs: ["atlantis", slug] }), { filter: { mode: "only", slugs: [slug] }, unknown: ["atlantis"] });
  assert.deepEqual(knownActors(story, { mode: "only", slugs: ["atlantis"] }), { filter: ALL_ACTORS, unknown: ["atlantis"] });
});

test("one alone, and all again", () => {
  const all = ["a", "b", "c"];
  const alone = soloActor(ALL_ACTORS, "b", all);
  assert.deepEqual(filterQuery(alone), ["only=b"]);
  assert.deepEqual(soloActor(alone, "b", all), ALL_ACTORS);
  assert.deepEqual(filterQuery(toggleActor(ALL_ACTORS, "b", all)), ["hide=b"]);
  assert.deepEqual(filterQuery(ALL_ACTORS), []);
});

test("a period fades when none of its holders is shown; changes of faded towns go with them", async () => {
  for (let seed = 1; seed < 20; seed += 1) {
    const story = await randomStory(seed);
    const { periods } = story;
    const holders = /** @param {number} row */ (row) => kindOf(story, row).holders;
    const changes = atOnce(findChanges(story));
    assert.equal(atOnce(changesShown(story, changes, null)), changes);
    const shown = /** @type {Uint8Array} */ (shownActors(story, { mode: "only", slugs: [story.actors[0].slug] }));
    for (let row = 0; row < periods.count; row += 1) {
      assert.equal(isFaded(story, row, shown), holders(row).length > 0 && !holders(row).includes(0));
    }
    const after = new Set(atOnce(changesShown(story, changes, shown)).after);
    for (const change of changes) {
      const concerns = [change.before, change.after].some((row) => row >= 0 && holders(row).includes(0));
      assert.equal(after.has(change.after), concerns);
    }
  }
});
