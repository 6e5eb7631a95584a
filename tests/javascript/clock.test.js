import assert from "node:assert/strict";
import test from "node:test";
import { Clock } from "../../static/atlas/time/clock.js";

/** A clock whose frames the test makes. @param {number} first @param {number} last */
function make(first, last) {
  /** @type {number[]} */
  const days = [];
  /** @type {((time: number) => void)[]} */
  const frames = [];
  const clock = new Clock({
    first,
    last,
    onDay: (day) => days.push(day),
    onPlaying: () => {},
    request: (callback) => frames.push(callback),
    cancel: () => frames.splice(0),
  });
  let time = 0;
  /** @param {number} milliseconds @param {number} [step] */
  const run = (milliseconds, step = 20) => {
    for (let passed = 0; passed < milliseconds; passed += step) {
      time += step;
      for (const frame of frames.splice(0)) frame(time);
    }
  };
  return { clock, days, run };
}

test("the day moves by the speed, in days a second", () => {
  for (const speed of [1, 7, 30, 90]) {
    const { clock, run } = make(0, 10000);
    clock.speed = speed;
    clock.play();
    run(20);
    run(3000);
    assert.ok(Math.abs(clock.day - 3 * speed) <= 2, `${clock.day} at ${speed}`);
  }
});

test("every day told is in the story and later than the one before", () => {
  const { clock, days, run } = make(100, 140);
  clock.speed = 30;
  clock.play();
  run(5000);
  assert.equal(days.at(-1), 140);
  assert.ok(days.every((day, index) => day >= 100 && day <= 140 && (index === 0 || day > days[index - 1])));
});

test("at the end it pauses, and playing again begins anew", () => {
  const { clock, run } = make(0, 5);
  clock.speed = 7;
  clock.play();
  run(3000);
  assert.equal(clock.playing, false);
  assert.equal(clock.day, 5);
  clock.play();
  assert.equal(clock.day, 0);
});

test("with loop it goes on from the first day", () => {
  const { clock, days, run } = make(0, 5);
  clock.speed = 7;
  clock.loop = true;
  clock.play();
  run(3000);
  assert.equal(clock.playing, true);
  assert.ok(days.filter((day) => day === 0).length >= 2);
});

test("a late frame does not leap", () => {
  const { clock, run } = make(0, 1000);
  clock.speed = 90;
  clock.play();
  run(20);
  run(60000, 60000);
  assert.ok(clock.day <= 25, `${clock.day}`);
});

test("a paused clock tells nothing", () => {
  const { clock, days, run } = make(0, 1000);
  clock.play();
  run(500);
  clock.pause();
  const told = days.length;
  run(1000);
  assert.equal(days.length, told);
});

test("a story of a single day does not play", () => {
  const { clock, days, run } = make(5, 5);
  clock.play();
  run(1000);
  assert.equal(clock.playing, false);
  assert.deepEqual(days, []);
});
