/** A canvas over the whole view of a Leaflet map, drawn anew when the view has moved. */

import { L } from "../leaflet.js";
import { inTurn } from "./turns.js";

/**
 * @typedef {object} CanvasView where a canvas lies
 * @property {number} scale CSS pixels to the whole world, that is to 1 in Mercator units
 * @property {number} left of the canvas, in CSS pixels of the world
 * @property {number} top
 * @property {number} width CSS pixels
 * @property {number} height
 * @property {number} padX how far the canvas reaches beyond the map's element, CSS pixels
 * @property {number} padY
 * @property {number} ratio device pixels to a CSS pixel
 * @property {number} zoom
 *
 * @typedef {(context: CanvasRenderingContext2D, view: CanvasView) => void} Draw
 */

/** How far the canvas reaches beyond the view on each side, as a part of the view. */
const PADDING = 0.2;
/** Screens with three device pixels to a CSS pixel are small and held close; on larger ones two are as fine as is seen. */
const MOST_RATIO = 3;
const USUAL_RATIO = 2;
const MOST_PIXELS = 6_000_000;

/** Device pixels to a CSS pixel, as far as they are drawn. @param {number} width CSS pixels @param {number} height */
function ratioFor(width, height) {
  const ratio = Math.min(window.devicePixelRatio || 1, MOST_RATIO);
  return ratio > USUAL_RATIO && width * height * ratio * ratio > MOST_PIXELS ? USUAL_RATIO : ratio;
}

export class CanvasLayer extends L.Layer {
  /**
   * @param {string} pane name of a pane of the map
   * @param {Draw} draw
   */
  constructor(pane, draw) {
    super();
    L.Util.setOptions(this, { pane });
    this.draw = draw;
    this.canvas = L.DomUtil.create("canvas", "leaflet-zoom-animated");
    this.canvas.setAttribute("aria-hidden", "true");
    /** @type {CanvasView | null} */
    this.view = null;
    /** Where it was last put, or will be once it is drawn. @type {CanvasView | null} */
    this.placed = null;
    /** Of the map, when it was last put or kept. @type {L.Point | null} */
    this.size = null;
    this.turn = () => {
      // While it zooms the canvas follows, and once it has it asks again.
      if (this._map && !(/** @type {any} */ (this._map)._animatingZoom)) this.place(this._map);
    };
  }

  /** @param {L.Map} map @returns {this} */
  onAdd(map) {
    this.getPane()?.append(this.canvas);
    this.place(map);
    return this;
  }

  /** @returns {this} */
  onRemove() {
    this.canvas.remove();
    return this;
  }

  getEvents() {
    return {
      // Leaflet tells of another size of the map by this, too.
      moveend: () => this.moved(this._map),
      viewreset: () => this.renew(this._map),
      zoom: () => this.follow(this._map.getCenter(), this._map.getZoom()),
      zoomanim: /** @param {any} event */ (event) => this.follow(event.center, event.zoom),
    };
  }

  /**
   * Where the canvas belongs for the map's view.
   * @param {L.Map} map
   * @returns {{view: CanvasView, corner: L.Point}} and its corner among Leaflet's layer points
   */
  measure(map) {
    const size = map.getSize();
    const pad = size.multiplyBy(PADDING).round();
    const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    const world = map.getPixelOrigin().add(corner);
    const [width, height] = [size.x + 2 * pad.x, size.y + 2 * pad.y];
    const view = {
      scale: 256 * 2 ** map.getZoom(),
      left: world.x,
      top: world.y,
      width,
      height,
      padX: pad.x,
      padY: pad.y,
      ratio: /** @type {any} */ (map.options).ratio ?? ratioFor(width, height),
      zoom: map.getZoom(),
    };
    return { view, corner };
  }

  /** Draw what has moved, unless only the map's edges have and the canvas reaches them still. @param {L.Map} map */
  moved(map) {
    const size = map.getSize();
    const isResized = this.size !== null && !size.equals(this.size);
    this.size = size;
    if (!isResized || !this.reaches(map)) this.renew(map);
  }

  /** Put it over the view and draw it when its turn comes; until then the old picture is moved and scaled along. @param {L.Map} map */
  renew(map) {
    this.follow(map.getCenter(), map.getZoom());
    this.placed = this.measure(map).view;
    inTurn(this.turn);
  }

  /** Whether the canvas covers all of the map as it stands now. @param {L.Map} map */
  reaches(map) {
    const { placed } = this;
    if (placed?.zoom !== map.getZoom()) return false;
    const { left, top, width, height, padX, padY } = this.measure(map).view;
    const [x, y] = [left + padX, top + padY];
    const isWithin = x >= placed.left && x + width - 2 * padX <= placed.left + placed.width;
    return isWithin && y >= placed.top && y + height - 2 * padY <= placed.top + placed.height;
  }

  /** Put the canvas over the view and draw it. @param {L.Map} map */
  place(map) {
    const { view, corner } = this.measure(map);
    this.view = this.placed = view;
    this.size = map.getSize();
    const { ratio } = view;
    const width = Math.round(this.view.width * ratio);
    const height = Math.round(this.view.height * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
      this.canvas.style.width = `${this.view.width}px`;
      this.canvas.style.height = `${this.view.height}px`;
    }
    this.corner = map.layerPointToLatLng(corner);
    L.DomUtil.setTransform(this.canvas, corner, 1);
    this.redraw();
  }

  /** Move and scale the drawn canvas along while the map zooms. @param {L.LatLng} center @param {number} zoom */
  follow(center, zoom) {
    if (!this.view || !this.corner) return;
    const scale = this._map.getZoomScale(zoom, this.view.zoom);
    // Leaflet's own layers place themselves so while zooming; there is no public name for it.
    const offset = /** @type {any} */ (this._map)._latLngToNewLayerPoint(this.corner, zoom, center);
    L.DomUtil.setTransform(this.canvas, offset, scale);
  }

  redraw() {
    const context = this.canvas.getContext("2d");
    if (!this.view || !context) return;
    context.setTransform(this.view.ratio, 0, 0, this.view.ratio, 0, 0);
    const { width, height } = this.view;
    // In halves: what is drawn after the whole is cleared Chromium prints as a drawing, in which clearing wipes the layers below.
    context.clearRect(0, 0, width, height / 2);
    context.clearRect(0, height / 2, width, height / 2);
    this.draw(context, this.view);
  }
}
