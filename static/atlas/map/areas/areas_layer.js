/** The areas around towns: asks the worker for a raster of each view, and paints it for each day. */

import { townMask } from "../../story/place_kind.js";
import { CanvasLayer } from "../canvas_layer.js";
import { parseColour } from "../colour.js";
import { Painter } from "./painter.js";
import { Paints } from "./paints.js";

/**
 * @typedef {import("./raster.js").Raster} Raster
 * @typedef {import("../../theme.js").Inks} Inks
 * @typedef {import("../../theme.js").ActorInk} ActorInk
 * @typedef {import("../basemap.js").Basemap} Basemap
 * @typedef {import("../../story/timeline.js").Timeline} Timeline
 */

/** Finer than this is not seen, and costs four times as much. */
const MOST_RATIO = 2;
/** So many pixels can be filled and painted while a reader waits; on larger screens they are coarser... */
const MOST_PIXELS = 3_000_000;
/** ...but not coarser than this. */
const LEAST_RATIO = 0.75;
/** Once a map of not too many towns rests, it is drawn as fine as the screen is, up to so many pixels. */
const MOST_PIXELS_AT_REST = 12_000_000;
const MOST_TOWNS_REFINED = 5000;
const REST_MS = 500;
/** When more towns change than this, painting all is quicker than one by one. */
const MOST_SINGLE = 4000;

export class AreasLayer extends CanvasLayer {
  /**
   * @param {string} pane
   * @param {Worker} worker as `startWorker` makes it
   * @param {import("../../story/payload.js").Places} places
   * @param {() => void} onPainted called whenever all is painted
   */
  constructor(pane, worker, places, onPainted) {
    super(pane, () => {});
    this.onPainted = onPainted;
    /** Nothing is painted before it is there. @type {Timeline | null} */
    this.timeline = null;
    /** @type {import("./raster.js").Reach} */
    this.reach = { km: 0, borders: true };
    /** @type {Painter | null} */
    this.painter = null;
    this.groundSize = "";
    /** A timer that runs while the map may come to rest. */
    this.resting = 0;
    this.codes = new Uint16Array(places.count);
    /** @type {{inks: Inks, actors: ActorInk[], patterns: boolean} | null} */
    this.style = null;
    /** Of the style, for rasters as fine as the last. @type {Paints | null} */
    this.paints = null;
    this.worker = worker;
    this.worker.addEventListener("message", (event) => this.receive(event.data));
    this.countries = [...new Set(places.surroundings.map(({ country }) => country))];
    const numbers = places.surroundings.map(({ country }) => this.countries.indexOf(country) + 1);
    const country = townMask({ towns: places }).map((counts, town) => counts * numbers[places.place[town]]);
    this.worker.postMessage({ type: "sites", sites: { x: places.x, y: places.y, country, order: null } });
  }

  /** @param {Timeline} timeline @param {Int32Array} order towns from the most important on */
  setStory(timeline, order) {
    this.timeline = timeline;
    this.worker.postMessage({ type: "order", order });
  }

  /** @param {Basemap} basemap */
  setBasemap(basemap) {
    const { lakes } = basemap.detailed;
    const countries = basemap.detailed.countries
      .map(({ lines, properties }) => ({ lines, country: this.countries.indexOf(properties.iso) + 1 }))
      .filter(({ country }) => country > 0);
    // What lies farther away does not change the areas.
    const size = countries.flatMap(({ lines }) => lines.map(({ length }) => length)).join();
    if (size === this.groundSize) return;
    this.groundSize = size;
    this.worker.postMessage({
      type: "ground",
      ground: {
        countries,
        lakes: lakes.map(({ lines, properties }) => ({ lines, zoom: properties.zoom ?? 0 })),
      },
    });
  }

  /** @param {Inks} inks @param {ActorInk[]} actors @param {boolean} patterns */
  setStyle(inks, actors, patterns) {
    this.style = { inks, actors, patterns };
    this.paints = null;
    this.repaint();
  }

  /** Areas of another size, or dots. @param {import("./raster.js").Reach} reach */
  setReach(reach) {
    if (reach.km === this.reach.km && reach.borders === this.reach.borders) return;
    this.reach = reach;
    if (this._map) this.place(this._map);
  }

  /** The worker draws it: it can be asked at once. @param {import("leaflet").Map} map */
  renew(map) {
    this.place(map);
  }

  /** The old picture stays in place until the worker has the new one. @param {import("leaflet").Map} map */
  place(map) {
    this.follow(map.getCenter(), map.getZoom());
    const { view } = this.measure(map);
    this.placed = view;
    this.size = map.getSize();
    if (view.width === 0 || view.height === 0) return;
    clearTimeout(this.resting);
    const fill = /** @param {number} ratio */ (ratio) => this.worker.postMessage({ type: "view", view: { ...view, ratio }, reach: this.reach });
    if (/** @type {any} */ (map.options).ratio !== undefined) {
      // A map that is made for a picture has the time.
      fill(view.ratio);
      return;
    }
    const wanted = Math.min(MOST_RATIO, view.ratio);
    const affordable = /** @param {number} pixels */ (pixels) => Math.min(wanted, Math.max(LEAST_RATIO, Math.sqrt(pixels / (view.width * view.height))));
    const [first, rested] = [affordable(MOST_PIXELS), affordable(MOST_PIXELS_AT_REST)];
    fill(first);
    if (rested > first && this.codes.length <= MOST_TOWNS_REFINED) this.resting = window.setTimeout(() => fill(rested), REST_MS);
  }

  /** @returns {this} */
  onRemove() {
    clearTimeout(this.resting);
    return super.onRemove();
  }

  /** @param {Raster} raster */
  receive(raster) {
    if (!this._map) return;
    this.painter = new Painter(raster);
    const { view } = raster;
    this.view = view;
    this.canvas.width = raster.width;
    this.canvas.height = raster.height;
    this.canvas.style.width = `${view.width}px`;
    this.canvas.style.height = `${view.height}px`;
    this.corner = this._map.unproject([view.left, view.top], view.zoom);
    this.follow(this._map.getCenter(), this._map.getZoom());
    this.repaint();
  }

  /** Paint all: another view, theme, or patterns. */
  repaint() {
    const { painter, style, codes, timeline } = this;
    if (!painter || !style || !timeline) return;
    const { ratio } = painter.raster.view;
    if (this.paints?.ratio === ratio) this.paints.renew();
    else this.paints = new Paints(timeline, style.inks, style.actors, style.patterns, ratio);
    const { paints } = this;
    for (let town = 0; town < codes.length; town += 1) codes[town] = paints.of(town);
    painter.paintAll({ codes, palette: paints.palette }, this.inking(style.inks));
    this.put(0, 0, painter.raster.width, painter.raster.height);
    this.onPainted();
  }

  /** Paint what another day changed. @param {Int32Array} towns */
  repaintTowns(towns) {
    const { painter, style, paints, codes } = this;
    if (!painter || !style || !paints) return;
    if (!paints.isCurrent) {
      this.repaint();
      return;
    }
    const changed = [];
    for (const town of towns) {
      const code = paints.of(town);
      if (code === codes[town]) continue;
      codes[town] = code;
      changed.push(town);
    }
    if (changed.length === 0) return;
    const painting = { codes, palette: paints.palette };
    if (changed.length > MOST_SINGLE) {
      painter.paintAll(painting, this.inking(style.inks));
      this.put(0, 0, painter.raster.width, painter.raster.height);
      return;
    }
    const { left, top, right, bottom } = painter.paintTowns(changed, painting, this.inking(style.inks));
    if (right >= left) this.put(left, top, right - left + 1, bottom - top + 1);
  }

  /** @param {number} left @param {number} top @param {number} width @param {number} height device pixels */
  put(left, top, width, height) {
    if (!this.painter) return;
    const { pixels, raster } = this.painter;
    const bytes = new Uint8ClampedArray(pixels.buffer);
    const image = new ImageData(/** @type {any} */ (bytes), raster.width, raster.height);
    this.canvas.getContext("2d")?.putImageData(image, 0, 0, left, top, width, height);
  }

  /** @param {Inks} inks */
  inking(inks) {
    // In the dark a light line of full strength shouts; among small areas any does.
    const strength = (inks.dark ? 0.8 : 1) * (this.painter?.raster.isCrowded ? 0.4 : 1);
    return { front: parseColour(inks.front), casing: parseColour(inks.halo), strength };
  }

  /**
   * A line around the area of a town, on a canvas over this one.
   * @param {CanvasRenderingContext2D} context in CSS pixels @param {import("../canvas_layer.js").CanvasView} onto
   * @param {number} town @param {string} colour
   */
  drawOutline(context, onto, town, colour) {
    const raster = this.painter?.raster;
    if (!raster || !this._map || !this.codes[town] || raster.view.scale !== onto.scale || town + 1 >= raster.runs.start.length) return;
    const { view, width, town: towns, runs } = raster;
    const side = 1 / view.ratio;
    const isRim = /** @param {number} pixel */ (pixel) =>
      towns[pixel - width] !== town + 1 || towns[pixel + width] !== town + 1 || towns[pixel - 1] !== town + 1 || towns[pixel + 1] !== town + 1;
    context.fillStyle = colour;
    for (let run = runs.start[town]; run < runs.start[town + 1]; run += 1) {
      for (let pixel = runs.pixel[run]; pixel < runs.pixel[run] + runs.length[run]; pixel += 1) {
        if (!isRim(pixel)) continue;
        const row = Math.floor(pixel / width);
        const x = view.left - onto.left + (pixel - row * width) * side;
        context.fillRect(x - 0.25, view.top - onto.top + row * side - 0.25, side + 0.5, side + 0.5);
      }
    }
  }

  /**
   * The town whose colour is at a point of the world, or -1.
   * @param {number} x CSS pixels of the world at the view's zoom @param {number} y @param {number} zoom
   */
  hit(x, y, zoom) {
    const raster = this.painter?.raster;
    if (!raster || !this._map || raster.view.zoom !== zoom) return -1;
    const { view, width, height, town } = raster;
    const column = Math.floor((x - view.left) * view.ratio);
    const row = Math.floor((y - view.top) * view.ratio);
    if (column < 0 || row < 0 || column >= width || row >= height) return -1;
    const found = town[row * width + column] - 1;
    return found >= 0 && this.codes[found] ? found : -1;
  }
}
