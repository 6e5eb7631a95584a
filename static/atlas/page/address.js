/**
 * The page's state in its address: ?date=2017-09-22&view=34.8,41.2,6.5&town=hawija&areas=off
 *
 * @typedef {object} View
 * @property {number} lat
 * @property {number} lng
 * @property {number} zoom
 *
 * @typedef {object} Address
 * @property {number | null} day
 * @property {View | null} view null shows the whole story
 * @property {string | null} town slug
 * @property {boolean} areas
 * @property {boolean} patterns
 * @property {number} reach how far an area goes at most, kilometres
 * @property {boolean} borders whether areas stop at borders
 * @property {import("../story/variant.js").Variant} variant which claims the map rests on
 * @property {import("../story/actor_filter.js").ActorFilter} filter which actors are shown
 * @property {boolean} safe colours that everybody can tell apart
 * @property {import("../store.js").State["chart"]} chart what the time axis carries
 */

import { ALL_ACTORS, filterQuery } from "../story/actor_filter.js";
import { fromIso, toIso } from "../story/days.js";
import { readKnown, readSlugs, variantQuery } from "../story/variant.js";

/** Kilometres that a reader can let areas reach. */
export const REACHES = [10, 20, 35, 50, 75, 100];
export const USUAL_REACH = 35;

const MS_PER_DAY = 86_400_000;

/** What the address of any map may hold: the embedded one's options (share/embedded.js) among them. */
export const COMMON_PARTS = ["view", "town", "areas", "patterns", "colours", "embed", "theme"];
const PARTS = [...COMMON_PARTS, "date", "reach", "borders", "known", "reviewed", "without", "chart", "only", "hide"];

/** What other sites add to links that they pass on; none of the reader's concern. */
const TRACKING = /^(?:utm_.*|mc_.*|_g.*|ref|\w*cl(?:k)?id|igshid)$/;

/**
 * Read what can be read; name the parts that cannot, that no map has, or that are given more than once.
 * @param {string} search as in location.search
 * @param {string[]} [parts] the names that there are
 * @returns {{address: Address, unreadable: string[]}}
 */
export function readAddress(search, parts = PARTS) {
  const parameters = new URLSearchParams(search);
  const names = [...new Set(parameters.keys())];
  const unreadable = names.filter((name) => parameters.getAll(name).length > 1 || !(parts.includes(name) || TRACKING.test(name)));
  /** @template T @param {string} name @param {(text: string) => T | null} read @returns {T | null} */
  const take = (name, read) => {
    const text = parameters.get(name);
    if (text === null) return null;
    const value = read(text);
    if (value === null && !unreadable.includes(name)) unreadable.push(name);
    return value;
  };
  take("embed", (text) => (text === "1" ? true : null));
  take("theme", (text) => (text === "light" || text === "dark" ? text : null));
  const isOn = /** @param {string} text */ (text) => (text === "on" ? true : text === "off" ? false : null);
  const address = {
    day: take("date", fromIso),
    view: take("view", readView),
    town: take("town", (text) => (/^[\w-]{1,120}$/.test(text) ? text : null)),
    areas: take("areas", isOn) ?? true,
    patterns: take("patterns", isOn) ?? true,
    reach: take("reach", (text) => REACHES.find((km) => String(km) === text) ?? null) ?? USUAL_REACH,
    borders: take("borders", isOn) ?? true,
    variant: {
      known: take("known", (text) => untilToday(readKnown(text))),
      reviewed: take("reviewed", (text) => (text === "1" ? true : text === "0" ? false : null)) ?? false,
      without: take("without", readSlugs) ?? [],
    },
    safe: take("colours", (text) => (text === "safe" ? true : text === "own" ? false : null)) ?? false,
    chart: take("chart", readChart) ?? /** @type {const} */ ("changes"),
    filter: readFilter(take("only", readSlugs), take("hide", readSlugs)),
  };
  return { address, unreadable };
}

/** What will be known on a day to come nobody can say; where the sun rises first it is tomorrow. @param {Address["variant"]["known"]} known */
function untilToday(known) {
  return typeof known === "number" && known > Date.now() / MS_PER_DAY + 1 ? null : known;
}

/** @param {string} text @returns {Address["chart"] | null} */
function readChart(text) {
  return text === "changes" || text === "towns" || text === "people" ? text : null;
}

/** @param {string[] | null} only @param {string[] | null} hide @returns {Address["filter"]} */
function readFilter(only, hide) {
  return only ? { mode: "only", slugs: only } : hide?.length ? { mode: "hide", slugs: hide } : ALL_ACTORS;
}

/** @param {string} text @returns {View | null} */
function readView(text) {
  const numbers = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  const [lat, lng, zoom] = numbers;
  const fits = numbers.length === 3 && Math.abs(lat) <= 85 && Math.abs(lng) <= 540 && zoom >= 0 && zoom <= 19;
  return fits ? { lat, lng, zoom } : null;
}

/**
 * @param {Omit<Address, "reach" | "borders"> & Partial<Address>} address
 * @returns {string} as in "?date=2017-09-22", or "" for nothing
 */
export function writeAddress({ day, view, town, areas, patterns, reach = USUAL_REACH, borders = true, variant, filter, chart, safe }) {
  const parts = [];
  if (day !== null) parts.push(`date=${toIso(day)}`);
  if (view) parts.push(`view=${writeView(view)}`);
  if (town !== null) parts.push(`town=${encodeURIComponent(town)}`);
  if (!areas) parts.push("areas=off");
  if (!patterns) parts.push("patterns=off");
  if (reach !== USUAL_REACH) parts.push(`reach=${reach}`);
  if (!borders) parts.push("borders=off");
  const claims = variantQuery(variant);
  if (claims) parts.push(claims);
  parts.push(...filterQuery(filter));
  if (safe) parts.push("colours=safe");
  if (chart !== "changes") parts.push(`chart=${chart}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/**
 * No more digits than the eye can tell: a step of the last one is less than a pixel of the map.
 * @param {View} view
 */
export function writeView({ lat, lng, zoom }) {
  const pixelsPerDegree = (256 * 2 ** zoom) / 360;
  const digits = Math.max(0, Math.ceil(Math.log10(pixelsPerDegree)));
  return [lat.toFixed(digits), lng.toFixed(digits), zoom.toFixed(2)].map((text) => String(Number(text))).join(",");
}
