import assert from "node:assert/strict";
import test from "node:test";
import { fromIso } from "../../static/atlas/story/days.js";
import { Axis, foldEnd } from "../../static/atlas/time/axis.js";
import { ticks } from "../../static/atlas/time/ticks.js";

/** @param {string} iso */
const day = (iso) => fromIso(iso) ?? NaN;
const FIRST = day("2012-01-01");
const LAST = day("2019-10-30");

/** So many changes in weekly steps. @param {string} from @param {number} count */
const weekly = (from, count) => Array.from({ length: count }, (_, index) => day(from) + 7 * index);

test("one early report is folded away from years full of changes", () => {
  assert.equal(foldEnd(FIRST, LAST, [FIRST, ...weekly("2013-02-11", 150)]), day("2013-02-01"));
});

test("nothing is folded where early changes are many, the gap is short, or there are few changes at all", () => {
  assert.equal(foldEnd(FIRST, LAST, [...weekly("2012-01-01", 10), ...weekly("2013-06-01", 100)]), FIRST);
  assert.equal(foldEnd(FIRST, LAST, [FIRST, ...weekly("2012-05-01", 150)]), FIRST);
  assert.equal(foldEnd(FIRST, LAST, [FIRST, day("2018-01-01")]), FIRST);
  assert.equal(foldEnd(FIRST, LAST, []), FIRST);
});

test("every day keeps a place of its own order, and leads back to itself", () => {
  for (const fold of [FIRST, day("2013-02-01")]) {
    const axis = new Axis(FIRST, LAST, fold, 8000);
    assert.equal(axis.position(FIRST), 0);
    assert.ok(Math.abs(axis.position(LAST + 1) - 8000) < 1e-6);
    for (let at = FIRST; at <= LAST; at += 1) {
      assert.ok(axis.position(at) < axis.position(at + 1));
      assert.equal(axis.dayAt((axis.position(at) + axis.position(at + 1)) / 2), at);
    }
    assert.equal(axis.dayAt(-5), FIRST);
    assert.equal(axis.dayAt(9000), LAST);
  }
});

test("labels are years, months or days as the width allows", () => {
  const texts = /** @param {string} from @param {string} to @param {number} width */ (from, to, width) =>
    ticks(day(from), day(to), width).map(({ text }) => text);
  assert.deepEqual(texts("2013-02-01", "2015-10-30", 400), ["2013", "2014", "2015"]);
  assert.deepEqual(texts("2012-01-01", "2019-10-30", 220), ["2012", "2014", "2016", "2018"]);
  assert.deepEqual(texts("2017-07-01", "2017-09-22", 1300), [
    "1 Jul 2017", "8 Jul", "15 Jul", "22 Jul", "29 Jul", "5 Aug", "12 Aug", "19 Aug", "26 Aug", "2 Sep", "9 Sep", "16 Sep",
  ]);
  assert.deepEqual(texts("2017-07-01", "2017-09-22", 250), ["Jul 2017", "Aug", "Sep"]);
  assert.deepEqual(texts("2016-11-20", "2017-06-10", 250), ["Oct 2016", "Jan 2017", "Apr"]);
  assert.deepEqual(texts("2017-09-22", "2017-09-22", 1300), ["22 Sep 2017"]);
});
