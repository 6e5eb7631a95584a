// Puts the embedded basemap under the map on which an editor sets a town's point.
// django-leaflet announces each map with the event "map:init" when the page has loaded, after modules ran.

import { decode } from "../basemap/decode.js";

const INK = { country: "#fbf9f4", border: "#5d5f60", province: "#d4d1c9", river: "#7f9fb0" };

/** @param {string} name @returns {Promise<any>} */
async function layers(name) {
  const response = await fetch(new URL(`../basemap/${name}.json`, import.meta.url));
  if (!response.ok) throw new Error(`The basemap file ${name}.json could not be loaded (${response.status}).`);
  return decode(await response.json());
}

/** @param {L.Map} map */
async function addBasemap(map) {
  const renderer = L.canvas({ padding: 0.5 });
  const [world, region] = await Promise.all([layers("world"), layers("region")]);
  /** @param {any} data @param {L.PathOptions} style */
  const add = (data, style) => L.geoJSON(data, { style: { ...style, interactive: false }, interactive: false, renderer }).addTo(map);
  for (const file of [world, region]) {
    add(file.countries, { fillColor: INK.country, fillOpacity: 1, color: INK.border, weight: 0.6 });
    add(file.provinces, { color: INK.province, weight: 1 });
    add(file.rivers, { color: INK.river, weight: 1 });
  }
}

window.addEventListener("map:init", (event) => {
  const { map } = /** @type {CustomEvent<{map: L.Map}>} */ (event).detail;
  addBasemap(map).catch((error) => console.error(error));
});
