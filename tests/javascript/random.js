/** Random stories for property tests: the same seed makes the same story. */

import { decode } from "./encode.js";

/** A small generator of random numbers in 0..1 (mulberry32). @param {number} seed */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

const STATUSES = ["held", "mixed", "contested", "disputed", "changing", "unknown"];
export const FIRST = 15706;
export const LAST = 16436;

/**
 * The columns of a story with gaps, open ends and overlapping pressure; `encode.js` makes bytes of them.
 * @param {number} seed
 * @param {number} townCount
 */
export function randomPayload(seed, townCount = 12) {
  const random = randomNumbers(seed);
  const below = /** @param {number} limit */ (limit) => Math.floor(random() * limit);
  const each = /** @template T @param {(index: number) => T} make */ (make) => Array.from({ length: townCount }, (_, index) => make(index));
  const degrees = /** @param {number} value */ (value) => Math.round(value * 1e5) / 1e5;
  /** @type {Record<string, any[]>} */
  const periods = { town: [], from: [], to: [], status: [], holders: [], share: [], unreviewed: [], confirmations: [] };
  /** @type {Record<string, any[]>} */
  const pressure = { town: [], from: [], to: [], status: [], by: [] };
  for (let town = 0; town < townCount; town += 1) {
    let day = FIRST + below(200);
    for (let left = below(6); left > 0 && day < LAST; left -= 1) {
      const to = left === 1 && random() < 0.6 ? null : day + 1 + below(250);
      const status = below(STATUSES.length);
      const holderCount = status === 5 ? 0 : status === 0 ? 1 : 1 + below(2);
      periods.town.push(town);
      periods.from.push(day);
      periods.to.push(to);
      periods.status.push(status);
      periods.holders.push(Array.from({ length: holderCount }, () => below(3)));
      periods.share.push(null);
      periods.unreviewed.push(0);
      const confirmed = [day, ...(to !== null && to - day > 9 ? [day + 3, day + 7] : [])];
      periods.confirmations.push(confirmed.map((on) => [on, 0.2 + 0.7 * random()]));
      if (to === null) break;
      day = to + (random() < 0.3 ? below(60) : 0);
    }
    for (let left = below(4); left > 0; left -= 1) {
      const from = FIRST + below(600);
      pressure.town.push(town);
      pressure.from.push(from);
      pressure.to.push(random() < 0.2 ? null : from + 1 + below(90));
      pressure.status.push(below(2));
      pressure.by.push([below(3)]);
    }
  }
  return {
    revision: 1,
    first: FIRST,
    last: LAST,
    statuses: STATUSES,
    pressure_statuses: ["besieged", "under_attack"],
    actors: ["North", "South", "West"].map((name) => ({ slug: name.toLowerCase(), name, short_name: "", engraving: "solid" })),
    towns: {
      slug: each((index) => `town-${index}`),
      name: each((index) => `Town ${index}`),
      name_ar: each(() => ""),
      country: each(() => "IQ"),
      region: each(() => ""),
      place_kind: each(() => "town"),
      lon: each(() => degrees(38 + 8 * random())),
      lat: each(() => degrees(31 + 6 * random())),
      population: each(() => below(100000)),
    },
    periods,
    pressure,
    reference: { name: ["Old City"], name_ar: ["المدينة القديمة"], lon: [44.4], lat: [33.3] },
  };
}

/** @param {number} seed @param {number} [townCount] */
export function randomStory(seed, townCount) {
  return decode(randomPayload(seed, townCount));
}
