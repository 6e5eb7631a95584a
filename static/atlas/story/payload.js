/**
 * The timeline as the server sends it (format 1) and as the page keeps it.
 *
 * Days are whole numbers since 1970-01-01; periods are half-open, [from, to). A town's periods lie side
 * by side in the columns, in order of days: those of town `t` are `start[t]` to `start[t + 1]`.
 *
 * @typedef {object} Actor
 * @property {string} slug
 * @property {string} name
 * @property {string} shortName equals `name` where the actor has no shorter one
 * @property {{fill: string, line: string}} light "#rrggbb", empty when the actor has no colour
 * @property {{fill: string, line: string}} dark
 * @property {string} engraving
 *
 * @typedef {object} Towns
 * @property {number} count
 * @property {string[]} slug
 * @property {string[]} name
 * @property {string[]} nameArabic
 * @property {string[]} country ISO 3166-1 alpha-2
 * @property {string[]} region
 * @property {string[]} placeKind
 * @property {Float64Array} lon degrees, WGS 84
 * @property {Float64Array} lat
 * @property {Float64Array} population
 *
 * @typedef {object} Periods
 * @property {number} count
 * @property {Int32Array} start
 * @property {Int32Array} town
 * @property {Int32Array} from
 * @property {Int32Array} to OPEN while it lasts
 * @property {Status[]} status
 * @property {number[][]} holders indices of actors, the principal holder first
 * @property {(number | null)[]} share of the principal holder, 0..1, where told
 * @property {boolean[]} unreviewed
 * @property {[number, number][][]} confirmations days that a claim vouches for, each with its confidence
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
 * @property {Towns} towns
 * @property {Periods} periods
 * @property {Pressures} pressure
 * @property {Reference} reference
 */

/** The end of a period that lasts. */
export const OPEN = 2 ** 31 - 1;

const STATUSES = ["held", "mixed", "contested", "disputed", "changing", "unknown"];
const PRESSURES = ["besieged", "under_attack"];

/** The payload is not what this page can read; the message names the field. */
export class PayloadError extends Error {}

/**
 * Check a payload and turn it into a Story. One without towns has no days of its own; it lasts for today.
 * @param {any} json
 * @param {number} [today] as a day
 * @returns {Story}
 * @throws {PayloadError}
 */
export function decode(json, today = Math.floor(Date.now() / 86_400_000)) {
  if (json?.format !== 1) throw new PayloadError(`timeline: format ${json?.format} is not 1`);
  const actors = list(json, "actors").map(actor);
  const towns = decodeTowns(json.towns);
  const { order, start, count } = byTown(json.periods, "periods", towns.count);
  const pick = /** @param {string} name */ (name) => column(json.periods, "periods", name, count, order);
  /** @type {Periods} */
  const periods = {
    count,
    start,
    town: Int32Array.from(pick("town")),
    from: Int32Array.from(pick("from")),
    to: Int32Array.from(pick("to"), (day) => day ?? OPEN),
    status: pick("status").map((value) => oneOf(STATUSES, value, json.statuses, "periods.status")),
    holders: pick("holders").map((row) => actorRow(row, actors.length, "periods.holders")),
    share: pick("share"),
    unreviewed: pick("unreviewed").map(Boolean),
    confirmations: pick("confirmations"),
  };
  return {
    revision: Number(json.revision),
    first: towns.count ? day(json, "first") : today,
    last: towns.count ? day(json, "last") : today,
    actors,
    towns,
    periods,
    pressure: decodePressure(json, towns.count, actors.length),
    reference: decodeReference(json),
  };
}

/** @param {any} json @param {number} townCount @param {number} actorCount @returns {Pressures} */
function decodePressure(json, townCount, actorCount) {
  const { order, start, count } = byTown(json.pressure, "pressure", townCount);
  const pick = /** @param {string} name */ (name) => column(json.pressure, "pressure", name, count, order);
  return {
    count,
    start,
    town: Int32Array.from(pick("town")),
    from: Int32Array.from(pick("from")),
    to: Int32Array.from(pick("to"), (value) => value ?? OPEN),
    status: pick("status").map((value) => oneOf(PRESSURES, value, json.pressure_statuses, "pressure.status")),
    by: pick("by").map((row) => actorRow(row, actorCount, "pressure.by")),
  };
}

/** @param {any} json @returns {Towns} */
function decodeTowns(json) {
  const count = list(json, "slug", "towns.").length;
  const text = /** @param {string} name */ (name) => column(json, "towns", name, count).map((value) => value ?? "");
  return {
    count,
    slug: text("slug"),
    name: text("name"),
    nameArabic: text("name_ar"),
    country: text("country"),
    region: text("region"),
    placeKind: text("place_kind"),
    lon: Float64Array.from(column(json, "towns", "lon", count)),
    lat: Float64Array.from(column(json, "towns", "lat", count)),
    population: Float64Array.from(column(json, "towns", "population", count), (value) => value ?? 0),
  };
}

/** @param {any} json @returns {Reference} */
function decodeReference(json) {
  const name = list(json.reference, "name", "reference.");
  const degrees = /** @param {string} axis */ (axis) => Float64Array.from(column(json.reference, "reference", axis, name.length));
  return { name, lon: degrees("lon"), lat: degrees("lat") };
}

/** @param {any} json @returns {Actor} */
function actor(json) {
  return {
    slug: json.slug,
    name: json.name,
    shortName: json.short_name || json.name,
    light: { fill: json.fill_light ?? "", line: json.line_light ?? "" },
    dark: { fill: json.fill_dark ?? "", line: json.line_dark ?? "" },
    engraving: json.engraving || "solid",
  };
}

/**
 * The order that puts rows side by side town by town, each town's by first day.
 * @param {any} json
 * @param {string} name
 * @param {number} townCount
 */
function byTown(json, name, townCount) {
  /** @type {number[]} */
  const town = list(json, "town", `${name}.`);
  const count = town.length;
  const from = column(json, name, "from", count);
  const order = Array.from({ length: count }, (_, row) => row);
  order.sort((a, b) => town[a] - town[b] || from[a] - from[b]);
  const start = new Int32Array(townCount + 1);
  for (const index of town) {
    if (!(index >= 0 && index < townCount)) throw new PayloadError(`${name}.town: there is no town ${index}`);
    start[index + 1] += 1;
  }
  for (let index = 0; index < townCount; index += 1) start[index + 1] += start[index];
  return { order, start, count };
}

/** @param {any} json @param {string} name @param {string} [prefix] @returns {any[]} */
function list(json, name, prefix = "") {
  const value = json?.[name];
  if (!Array.isArray(value)) throw new PayloadError(`${prefix}${name} is missing or is not a list`);
  return value;
}

/**
 * @param {any} json
 * @param {string} table
 * @param {string} name
 * @param {number} count
 * @param {number[]} [order]
 * @returns {any[]}
 */
function column(json, table, name, count, order) {
  const values = list(json, name, `${table}.`);
  if (values.length !== count) throw new PayloadError(`${table}.${name} has ${values.length} rows, not ${count}`);
  return order ? order.map((row) => values[row]) : values;
}

/** @param {any} json @param {string} name @returns {number} */
function day(json, name) {
  if (!Number.isInteger(json[name])) throw new PayloadError(`${name} is not a day number`);
  return json[name];
}

/**
 * A status, written as itself or as its place in the payload's own list.
 * @param {string[]} known
 * @param {string | number} value
 * @param {string[] | undefined} names
 * @param {string} where
 * @returns {any}
 */
function oneOf(known, value, names, where) {
  const name = typeof value === "number" ? names?.[value] : value;
  if (name === undefined || !known.includes(name)) throw new PayloadError(`${where}: "${value}" is not known`);
  return name;
}

/** @param {number[]} row @param {number} actorCount @param {string} where @returns {number[]} */
function actorRow(row, actorCount, where) {
  for (const index of row) {
    if (!(index >= 0 && index < actorCount)) throw new PayloadError(`${where}: there is no actor ${index}`);
  }
  return row;
}
