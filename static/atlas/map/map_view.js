/** The Leaflet map with its layers: ground, areas, lines, towns. Turns pointing into towns, and keeps the scale. */

import { L } from "../leaflet.js";
import { breath } from "../story/pieces.js";
import { actorInk, readInks, watchTheme } from "../theme.js";
import { AreasLayer } from "./areas/areas_layer.js";
import { startWorker } from "./areas/start_worker.js";
import { CanvasLayer } from "./canvas_layer.js";
import { countryNames } from "./country_names.js";
import { TownLayer } from "./town_layer.js";
import { inTurn } from "./turns.js";
import { drawPlaces, MOST_DOTS } from "./view_towns.js";

/**
 * @typedef {import("../story/timeline.js").Timeline} Timeline
 * @typedef {import("../store.js").Store} Store
 * @typedef {import("./basemap.js").Basemap} Basemap
 * @typedef {import("../page/address.js").View} View
 *
 * @typedef {object} Callbacks
 * @property {(town: number) => void} onTown a town was chosen by pointing
 * @property {() => void} onView the view has moved
 */

/** On phones a selected town is shown at least so near. */
const NEAR_ZOOM = 7.25;

/** So long what the first view can do without is put off while its areas are filled. */
const MOST_WAITING_MS = 1500;
/** Where towns are is drawn when the story has not come so long after it is known. */
const PLACES_MS = 300;

const PANES = /** @type {const} */ ({ tiles: 150, ground: 200, areas: 250, lines: 300, towns: 400, names: 410 });
const STILL = matchMedia("(prefers-reduced-motion: reduce)");

export class MapView {
  /**
   * @param {HTMLElement} element
   * @param {Store} store
   * @param {import("../story/payload.js").Places} places of the story
   * @param {{ratio?: number, zoomSnap?: number, worker?: Worker}} [options] device pixels to a CSS pixel, where not the
   *   screen's; steps of the zoom, 0 for any; the worker that fills areas, where one was started before
   */
  constructor(element, store, places, { ratio, zoomSnap = 0.25, worker = startWorker() } = {}) {
    this.element = element;
    this.store = store;
    this.places = places;
    this.worker = worker;
    /** @type {Callbacks} */
    this.callbacks = { onTown: () => {}, onView: () => {} };
    this.map = L.map(element, {
      attributionControl: false,
      zoomControl: false,
      zoomSnap,
      wheelPxPerZoomLevel: 120,
      minZoom: 2,
      maxZoom: 14,
      maxBounds: [[-85, -200], [85, 200]],
      maxBoundsViscosity: 1,
      zoomAnimation: !STILL.matches,
      fadeAnimation: false,
      // Arrow keys on the map pan it; everywhere else they move the day.
      keyboard: true,
    });
    /** @type {any} */ (this.map.options).ratio = ratio;
    for (const [name, depth] of Object.entries(PANES)) this.map.createPane(name).style.zIndex = String(depth);
    this.inks = readInks();
    /** @type {import("../theme.js").ActorInk[]} */
    this.actors = [];
    /** @type {Basemap | null} */
    this.basemap = null;
    /** @type {TownLayer | null} */
    this.towns = null;
    this.onAreasPainted = () => {};
    /** @type {Promise<void>} */
    this.firstPainting = new Promise((done) => {
      this.onAreasPainted = done;
    });
    // They need no day: the worker fills them while the rest of the story comes.
    this.areas = new AreasLayer("areas", worker, places, () => this.onAreasPainted());
    this.countries = new Set(places.surroundings.map(({ country }) => country));
    /** @type {View | null} */
    this.whole = null;
    /** Of the map that it was made for, CSS pixels. */
    this.wholeWidth = 0;
    /** Around all towns, once it was asked for. @type {import("leaflet").LatLngBounds | null} */
    this.bounds = null;
    /** Of the element, when the map was last fitted into it. */
    this.box = element.getBoundingClientRect();
    /** Where a whole map was moved to show a town. @type {View | null} */
    this.revealed = null;
    this.ground = new CanvasLayer("ground", (context, view) => this.basemap?.drawGround(context, view, this.inks, this.countries));
    this.lines = new CanvasLayer("lines", (context, view) => this.basemap?.drawLines(context, view, this.inks, this.countries));
    this.dots = new CanvasLayer("towns", (context, view) => this.drawTowns(context, view));
    this.names = new CanvasLayer("names", (context, view) => this.drawNames(context, view));
    this.wasFiltered = false;
    this.layers = [this.ground, this.lines, this.dots, this.names];
    this.ended = new AbortController();
    watchTheme(() => this.repaint(), this.ended.signal);
    document.fonts.addEventListener("loadingdone", () => this.nameAnew(), this.ended);
  }

  /**
   * Show the first view and start drawing.
   * @param {View | null} view null for the whole story
   */
  start(view) {
    if (view) this.map.setView([view.lat, view.lng], view.zoom, { animate: false });
    else this.showStory();
    this.showAreas();
    if (this.basemap) for (const layer of [this.ground, this.lines]) this.show(layer);
    if (this.towns) for (const layer of [this.dots, this.names]) this.show(layer);
    else setTimeout(() => this.show(this.dots), PLACES_MS);
    this.map.on("moveend", () => this.callbacks.onView());
    this.map.on("click", (event) => this.point(event.originalEvent, true));
    this.element.addEventListener("pointermove", (event) => {
      if (event.pointerType === "mouse" && event.buttons === 0) this.point(event, false);
    });
    this.element.addEventListener("pointerleave", () => this.store.set({ hovered: -1 }));
    this.store.watch(["town", "hovered"], () => this.dots.redraw());
    this.store.watch(["town"], () => this.nameAnew());
    this.store.watch(["patterns"], () => this.areas.setStyle(this.inks, this.actors, this.store.state.patterns));
    this.store.watch(["areas", "reach", "borders"], () => this.showAreas());
    this.box = this.element.getBoundingClientRect();
    const observer = new ResizeObserver(() => this.resize());
    observer.observe(this.element);
    this.ended.signal.addEventListener("abort", () => observer.disconnect());
  }

  /** Take the map off the page, and end what works for it. */
  remove() {
    this.ended.abort();
    this.worker.terminate();
    this.map.remove();
  }

  /** Who hears what happens on the map. @param {Callbacks} callbacks */
  connect(callbacks) {
    this.callbacks = callbacks;
  }

  /**
   * Until the story is given, towns are plain dots.
   * @param {Timeline} timeline
   * @param {import("../story/ranks.js").Ranks} ranks
   * @returns {Promise<void>} when its dots and names are drawn
   */
  async setStory(timeline, ranks) {
    this.timeline = timeline;
    this.actors = timeline.story.actors.map((actor) => actorInk(actor, this.inks));
    this.towns = new TownLayer(timeline, ranks);
    this.nameCountries();
    this.areas.setStory(timeline, ranks.order);
    await breath();
    this.areas.setStyle(this.inks, this.actors, this.store.state.patterns);
    await this.showInTurn([this.dots, this.names]);
  }

  /** Draw layers with a breath between them: each of a large story takes as long as a reader would notice. @param {CanvasLayer[]} layers */
  async showInTurn(layers) {
    for (const layer of layers) {
      await breath();
      this.show(layer);
    }
  }

  /** Draw a layer; nothing is spent on canvases before there is something for them. @param {CanvasLayer} layer */
  show(layer) {
    if (this.map.hasLayer(layer)) layer.redraw();
    else layer.addTo(this.map);
  }

  /** Wait for the first areas of a story, but not long: their ground may be missing. @returns {Promise<void>} */
  areasPainted() {
    return new Promise((done) => {
      if (this.timeline && !this.map.hasLayer(this.areas)) done();
      setTimeout(done, MOST_WAITING_MS);
      void this.firstPainting.then(done);
    });
  }

  /** @param {Basemap} basemap @returns {Promise<void>} when it is drawn */
  setBasemap(basemap) {
    this.basemap = basemap;
    this.areas.setBasemap(basemap);
    this.nameCountries();
    return this.showInTurn(this.towns ? [this.ground, this.lines, this.names] : [this.ground, this.lines]);
  }

  nameCountries() {
    if (!this.towns || !this.basemap) return;
    this.towns.countryNames = countryNames(this.basemap.detailed.countries, this.countries);
  }

  /** Online tiles, only where the operator configured them. @param {{url: string, attribution: string}} tiles */
  addTiles(tiles) {
    L.tileLayer(tiles.url, { pane: "tiles" }).addTo(this.map);
    L.control.attribution({ prefix: false }).addAttribution(tiles.attribution).addTo(this.map);
  }

  /** Read the colours anew and draw everything. */
  repaint() {
    this.inks = readInks();
    if (this.timeline) this.actors = this.timeline.story.actors.map((actor) => actorInk(actor, this.inks));
    for (const layer of this.layers) layer.redraw();
    this.areas.setStyle(this.inks, this.actors, this.store.state.patterns);
  }

  showAreas() {
    const { areas, reach, borders } = this.store.state;
    // Where towns are too many for a symbol each, the small ones are dots of the areas' raster.
    if (areas || this.places.count > MOST_DOTS) {
      this.areas.setReach({ km: areas ? reach : 0, borders });
      this.areas.addTo(this.map);
    } else this.areas.remove();
  }

  /** The day is another: draw it. @param {Int32Array} towns whose state changed */
  showDay(towns) {
    this.areas.repaintTowns(towns);
    // Copying a canvas onto the screen costs more than drawing on it: most days change no dot of a large story.
    const { town, hovered } = this.store.state;
    if (!this.towns || this.towns.draws(towns, town, hovered)) this.drawDay();
  }

  /** Any town may be another now: draw all. */
  showAll() {
    this.areas.repaint();
    this.drawDay();
  }

  drawDay() {
    this.dots.redraw();
    // Names do not follow the day, unless those of towns that the reader hides have to go.
    const isFiltered = this.timeline?.shown !== null || this.timeline.faded !== null;
    if (isFiltered || this.wasFiltered) this.nameAnew();
    this.wasFiltered = isFiltered;
  }

  /** @param {CanvasRenderingContext2D} context @param {import("./canvas_layer.js").CanvasView} view */
  drawTowns(context, view) {
    const { town: selected, hovered } = this.store.state;
    if (!this.towns) {
      drawPlaces(context, view, this.places, this.inks);
      return;
    }
    if (hovered >= 0) this.areas.drawOutline(context, view, hovered, this.inks.ink);
    this.towns.draw(context, view, { inks: this.inks, actors: this.actors, selected, hovered });
  }

  /** @param {CanvasRenderingContext2D} context @param {import("./canvas_layer.js").CanvasView} view */
  drawNames(context, view) {
    this.towns?.drawLabels(context, view, { inks: this.inks, selected: this.store.state.town }, () => this.covered(view));
  }

  /** Boxes of what stands on the map, on the canvas. @param {import("./canvas_layer.js").CanvasView} view */
  covered({ padX, padY }) {
    const { left, top } = this.element.getBoundingClientRect();
    const standing = this.element.parentElement?.querySelectorAll(".map-zoom, .map-options, .map-foot > *") ?? [];
    return [...standing].map((part) => {
      const box = part.getBoundingClientRect();
      const [x, y] = [box.left - left + padX, box.top - top + padY];
      return { left: x, top: y, right: x + box.width, bottom: y + box.height };
    });
  }

  /** @param {MouseEvent} event @param {boolean} choose */
  point(event, choose) {
    const view = this.dots.view;
    if (view?.zoom !== this.map.getZoom() || !this.towns) return;
    const point = this.map.mouseEventToLayerPoint(event).add(this.map.getPixelOrigin());
    const reach = matchMedia("(pointer: coarse)").matches ? 22 : 8;
    const dot = this.towns.hit(view, point.x - view.left, point.y - view.top, reach);
    // Every colour leads to the town that explains it.
    const town = dot < 0 ? this.areas.hit(point.x, point.y, this.map.getZoom()) : dot;
    this.element.classList.toggle("is-pointing", town >= 0);
    if (choose && town >= 0) this.callbacks.onTown(town);
    else if (!choose) this.store.set({ hovered: town });
  }

  /** Bring all towns into view. The map tells when it has, as "whole". */
  showStory() {
    // Low maps have no room to give away.
    const margin = Math.min(34, this.map.getSize().y / 6);
    if (this.places.count === 0) this.map.setView([25, 20], 2.5, { animate: false });
    else this.map.fitBounds((this.bounds ??= boundsOf(this.places)), { padding: [margin, margin], maxZoom: 9, animate: false });
    this.whole = this.view;
    this.wholeWidth = this.map.getSize().x;
    this.map.fire("whole");
  }

  /** Whether the view is the one that `showStory` made, here or on a map that this one follows. Leaflet pans by whole pixels only. */
  get showsWhole() {
    return this.isAt(this.whole);
  }

  /** @param {View | null} there */
  isAt(there) {
    const { view } = this;
    if (there?.zoom !== view.zoom) return false;
    return this.map.project(there, view.zoom).distanceTo(this.map.project(view, view.zoom)) < 2;
  }

  /** The element has another size: a map of the whole story stays one. */
  resize() {
    if (this.hasSize()) return;
    const wasWhole = this.showsWhole;
    this.box = this.element.getBoundingClientRect();
    this.map.invalidateSize({ animate: false });
    if (wasWhole) this.showStory();
    this.nameAnew();
  }

  /** Something came to stand beside the map, or went: the ground stays where it is on the screen, and as it is drawn. */
  makeRoom() {
    if (this.hasSize()) return;
    const { showsWhole: wasWhole, box } = this;
    const now = (this.box = this.element.getBoundingClientRect());
    if (now.width > box.width && (this.isAt(this.revealed) || (wasWhole && this.wholeWidth < now.width))) {
      // What was moved aside for a town, or made small for it, comes back when that is closed.
      this.map.invalidateSize({ animate: false });
      this.showStory();
    } else {
      // Leaflet would keep the middle; there is no public way to move before it tells of its size.
      /** @type {any} */ (this.map)._rawPanBy(L.point(now.left - box.left, now.top - box.top).round());
      this.map.invalidateSize({ animate: false, pan: false });
      if (wasWhole) this.whole = this.view;
    }
    this.nameAnew();
  }

  /** Names keep clear of the map's edges and of what stands on it: they follow in their turn. */
  nameAnew() {
    inTurn(this.names.turn);
  }

  /** Whether Leaflet knows the element's size. */
  hasSize() {
    const { x, y } = this.map.getSize();
    return x === this.element.clientWidth && y === this.element.clientHeight;
  }

  /**
   * Bring a town into view if it is not, clear of what covers the map.
   * @param {number} town
   * @param {number} below CSS pixels that are covered at the foot
   */
  reveal(town, below) {
    const point = this.pixel(town);
    const size = this.map.getSize();
    const height = size.y - below;
    const zoom = this.map.getZoom();
    if (below > 0 && this.showsWhole && zoom < NEAR_ZOOM) {
      // Half a phone's screen is too small for the whole story and a town to be told apart in it.
      const place = this.map.unproject(this.map.project(this.place(town), NEAR_ZOOM).add([0, below / 2]), NEAR_ZOOM);
      this.map.setView(place, NEAR_ZOOM, { animate: !STILL.matches });
      return;
    }
    const inside = point.x > 60 && point.y > 50 && point.x < size.x - 60 && point.y < height - 50;
    if (inside) return;
    const aside = L.point(point.x - size.x / 2, point.y - height / 2).round();
    if (this.showsWhole && below === 0) {
      const { lat, lng } = this.map.unproject(this.map.project(this.map.getCenter(), zoom).add(aside), zoom);
      this.revealed = { lat, lng, zoom };
    }
    this.map.panBy(aside, { animate: !STILL.matches, duration: 0.3 });
  }

  /** @returns {View} */
  get view() {
    const { lat, lng } = this.map.getCenter();
    return { lat, lng, zoom: this.map.getZoom() };
  }

  /** @param {number} town @returns {import("leaflet").LatLng} */
  place(town) {
    return L.latLng(this.places.lat[town], this.places.lon[town]);
  }

  /** Tells of a town whether it is in view, as the map stands now. @returns {(town: number) => boolean} */
  inView() {
    const bounds = this.map.getBounds();
    const [west, east, south, north] = [bounds.getWest(), bounds.getEast(), bounds.getSouth(), bounds.getNorth()];
    const { lon, lat } = this.places;
    return (town) => lon[town] >= west && lon[town] <= east && lat[town] >= south && lat[town] <= north;
  }

  /** Where a town is on the element, in CSS pixels. @param {number} town */
  pixel(town) {
    return this.map.latLngToContainerPoint(this.place(town));
  }
}

/** @param {import("../story/payload.js").Places} places at least one */
function boundsOf({ lat, lon }) {
  const least = /** @param {Float64Array} values */ (values) => values.reduce((found, value) => (value < found ? value : found));
  const most = /** @param {Float64Array} values */ (values) => values.reduce((found, value) => (value > found ? value : found));
  return L.latLngBounds([least(lat), least(lon)], [most(lat), most(lon)]);
}
