/** The first map: the ground, and where the towns are, while the story is still on its way. */

import { MapView } from "../map/map_view.js";
import { fromIso } from "../story/days.js";
import { Store } from "../store.js";
import { isSafePalette } from "../theme.js";
import { byId } from "./element.js";
import { loadBasemap, settings } from "./load.js";

/** The day to open on, whether or not the story has it. @param {import("./address.js").Address} address @param {{last: number}} story */
export function askedDay(address, { last }) {
  return address.day ?? fromIso(settings.date ?? "") ?? last;
}

/**
 * @param {import("../story/payload.js").Places} places
 * @param {{first: number, last: number}} days of the story
 * @param {import("./address.js").Address} address
 * @param {{worker: Worker, ground: ReturnType<typeof import("./load.js").readFirstGround>}} begun the worker that fills areas, and the ground
 * @param {(error: unknown) => void} onGroundMissing
 * @returns {{store: Store, view: MapView}}
 */
export function openMap(places, days, address, begun, onGroundMissing) {
  const store = new Store({
    day: Math.min(days.last, Math.max(days.first, askedDay(address, days))),
    town: -1,
    hovered: -1,
    playing: false,
    areas: address.areas,
    patterns: address.patterns,
    reach: address.reach,
    borders: address.borders,
    step: "day",
    scope: "all",
    variant: address.variant,
    filter: address.filter,
    chart: address.chart,
    safe: address.safe || isSafePalette(),
  });
  const view = new MapView(byId("map"), store, places, { worker: begun.worker });
  if (settings.tiles) view.addTiles(settings.tiles);
  view.start(address.view);
  loadBasemap(view, begun.ground).catch(onGroundMissing);
  return { store, view };
}
