/** The names of countries on the map. */

import { locale } from "../translation.js";
import { mercatorX, mercatorY } from "./mercator.js";

const regions = locale === "en" ? null : new Intl.DisplayNames(locale, { type: "region", fallback: "none" });

/** Where they go, those of the story first. @param {import("./basemap.js").Shape[]} countries @param {Set<string>} ofStory */
export function countryNames(countries, ofStory) {
  return countries
    .filter(({ properties }) => properties.label && properties.name)
    .map(({ properties }) => ({
      name: countryName(properties),
      x: mercatorX(properties.label[0]),
      y: mercatorY(properties.label[1]),
      inStory: ofStory.has(properties.iso),
      zoom: properties.zoom ?? 0,
    }))
    .sort((a, b) => Number(b.inStory) - Number(a.inStory) || a.zoom - b.zoom);
}

/** A country's name in the page's language, else as the basemap has it. @param {{name: string, iso?: string}} country */
function countryName({ name, iso }) {
  return (regions && iso && /^[A-Z]{2}$/.test(iso) && regions.of(iso)) || name;
}
