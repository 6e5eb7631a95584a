/**
 * Days as whole numbers since 1970-01-01 (UTC), and how people write them.
 *
 * @typedef {number} Day
 */

import { digits, interpolate, locale, pgettext } from "../translation.js";

const MS_PER_DAY = 86_400_000;

/** @param {Day} day @returns {Date} midnight UTC of that day */
function toDate(day) {
  return new Date(day * MS_PER_DAY);
}

/** @param {Day} day @returns {string} as in "2017-09-22" */
export function toIso(day) {
  return toDate(day).toISOString().slice(0, 10);
}

/**
 * Read a day written as year-month-day. Anything else, and days no calendar has, is null.
 * @param {string} text
 * @returns {Day | null}
 */
export function fromIso(text) {
  const match = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  if (!match) return null;
  const [year, month, date] = match.slice(1).map(Number);
  const moment = Date.UTC(year, month - 1, date);
  const read = new Date(moment);
  const exists = read.getUTCFullYear() === year && read.getUTCMonth() === month - 1 && read.getUTCDate() === date;
  return exists ? moment / MS_PER_DAY : null;
}

/**
 * Read a day as people type it: 2017-09-22, 2017/9/22, 22 Sep 2017, Sept 22nd, 2017, 22.9.2017, "September 2017" (its
 * first day) or 2017. Numbers alone are never month first: 9/22/2017 is refused rather than guessed.
 * @param {string} text
 * @returns {Day | null}
 */
export function readTyped(text) {
  const latin = text.replace(/[\u200e\u200f\u2066-\u2069]/g, "").replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  const iso = fromIso(latin);
  if (iso !== null) return iso;
  const clean = latin.trim().toLowerCase().replace(/[,،\s]+/g, " ");
  const numeric = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(clean);
  if (numeric) return fromIso(`${numeric[3]}-${numeric[2]}-${numeric[1]}`);
  const yearFirst = /^(\d{4})(?:[-./](\d{1,2})(?:[./](\d{1,2}))?)?$/.exec(clean);
  if (yearFirst) return fromIso(`${yearFirst[1]}-${yearFirst[2] ?? "1"}-${yearFirst[3] ?? "1"}`);
  const written = clean.replace(/(\d)(?:st|nd|rd|th)\b/, "$1").replace(/^(\p{L}{3,})\.? (\d{1,2}) (?=\d{4}$)/u, "$2 $1 ");
  const named = /^(?:(\d{1,2}) )?(\p{L}[\p{L}\p{M} ]{2,}?)\.? (\d{4})$/u.exec(written);
  if (!named) return null;
  const name = named[2] === "sept" ? "sep" : named[2];
  const starts = /** @param {string} month */ (month) => month.toLowerCase().startsWith(name);
  const month = typedMonthNames().map((names) => names.findIndex(starts)).find((found) => found >= 0) ?? -1;
  return month < 0 ? null : fromIso(`${named[3]}-${month + 1}-${named[1] ?? "1"}`);
}

/** One day in three of the forms that `readTyped` takes, in the words and digits of the page. @returns {[string, string, string]} */
export function typedExamples() {
  const day = /** @type {Day} */ (fromIso("2017-09-22"));
  const [year, month, date] = toIso(day).split("-").map(Number);
  const iso = [digits(year), digits(month).padStart(2, digits(0)), digits(date)].join("-");
  // Set apart, so that the parts stay in their order where the page runs from right to left.
  return [longDate(day), `\u2066${[date, month, year].map(digits).join("/")}\u2069`, `\u2066${iso}\u2069`];
}

/** @param {string} language @param {"long" | "short"} width */
function months(language, width) {
  const format = new Intl.DateTimeFormat(language, { month: width, timeZone: "UTC" });
  return Array.from({ length: 12 }, (_, month) => format.format(new Date(Date.UTC(2001, month, 1))));
}

/** What takes a while to make is made when it is first asked for, and kept. @template T @param {() => T} make @returns {() => T} */
function kept(make) {
  /** @type {T | undefined} */
  let made;
  return () => (made ??= make());
}

const monthNames = kept(() => months(locale, "long"));
const shortMonthNames = kept(() => months(locale, "short"));
/** Of all languages that a day may be typed in. The Egyptian ones are those of most Arabic papers; the pages use the names of Syria and Iraq. */
const typedMonthNames = kept(() => [monthNames(), months("en", "long"), months("ar-EG", "long")]);
const weekdays = kept(() => new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" }));

/** @param {Day} day @returns {string} as in "Friday" */
export function weekday(day) {
  return weekdays().format(toDate(day));
}

/** @param {Day} day @returns {number} the calendar year */
export function yearOf(day) {
  return toDate(day).getUTCFullYear();
}

/** @param {Day} day @returns {string} the calendar year in the digits of the page */
export function writtenYear(day) {
  return digits(yearOf(day));
}

/** @param {number} year @returns {Day} its first of January */
export function firstOfYear(year) {
  return Date.UTC(year, 0, 1) / MS_PER_DAY;
}

/** @param {Day} day @param {string} month @returns {string} */
function withMonth(day, month) {
  return interpolate(pgettext("date", "%(day)s %(month)s"), { day: digits(toDate(day).getUTCDate()), month });
}

/** @param {Day} day @param {string} month @returns {string} */
function withMonthAndYear(day, month) {
  const values = { day: digits(toDate(day).getUTCDate()), month, year: writtenYear(day) };
  return interpolate(pgettext("date", "%(day)s %(month)s %(year)s"), values);
}

/** @param {Day} day @returns {string} as in "22 September" */
export function dayAndMonth(day) {
  return withMonth(day, monthNames()[toDate(day).getUTCMonth()]);
}

/** @param {Day} day @returns {string} as in "22 September 2017" */
export function longDate(day) {
  return withMonthAndYear(day, monthNames()[toDate(day).getUTCMonth()]);
}

/** @param {Day} day @returns {string} as in "Sep" */
export function shortMonth(day) {
  return shortMonthNames()[toDate(day).getUTCMonth()];
}

/** @param {Day} day @returns {string} as in "22 Sep" */
export function shortDayAndMonth(day) {
  return withMonth(day, shortMonth(day));
}

/** @param {Day} day @returns {string} as in "22 Sep 2017" */
export function shortDate(day) {
  return withMonthAndYear(day, shortMonth(day));
}

/** @param {Day} day @returns {string} as in "Sep 2017" */
export function shortMonthAndYear(day) {
  return interpolate(pgettext("date", "%(month)s %(year)s"), { month: shortMonth(day), year: writtenYear(day) });
}

/**
 * The same date some months on; the 31st becomes the last day of a shorter month.
 * @param {Day} day
 * @param {number} months
 * @returns {Day}
 */
export function addMonths(day, months) {
  const date = toDate(day);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + months;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / MS_PER_DAY;
}
