/** The head of a timeline file: days, actors and the tables that its columns refer to, checked. */

import { PayloadError } from "./columns.js";

/**
 * @typedef {import("./payload.js").Actor} Actor
 * @typedef {import("./payload.js").Kind} Kind
 *
 * @typedef {object} Head
 * @property {number} revision
 * @property {number | null} first day, null in a story without towns
 * @property {number | null} last
 * @property {number} origin the day that first periods count from
 * @property {number} towns how many
 * @property {number} named how many of them this file names
 * @property {string} names which file names all, empty where this one does
 * @property {Actor[]} actors
 * @property {[string, string, string][]} places country, region and kind
 * @property {Kind[]} kinds
 * @property {number[]} confidences
 * @property {{status: import("./payload.js").PressureStatus, by: number[]}[]} pressureKinds
 * @property {import("./payload.js").Reference} reference
 * @property {[string, number][]} columns names and sizes in bytes
 */

const FORMAT = 3;
const MAGIC = "cmap";
const STATUSES = ["held", "mixed", "contested", "disputed", "changing", "unknown"];
const PRESSURES = ["besieged", "under_attack"];

/**
 * Read the beginning of a timeline file.
 * @param {import("./columns.js").ByteSource} source
 * @returns {Promise<Head>}
 * @throws {PayloadError}
 */
export async function readHead(source) {
  return checked(await readJson(source));
}

/**
 * Read the beginning of any file with columns.
 * @param {import("./columns.js").ByteSource} source
 * @returns {Promise<Pick<Head, "towns" | "columns">>}
 * @throws {PayloadError}
 */
export async function readAnyHead(source) {
  const json = await readJson(source);
  return { towns: whole(json, "towns"), columns: list(json, "columns") };
}

/** @param {import("./columns.js").ByteSource} source @returns {Promise<any>} */
async function readJson(source) {
  const start = await source.take(9, "the head");
  const magic = String.fromCharCode(...start.subarray(0, 4));
  if (magic !== MAGIC) throw new PayloadError("timeline: this is not a timeline file");
  if (start[4] !== FORMAT) throw new PayloadError(`timeline: format ${start[4]} is not ${FORMAT}`);
  const length = new DataView(start.buffer, start.byteOffset).getUint32(5, true);
  const text = new TextDecoder().decode(await source.take(length, "the head"));
  try {
    return JSON.parse(text);
  } catch {
    throw new PayloadError("timeline: its head is not JSON");
  }
}

/** @param {any} json @returns {Head} */
function checked(json) {
  const actors = list(json, "actors").map(actor);
  const reference = list(json, "reference");
  const origin = whole(json, "origin");
  return {
    revision: whole(json, "revision"),
    first: json.first === null ? null : whole(json, "first"),
    last: json.last === null ? null : whole(json, "last"),
    origin,
    towns: whole(json, "towns"),
    named: whole(json, "named"),
    names: String(json.names ?? ""),
    actors,
    places: list(json, "places"),
    kinds: list(json, "kinds").map(([status, holders, share, unreviewed]) => ({
      status: oneOf(STATUSES, status, "kinds"),
      holders: actorsIn(holders, actors.length, "kinds"),
      share,
      unreviewed: Boolean(unreviewed),
    })),
    confidences: list(json, "confidences").map(confidence),
    pressureKinds: list(json, "pressure_kinds").map(([status, by]) => ({
      status: oneOf(PRESSURES, status, "pressure_kinds"),
      by: actorsIn(by, actors.length, "pressure_kinds"),
    })),
    reference: {
      name: reference.map(([name]) => name),
      nameArabic: reference.map(([, arabic]) => arabic),
      lon: Float64Array.from(reference, ([, , lon]) => lon),
      lat: Float64Array.from(reference, ([, , , lat]) => lat),
    },
    columns: list(json, "columns"),
  };
}

/** @param {any} json @returns {Actor} */
function actor(json) {
  return {
    slug: json.slug,
    name: json.name,
    shortName: json.short_name || json.name,
    names: json.names ?? {},
    light: { fill: json.fill_light ?? "", line: json.line_light ?? "" },
    dark: { fill: json.fill_dark ?? "", line: json.line_dark ?? "" },
    engraving: json.engraving || "solid",
  };
}

/** @param {any} json @param {string} name @returns {any[]} */
function list(json, name) {
  const value = json?.[name];
  if (!Array.isArray(value)) throw new PayloadError(`timeline: ${name} is missing or is not a list`);
  return value;
}

/** @param {any} json @param {string} name @returns {number} */
function whole(json, name) {
  if (!Number.isInteger(json[name])) throw new PayloadError(`timeline: ${name} is not a whole number`);
  return json[name];
}

/** @param {string[]} known @param {any} value @param {string} where @returns {any} */
function oneOf(known, value, where) {
  if (!known.includes(value)) throw new PayloadError(`timeline: ${where}: "${value}" is not known`);
  return value;
}

/** @param {any} value @returns {number} */
function confidence(value) {
  if (!(typeof value === "number" && value >= 0 && value <= 1)) throw new PayloadError(`timeline: confidences: ${value} is not between 0 and 1`);
  return value;
}

/** @param {any} indexes @param {number} count @param {string} where @returns {number[]} */
function actorsIn(indexes, count, where) {
  const found = Array.isArray(indexes) ? indexes.find((index) => !(index >= 0 && index < count)) : indexes;
  if (found !== undefined) throw new PayloadError(`timeline: ${where}: there is no actor ${found}`);
  return indexes;
}
