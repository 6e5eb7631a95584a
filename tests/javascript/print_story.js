/** Prints the timeline file on the standard input as columns, for tests that compare it with what was written. */

import { readFileSync } from "node:fs";
import { confirmationsOf, kindOf, OPEN, readStory, surroundingsOf } from "../../static/atlas/story/payload.js";
import { streamOf } from "./encode.js";

const story = await readStory(streamOf(readFileSync(0), 777));
const { revision, first, last, towns, periods, pressure } = story;
/** @param {Int32Array} days */
const ends = (days) => Array.from(days, (day) => (day === OPEN ? null : day));
const { lon, lat, population } = towns;
/** @template T @param {(town: number) => T} read */
const ofTowns = (read) => Array.from(population, (_, town) => read(town));
/** @template T @param {(period: number) => T} read */
const ofPeriods = (read) => Array.from(periods.kind, (_, period) => read(period));
console.log(
  JSON.stringify({
    revision,
    first,
    last,
    towns: {
      slug: ofTowns((town) => towns.slug.at(town)),
      name: ofTowns((town) => towns.name.at(town)),
      name_ar: ofTowns((town) => towns.nameArabic.at(town)),
      country: ofTowns((town) => surroundingsOf(towns, town).country),
      region: ofTowns((town) => surroundingsOf(towns, town).region),
      place_kind: ofTowns((town) => surroundingsOf(towns, town).placeKind),
      lon: [...lon],
      lat: [...lat],
      population: [...population],
    },
    periods: {
      town: [...periods.town],
      from: [...periods.from],
      to: ends(periods.to),
      status: ofPeriods((period) => kindOf(story, period).status),
      holders: ofPeriods((period) => kindOf(story, period).holders),
      share: ofPeriods((period) => kindOf(story, period).share),
      unreviewed: ofPeriods((period) => Number(kindOf(story, period).unreviewed)),
      confirmations: ofPeriods((period) => confirmationsOf(story, period)),
    },
    pressure: { town: [...pressure.town], from: [...pressure.from], to: ends(pressure.to), status: pressure.status, by: pressure.by },
  }),
);
