import assert from "node:assert/strict";
import test from "node:test";
import { editDistance, fold, TownFinder } from "../../static/atlas/page/find.js";

const names = ["Hawija", "al-Hasakah", "Deir ez-Zor", "al-Qaim", "Raqqa", "Qaraqosh"];
const towns = /** @type {any} */ ({
  name: names,
  nameArabic: ["الحويجة", "الحسكة", "دير الزور", "القائم", "الرقة", ""],
  slug: ["hawija", "al-hasakah", "deir-ez-zor", "al-qaim", "raqqa", "qaraqosh"],
});
const finder = new TownFinder(towns, [4, 0, 1, 2, 3, 5]);
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

test("folding twice changes nothing more", () => {
  for (const name of [...names, "Ṣalāḥ ad-Dīn", "الموصل"]) assert.equal(fold(fold(name)), fold(name));
});

test("edit distance counts letters and gives up above the limit", () => {
  assert.equal(editDistance("hawija", "hawigha", 3), 2);
  assert.equal(editDistance("abc", "xyz", 2), 3);
});
