import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { combine, layersOf } from "../../static/basemap/combine.js";

/** @param {string} name */
const file = (name) => JSON.parse(readFileSync(new URL(`../../static/basemap/${name}.json`, import.meta.url), "utf8"));
const world = layersOf(file("world"));
const region = file("iraq-syria");
const both = combine(world, [region, file("tributaries")]);

/** @param {{properties: any}[]} features */
const names = (features) => new Set(features.map(({ properties }) => properties.name));

test("the rivers and lakes of the world stay where the region has none of its own", () => {
  assert.ok(names(both.rivers).has("Nile"));
  const inside = world.rivers.filter(({ properties }) => properties.region === "iraq-syria");
  assert.ok(inside.length > 0);
  for (const river of inside) assert.ok(!both.rivers.includes(river));
  const lakesOutside = world.lakes.filter(({ properties }) => properties.region !== "iraq-syria");
  assert.ok(lakesOutside.length > 100);
  assert.equal(both.lakes.length, lakesOutside.length + layersOf(region).lakes.length);
});

test("the region's rivers are joined by their tributaries", () => {
  for (const name of ["Euphrates", "Khabur", "Great Zab", "Diyala"]) assert.ok(names(both.rivers).has(name), name);
});

test("each country is drawn once", () => {
  const codes = both.countries.map(({ properties }) => properties.iso).filter(Boolean);
  assert.equal(codes.length, new Set(codes).size);
  assert.ok(codes.includes("IQ") && codes.includes("EG"));
});

test("two regions in one map leave no shape of the world behind and draw nothing twice", () => {
  const ukraine = file("ukraine");
  const all = combine(world, [region, file("tributaries"), ukraine]);
  const codes = all.countries.map(({ properties }) => properties.iso).filter(Boolean);
  assert.equal(codes.length, new Set(codes).size);
  for (const name of ["Euphrates", "Dnipro", "Nile"]) assert.ok(names(all.rivers).has(name), name);
  assert.ok(!all.lakes.some(({ properties }) => properties.region));
  const sides = all.borders.map(({ properties }) => `${properties.kind} ${properties.countries}`);
  assert.equal(sides.length, new Set(sides).size);
});
