/**
 * The state of the comparison in its address: ?a=2014-08-10&b=2017-09-22&b-without=afp&show=swipe
 *
 * @typedef {import("../story/variant.js").Variant} Variant
 * @typedef {import("../page/address.js").View} View
 *
 * @typedef {object} SideAddress
 * @property {number | null} day
 * @property {Variant} variant
 *
 * @typedef {object} CompareAddress
 * @property {SideAddress} a
 * @property {SideAddress} b
 * @property {boolean} linked whether both maps show the same day
 * @property {"side" | "swipe"} show
 * @property {boolean} differing only the towns that differ are in colour
 * @property {boolean} areas
 * @property {boolean} patterns
 * @property {boolean} safe as in the map's address
 * @property {View | null} view
 * @property {string | null} town slug
 */

import { COMMON_PARTS, readAddress, writeAddress } from "../page/address.js";
import { ALL_ACTORS } from "../story/actor_filter.js";

const SIDES = /** @type {const} */ (["a", "b"]);
const OPTIONS = ["known", "reviewed", "without"];
const PARTS = [...COMMON_PARTS, ...SIDES, ...SIDES.flatMap((side) => OPTIONS.map((option) => `${side}-${option}`)), "days", "show", "differing"];

/**
 * Read what can be read; name the parts that cannot. Each side is written as an address of the map is, its date under
 * the name of the side and its options with that name before them.
 * @param {string} search as in location.search
 * @returns {{address: CompareAddress, unreadable: string[]}}
 */
export function readCompareAddress(search) {
  const parameters = new URLSearchParams(search);
  const common = readAddress(search, PARTS);
  const { unreadable } = common;
  const [a, b] = SIDES.map((side) => {
    const own = new URLSearchParams();
    if (parameters.has(side)) own.set("date", parameters.get(side) ?? "");
    for (const option of OPTIONS) {
      const value = parameters.get(`${side}-${option}`);
      if (value !== null) own.set(option, value);
    }
    const read = readAddress(`?${own}`);
    unreadable.push(...read.unreadable.map((name) => (name === "date" ? side : `${side}-${name}`)));
    return { day: read.address.day, variant: read.address.variant };
  });
  /** @param {string} name @param {string[]} known */
  const choice = (name, known) => {
    const value = parameters.get(name);
    if (value !== null && !known.includes(value)) unreadable.push(name);
    return value;
  };
  const { view, town, areas, patterns, safe } = common.address;
  const address = {
    a,
    b,
    linked: choice("days", ["linked", "own"]) === "linked",
    show: choice("show", ["side", "swipe"]) === "swipe" ? /** @type {const} */ ("swipe") : /** @type {const} */ ("side"),
    differing: choice("differing", ["on", "off"]) === "on",
    areas,
    patterns,
    safe,
    view,
    town,
  };
  return { address, unreadable };
}

/** @param {CompareAddress} address @returns {string} */
export function writeCompareAddress({ a, b, linked, show, differing, ...common }) {
  const parts = SIDES.flatMap((side) => {
    const { day, variant } = { a, b }[side];
    const written = writeAddress({ day, variant, view: null, town: null, areas: true, patterns: true, filter: ALL_ACTORS, chart: "changes", safe: false });
    return written ? written.slice(1).split("&").map((part) => (part.startsWith("date=") ? part.replace("date", side) : `${side}-${part}`)) : [];
  });
  if (linked) parts.push("days=linked");
  if (show === "swipe") parts.push("show=swipe");
  if (differing) parts.push("differing=on");
  const rest = writeAddress({ ...common, day: null, variant: { known: null, without: [], reviewed: false }, filter: ALL_ACTORS, chart: "changes" });
  if (rest) parts.push(rest.slice(1));
  return parts.length ? `?${parts.join("&")}` : "";
}
