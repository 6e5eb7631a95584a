import assert from "node:assert/strict";
import test from "node:test";
import { embedCode } from "../../static/atlas/share/embed_code.js";
import { handyStep, lapseDays } from "../../static/atlas/share/lapse_days.js";
import { fromIso, toIso } from "../../static/atlas/story/days.js";

const day = /** @param {string} text */ (text) => /** @type {number} */ (fromIso(text));

test("a time lapse shows its first and its last day, whatever the step", () => {
  const shown = /** @param {string} from @param {string} to @param {"day" | "week" | "month"} step */ (from, to, step) =>
    lapseDays(day(from), day(to), step).map(toIso);
  assert.deepEqual(shown("2014-01-30", "2014-02-02", "day"), ["2014-01-30", "2014-01-31", "2014-02-01", "2014-02-02"]);
  assert.deepEqual(shown("2014-01-01", "2014-01-16", "week"), ["2014-01-01", "2014-01-08", "2014-01-15", "2014-01-16"]);
  assert.deepEqual(shown("2014-01-31", "2014-04-10", "month"), ["2014-01-31", "2014-02-28", "2014-03-31", "2014-04-10"]);
  assert.deepEqual(shown("2014-01-01", "2014-02-01", "month"), ["2014-01-01", "2014-02-01"]);
});

test("the step offered makes a handy number of frames", () => {
  for (const [years, step] of /** @type {[number, string][]} */ ([[0.5, "day"], [3, "week"], [30, "month"]])) {
    assert.equal(handyStep(0, Math.round(years * 365)), step);
  }
});

test("the code of a frame shows the same state and cannot be broken by it", () => {
  const options = { width: "100%", height: "540", theme: /** @type {const} */ ("dark"), title: 'Who held "Hawija" & <b>' };
  const code = embedCode("https://map.example.org/ar/?date=2017-09-22&town=hawija", options);
  const source = /src="([^"]*)"/.exec(code)?.[1].replaceAll("&#38;", "&");
  assert.equal(source, "https://map.example.org/ar/?embed=1&theme=dark&date=2017-09-22&town=hawija");
  assert.match(code, /title="Who held &#34;Hawija&#34; &#38; &#60;b&#62;"/);
  assert.equal(embedCode("https://map.example.org/", { ...options, theme: "" }).split('"')[1], "https://map.example.org/?embed=1");
});
