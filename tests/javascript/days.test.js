import assert from "node:assert/strict";
import test from "node:test";
import { addMonths, dayAndMonth, fromIso, longDate, readTyped, shortDate, toIso, typedExamples, weekday } from "../../static/atlas/story/days.js";

test("a day written as ISO reads back as itself", () => {
  for (let day = -800; day < 30000; day += 13) assert.equal(fromIso(toIso(day)), day);
});

test("days that no calendar has are refused", () => {
  for (const text of ["2017-13-40", "2017-02-29", "2017-00-10", "17-09-22", "soon", ""]) assert.equal(fromIso(text), null);
});

test("dates are read as people type them", () => {
  const day = fromIso("2017-09-22");
  for (const text of ["2017-09-22", " 2017-9-22 ", "22 Sep 2017", "22 september 2017", "22.9.2017", "22/09/2017", "2017/09/22", "2017.9.22", "Sep 22, 2017", "September 22 2017", "Sept. 22nd, 2017", "22nd September 2017", "٢٢ سبتمبر ٢٠١٧"]) {
    assert.equal(readTyped(text), day, text);
  }
  assert.equal(readTyped("September 2017"), fromIso("2017-09-01"));
  assert.equal(readTyped("2017"), fromIso("2017-01-01"));
  for (const text of ["22 Foo 2017", "Foo 22, 2017", "09/22/2017", "2017/22/09", "Feb 30, 2017"]) assert.equal(readTyped(text), null, text);
});

test("each form that an error names can be typed, marks of direction and all", () => {
  assert.equal(new Set(typedExamples()).size, 3);
  for (const text of typedExamples()) assert.equal(readTyped(text), fromIso("2017-09-22"), text);
});

test("dates are written in words", () => {
  const day = /** @type {number} */ (fromIso("2017-09-22"));
  assert.equal(longDate(day), "22 September 2017");
  assert.equal(shortDate(day), "22 Sep 2017");
  assert.equal(dayAndMonth(day), "22 September");
  assert.equal(weekday(day), "Friday");
});

test("a month on from the 31st is the last day of the next month", () => {
  assert.equal(toIso(addMonths(/** @type {number} */ (fromIso("2016-01-31")), 1)), "2016-02-29");
  assert.equal(toIso(addMonths(/** @type {number} */ (fromIso("2017-03-15")), -3)), "2016-12-15");
});
