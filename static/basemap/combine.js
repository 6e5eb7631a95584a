/** The world's file and the finer ones of regions as one map (docs/basemap.md, "Several files, one map"). */

import { decode } from "./decode.js";

/**
 * @typedef {import("./decode.js").Topology & {region?: {name: string, countries: string[], bbox: number[]}}} Topology
 * @typedef {{type: "Feature", properties: any, geometry: {type: string, coordinates: any}}} Feature
 * @typedef {Record<"countries" | "borders" | "rivers" | "lakes" | "provinces", Feature[]>} Layers
 */

const LAYERS = /** @type {const} */ (["countries", "borders", "rivers", "lakes", "provinces"]);

/** The features of one file by layer; those it lacks are empty. @param {import("./decode.js").Topology} topology @returns {Layers} */
export function layersOf(topology) {
  const decoded = decode(topology);
  return /** @type {Layers} */ (Object.fromEntries(LAYERS.map((name) => [name, decoded[name]?.features ?? []])));
}

/**
 * The world with the finer shapes of regions in place of its own. What the world's file has beyond the regions stays.
 * @param {Layers} world
 * @param {Topology[]} details files of regions, and those that only add to one
 * @returns {Layers}
 */
export function combine(world, details) {
  const countries = new Set(details.flatMap(({ region }) => region?.countries ?? []));
  const names = new Set(details.flatMap(({ region }) => region?.name ?? []));
  const beyond = /** @param {Feature[]} features */ (features) => features.filter(({ properties }) => !names.has(properties.region));
  const kept = {
    countries: world.countries.filter(({ properties }) => !countries.has(properties.iso)),
    borders: world.borders.filter(({ properties }) => !properties.countries.some(/** @param {string} iso */ (iso) => countries.has(iso))),
    rivers: beyond(world.rivers),
    lakes: beyond(world.lakes),
    provinces: world.provinces,
  };
  const fine = details.map(layersOf);
  return /** @type {Layers} */ (
    Object.fromEntries(LAYERS.map((name) => [name, [...kept[name], ...fine.flatMap((layers) => layers[name])]]))
  );
}
