/**
 * The timeline as the server sends it (format 2, `conflictmap/atlas/payload.py`) and as the page keeps it.
 *
 * Days are whole numbers since 1970-01-01; periods are half-open, [from, to). A town's periods lie side
 * by side in the columns, in order of days: those of town `t` are `start[t]` to `start[t + 1]`. Periods of which the
 * same is said share one Kind, and its arrays: nobody may change them. Everything of which there is one for each town or
 * period is a typed array, or a text that is cut up when asked for: there may be a million towns.
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
 * @property {Float64Array} x Mercator, the world from 0 to 1
 * @property {Float64Array} y
 * @property {Uint8Array | Uint16Array | Int32Array} place index into `surroundings`
 * @property {Surroundings[]} surroundings each but once
 *
 * @typedef {object} Surroundings what towns of one kind in one region share
 * @property {string} country ISO 3166-1 alpha-2
 * @property {string} region
 * @property {string} placeKind
 *
 * @typedef {object} Names
 * @property {Slugs} slug
 * @property {Texts} name
 * @property {Texts} nameArabic empty where it is not known
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
 * @property {Uint8Array | Uint16Array | Int32Array} kind index into the story's `kinds`
 * @property {Confirmations} confirmations
 *
 * @typedef {object} Confirmations days that a claim vouches for; those of period `p` are `start[p]` to `start[p + 1]`
 * @property {Int32Array} start
 * @property {Int32Array} day
 * @property {Uint8Array | Uint16Array | Int32Array} grade index into `confidences`
 * @property {number[]} confidences 0..1, each but once
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
 *
 * @typedef {import("./columns.js").Texts} Texts
 */

import { mercatorX, mercatorY } from "../map/mercator.js";
import { ByteSource, dayOf, degrees, Lines, PayloadError, placesIn, varints, zigzag } from "./columns.js";
import { readHead } from "./payload_head.js";
import { breath, rests } from "./pieces.js";
import { Slugs } from "./slugs.js";

export { PayloadError };

/** The end of a period that lasts. */
export const OPEN = 2 ** 31 - 1;

const STEPS_PER_DEGREE = 100_000;

/**
 * @typedef {object} Reading
 * @property {(places: Places, days: {first: number, last: number}) => void} [onPlaces] called as soon as it is known
 *   where the towns are
 * @property {(part: number) => void} [onProgress] called as the bytes come, with the part of all that is there, 0..1
 * @property {number} [today] the day that a story without towns lasts for
 */

/**
 * Read a story while its bytes come.
 * @param {ReadableStream<Uint8Array>} stream
 * @param {Reading} [reading]
 * @returns {Promise<Story>}
 * @throws {PayloadError} when the bytes are not a story; the message names the column
 */
export async function readStory(stream, { onPlaces, onProgress, today = Math.floor(Date.now() / 86_400_000) } = {}) {
  let whole = Infinity;
  const source = new ByteSource(stream, (received) => onProgress?.(Math.min(1, received / whole)));
  const rest = rests();
  try {
    const head = await readHead(source);
    whole = head.columns.reduce((sum, [, size]) => sum + size, source.received - source.rest.length);
    const sizes = head.columns[Symbol.iterator]();
    /** The bytes of the next column, which must have this name. @param {string} name */
    const next = async (name) => {
      const [found, size] = sizes.next().value ?? ["", 0];
      if (found !== name) throw new PayloadError(`timeline: column "${found}" comes where ${name} should`);
      await rest();
      return source.take(size, name);
    };
    const numbers = /** @param {string} name @param {number} count */ async (name, count) => varints(await next(name), count, name);

    const places = await readPlaces(head, numbers);
    const days = { first: head.first ?? today, last: head.last ?? today };
    await breath();
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
  const surroundings = head.places.map(([country, region, placeKind]) => ({ country, region, placeKind }));
  const [x, y] = [new Float64Array(count), new Float64Array(count)];
  for (let town = 0; town < count; town += 1) {
    x[town] = mercatorX(lon[town]);
    y[town] = mercatorY(lat[town]);
  }
  return { count, lon, lat, x, y, place, surroundings };
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
  return { count, start, town, from, to, kind, confirmations: await readConfirmations(head, from, numbers) };
}

/** @param {Head} head @param {Int32Array} from of the periods @param {Numbers} numbers @returns {Promise<Confirmations>} */
async function readConfirmations(head, from, numbers) {
  const { start, town: period } = owners(await numbers("confirmations.count", from.length));
  const day = await numbers("confirmations.day", period.length);
  for (let row = 0; row < day.length; row += 1) {
    day[row] = dayOf(zigzag(day[row]) + (row > start[period[row]] ? day[row - 1] : from[period[row]]), "confirmations.day");
  }
  const grade = placesIn(await numbers("confirmations.confidence", period.length), head.confidences, "confirmations.confidence");
  return { start, day, grade, confidences: head.confidences };
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
  const texts = /** @param {string} column */ async (column) => new Lines(await next(column), count, column);
  const name = await texts("towns.name");
  return { population, name, slug: new Slugs(await texts("towns.slug"), name), nameArabic: await texts("towns.name_ar") };
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

/** All that is said of who holds a town during a period. @param {{kinds: Kind[], periods: Periods}} story @param {number} period */
export function kindOf({ kinds, periods }, period) {
  return kinds[periods.kind[period]];
}

/** The country, region and kind of a town. @param {Places} towns @param {number} town */
export function surroundingsOf({ place, surroundings }, town) {
  return surroundings[place[town]];
}

/**
 * The days of a period that a claim vouches for, in order, each with its confidence.
 * @param {{periods: Periods}} story
 * @param {number} period
 * @returns {[number, number][]}
 */
export function confirmationsOf(story, period) {
  const { start, day, grade, confidences } = story.periods.confirmations;
  /** @type {[number, number][]} */
  const rows = [];
  for (let row = start[period]; row < start[period + 1]; row += 1) rows.push([day[row], confidences[grade[row]]]);
  return rows;
}
