/**
 * The timeline as the server sends it (format 2, `conflictmap/atlas/payload.py`) and as the page keeps it.
 *
 * Days are whole numbers since 1970-01-01; periods are half-open, [from, to). A town's periods lie side
 * by side in the columns, in order of days: those of town `t` are `start[t]` to `start[t + 1]`. Periods of which the
 * same is said share one Kind, and its arrays: nobody may change them.
 *
 * @typedef {object} Actor
 * @property {string} slug
 * @property {string} name
 * @property {string} shortName equals `name` where the actor has no shorter one
 * @property {Record<string, {name: string, short_name?: string}>} names in other languages, by their codes
 * @property {{fill: string, line: string}} light "#rrggbb", empty when the actor has no colour
 * @property {{fill: string, line: string}} dark
 * @property {string} engraving
 *
 * @typedef {object} Places what is known of towns first
 * @property {number} count
 * @property {Float64Array} lon degrees, WGS 84
 * @property {Float64Array} lat
 * @property {string[]} country ISO 3166-1 alpha-2
 * @property {string[]} region
 * @property {string[]} placeKind
 *
 * @typedef {object} Names
 * @property {string[]} slug
 * @property {string[]} name
 * @property {string[]} nameArabic
 * @property {Int32Array} population
 *
 * @typedef {Places & Names} Towns
 *
 * @typedef {object} Kind all that is said of who holds a town
 * @property {Status} status
 * @property {number[]} holders indices of actors, the principal holder first
 * @property {number | null} share of the principal holder, 0..1, where told
 * @property {boolean} unreviewed
 *
 * @typedef {object} Periods
 * @property {number} count
 * @property {Int32Array} start
 * @property {Int32Array} town
 * @property {Int32Array} from
 * @property {Int32Array} to OPEN while it lasts
 * @property {Int32Array} kind index into the story's `kinds`; the four columns that follow are read off them
 * @property {Status[]} status
 * @property {number[][]} holders
 * @property {(number | null)[]} share
 * @property {boolean[]} unreviewed
 * @property {Confirmations} confirmations
 *
 * @typedef {object} Confirmations days that a claim vouches for; those of period `p` are `start[p]` to `start[p + 1]`
 * @property {Int32Array} start
 * @property {Int32Array} day
 * @property {Float64Array} confidence 0..1
 *
 * @typedef {object} Pressures
 * @property {number} count
 * @property {Int32Array} start
 * @property {Int32Array} town
 * @property {Int32Array} from
 * @property {Int32Array} to
 * @property {PressureStatus[]} status
 * @property {number[][]} by indices of actors
 *
 * @typedef {object} Reference places to find the way by, of which no claim speaks
 * @property {string[]} name
 * @property {string[]} nameArabic empty where it is not known
 * @property {Float64Array} lon degrees, WGS 84
 * @property {Float64Array} lat
 *
 * @typedef {"held" | "mixed" | "contested" | "disputed" | "changing" | "unknown"} Status
 * @typedef {"besieged" | "under_attack"} PressureStatus
 *
 * @typedef {object} Story
 * @property {number} revision
 * @property {number} first the story's first day
 * @property {number} last the story's last day, counted
 * @property {Actor[]} actors
 * @property {Kind[]} kinds
 * @property {Towns} towns
 * @property {Periods} periods
 * @property {Pressures} pressure
 * @property {Reference} reference
 */

import { ByteSource, dayOf, degrees, lines, PayloadError, placesIn, varints, zigzag } from "./columns.js";
import { readHead } from "./payload_head.js";

export { PayloadError };

/** The end of a period that lasts. */
export const OPEN = 2 ** 31 - 1;

const STEPS_PER_DEGREE = 100_000;

/**
 * @typedef {object} Reading
 * @property {(places: Places, days: {first: number, last: number}) => void} [onPlaces] called as soon as it is known
 *   where the towns are
 * @property {number} [today] the day that a story without towns lasts for
 */

/**
 * Read a story while its bytes come.
 * @param {ReadableStream<Uint8Array>} stream
 * @param {Reading} [reading]
 * @returns {Promise<Story>}
 * @throws {PayloadError} when the bytes are not a story; the message names the column
 */
export async function readStory(stream, { onPlaces, today = Math.floor(Date.now() / 86_400_000) } = {}) {
  const source = new ByteSource(stream);
  try {
    const head = await readHead(source);
    const sizes = head.columns[Symbol.iterator]();
    /** The bytes of the next column, which must have this name. @param {string} name */
    const next = async (name) => {
      const [found, size] = sizes.next().value ?? ["", 0];
      if (found !== name) throw new PayloadError(`timeline: column "${found}" comes where ${name} should`);
      return source.take(size, name);
    };
    const numbers = /** @param {string} name @param {number} count */ async (name, count) => varints(await next(name), count, name);

    const places = await readPlaces(head, numbers);
    const days = { first: head.first ?? today, last: head.last ?? today };
    onPlaces?.(places, days);
    const periods = await readPeriods(head, numbers);
    const pressure = await readPressure(head, numbers);
    const towns = Object.assign(places, await readNames(head.towns, numbers, next));
    await source.end();
    const { revision, actors, kinds, reference } = head;
    return { revision, ...days, actors, kinds, towns, periods, pressure, reference };
  } catch (error) {
    await source.close();
    throw error;
  }
}

/**
 * @typedef {import("./payload_head.js").Head} Head
 * @typedef {(name: string, count: number) => Promise<Int32Array>} Numbers reads the next column
 */

/** @param {Head} head @param {Numbers} numbers @returns {Promise<Places>} */
async function readPlaces(head, numbers) {
  const count = head.towns;
  const lon = degrees(await numbers("towns.lon", count), STEPS_PER_DEGREE);
  const lat = degrees(await numbers("towns.lat", count), STEPS_PER_DEGREE);
  const place = placesIn(await numbers("towns.place", count), head.places, "towns.place");
  const part = /** @param {0 | 1 | 2} field */ (field) => Array.from(place, (row) => head.places[row][field]);
  return { count, lon, lat, country: part(0), region: part(1), placeKind: part(2) };
}

/** @param {Head} head @param {Numbers} numbers @returns {Promise<Periods>} */
async function readPeriods(head, numbers) {
  const counts = await numbers("periods.count", head.towns);
  const { start, town } = owners(counts.map((count) => count >> 1));
  const count = town.length;
  const kind = placesIn(await numbers("periods.kind", count), head.kinds, "periods.kind");
  const gap = await numbers("periods.gap", count);
  const isOpen = /** @param {number} row */ (row) => row + 1 === start[town[row] + 1] && (counts[town[row]] & 1) === 1;
  let closed = 0;
  for (let row = 0; row < count; row += 1) if (!isOpen(row)) closed += 1;
  const length = await numbers("periods.length", closed);
  const from = new Int32Array(count);
  const to = new Int32Array(count);
  for (let row = 0, next = 0; row < count; row += 1) {
    from[row] = dayOf(gap[row] + (row > start[town[row]] ? to[row - 1] : head.origin), "periods.gap");
    to[row] = isOpen(row) ? OPEN : dayOf(from[row] + length[next++], "periods.length");
  }
  const field = /** @template {keyof import("./payload.js").Kind} K @param {K} name */ (name) => {
    const values = head.kinds.map((one) => one[name]);
    return Array.from(kind, (row) => values[row]);
  };
  return {
    count,
    start,
    town,
    from,
    to,
    kind,
    status: field("status"),
    holders: field("holders"),
    share: field("share"),
    unreviewed: field("unreviewed"),
    confirmations: await readConfirmations(head, from, numbers),
  };
}

/** @param {Head} head @param {Int32Array} from of the periods @param {Numbers} numbers @returns {Promise<Confirmations>} */
async function readConfirmations(head, from, numbers) {
  const { start, town: period } = owners(await numbers("confirmations.count", from.length));
  const day = await numbers("confirmations.day", period.length);
  for (let row = 0; row < day.length; row += 1) {
    day[row] = dayOf(zigzag(day[row]) + (row > start[period[row]] ? day[row - 1] : from[period[row]]), "confirmations.day");
  }
  const grade = placesIn(await numbers("confirmations.confidence", period.length), head.confidences, "confirmations.confidence");
  return { start, day, confidence: Float64Array.from(grade, (row) => head.confidences[row]) };
}

/** @param {Head} head @param {Numbers} numbers @returns {Promise<Pressures>} */
async function readPressure(head, numbers) {
  const { start, town } = owners(await numbers("pressure.count", head.towns));
  const count = town.length;
  const kind = placesIn(await numbers("pressure.kind", count), head.pressureKinds, "pressure.kind");
  const from = await numbers("pressure.gap", count);
  for (let row = 0; row < count; row += 1) {
    from[row] = dayOf(from[row] + (row > start[town[row]] ? from[row - 1] : head.origin), "pressure.gap");
  }
  const length = await numbers("pressure.length", count);
  return {
    count,
    start,
    town,
    from,
    to: length.map((days, row) => (days === 0 ? OPEN : dayOf(from[row] + days, "pressure.length"))),
    status: Array.from(kind, (row) => head.pressureKinds[row].status),
    by: Array.from(kind, (row) => head.pressureKinds[row].by),
  };
}

/** @param {number} count @param {Numbers} numbers @param {(name: string) => Promise<Uint8Array>} next @returns {Promise<Names>} */
async function readNames(count, numbers, next) {
  const population = await numbers("towns.population", count);
  const name = lines(await next("towns.name"), count, "towns.name");
  const slug = lines(await next("towns.slug"), count, "towns.slug").map((text, town) => wholeSlug(text, name[town]));
  return { population, name, slug, nameArabic: lines(await next("towns.name_ar"), count, "towns.name_ar") };
}

/** A slug of which only the end was written, after "+", where its beginning follows from the name. @param {string} text @param {string} name */
function wholeSlug(text, name) {
  if (!text.startsWith("+")) return text;
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") + text.slice(1);
}

/**
 * Which owner each row belongs to, when each owner has so many rows side by side.
 * @param {Int32Array} counts
 * @returns {{start: Int32Array, town: Int32Array}}
 */
function owners(counts) {
  const start = new Int32Array(counts.length + 1);
  for (let index = 0; index < counts.length; index += 1) start[index + 1] = start[index] + counts[index];
  const town = new Int32Array(start[counts.length]);
  for (let index = 0; index < counts.length; index += 1) town.fill(index, start[index], start[index + 1]);
  return { start, town };
}

/**
 * The days of a period that a claim vouches for, in order, each with its confidence.
 * @param {{periods: Periods}} story
 * @param {number} period
 * @returns {[number, number][]}
 */
export function confirmationsOf(story, period) {
  const { start, day, confidence } = story.periods.confirmations;
  /** @type {[number, number][]} */
  const rows = [];
  for (let row = start[period]; row < start[period + 1]; row += 1) rows.push([day[row], confidence[row]]);
  return rows;
}
