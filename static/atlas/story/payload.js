/**
 * The timeline as the server sends it (format 3, `conflictmap/atlas/payload.py`) and as the page keeps it.
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
 * @property {import("./town_names.js").TownNames} names of some towns or of all
 * @property {import("./town_names.js").SlugTexts} slug
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
import { ColumnReader } from "./column_reader.js";
import { dayOf, PayloadError, placesIn, zigzag } from "./columns.js";
import { readAnyHead, readHead } from "./payload_head.js";
import { breath, pieces } from "./pieces.js";
import { Slugs } from "./slugs.js";
import { TownNames } from "./town_names.js";

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
  const reader = new ColumnReader(stream, onProgress);
  try {
    const head = await readHead(reader.source);
    reader.begin(head.columns);
    const places = await readPlaces(head, reader);
    const days = { first: head.first ?? today, last: head.last ?? today };
    await breath();
    onPlaces?.(places, days);
    const periods = await readPeriods(head, reader);
    const pressure = await readPressure(head, reader);
    const towns = Object.assign(places, await readLargest(head, reader));
    await reader.end();
    const { revision, actors, kinds, reference } = head;
    return { revision, ...days, actors, kinds, towns, periods, pressure, reference };
  } catch (error) {
    await reader.close();
    throw error;
  }
}

/** @typedef {import("./payload_head.js").Head} Head */
/** @template T @typedef {import("./pieces.js").Work<T>} Work */

/** @param {Head} head @param {ColumnReader} reader @returns {Promise<Places>} */
async function readPlaces(head, reader) {
  const count = head.towns;
  const lon = await reader.work(degrees(await reader.numbers("towns.lon", count)));
  const lat = await reader.work(degrees(await reader.numbers("towns.lat", count)));
  const place = placesIn(await reader.numbers("towns.place", count), head.places, "towns.place");
  const surroundings = head.places.map(([country, region, placeKind]) => ({ country, region, placeKind }));
  return { count, lon, lat, ...(await reader.work(projected(lon, lat))), place, surroundings };
}

/** @param {Int32Array} differences each from the one before, as `zigzag` @returns {Work<Float64Array>} */
function* degrees(differences) {
  const values = new Float64Array(differences.length);
  let steps = 0;
  for (const [begin, end] of pieces(values.length)) {
    for (let index = begin; index < end; index += 1) {
      steps += zigzag(differences[index]);
      values[index] = steps / STEPS_PER_DEGREE;
    }
    yield;
  }
  return values;
}

/** @param {Float64Array} lon @param {Float64Array} lat @returns {Work<{x: Float64Array, y: Float64Array}>} */
function* projected(lon, lat) {
  const [x, y] = [new Float64Array(lon.length), new Float64Array(lon.length)];
  for (const [begin, end] of pieces(lon.length)) {
    for (let town = begin; town < end; town += 1) {
      x[town] = mercatorX(lon[town]);
      y[town] = mercatorY(lat[town]);
    }
    yield;
  }
  return { x, y };
}

/** @param {Head} head @param {ColumnReader} reader @returns {Promise<Periods>} */
async function readPeriods(head, reader) {
  const counts = await reader.numbers("periods.count", head.towns);
  const { start, town } = await reader.work(owners(counts.map((count) => count >> 1)));
  const count = town.length;
  const kind = placesIn(await reader.numbers("periods.kind", count), head.kinds, "periods.kind");
  const gap = await reader.numbers("periods.gap", count);
  // The last period of a town may be open; no length is told of it.
  const open = counts.reduce((sum, told) => sum + (told > 1 ? told & 1 : 0), 0);
  const length = await reader.numbers("periods.length", count - open);
  const { from, to } = await reader.work(lasting({ counts, start, gap, length, origin: head.origin }));
  return { count, start, town, from, to, kind, confirmations: await readConfirmations(head, from, reader) };
}

/**
 * When periods begin and end.
 * @param {{counts: Int32Array, start: Int32Array, gap: Int32Array, length: Int32Array, origin: number}} columns
 * @returns {Work<{from: Int32Array, to: Int32Array}>}
 */
function* lasting({ counts, start, gap, length, origin }) {
  const [from, to] = [new Int32Array(gap.length), new Int32Array(gap.length)];
  let next = 0;
  for (const [begin, end] of pieces(counts.length)) {
    for (let town = begin; town < end; town += 1) {
      const last = counts[town] & 1 ? start[town + 1] - 1 : -1;
      let day = origin;
      for (let row = start[town]; row < start[town + 1]; row += 1) {
        from[row] = dayOf(day + gap[row], "periods.gap");
        day = to[row] = row === last ? OPEN : dayOf(from[row] + length[next++], "periods.length");
      }
    }
    yield;
  }
  return { from, to };
}

/** @param {Head} head @param {Int32Array} from of the periods @param {ColumnReader} reader @returns {Promise<Confirmations>} */
async function readConfirmations(head, from, reader) {
  const { start, town: period } = await reader.work(owners(await reader.numbers("confirmations.count", from.length)));
  const day = await reader.numbers("confirmations.day", period.length);
  await reader.work(confirmedOn(day, start, from));
  const grade = placesIn(await reader.numbers("confirmations.confidence", period.length), head.confidences, "confirmations.confidence");
  return { start, day, grade, confidences: head.confidences };
}

/** @param {Int32Array} day differences, made days @param {Int32Array} start @param {Int32Array} from of the periods @returns {Work<void>} */
function* confirmedOn(day, start, from) {
  for (const [begin, end] of pieces(from.length)) {
    for (let period = begin; period < end; period += 1) {
      let before = from[period];
      for (let row = start[period]; row < start[period + 1]; row += 1) before = day[row] = dayOf(zigzag(day[row]) + before, "confirmations.day");
    }
    yield;
  }
}

/** @param {Head} head @param {ColumnReader} reader @returns {Promise<Pressures>} */
async function readPressure(head, reader) {
  const { start, town } = await reader.work(owners(await reader.numbers("pressure.count", head.towns)));
  const count = town.length;
  const kind = placesIn(await reader.numbers("pressure.kind", count), head.pressureKinds, "pressure.kind");
  const from = await reader.numbers("pressure.gap", count);
  for (let row = 0; row < count; row += 1) {
    from[row] = dayOf(from[row] + (row > start[town[row]] ? from[row - 1] : head.origin), "pressure.gap");
  }
  const length = await reader.numbers("pressure.length", count);
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

/** @param {Head} head @param {ColumnReader} reader @returns {Promise<Names>} */
async function readLargest(head, reader) {
  const population = await reader.numbers("towns.population", head.towns);
  const differences = await reader.numbers("names.town", Math.min(head.towns, head.named));
  let town = 0;
  const towns = differences.map((difference) => (town += zigzag(difference)));
  if (towns.some((one) => one >= head.towns)) throw new PayloadError(`timeline: names.town leads to a town that is not there`);
  const names = new TownNames(head.towns, towns, await readTexts(reader, towns.length), head.names);
  return { population, names, name: names.name, slug: names.slug, nameArabic: names.nameArabic };
}

/**
 * Read the names of all towns of a story.
 * @param {ReadableStream<Uint8Array>} stream
 * @param {number} count of the story's towns
 * @returns {Promise<import("./town_names.js").NameTexts>}
 * @throws {PayloadError} when the bytes are something else, or the names of another story
 */
export async function readNames(stream, count) {
  const reader = new ColumnReader(stream);
  try {
    const { towns, columns } = await readAnyHead(reader.source);
    if (towns !== count) throw new PayloadError(`timeline: these are the names of ${towns} towns, not of ${count}`);
    reader.begin(columns);
    const texts = await readTexts(reader, count);
    await reader.end();
    return texts;
  } catch (error) {
    await reader.close();
    throw error;
  }
}

/** @param {ColumnReader} reader @param {number} count @returns {Promise<import("./town_names.js").NameTexts>} */
async function readTexts(reader, count) {
  const name = await reader.lines("names.name", count);
  const slug = new Slugs(await reader.lines("names.slug", count), name);
  return { name, slug, nameArabic: await reader.lines("names.name_ar", count) };
}

/**
 * Which owner each row belongs to, when each owner has so many rows side by side.
 * @param {Int32Array} counts
 * @returns {Work<{start: Int32Array, town: Int32Array}>}
 */
function* owners(counts) {
  const start = new Int32Array(counts.length + 1);
  for (let index = 0; index < counts.length; index += 1) start[index + 1] = start[index] + counts[index];
  yield;
  const town = new Int32Array(start[counts.length]);
  for (const [begin, end] of pieces(counts.length)) {
    for (let index = begin; index < end; index += 1) {
      for (let row = start[index]; row < start[index + 1]; row += 1) town[row] = index;
    }
    yield;
  }
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
