import assert from "node:assert/strict";
import test from "node:test";
import { Envelope } from "../../static/atlas/map/areas/nearest.js";
import { fillOutline } from "../../static/atlas/map/areas/land.js";
import { fillRaster } from "../../static/atlas/map/areas/raster.js";
import { Painter } from "../../static/atlas/map/areas/painter.js";
import { waitsForOrder } from "../../static/atlas/map/areas/view_columns.js";
import { mercatorX, mercatorY, pixelsPerKm } from "../../static/atlas/map/mercator.js";
import { randomNumbers } from "./random.js";

/** A view of some 200 by 150 pixels around 35 N, 43 E. @param {number} [zoom] */
function makeView(zoom = 6) {
  const scale = 256 * 2 ** zoom;
  return {
    scale,
    left: Math.round(mercatorX(43) * scale - 100),
    top: Math.round(mercatorY(35) * scale - 75),
    width: 200,
    height: 150,
    padX: 0,
    padY: 0,
    ratio: 1,
    zoom,
  };
}

const REACH = { km: 35, borders: true };

/** @param {number[][]} corners degrees */
function ring(corners) {
  return Float64Array.from(corners.flatMap(([lon, lat]) => [mercatorX(lon), mercatorY(lat)]));
}

const BOX = ring([[30, 25], [56, 25], [56, 45], [30, 45], [30, 25]]);
const WEST = ring([[30, 25], [43, 25], [43, 45], [30, 45], [30, 25]]);
const EAST = ring([[43, 25], [56, 25], [56, 45], [43, 45], [43, 25]]);

/** @param {number} seed @param {number} count @param {number} countries */
function makeSites(seed, count, countries = 1) {
  const random = randomNumbers(seed);
  const places = Array.from({ length: count }, () => [41 + 4 * random(), 33.5 + 3 * random()]);
  return {
    x: Float64Array.from(places, ([lon]) => mercatorX(lon)),
    y: Float64Array.from(places, ([, lat]) => mercatorY(lat)),
    country: Uint8Array.from({ length: count }, () => 1 + Math.floor(random() * countries)),
    order: Int32Array.from({ length: count }, (_, town) => town),
  };
}

test("the envelope of a row names the nearest town at every point", () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const random = randomNumbers(seed);
    const count = 1 + Math.floor(random() * 30);
    const xs = Float64Array.from({ length: count }, () => Math.round(random() * 100) / (seed % 2 ? 1 : 7));
    const ys = Float64Array.from({ length: count }, () => random() * 40 - 20);
    const order = Array.from({ length: count }, (_, index) => index).sort((a, b) => xs[a] - xs[b] || a - b);
    const envelope = new Envelope(count);
    envelope.build(order, count, xs, ys, 3);
    for (let x = -20; x < 120; x += 0.37) {
      let part = 0;
      while (envelope.from[part + 1] <= x) part += 1;
      const distance = /** @param {number} site */ (site) => Math.hypot(xs[site] - x, ys[site] - 3);
      const nearest = Math.min(...order.map(distance));
      assert.ok(Math.abs(distance(envelope.site[part]) - nearest) < 1e-9, `seed ${seed}, x ${x}`);
    }
  }
});

test("each pixel belongs to the nearest town of its country within the cap, or to none", () => {
  const view = makeView();
  for (let seed = 1; seed <= 6; seed += 1) {
    const sites = makeSites(seed, 25, 2);
    const ground = { countries: [{ country: 1, lines: [WEST] }, { country: 2, lines: [EAST] }], lakes: [] };
    const { town, width, height } = fillRaster(view, sites, ground, REACH);
    const border = mercatorX(43) * view.scale - view.left;
    for (let row = 0; row < height; row += 1) {
      const cap = 35 * pixelsPerKm((view.top + row + 0.5) / view.scale, view.scale);
      for (let column = 0; column < width; column += 1) {
        const country = column + 0.5 < border ? 1 : 2;
        let nearest = Infinity;
        sites.x.forEach((x, site) => {
          if (sites.country[site] !== country) return;
          const distance = Math.hypot(x * view.scale - view.left - column - 0.5, sites.y[site] * view.scale - view.top - row - 0.5);
          nearest = Math.min(nearest, distance);
        });
        const found = town[row * width + column] - 1;
        if (nearest > cap + 0.51) assert.equal(found, -1);
        else if (nearest < cap + 0.49) {
          const distance = Math.hypot(sites.x[found] * view.scale - view.left - column - 0.5, sites.y[found] * view.scale - view.top - row - 0.5);
          assert.equal(sites.country[found], country);
          assert.ok(distance - nearest < 1e-6);
        }
      }
    }
  }
});

test("a town outside the view colours what it reaches inside", () => {
  const view = makeView();
  const x = (view.left - 4) / view.scale;
  const y = (view.top + 75) / view.scale;
  const sites = { x: Float64Array.of(x), y: Float64Array.of(y), country: Uint8Array.of(1), order: Int32Array.of(0) };
  const { town, width } = fillRaster(view, sites, { countries: [{ country: 1, lines: [BOX] }], lakes: [] }, REACH);
  assert.equal(town[75 * width], 1);
  assert.equal(town[75 * width + 60], 0);
});

test("of two towns on one point the more important has the area", () => {
  const view = makeView();
  const x = mercatorX(43);
  const y = mercatorY(35);
  const sites = { x: Float64Array.of(x, x), y: Float64Array.of(y, y), country: Uint8Array.of(1, 1), order: Int32Array.of(1, 0) };
  const { town } = fillRaster(view, sites, { countries: [{ country: 1, lines: [BOX] }], lakes: [] }, REACH);
  assert.deepEqual([...new Set(town)].sort(), [0, 2]);
});

test("places without an area, seas and lakes stay blank", () => {
  const view = makeView();
  const lake = ring([[42.9, 34.9], [43.1, 34.9], [43.1, 35.1], [42.9, 35.1], [42.9, 34.9]]);
  const sites = { x: Float64Array.of(mercatorX(43)), y: Float64Array.of(mercatorY(35)), country: Uint8Array.of(1), order: Int32Array.of(0) };
  const ground = { countries: [{ country: 1, lines: [BOX] }], lakes: [{ zoom: 3, lines: [lake] }] };
  const { town, width } = fillRaster(view, sites, ground, REACH);
  assert.equal(town[75 * width + 100], 0);
  assert.ok(town.includes(1));
  assert.ok(!fillRaster(view, { ...sites, country: Uint8Array.of(0) }, ground, REACH).town.includes(1));
  assert.ok(!fillRaster(view, sites, { countries: [], lakes: [] }, REACH).town.includes(1));
});

test("an outline with a hole is filled around the hole", () => {
  const view = makeView();
  const hole = ring([[42.5, 34.5], [43.5, 34.5], [43.5, 35.5], [42.5, 35.5], [42.5, 34.5]]);
  const grid = new Uint8Array(200 * 150);
  fillOutline(grid, { lines: [BOX, hole] }, view, 7);
  assert.equal(grid[75 * 200 + 100], 0);
  assert.equal(grid[5 * 200 + 5], 7);
});

test("where towns crowd, a pixel's town is the nearest but for less than a pixel", () => {
  const sites = makeSites(3, 30000);
  const view = makeView();
  const { town, width, height } = fillRaster(view, sites, { countries: [{ country: 1, lines: [BOX] }], lakes: [] }, REACH);
  const random = randomNumbers(12);
  for (let sample = 0; sample < 200; sample += 1) {
    const [column, row] = [Math.floor(random() * width), Math.floor(random() * height)];
    const distance = /** @param {number} site */ (site) =>
      Math.hypot(sites.x[site] * view.scale - view.left - column - 0.5, sites.y[site] * view.scale - view.top - row - 0.5);
    const nearest = sites.order.reduce((least, site) => Math.min(least, distance(site)), Infinity);
    const found = town[row * width + column] - 1;
    if (found >= 0) assert.ok(distance(found) < nearest + 1, `${distance(found)} and ${nearest}`);
  }
});

test("where borders do not count, a pixel goes to the nearest town of any country", () => {
  const view = makeView();
  const at = /** @param {number} lon */ (lon) => mercatorX(lon);
  const y = mercatorY(35);
  const sites = { x: Float64Array.of(at(42.9), at(44)), y: Float64Array.of(y, y), country: Uint8Array.of(1, 2), order: Int32Array.of(0, 1) };
  const ground = { countries: [{ country: 1, lines: [WEST] }, { country: 2, lines: [EAST] }], lakes: [] };
  const beyond = Math.floor(at(43.1) * view.scale - view.left) + 75 * 200;
  assert.equal(fillRaster(view, sites, ground, REACH).town[beyond], 0);
  const { town, edges } = fillRaster(view, sites, ground, { km: 60, borders: false });
  assert.equal(town[beyond], 1);
  assert.ok(edges.other.some((other) => other === 2));
});

test("without areas each town is a dot, at sea too", () => {
  const view = makeView();
  const sites = makeSites(5, 12);
  const { town, width } = fillRaster(view, sites, { countries: [], lakes: [] }, { km: 0, borders: true });
  sites.x.forEach((x, site) => {
    const column = Math.floor(x * view.scale - view.left);
    const row = Math.floor(sites.y[site] * view.scale - view.top);
    if (column >= 0 && row >= 0 && column < width && row < 150) assert.ok(town[row * width + column] > 0);
  });
  assert.ok(town.reduce((count, label) => count + Number(label > 0), 0) <= 12 * 25);
});

const INKING = { front: /** @type {[number, number, number]} */ ([0, 0, 0]), casing: /** @type {[number, number, number]} */ ([255, 255, 255]), strength: 1 };

test("painting what changed gives the same picture as painting all", () => {
  const random = randomNumbers(5);
  const sites = makeSites(8, 30, 2);
  const ground = { countries: [{ country: 1, lines: [WEST] }, { country: 2, lines: [EAST] }], lakes: [] };
  const raster = fillRaster(makeView(), sites, ground, REACH);
  /** @param {number} word @param {string} group @returns {import("../../static/atlas/map/areas/painter.js").Paint} */
  const paint = (word, group) => ({ group, colours: Uint32Array.of(word, word ^ 0x101010), width: 2, height: 1, line: [10, 20, 30], broken: group === "b" });
  const palette = [null, paint(0xff203040, "a"), paint(0xff908070, "b"), paint(0xff11ee55, "c"), { ...paint(0xff204050, "a"), width: 1, colours: Uint32Array.of(0xff204050) }];
  const codes = Uint16Array.from({ length: 30 }, () => Math.floor(random() * palette.length));
  const painter = new Painter(raster);
  painter.paintAll({ codes, palette }, INKING);
  for (let step = 0; step < 40; step += 1) {
    const changed = [Math.floor(random() * 30), Math.floor(random() * 30)];
    for (const town of changed) codes[town] = Math.floor(random() * palette.length);
    const before = painter.pixels.slice();
    const dirty = painter.paintTowns(changed, { codes, palette }, INKING);
    const fresh = new Painter(raster);
    fresh.paintAll({ codes, palette }, INKING);
    assert.deepEqual(painter.pixels, fresh.pixels);
    painter.pixels.forEach((word, pixel) => {
      const [x, y] = [pixel % raster.width, Math.floor(pixel / raster.width)];
      const inside = x >= dirty.left && x <= dirty.right && y >= dirty.top && y <= dirty.bottom;
      assert.ok(inside || word === before[pixel]);
    });
  }
});

test("a blank town has no pixel of colour", () => {
  const sites = makeSites(3, 10);
  const raster = fillRaster(makeView(), sites, { countries: [{ country: 1, lines: [BOX] }], lakes: [] }, REACH);
  const painter = new Painter(raster);
  const paint = { group: "a", colours: Uint32Array.of(0xff203040), width: 1, height: 1, line: /** @type {[number, number, number]} */ ([1, 2, 3]), broken: false };
  painter.paintAll({ codes: Uint16Array.from({ length: 10 }, (_, town) => (town === 4 ? 0 : 1)), palette: [null, paint] }, INKING);
  raster.town.forEach((town, pixel) => {
    if (town === 5 || town === 0) assert.equal(painter.pixels[pixel], 0);
    else assert.notEqual(painter.pixels[pixel], 0);
  });
});

test("areas wait for the importance of towns only where two are on one point", () => {
  const view = makeView();
  const ground = { countries: [{ country: 1, lines: [BOX] }], lakes: [] };
  const sites = makeSites(3, 40);
  const early = { ...sites, order: null };
  assert.ok(!waitsForOrder(early));
  const backwards = { ...sites, order: sites.order.slice().reverse() };
  assert.deepEqual(fillRaster(view, early, ground, REACH).town, fillRaster(view, backwards, ground, REACH).town);

  const [x, y] = [sites.x.slice(), sites.y.slice()];
  [x[30], y[30]] = [x[7], y[7]];
  assert.ok(waitsForOrder({ ...early, x, y }));
  assert.ok(!waitsForOrder({ ...sites, x, y }));
  const { town } = fillRaster(view, { ...backwards, x, y }, ground, REACH);
  assert.ok(town.includes(31) && !town.includes(8), "the more important of the two has the area");
});
