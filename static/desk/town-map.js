// Puts the embedded basemap under the map on which an editor sets a town's point.
// django-leaflet announces each map with the event "map:init" when the page has loaded, after modules ran.

import { combine, layersOf } from "../basemap/combine.js";

const INK = { country: "#fbf9f4", border: "#5d5f60", province: "#d4d1c9", river: "#7f9fb0", lake: "#e6eaeb" };
/** django-leaflet begins so near to the point that no river or border is in view. */
const FIRST_ZOOM = 9;

// Written out, so that each is found under its hashed name (conflictmap/atlas/storage.py).
const FILES = [
  new URL("../basemap/world.json", import.meta.url),
  new URL("../basemap/iraq-syria.json", import.meta.url),
  new URL("../basemap/ukraine.json", import.meta.url),
  new URL("../basemap/tributaries.json", import.meta.url),
];

/** @param {URL} address @returns {Promise<any>} */
async function fetchJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`The basemap file ${address.pathname} could not be loaded (${response.status}).`);
  return response.json();
}

/** @param {L.Map} map @param {() => boolean} hasPoint */
async function addBasemap(map, hasPoint) {
  const [world, ...details] = await Promise.all(FILES.map(fetchJson));
  const layers = combine(layersOf(world), details);
  const renderer = L.canvas({ padding: 0.5 });
  /** @param {any[]} features @param {L.PathOptions} style */
  const add = (features, style) =>
    L.geoJSON(/** @type {any} */ (features), { style: { ...style, renderer }, interactive: false }).addTo(map);
  add(layers.countries, { fillColor: INK.country, fillOpacity: 1, color: INK.border, weight: 0.6 });
  add(layers.lakes, { fillColor: INK.lake, fillOpacity: 1, color: INK.river, weight: 0.6 });
  add(layers.provinces, { color: INK.province, weight: 1 });
  add(layers.rivers, { color: INK.river, weight: 1 });
  const [west, south, east, north] = details[0].region.bbox;
  if (!hasPoint()) map.fitBounds([[south, west], [north, east]], { animate: false });
  map.getContainer().dataset.basemap = "drawn";
}

window.addEventListener("map:init", (event) => {
  const { map } = /** @type {CustomEvent<{map: L.Map}>} */ (event).detail;
  let hasPoint = false;
  // The field announces itself when it has loaded its point and moved the map there.
  map.once("map:loadfield", (/** @type {any} */ { field }) => {
    hasPoint = field.drawnItems.getLayers().length > 0;
    if (hasPoint) map.setZoom(FIRST_ZOOM, { animate: false });
  });
  addBasemap(map, () => hasPoint).catch((error) => console.error(error));
});
