import assert from "node:assert/strict";
import test from "node:test";
import { decode, OPEN, PayloadError } from "../../static/atlas/story/payload.js";
import { randomPayload } from "./random.js";

test("every period of the payload is in the story, its town's side by side in order of days", () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const payload = randomPayload(seed);
    const { periods, towns } = decode(payload);
    assert.equal(periods.count, payload.periods.town.length);
    for (let town = 0; town < towns.count; town += 1) {
      const sent = payload.periods.from.filter((_, row) => payload.periods.town[row] === town);
      const kept = [...periods.from.slice(periods.start[town], periods.start[town + 1])];
      assert.deepEqual(kept, sent);
    }
  }
});

test("the order of rows in the payload does not matter", () => {
  const payload = randomPayload(7);
  const backwards = structuredClone(payload);
  for (const column of Object.values(backwards.periods)) column.reverse();
  for (const column of Object.values(backwards.pressure)) column.reverse();
  assert.deepEqual(decode(backwards).periods, decode(payload).periods);
});

test("a status may be written as itself or as its number; an open end is OPEN", () => {
  const payload = randomPayload(3);
  const named = structuredClone(payload);
  named.periods.status = named.periods.status.map((number) => payload.statuses[number]);
  assert.deepEqual(decode(named).periods.status, decode(payload).periods.status);
  const open = payload.periods.to.filter((to) => to === null).length;
  assert.equal([...decode(payload).periods.to].filter((to) => to === OPEN).length, open);
});

test("an actor without a short name goes by its name", () => {
  assert.equal(decode(randomPayload(1)).actors[0].shortName, "North");
});

/** @type {[string, (payload: any) => void, RegExp][]} */
const broken = [
  ["another format", (payload) => (payload.format = 2), /format 2/],
  ["no towns", (payload) => delete payload.towns.slug, /towns\.slug/],
  ["a column that is too short", (payload) => payload.periods.rule && payload.periods.share.pop(), /periods\.share/],
  ["a town that does not exist", (payload) => (payload.periods.town[0] = 99), /no town 99/],
  ["an actor that does not exist", (payload) => (payload.periods.holders[0] = [9]), /no actor 9/],
  ["a status that is not known", (payload) => (payload.periods.status[0] = "lost"), /"lost"/],
  ["a first day that is a text", (payload) => (payload.first = "2013-01-01"), /first/],
];

for (const [what, breakIt, message] of broken) {
  test(`${what} is refused by name`, () => {
    const payload = randomPayload(5);
    breakIt(payload);
    assert.throws(() => decode(payload), (error) => error instanceof PayloadError && message.test(error.message));
  });
}

test("a payload without towns is a story of today", () => {
  const empty = { ...randomPayload(1, 0), first: null, last: null };
  const { first, last, towns } = decode(empty, 20000);
  assert.deepEqual([first, last, towns.count], [20000, 20000, 0]);
});
