/** Leaflet, loaded before this page's modules as a classic script, with its types. */
export const L = /** @type {typeof import("leaflet")} */ (/** @type {any} */ (globalThis).L);
