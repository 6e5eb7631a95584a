import assert from "node:assert/strict";
import test from "node:test";
import { confirmationsOf, kindOf, OPEN, PayloadError, readNames, readStory, surroundingsOf } from "../../static/atlas/story/payload.js";
import { decode, nameParts, parts, streamOf, toBytes } from "./encode.js";
import { randomNumbers, randomPayload } from "./random.js";

test("a story is read as it was written", async () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const payload = randomPayload(seed);
    const story = await decode(payload);
    const { periods, pressure, towns } = story;
    assert.deepEqual([...periods.town], payload.periods.town);
    assert.deepEqual([...periods.from], payload.periods.from);
    assert.deepEqual([...periods.to], payload.periods.to.map((to) => to ?? OPEN));
    payload.periods.status.forEach((status, row) => {
      const { holders, share, unreviewed } = { holders: payload.periods.holders[row], share: payload.periods.share[row], unreviewed: Boolean(payload.periods.unreviewed[row]) };
      assert.deepEqual(kindOf(story, row), { status: payload.statuses[status], holders, share, unreviewed });
    });
    assert.deepEqual(payload.periods.town.map((_, row) => confirmationsOf(story, row)), payload.periods.confirmations);
    const pressed = payload.pressure.town.map((town, row) => [town, payload.pressure.from[row], payload.pressure.to[row] ?? OPEN]);
    pressed.sort(([a, from], [b, other]) => a - b || from - other);
    assert.deepEqual([...pressure.town].map((town, row) => [town, pressure.from[row], pressure.to[row]]), pressed);
    for (let town = 0; town < towns.count; town += 1) {
      assert.equal(towns.slug.at(town), payload.towns.slug[town]);
      assert.equal(towns.slug.indexOf(payload.towns.slug[town]), town);
      assert.equal(towns.name.at(town), payload.towns.name[town]);
      assert.deepEqual(surroundingsOf(towns, town), { country: payload.towns.country[town], region: payload.towns.region[town], placeKind: payload.towns.place_kind[town] });
    }
    assert.equal(towns.slug.indexOf("town-"), -1);
    for (const name of /** @type {const} */ (["lon", "lat", "population"])) assert.deepEqual([...towns[name]], payload.towns[name]);
    assert.deepEqual([...story.reference.lon], payload.reference.lon);
  }
});

test("it does not matter in which pieces the bytes come", async () => {
  const bytes = toBytes(parts(randomPayload(7, 40)));
  const told = /** @param {number} size */ async (size) => {
    const { towns, ...rest } = await readStory(streamOf(bytes, size));
    const texts = Array.from(towns.population, (_, town) => [towns.name.at(town), towns.slug.at(town), towns.nameArabic.at(town)]);
    return { ...rest, lon: towns.lon, lat: towns.lat, population: towns.population, texts };
  };
  const whole = await told(bytes.length);
  for (const size of [1, 2, 7, 100]) assert.deepEqual(await told(size), whole);
});

test("where towns are is known before the rest has come", async () => {
  const bytes = toBytes(parts(randomPayload(7, 40)));
  let sent = 0;
  let known = 0;
  const stream = new ReadableStream({
    pull(controller) {
      if (sent === bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(sent, (sent += 1)));
    },
  }, { highWaterMark: 0 });
  await readStory(stream, { onPlaces: ({ count }) => (known = sent * Number(count === 40)) });
  assert.ok(known > 0 && known < bytes.length - 500);
});

test("a large story is there before the names of all its towns", async () => {
  const payload = randomPayload(7, 40);
  const { towns } = await readStory(streamOf(toBytes(parts(payload, [3, 20]))));
  const { names } = towns;
  const { name, slug, name_ar: arabic } = payload.towns;
  assert.deepEqual([3, 4, 20].map((town) => [names.has(town), towns.name.at(town), towns.slug.at(town)]), [[true, name[3], slug[3]], [false, "…", ""], [true, name[20], slug[20]]]);
  assert.deepEqual([slug[20], slug[4]].map((one) => towns.slug.indexOf(one)), [20, -1]);
  names.add(4, { name: name[4], slug: slug[4], nameArabic: arabic[4] });
  assert.deepEqual([names.has(4), towns.name.at(4), towns.slug.indexOf(slug[4]), towns.nameArabic.at(4)], [true, name[4], 4, arabic[4]]);
  let isSettled = false;
  void names.settled.then(() => (isSettled = true));
  await Promise.resolve();
  assert.ok(!isSettled && !names.isComplete);
  names.receive(await readNames(streamOf(toBytes(nameParts(payload)), 7), 40));
  await names.settled;
  assert.deepEqual(Array.from(name, (_, town) => [towns.name.at(town), towns.slug.indexOf(towns.slug.at(town))]), Array.from(name, (one, town) => [one, town]));
  await assert.rejects(readNames(streamOf(toBytes(nameParts(payload))), 41), /these are the names of 40 towns, not of 41/);
});

test("the beginning of a slug that follows from the name is not sent", async () => {
  const payload = randomPayload(3, 2);
  const file = parts(payload);
  file.columns["names.name"] = [...new TextEncoder().encode("Tall 'Afar\nMosul\n")];
  file.columns["names.slug"] = [...new TextEncoder().encode("+-2\nal-mawsil\n")];
  file.head.columns = Object.entries(file.columns).map(([name, bytes]) => [name, bytes.length]);
  const { towns } = await readStory(streamOf(toBytes(file)));
  assert.deepEqual([0, 1].map((town) => towns.slug.at(town)), ["tall-afar-2", "al-mawsil"]);
  assert.deepEqual(["tall-afar-2", "al-mawsil", "2", "+-2", "mawsil", ""].map((slug) => towns.slug.indexOf(slug)), [0, 1, -1, -1, -1, -1]);
});

test("an actor without a short name goes by its name", async () => {
  assert.equal((await decode(randomPayload(1))).actors[0].shortName, "North");
});

/** @type {[string, (file: {head: any, columns: Record<string, number[]>}) => void, RegExp][]} */
const broken = [
  ["a column that is missing", ({ head }) => head.columns.splice(4, 1), /column "periods\.gap" comes where periods\.kind should/],
  ["a column that is too short", ({ head, columns }) => (head.columns[4][1] -= 1, columns["periods.kind"].pop()), /periods\.kind holds \d+ numbers/],
  ["a column that is too long", ({ head, columns }) => (head.columns[5][1] += 1, columns["periods.gap"].push(0)), /periods\.gap holds more than/],
  ["an actor that does not exist", ({ head }) => (head.kinds[0][1] = [9]), /kinds: there is no actor 9/],
  ["a status that is not known", ({ head }) => (head.kinds[0][0] = "lost"), /"lost"/],
  ["a kind that does not exist", ({ head }) => (head.kinds = head.kinds.slice(0, 1)), /periods\.kind names row \d+ of a table of 1/],
  ["a period in no calendar", ({ head }) => (head.origin = 2_932_890), /periods\.\w+ leads to day \d+/],
  ["a first day that is a text", ({ head }) => (head.first = "2013-01-01"), /first/],
  ["no actors", ({ head }) => delete head.actors, /actors is missing/],
  ["a name too few", ({ head }) => (head.towns += 1), /towns\.lon/],
  ["a name too many", ({ columns, head }) => (columns["names.name"].push(10), (head.columns[16][1] += 1)), /names\.name does not hold 12 lines/],
  ["a town that does not exist", ({ columns }) => (columns["names.town"][0] = 26), /names\.town leads to a town that is not there/],
];

for (const [what, breakIt, message] of broken) {
  test(`${what} is refused by name`, async () => {
    const file = parts(randomPayload(5));
    breakIt(file);
    await assert.rejects(readStory(streamOf(toBytes(file))), (error) => error instanceof PayloadError && message.test(error.message));
  });
}

test("a file of another format, of something else, or cut off is refused", async () => {
  const file = parts(randomPayload(5));
  const bytes = toBytes(file);
  const refused = /** @param {Uint8Array} given @param {RegExp} message */ (given, message) =>
    assert.rejects(readStory(streamOf(given)), (error) => error instanceof PayloadError && message.test(error.message));
  await refused(toBytes(file, 2), /format 2 is not 3/);
  await refused(new TextEncoder().encode("<!DOCTYPE html>"), /not a timeline file/);
  await refused(Uint8Array.from([...bytes, 0]), /bytes follow the last column/);
  await refused(new Uint8Array(0), /ends inside the head, after 0 of 9 bytes/);
  const random = randomNumbers(4);
  for (let cut = 0; cut < 60; cut += 1) await refused(bytes.slice(0, Math.floor(random() * bytes.length)), /it ends inside/);
});

test("whatever bytes come, they are read or refused by a message", async () => {
  const bytes = toBytes(parts(randomPayload(5)));
  const random = randomNumbers(8);
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const garbled = bytes.slice();
    for (let left = 3; left > 0; left -= 1) garbled[Math.floor(random() * garbled.length)] = Math.floor(random() * 256);
    try {
      await readStory(streamOf(garbled));
    } catch (error) {
      assert.ok(error instanceof PayloadError, String(error));
    }
  }
});

test("a story without towns lasts for today", async () => {
  const empty = { ...randomPayload(1, 0), first: null, last: null };
  const { first, last, towns } = await decode(empty, 20000);
  assert.deepEqual([first, last, towns.count], [20000, 20000, 0]);
});
