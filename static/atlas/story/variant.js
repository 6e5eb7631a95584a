/**
 * Which claims a map rests on. The server works the periods out anew from the claims that are left
 * (`conflictmap/control/variant.py`); here are the options, their address and their words.
 *
 * @typedef {object} Variant
 * @property {number | "same-day" | null} known what was published by this day; of each day what was published by
 *   that very day; or, with null, everything
 * @property {string[]} without slugs of sources, in alphabetical order
 * @property {boolean} reviewed only claims that an editor has accepted or corrected
 */

import { gettext, interpolate } from "../translation.js";
import { fromIso, longDate, toIso } from "./days.js";

export const SAME_DAY = "same-day";

/** @type {Variant} */
export const STANDARD = Object.freeze({ known: null, without: [], reviewed: false });

/** @param {Variant} variant @returns {string} as the server writes it: "known=2016-05-01&reviewed=1&without=afp,reuters" */
export function variantQuery({ known, without, reviewed }) {
  const parts = [];
  if (known !== null) parts.push(`known=${known === SAME_DAY ? SAME_DAY : toIso(known)}`);
  if (reviewed) parts.push("reviewed=1");
  if (without.length) parts.push(`without=${without.map(encodeURIComponent).join(",")}`);
  return parts.join("&");
}

/** An address of the server with a variant's options. @param {string} address @param {Variant} variant */
export function addressOf(address, variant) {
  const query = variantQuery(variant);
  return query ? `${address}?${query}` : address;
}

/** @param {string} text @returns {Variant["known"]} null for what cannot be read */
export function readKnown(text) {
  return text === SAME_DAY ? SAME_DAY : fromIso(text);
}

/** Slugs with commas between, in alphabetical order. @param {string} text @returns {string[] | null} null for what cannot be read */
export function readSlugs(text) {
  const slugs = [...new Set(text.split(",").filter(Boolean))].sort();
  return slugs.every((slug) => /^[\w-]{1,120}$/.test(slug)) ? slugs : null;
}

/**
 * The variant without the sources that the map does not have, and these.
 * @param {Variant} variant @param {{slug: string}[]} listed all sources
 * @returns {{variant: Variant, unknown: string[]}}
 */
export function knownSources(variant, listed) {
  const slugs = new Set(listed.map(({ slug }) => slug));
  const unknown = variant.without.filter((slug) => !slugs.has(slug));
  return { variant: { ...variant, without: variant.without.filter((slug) => slugs.has(slug)) }, unknown };
}

/** @param {Variant} variant */
export function isStandard(variant) {
  return variantQuery(variant) === "";
}

/** @param {Variant} one @param {Variant} other */
export function isSame(one, other) {
  return variantQuery(one) === variantQuery(other);
}

/** The variant with a source switched off, or on again. @param {Variant} variant @param {string} slug @returns {Variant} */
export function toggleSource(variant, slug) {
  const without = variant.without.includes(slug)
    ? variant.without.filter((one) => one !== slug)
    : [...variant.without, slug].sort();
  return { ...variant, without };
}

/**
 * What sets a map apart from the standard one, part by part; nothing for the standard map.
 * @param {Variant} variant
 * @param {(slug: string) => string} nameOf the name of a source
 * @returns {string[]}
 */
export function variantParts({ known, without, reviewed }, nameOf) {
  const parts = [];
  if (known === SAME_DAY) parts.push(gettext("each day as known on that day"));
  else if (known !== null) parts.push(interpolate(gettext("as known on %(day)s"), { day: longDate(known) }));
  if (reviewed) parts.push(gettext("reviewed claims only"));
  for (const slug of without) parts.push(interpolate(gettext("without %(source)s"), { source: nameOf(slug) }));
  return parts;
}
