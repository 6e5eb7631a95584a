import assert from "node:assert/strict";
import test from "node:test";
import { ALL_ACTORS } from "../../static/atlas/story/actor_filter.js";
import { REACHES, USUAL_REACH, readAddress, writeAddress, writeView } from "../../static/atlas/page/address.js";
import { randomNumbers } from "./random.js";

test("an address reads back as what was written", () => {
  const random = randomNumbers(11);
  for (let round = 0; round < 300; round += 1) {
    const view = { lat: Number((random() * 160 - 80).toFixed(4)), lng: Number((random() * 360 - 180).toFixed(4)), zoom: Math.round(random() * 76) / 4 };
    const address = {
      day: random() < 0.9 ? Math.floor(random() * 20000) : null,
      view: random() < 0.7 ? view : null,
      town: random() < 0.5 ? `deir-ez-zor-${round}` : null,
      areas: random() < 0.5,
      patterns: random() < 0.5,
      reach: REACHES[Math.floor(random() * REACHES.length)],
      borders: random() < 0.5,
      variant: {
        known: random() < 0.4 ? null : random() < 0.3 ? /** @type {const} */ ("same-day") : Math.floor(random() * 20000),
        reviewed: random() < 0.5,
        without: random() < 0.5 ? [] : ["afp", `source-${round}`],
      },
      safe: random() < 0.5,
      chart: /** @type {const} */ (["changes", "towns", "people"])[Math.floor(random() * 3)],
      filter: random() < 0.5 ? ALL_ACTORS : { mode: random() < 0.5 ? /** @type {const} */ ("only") : /** @type {const} */ ("hide"), slugs: ["army", "clans"] },
    };
    const { address: read, unreadable } = readAddress(writeAddress(address));
    assert.deepEqual(unreadable, []);
    assert.deepEqual({ ...read, view: null }, { ...address, view: null });
    assert.equal(read.view === null, address.view === null);
    if (!read.view || !address.view) continue;
    // The view is written as short as it can be: not a pixel off, and read back it is written the same.
    const pixels = (256 * 2 ** view.zoom) / 360;
    assert.ok(Math.abs(read.view.lat - view.lat) * pixels < 1 && Math.abs(read.view.lng - view.lng) * pixels < 1);
    assert.equal(read.view.zoom, view.zoom);
    assert.equal(writeAddress({ ...address, view: read.view }), writeAddress(address));
  }
});

test("a view has as many digits as its zoom can show", () => {
  assert.equal(writeView({ lat: 34.812345, lng: 41.256789, zoom: 6.5 }), "34.81,41.26,6.5");
  assert.equal(writeView({ lat: 34.812345, lng: -0.0001, zoom: 2 }), "34.8,0,2");
});

test("what cannot be read is named, and the rest is kept", () => {
  const { address, unreadable } = readAddress("?date=2017-13-40&view=35,44&town=hawija&areas=maybe&patterns=off&reach=36");
  assert.deepEqual(unreadable, ["date", "view", "areas", "reach"]);
  assert.equal(address.reach, USUAL_REACH);
  assert.equal(address.town, "hawija");
  assert.equal(address.patterns, false);
  assert.equal(address.day, null);
});

test("what no map has, what is given twice and days to come are named, and what other sites add is not", () => {
  const of = /** @param {string} search */ (search) => readAddress(search).unreadable;
  assert.deepEqual(of("?safe=7&palette=x&embed=2&theme=pink"), ["safe", "palette", "embed", "theme"]);
  assert.deepEqual(of("?town=mosul&town=hawija&areas=off"), ["town"]);
  assert.deepEqual(of("?reach=36&reach=37"), ["reach"]);
  assert.deepEqual(of("?known=2099-01-01"), ["known"]);
  assert.equal(readAddress("?known=2099-01-01").address.variant.known, null);
  assert.equal(readAddress("?town=mosul&town=hawija").address.town, "mosul");
  assert.deepEqual(of("?date=2017-09-22&embed=1&theme=dark&utm_source=x&fbclid=y&gclid=z&msclkid=1"), []);
});

test("views off the world and towns with markup are not taken", () => {
  assert.deepEqual(readAddress("?view=95,0,5").unreadable, ["view"]);
  assert.deepEqual(readAddress("?view=NaN,0,5").unreadable, ["view"]);
  assert.deepEqual(readAddress("?view=,,").unreadable, ["view"]);
  assert.deepEqual(readAddress("?town=<b>").unreadable, ["town"]);
});
