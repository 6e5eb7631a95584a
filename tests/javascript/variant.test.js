import assert from "node:assert/strict";
import test from "node:test";
import { addressOf, isStandard, knownSources, readKnown, readSlugs, STANDARD, toggleSource, variantParts, variantQuery } from "../../static/atlas/story/variant.js";
import { StoryLoader } from "../../static/atlas/variant/loader.js";

/** @typedef {import("../../static/atlas/story/variant.js").Variant} Variant */

test("a variant is written as the server writes it", () => {
  /** @type {Variant} */
  const variant = { known: 16922, without: ["afp", "reuters"], reviewed: true };
  assert.equal(variantQuery(variant), "known=2016-05-01&reviewed=1&without=afp,reuters");
  assert.equal(addressOf("/a", { ...STANDARD, known: "same-day" }), "/a?known=same-day");
  assert.equal(addressOf("/a", STANDARD), "/a");
  assert.equal(isStandard(variant), false);
});

test("what cannot be read is null, and order and repeats do not matter", () => {
  assert.equal(readKnown("same-day"), "same-day");
  assert.equal(readKnown("2016-02-30"), null);
  assert.deepEqual(readSlugs("reuters,afp,,afp"), ["afp", "reuters"]);
  assert.equal(readSlugs("<b>"), null);
});

test("a source is switched off and on again", () => {
  const off = toggleSource({ ...STANDARD, without: ["reuters"] }, "afp");
  assert.deepEqual(off.without, ["afp", "reuters"]);
  assert.deepEqual(toggleSource(off, "afp").without, ["reuters"]);
  assert.deepEqual(variantParts(off, (slug) => slug.toUpperCase()), ["without AFP", "without REUTERS"]);
});

/** A loader whose fetches end when the test says so. */
function loader() {
  /** @type {{query: string, come: (story: any) => void, fail: (error: Error) => void}[]} */
  const fetches = [];
  /** @type {string[]} */
  const shown = [];
  /** @type {string[]} */
  const failed = [];
  const made = new StoryLoader({
    fetchStory: (variant) => new Promise((come, fail) => void fetches.push({ query: variantQuery(variant), come, fail })),
    onStory: (_, variant) => void shown.push(variantQuery(variant)),
    onFailure: (_, variant) => void failed.push(variantQuery(variant)),
  });
  return { made, fetches, shown, failed };
}

/** @param {number} day @returns {Variant} */
const known = (day) => ({ ...STANDARD, known: day });
const settle = () => new Promise((done) => setTimeout(done));

test("while one story is on its way only the last one asked for waits", async () => {
  const { made, fetches, shown } = loader();
  for (const day of [1, 2, 3, 4]) void made.load(known(day));
  fetches[0].come({});
  await settle();
  assert.deepEqual(fetches.map(({ query }) => query), ["known=1970-01-02", "known=1970-01-05"]);
  fetches[1].come({});
  await settle();
  assert.deepEqual(shown, ["known=1970-01-02", "known=1970-01-05"]);
});

test("a story that is kept is not fetched again, and a failure does not stop the next", async () => {
  const { made, fetches, shown, failed } = loader();
  made.keep(/** @type {any} */ ({}), STANDARD);
  await made.load(STANDARD);
  assert.equal(fetches.length, 0);
  void made.load(known(1));
  fetches[0].fail(new Error("gone"));
  await settle();
  void made.load(known(2));
  fetches[1].come({});
  await settle();
  assert.deepEqual(failed, ["known=1970-01-02"]);
  assert.deepEqual(shown, ["", "known=1970-01-03"]);
});

test("sources that the map does not have are left out and named", () => {
  const asked = { ...STANDARD, reviewed: true, without: ["afp", "tass"] };
  assert.deepEqual(knownSources(asked, [{ slug: "afp" }, { slug: "reuters" }]), { variant: { ...asked, without: ["afp"] }, unknown: ["tass"] });
});
