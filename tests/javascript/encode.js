/** Writes timeline files as `conflictmap/atlas/payload.py` does, from columns: for tests of what reads them. */

import { readStory } from "../../static/atlas/story/payload.js";

/** @param {Iterable<number>} values @returns {number[]} bytes */
function varints(values) {
  const bytes = [];
  for (let value of values) {
    for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
    bytes.push(value);
  }
  return bytes;
}

/** @param {number} value */
const zigzag = (value) => (value >= 0 ? 2 * value : -2 * value - 1);

/** @param {number[]} values @param {number} [first] */
const differences = (values, first = 0) => values.map((value, index) => value - (index ? values[index - 1] : first));

/** Distinct things, and the number of each. @param {any[]} things */
function table(things) {
  const keys = things.map((thing) => JSON.stringify(thing));
  const known = [...new Set(keys)];
  return { rows: known.map((key) => JSON.parse(key)), numbers: keys.map((key) => known.indexOf(key)) };
}

/** Rows of a table town by town, in order of days. @param {any} columns @param {number} towns @returns {any[][]} */
function byTown(columns, towns) {
  const rows = columns.town.map((/** @type {number} */ _, /** @type {number} */ row) =>
    Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, values[row]])),
  );
  rows.sort((/** @type {any} */ a, /** @type {any} */ b) => a.town - b.town || a.from - b.from);
  return Array.from({ length: towns }, (_, town) => rows.filter((/** @type {any} */ row) => row.town === town));
}

const text = /** @param {string[]} lines */ (lines) => [...new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""))];

/** The columns of the names of some towns. @param {any} towns @param {number[]} named */
function names(towns, named) {
  const of = /** @param {string} column */ (column) => text(named.map((town) => towns[column][town]));
  return { "names.name": of("name"), "names.slug": of("slug"), "names.name_ar": of("name_ar") };
}

/** Head and columns of the file of all names. @param {any} payload */
export function nameParts({ towns }) {
  const columns = names(towns, [...towns.slug.keys()]);
  return { head: { towns: towns.slug.length, columns: Object.entries(columns).map(([name, bytes]) => [name, bytes.length]) }, columns };
}

/**
 * Head and columns of the file of a payload of `random.js`.
 * @param {any} payload
 * @param {number[]} [named] the towns that it names, all by default
 */
export function parts(payload, named = [...payload.towns.slug.keys()]) {
  const { towns, statuses, pressure_statuses: pressures, reference } = payload;
  const count = towns.slug.length;
  const groups = byTown(payload.periods, count);
  const pressed = byTown(payload.pressure, count);
  const periods = groups.flat();
  const pressure = pressed.flat();
  const origin = Math.min(0x7fff, ...[...periods, ...pressure].map(({ from }) => from));
  const kinds = table(periods.map((row) => [statuses[row.status] ?? row.status, row.holders, row.share, row.unreviewed]));
  const vouched = periods.flatMap((row) => row.confirmations);
  const confidences = table(vouched.map(([, confidence]) => confidence));
  const pressureKinds = table(pressure.map((row) => [pressures[row.status], row.by]));
  const places = table(towns.slug.map((/** @type {string} */ _, /** @type {number} */ town) => [towns.country[town], towns.region[town], towns.place_kind[town]]));
  const steps = /** @param {number[]} degrees */ (degrees) => differences(degrees.map((value) => Math.round(value * 1e5))).map(zigzag);
  /** @type {Record<string, number[]>} */
  const columns = {
    "towns.lon": varints(steps(towns.lon)),
    "towns.lat": varints(steps(towns.lat)),
    "towns.place": varints(places.numbers),
    "periods.count": varints(groups.map((group) => 2 * group.length + Number(group.length > 0 && group[group.length - 1].to === null))),
    "periods.kind": varints(kinds.numbers),
    "periods.gap": varints(groups.flatMap((group) => group.map(({ from }, index) => from - (index ? group[index - 1].to : origin)))),
    "periods.length": varints(periods.filter(({ to }) => to !== null).map(({ from, to }) => to - from)),
    "confirmations.count": varints(periods.map(({ confirmations }) => confirmations.length)),
    "confirmations.day": varints(periods.flatMap(({ from, confirmations }) => differences(confirmations.map((/** @type {[number, number]} */ [day]) => day), from).map(zigzag))),
    "confirmations.confidence": varints(confidences.numbers),
    "pressure.count": varints(pressed.map((group) => group.length)),
    "pressure.kind": varints(pressureKinds.numbers),
    "pressure.gap": varints(pressed.flatMap((group) => differences(group.map(({ from }) => from), origin))),
    "pressure.length": varints(pressure.map(({ from, to }) => (to === null ? 0 : to - from))),
    "towns.population": varints(towns.population),
    "names.town": varints(differences(named).map(zigzag)),
    ...names(towns, named),
  };
  const head = {
    revision: payload.revision,
    first: payload.first,
    last: payload.last,
    origin,
    towns: count,
    named: named.length,
    names: named.length < count ? "all" : "",
    actors: payload.actors,
    reference: reference.name.map((/** @type {string} */ name, /** @type {number} */ place) => [name, reference.name_ar[place], reference.lon[place], reference.lat[place]]),
    places: places.rows,
    kinds: kinds.rows,
    confidences: confidences.rows,
    pressure_kinds: pressureKinds.rows,
    columns: Object.entries(columns).map(([name, bytes]) => [name, bytes.length]),
  };
  return { head, columns };
}

/** @param {{head: any, columns: Record<string, number[]>}} file @param {number} [format] */
export function toBytes({ head, columns }, format = 3) {
  const text = [...new TextEncoder().encode(JSON.stringify(head))];
  const length = [text.length & 255, (text.length >> 8) & 255, (text.length >> 16) & 255, 0];
  return Uint8Array.from([...new TextEncoder().encode("cmap"), format, ...length, ...text, ...Object.values(columns).flat()]);
}

/**
 * The bytes as a stream that comes in pieces.
 * @param {Uint8Array} bytes
 * @param {number} [size] of a piece
 * @returns {ReadableStream<Uint8Array>}
 */
export function streamOf(bytes, size = 1 << 20) {
  let place = 0;
  return new ReadableStream({
    pull(controller) {
      if (place >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(place, (place += size)));
    },
  });
}

/** The story of a payload, by way of its bytes. @param {any} payload @param {number} [today] */
export function decode(payload, today) {
  return readStory(streamOf(toBytes(parts(payload))), { today });
}
