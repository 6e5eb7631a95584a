/** Prints the timeline file on the standard input as columns, for tests that compare it with what was written. */

import { readFileSync } from "node:fs";
import { confirmationsOf, OPEN, readStory } from "../../static/atlas/story/payload.js";
import { streamOf } from "./encode.js";

const { revision, first, last, towns, periods, pressure } = await readStory(streamOf(readFileSync(0), 777));
/** @param {Int32Array} days */
const ends = (days) => Array.from(days, (day) => (day === OPEN ? null : day));
const { count, nameArabic: name_ar, placeKind: place_kind, lon, lat, population, ...texts } = towns;
console.log(
  JSON.stringify({
    revision,
    first,
    last,
    towns: { ...texts, name_ar, place_kind, lon: [...lon], lat: [...lat], population: [...population] },
    periods: {
      town: [...periods.town],
      from: [...periods.from],
      to: ends(periods.to),
      status: periods.status,
      holders: periods.holders,
      share: periods.share,
      unreviewed: periods.unreviewed.map(Number),
      confirmations: Array.from({ length: periods.count }, (_, row) => confirmationsOf({ periods }, row)),
    },
    pressure: { town: [...pressure.town], from: [...pressure.from], to: ends(pressure.to), status: pressure.status, by: pressure.by },
  }),
);
