/** Fills the raster of areas off the page's thread. Only the newest view asked for is answered. */

import { fillRaster } from "./raster.js";
import { waitsForOrder } from "./view_columns.js";
import { warmUp } from "./warm_up.js";

/**
 * @typedef {{type: "sites", sites: import("./raster.js").Sites}} SitesMessage
 * @typedef {{type: "order", order: Int32Array}} OrderMessage towns from the most important on
 * @typedef {{type: "ground", ground: import("./raster.js").Ground}} GroundMessage
 * @typedef {{type: "view", view: import("../canvas_layer.js").CanvasView, reach: import("./raster.js").Reach}} ViewMessage
 */

/** @type {import("./raster.js").Sites | null} */
let sites = null;
/** @type {import("./raster.js").Ground | null} */
let ground = null;
/** @type {ViewMessage | null} */
let asked = null;
let waiting = false;

/** Messages that came meanwhile are read before the filling begins, so that old views are skipped. */
function fillSoon() {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    // Towns are put in order while their ground is on its way.
    if (!sites || waitsForOrder(sites) || !ground || !asked) return;
    const raster = fillRaster(asked.view, sites, ground, asked.reach);
    const tables = [raster.edges, raster.runs, raster.rims];
    const buffers = [raster.town.buffer, ...tables.flatMap((table) => Object.values(table).map((column) => column.buffer))];
    /** @type {any} */ (self).postMessage(raster, buffers);
  });
}

self.addEventListener("message", (event) => {
  const message = /** @type {SitesMessage | OrderMessage | GroundMessage | ViewMessage} */ (event.data);
  if (message.type === "order") {
    if (!sites || !waitsForOrder(sites)) return;
    sites = { ...sites, order: message.order };
  } else if (message.type === "sites") sites = message.sites;
  else if (message.type === "ground") ground = message.ground;
  else asked = message;
  fillSoon();
});

warmUp();
