/** A map of its own beyond the edge of the page: any size, any day, while the reader's map stays as it is. */

import { MapView } from "../map/map_view.js";
import { element } from "../page/element.js";
import { Store } from "../store.js";
import { Timeline } from "../story/timeline.js";

/** @typedef {Pick<import("./map_dialog.js").Shared, "store" | "view" | "timeline" | "ranks">} Scene what a map shows */

/** How long the areas of a view may take to be worked out. */
const PATIENCE_MS = 30_000;

export class Studio {
  /**
   * @param {Scene} scene
   * @param {{width: number, height: number, ratio: number, day: number}} frame CSS pixels, and device pixels to each
   */
  constructor({ store, view, timeline, ranks }, { width, height, ratio, day }) {
    this.width = width;
    this.height = height;
    this.root = element("div", { class: "share-studio", "aria-hidden": "true" });
    const map = element("div");
    map.style.width = `${width}px`;
    map.style.height = `${height}px`;
    this.root.append(map);
    document.body.append(this.root);
    this.map = map;
    this.timeline = new Timeline(timeline.story, timeline.log);
    this.timeline.shown = timeline.shown;
    this.timeline.faded = timeline.faded;
    this.timeline.goTo(day);
    const state = new Store({ ...store.state, day, hovered: -1, playing: false });
    this.view = new MapView(map, state, timeline.story.towns, { ratio, zoomSnap: 0 });
    this.view.setStory(this.timeline, ranks);
    if (view.basemap) this.view.setBasemap(view.basemap);
    this.view.start(view.showsWhole ? null : framed(view, width, height));
    const { areas } = this.view;
    this.ready =
      areas && this.view.map.hasLayer(areas) && view.basemap
        ? new Promise((resolve, reject) => {
            areas.worker.addEventListener("message", resolve, { once: true });
            setTimeout(() => reject(new Error("the areas did not come")), PATIENCE_MS);
          })
        : Promise.resolve();
    // A picture without names would look as if it were whole.
    this.ready = Promise.all([this.ready, timeline.story.towns.names.settled]);
  }

  /** Show another day. @param {number} day */
  goTo(day) {
    this.view.showDay(this.timeline.goTo(day));
  }

  /**
   * Draw the map as it is now.
   * @param {CanvasRenderingContext2D} context in CSS pixels of the frame
   * @param {number} x of the map's corner @param {number} y
   */
  draw(context, x, y) {
    const frame = this.map.getBoundingClientRect();
    context.save();
    context.beginPath();
    context.rect(x, y, this.width, this.height);
    context.clip();
    context.fillStyle = this.view.inks.sea;
    context.fillRect(x, y, this.width, this.height);
    const panes = /** @type {HTMLElement[]} */ ([...this.map.querySelectorAll(".leaflet-map-pane > .leaflet-pane")]);
    for (const pane of panes.sort((a, b) => depth(a) - depth(b))) {
      for (const canvas of pane.querySelectorAll("canvas")) {
        const box = canvas.getBoundingClientRect();
        if (canvas.width > 0) context.drawImage(canvas, x + box.left - frame.left, y + box.top - frame.top, box.width, box.height);
      }
    }
    context.restore();
  }

  remove() {
    this.view.remove();
    this.root.remove();
  }
}

/** @param {HTMLElement} pane */
function depth(pane) {
  return Number(getComputedStyle(pane).zIndex) || 0;
}

/**
 * The part of the world that the reader's map shows, in a frame of another size: all of it, and no nearer.
 * @param {import("../map/map_view.js").MapView} view @param {number} width @param {number} height
 * @returns {import("../page/address.js").View}
 */
function framed(view, width, height) {
  const { lat, lng, zoom } = view.view;
  const size = view.map.getSize();
  return { lat, lng, zoom: zoom + Math.log2(Math.min(width / size.x, height / size.y)) };
}
