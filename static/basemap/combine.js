/** The world's file and the region's finer ones as one map (docs/basemap.md, "Two files, one map"). */

import { decode } from "./decode.js";

/**
 * @typedef {import("./decode.js").Topology & {region?: {countries: string[], bbox: number[]}}} Topology
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
 * The world with the region's finer shapes in place of its own. What the world's file has beyond the region stays.
 * @param {Layers} world
 * @param {Topology} region
 * @param {Topology} tributaries rivers that the region's file lacks
 * @returns {Layers}
 */
export function combine(world, region, tributaries) {
  const inRegion = new Set(region.region?.countries);
  const fine = layersOf(region);
  return {
    countries: [...world.countries.filter(({ properties }) => !inRegion.has(properties.iso)), ...fine.countries],
    borders: [
      ...world.borders.filter(({ properties }) => !properties.countries.some(/** @param {string} iso */ (iso) => inRegion.has(iso))),
      ...fine.borders,
    ],
    rivers: [...outside(world.rivers), ...fine.rivers, ...layersOf(tributaries).rivers],
    lakes: [...outside(world.lakes), ...fine.lakes],
    provinces: [...world.provinces, ...fine.provinces],
  };
}

/** @param {Feature[]} features */
function outside(features) {
  return features.filter(({ properties }) => !properties.in_region);
}
