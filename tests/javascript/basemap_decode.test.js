import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { decode } from "../../static/basemap/decode.js";

test("arcs are followed forwards and backwards and joined without repeats", () => {
  const { plots } = decode({
    transform: { scale: [0.5, 0.5], translate: [10, 20] },
    arcs: [
      [[0, 0], [2, 0]],
      [[0, 0], [0, 2], [2, 0], [0, -2]],
    ],
    objects: {
      plots: {
        geometries: [
          { type: "Polygon", id: "a", arcs: [[0, ~1]] },
          { type: "MultiLineString", properties: { name: "b" }, arcs: [[0], [~0]] },
          { type: "Point", coordinates: [4, 6] },
        ],
      },
    },
  });
  assert.deepEqual(plots.features, [
    {
      type: "Feature",
      id: "a",
      properties: {},
      geometry: { type: "Polygon", coordinates: [[[10, 20], [11, 20], [11, 21], [10, 21], [10, 20]]] },
    },
    {
      type: "Feature",
      properties: { name: "b" },
      geometry: { type: "MultiLineString", coordinates: [[[10, 20], [11, 20]], [[11, 20], [10, 20]]] },
    },
    { type: "Feature", properties: {}, geometry: { type: "Point", coordinates: [12, 23] } },
  ]);
});

test("every ring of the shipped files closes and stays on the globe", () => {
  for (const name of ["world", "iraq-syria", "ukraine", "tributaries"]) {
    const layers = decode(JSON.parse(readFileSync(new URL(`../../static/basemap/${name}.json`, import.meta.url), "utf8")));
    const features = /** @type {any[]} */ (Object.values(layers).flatMap(({ features }) => features));
    assert.ok(features.length > 5);
    for (const { geometry } of features) {
      if (geometry.type === "Polygon" || geometry.type === "MultiPolygon") {
        const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
        for (const ring of rings) assert.deepEqual(ring[0], ring.at(-1));
      }
      const numbers = geometry.coordinates.flat(Infinity);
      assert.ok(numbers.every((/** @type {number} */ number) => Number.isFinite(number) && Math.abs(number) <= 180));
    }
  }
});
