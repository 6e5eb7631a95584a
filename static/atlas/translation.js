/**
 * The page's words in its language: GNU gettext's functions over the messages that the page carries.
 *
 * The server puts them into the page (`conflictmap/atlas/script_messages.py`), in an element with the id
 * "script-messages". A page in English has none: its words are those of the sources. `bin/messages` collects the
 * texts of calls to these functions, so write them as plain string literals, with %(name)s where something is put in.
 *
 * @typedef {object} Messages
 * @property {string} locale BCP 47, for Intl
 * @property {string} plurals the index of the plural form of each number below 200
 * @property {Record<string, string | string[]>} messages
 */

/** @type {Messages} */
const page = JSON.parse(globalThis.document?.getElementById("script-messages")?.textContent || "null") ?? {
  locale: "en",
  plurals: "",
  messages: {},
};

/** For Intl: how days and numbers are written. */
export const locale = page.locale;

/** The language of the page: "en", "ar". */
export const language = locale.split("-")[0];

/** Whether the page runs from right to left. */
export const isRightToLeft = globalThis.document?.documentElement.dir === "rtl";

/** @param {string} key @returns {string | undefined} */
function single(key) {
  const found = page.messages[key];
  return typeof found === "string" ? found : undefined;
}

/**
 * @param {string} key @param {string} one @param {string} many @param {number} count
 * @returns {string}
 */
function plural(key, one, many, count) {
  const found = page.messages[key];
  if (!Array.isArray(found)) return count === 1 ? one : many;
  const place = count < page.plurals.length ? count : 100 + (count % 100);
  return found[Number(page.plurals[place])] ?? many;
}

/** @param {string} text @returns {string} */
export function gettext(text) {
  return single(text) ?? text;
}

/** One word may need several translations: `context` tells which. @param {string} context @param {string} text @returns {string} */
export function pgettext(context, text) {
  return single(`${context}\u0004${text}`) ?? text;
}

/**
 * The form that goes with a number; put the number in with `interpolate`.
 * @param {string} one @param {string} many @param {number} count a whole number from 0 on
 * @returns {string}
 */
export function ngettext(one, many, count) {
  return plural(one, one, many, count);
}

/**
 * @param {string} context @param {string} one @param {string} many @param {number} count
 * @returns {string}
 */
export function npgettext(context, one, many, count) {
  return plural(`${context}\u0004${one}`, one, many, count);
}

/**
 * Put values in for each %(name)s; %% is a percent sign. A name without a value stays, so that it is seen.
 * @param {string} format
 * @param {Record<string, string | number>} values numbers as they are: write them with `number` first where people read them
 * @returns {string}
 */
export function interpolate(format, values) {
  return format.replace(/%\((\w+)\)s|%%/g, (match, name) => (match === "%%" ? "%" : name in values ? String(values[name]) : match));
}

const grouped = new Intl.NumberFormat(locale);
const plain = new Intl.NumberFormat(locale, { useGrouping: false });

/** @param {number} value @returns {string} in the digits of the page, thousands grouped */
export function number(value) {
  return grouped.format(value);
}

/** @param {number} value @returns {string} in the digits of the page, as years are written */
export function digits(value) {
  return plain.format(value);
}
