import assert from "node:assert/strict";
import { test } from "node:test";

/**
 * The module as a page loads it whose server sent these messages.
 * @param {object} messages
 * @returns {Promise<typeof import("../../static/atlas/translation.js")>}
 */
async function translated(messages) {
  const page = { getElementById: () => ({ textContent: JSON.stringify(messages) }), documentElement: { dir: "rtl" } };
  Object.assign(globalThis, { document: page });
  const module = await import(`../../static/atlas/translation.js?${Math.random()}`);
  Reflect.deleteProperty(globalThis, "document");
  return module;
}

const arabic = {
  locale: "ar-IQ-u-nu-arab",
  plurals: Array.from({ length: 200 }, (_, n) => {
    if (n < 3) return n;
    return n % 100 >= 3 && n % 100 <= 10 ? 3 : n % 100 >= 11 ? 4 : 5;
  }).join(""),
  messages: { Map: "الخريطة", "month\u0004May": "أيار", "%(count)s town": ["zero", "one", "two", "few", "many", "other"] },
};

test("a page without messages speaks as its sources", async () => {
  const { gettext, locale, ngettext, pgettext } = await import("../../static/atlas/translation.js");
  assert.deepEqual([gettext("Map"), pgettext("month", "May"), locale], ["Map", "May", "en"]);
  assert.deepEqual([0, 1, 2].map((n) => ngettext("town", "towns", n)), ["towns", "town", "towns"]);
});

test("messages are found by text and context; what has no translation stays", async () => {
  const { gettext, isRightToLeft, pgettext } = await translated(arabic);
  assert.deepEqual([gettext("Map"), gettext("Towns"), pgettext("month", "May"), gettext("May")], ["الخريطة", "Towns", "أيار", "May"]);
  assert.equal(isRightToLeft, true);
});

test("each number takes the form that Unicode's rules give it", async () => {
  const { ngettext } = await translated(arabic);
  const rules = new Intl.PluralRules("ar");
  for (const count of [...Array(350).keys(), 1000, 1003, 12_345, 1_000_000]) {
    assert.equal(ngettext("%(count)s town", "%(count)s towns", count), rules.select(count), String(count));
  }
});

test("values are put in by name, numbers in the digits of the page", async () => {
  const { digits, interpolate, number } = await translated(arabic);
  assert.equal(interpolate("%(a)s of %(b)s, %(c)s, 5%%", { a: 1, b: "<b>" }), "1 of <b>, %(c)s, 5%");
  assert.deepEqual([number(12_345), digits(2017)], ["١٢٬٣٤٥", "٢٠١٧"]);
});
