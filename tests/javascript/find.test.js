import assert from "node:assert/strict";
import test from "node:test";
import { randomNumbers } from "./random.js";
import { editDistance, fold, orderFound, TownFinder } from "../../static/atlas/page/find.js";

const names = ["Hawija", "al-Hasakah", "Deir ez-Zor", "al-Qaim", "Raqqa", "Qaraqosh"];
const towns = /** @type {any} */ ({
  names: { settled: Promise.resolve() },
  name: names,
  nameArabic: ["الحويجة", "الحسكة", "دير الزور", "القائم", "الرقة", ""],
  slug: ["hawija", "al-hasakah", "deir-ez-zor", "al-qaim", "raqqa", "qaraqosh"],
});
const finder = new TownFinder(towns, Int32Array.of(4, 0, 1, 2, 3, 5));
await finder.ready();
const found = /** @param {string} query */ (query) => finder.find(query, 10).towns.map((town) => names[town]);

test("a town is found by any spelling that folds alike", () => {
  for (const query of ["hawija", "HAWIJA", "Ḥawīja", "al-Hawija", "الحويجة", "حويجه"]) assert.deepEqual(found(query), ["Hawija"], query);
  assert.deepEqual(found("kaim"), ["al-Qaim"]);
  assert.deepEqual(found("deir ez zor"), ["Deir ez-Zor"]);
});

test("an exact name comes before a beginning, and that before a part", () => {
  assert.deepEqual(found("ra"), ["Raqqa", "Qaraqosh"]);
});

test("nothing found names the nearest spelling", () => {
  assert.deepEqual(finder.find("Hawigha", 10), { towns: [], nearest: 0 });
  assert.deepEqual(finder.find("Xyzzyplugh", 10), { towns: [], nearest: -1 });
});

test("an empty query lists the most important towns", () => {
  assert.deepEqual(found("").slice(0, 2), ["Raqqa", "Hawija"]);
});

test("what a long index finds is what looking at each name finds", async () => {
  const random = randomNumbers(6);
  const word = () => Array.from({ length: 1 + Math.floor(random() * 3) }, () => "abk"[Math.floor(random() * 3)]).join("");
  for (let round = 0; round < 40; round += 1) {
    const name = Array.from({ length: 60 }, () => Array.from({ length: 1 + Math.floor(random() * 3) }, word).join(" "));
    const slug = name.map((one, town) => (town % 5 ? one.replaceAll(" ", "-") : word()));
    const order = Int32Array.from(name, (_, town) => (town * 7) % 60);
    const index = new TownFinder(/** @type {any} */ ({ names: { settled: Promise.resolve() }, name, nameArabic: name.map(() => ""), slug }), order);
    await index.ready();
    const query = word();
    const grade = /** @param {number} town */ (town) => {
      const names = [name[town], slug[town].replaceAll("-", " ")].map(fold);
      /** @type {((one: string) => boolean)[]} */
      const tests = [(one) => one === query, (one) => one.startsWith(query), (one) => one.includes(` ${query}`), (one) => one.includes(query)];
      return tests.findIndex((isSo) => names.some(isSo));
    };
    const expected = [0, 1, 2, 3].flatMap((wanted) => [...order].filter((town) => grade(town) === wanted)).slice(0, 8);
    if (fold(query) === query) assert.deepEqual(index.find(query, 8).towns, expected, query);
  }
});

test("a whole name comes first, whoever found it, then the story's towns, then the rest", () => {
  const found = [{ slug: "baghdad", is_exact: true }, { slug: "al-baghdadi", is_exact: false }, { slug: "baghdad-airport", is_exact: false }];
  assert.deepEqual(orderFound(["al-baghdadi"], found, 10), { exact: ["baghdad"], story: ["al-baghdadi"], others: ["baghdad-airport"] });
  assert.deepEqual(orderFound(["al-baghdadi"], found, 2), { exact: ["baghdad"], story: ["al-baghdadi"], others: [] });
  assert.deepEqual(orderFound(["al-baghdadi", "x"], found, 1), { exact: ["baghdad"], story: ["al-baghdadi", "x"], others: [] });
  assert.deepEqual(orderFound(["baghdad"], [], 10), { exact: [], story: ["baghdad"], others: [] });
});

test("folding twice changes nothing more", () => {
  for (const name of [...names, "Ṣalāḥ ad-Dīn", "الموصل"]) assert.equal(fold(fold(name)), fold(name));
});

test("edit distance counts letters and gives up above the limit", () => {
  assert.equal(editDistance("hawija", "hawigha", 3), 2);
  assert.equal(editDistance("abc", "xyz", 2), 3);
});
