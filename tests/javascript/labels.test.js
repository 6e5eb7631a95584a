import assert from "node:assert/strict";
import test from "node:test";
import { boxOf, overlap, placeNames } from "../../static/atlas/map/labels.js";
import { randomNumbers } from "./random.js";

test("no two names overlap, none covers another's dot, none is cut by the edge", () => {
  const view = { left: 0, top: 0, right: 600, bottom: 400 };
  for (let seed = 1; seed <= 25; seed += 1) {
    const random = randomNumbers(seed);
    const wishes = Array.from({ length: 80 }, () => ({
      x: random() * 600,
      y: random() * 400,
      radius: 3 + 3 * random(),
      width: 20 + 80 * random(),
      height: 15,
    }));
    const dots = wishes.map(({ x, y, radius }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }));
    const places = placeNames(wishes, dots, view);
    const boxes = places.map((place, index) => place && boxOf(wishes[index], place));
    assert.ok(boxes.filter(Boolean).length > 15);
    boxes.forEach((box, index) => {
      if (!box) return;
      assert.ok(box.left >= 0 && box.right <= 600 && box.top >= 0 && box.bottom <= 400);
      boxes.forEach((other, place) => assert.ok(place === index || !other || !overlap(box, other)));
      dots.forEach((dot, place) => assert.ok(place === index || !overlap(box, dot)));
    });
  }
});

test("the first in the list has the first choice: right of its dot", () => {
  const wish = { x: 100, y: 100, radius: 5, width: 40, height: 15 };
  const [first, second] = placeNames([wish, { ...wish }]);
  assert.deepEqual(first, { x: 109, y: 100 });
  assert.notDeepEqual(second, first);
});
