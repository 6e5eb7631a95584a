/** What the page loads: the settings that the server wrote into it, stories, the ground of the map. */

import { combine, layersOf } from "../../basemap/combine.js";
import { Basemap } from "../map/basemap.js";
import { breath } from "../story/pieces.js";
import { inLanguage } from "../story/names.js";
import { readNames, readStory } from "../story/payload.js";
import { addressOf, knownSources } from "../story/variant.js";
import { useSafeColours } from "../theme.js";
import { gettext, interpolate, language } from "../translation.js";
import { Sources } from "../variant/sources.js";
import { byId } from "./element.js";

/**
 * @typedef {object} Settings what the server knows
 * @property {string} timeline_url
 * @property {string} names_url of the names of all towns, with DIGEST in it
 * @property {string} town_url of one town, takes `revision` and `place` or `slug`
 * @property {string} panel_url with SLUG in it
 * @property {string} sources_url
 * @property {Record<string, import("../theme.js").SafeColours>} safe_colours by slug
 * @property {string} search_url takes `q`
 * @property {string} desk_url where an article is added
 * @property {string | null} date the day to open on when the address names none
 * @property {{first: "world" | "details", world: string, details: string[]}} basemap the files that hold
 *   the whole story come first
 * @property {{url: string, attribution: string} | null} tiles
 * @property {string[]} embed_origins which pages may show the map: "self", "none", "*" or origins
 * @property {string} attribution the credit that whatever is taken from the map carries
 */

/** @type {Settings} */
export const settings = JSON.parse(byId("map-settings").textContent ?? "{}");

useSafeColours(settings.safe_colours);

export const sources = new Sources(settings.sources_url);

/** @param {string} url @returns {Promise<Response>} */
async function fetchFile(url) {
  const response = await fetch(url);
  if (response.ok) return response;
  // The server says in a sentence what is wrong with an address.
  const reason = response.headers.get("Content-Type")?.startsWith("text/plain") ? await response.text() : "";
  throw new Error(reason || interpolate(gettext("the server answered %(status)s"), { status: response.status }));
}

/** @param {string} url @returns {Promise<any>} */
async function fetchJson(url) {
  return (await fetchFile(url)).json();
}

/** The first story that the page fetched: others of its revision have the same towns. @type {import("../story/payload.js").Story | null} */
let first = null;

/**
 * @param {import("../story/variant.js").Variant} variant
 * @param {import("../story/payload.js").Reading} [reading] what is to be told while the story comes
 * @returns {Promise<import("../story/payload.js").Story>}
 */
export async function fetchStory(variant, reading) {
  const { body } = await fetchFile(addressOf(settings.timeline_url, variant));
  const story = inLanguage(await readStory(/** @type {ReadableStream<Uint8Array>} */ (body), reading), language);
  first ??= story;
  return first.revision === story.revision ? { ...story, towns: first.towns } : story;
}

/** The names of all towns, where the story's own file names only the largest. @param {import("../story/payload.js").Towns} towns */
export async function fetchNames({ names, count }) {
  if (names.isComplete) return;
  try {
    const { body } = await fetchFile(settings.names_url.replace("DIGEST", names.file));
    names.receive(await readNames(/** @type {ReadableStream<Uint8Array>} */ (body), count));
  } finally {
    names.settle();
  }
}

/**
 * Ask for one town while the names of all are on their way.
 * @param {import("../story/payload.js").Story} story
 * @param {{place: number} | {slug: string}} asked
 * @returns {Promise<number>} the town; from now on the story knows its name
 */
export async function fetchTown({ revision, towns }, asked) {
  const query = Object.entries({ revision, ...asked }).map(([name, value]) => [name, String(value)]);
  const { place, slug, name, name_ar: nameArabic } = await fetchJson(`${settings.town_url}?${new URLSearchParams(query)}`);
  towns.names.add(place, { slug, name, nameArabic });
  return place;
}

/**
 * What of an address's variant the map has. The sources of the rest are told: the server would refuse them.
 * @param {import("../story/variant.js").Variant} asked
 * @param {(text: string) => void} tell
 * @returns {Promise<import("../story/variant.js").Variant>}
 */
export async function possibleVariant(asked, tell) {
  const listed = asked.without.length ? await sources.list().catch(() => null) : null;
  if (!listed) return asked;
  const { variant, unknown } = knownSources(asked, listed);
  if (unknown.length) tell(interpolate(gettext("The map knows no source “%(source)s”."), { source: unknown.join(", ") }));
  return variant;
}

/** The files of the regions in which the story has towns. @returns {Promise<import("../../basemap/combine.js").Topology[]>} */
const fetchDetails = () => Promise.all(settings.basemap.details.map(fetchJson));

async function fetchWorld() {
  const topology = await fetchJson(settings.basemap.world);
  await breath();
  return layersOf(topology);
}

/** @param {import("../../basemap/combine.js").Layers[]} layers */
async function basemapOf(...layers) {
  await breath();
  return new Basemap(layers[0], layers[1]);
}

/**
 * @typedef {object} FirstGround
 * @property {Basemap} basemap
 * @property {import("../../basemap/combine.js").Layers | null} world null where the regions' files came alone
 * @property {Awaited<ReturnType<typeof fetchDetails>> | null} details
 */

/**
 * The ground that shows the story: the regions' files alone where they hold all towns, else the world's.
 * Failing is told to whoever awaits the answer, however late that is.
 * @returns {Promise<FirstGround>}
 */
export function readFirstGround() {
  const read = async () => {
    if (settings.basemap.first === "details") {
      const details = await fetchDetails();
      return { basemap: await basemapOf(combine(NOTHING, details)), world: null, details };
    }
    const world = await fetchWorld();
    return { basemap: await basemapOf(world), world, details: null };
  };
  const reading = read();
  reading.catch(() => {});
  return reading;
}

/**
 * Give the map its ground, and what is missing of it once the areas are painted.
 * @param {import("../map/map_view.js").MapView} view
 * @param {Promise<FirstGround>} [reading]
 */
export async function loadBasemap(view, reading = readFirstGround()) {
  const { basemap, world, details } = await reading;
  await breath();
  await view.setBasemap(basemap);
  await view.areasPainted();
  if (world && !settings.basemap.details.length) return; // No region lies in the story: the world is all there is.
  await quiet();
  const everywhere = world ?? (await fetchWorld());
  const fine = details ?? (await fetchDetails());
  await breath();
  const whole = await basemapOf(everywhere, combine(everywhere, fine));
  await breath();
  await view.setBasemap(whole);
}

/** @type {import("../../basemap/combine.js").Layers} */
const NOTHING = { countries: [], borders: [], rivers: [], lakes: [], provinces: [] };

/** Wait until the page has nothing more urgent to do. @returns {Promise<void>} */
function quiet() {
  return new Promise((done) => {
    if ("requestIdleCallback" in window) requestIdleCallback(() => done(), { timeout: 2000 });
    else setTimeout(done, 500);
  });
}
