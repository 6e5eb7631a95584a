/**
 * The map as a picture that explains itself: the day in large type, what the map rests on, the map, who is which
 * colour, scale, caption, credit and address. Drawn by the map's own layers, so it is what the reader sees.
 */

import { scaleBar } from "../map/scale_bar.js";
import { byId } from "../page/element.js";
import { countTowns } from "../story/counts.js";
import { dayAndMonth, writtenYear } from "../story/days.js";
import { gettext, number } from "../translation.js";
import { legendEntries, PictureLegend } from "./picture_legend.js";
import { pictureUnit, SheetDrawing } from "./sheet_drawing.js";
import { Studio } from "./studio.js";

/**
 * @typedef {import("./map_dialog.js").Shared} Shared
 *
 * @typedef {object} Size CSS pixels
 * @property {number} width of the picture
 * @property {number} [height] of the picture
 * @property {number} [mapHeight] of the map in it, instead
 * @property {number} ratio device pixels to a CSS pixel
 */

export class Picture {
  /** @param {Shared} shared @param {Size} size @param {number} day */
  constructor(shared, { width, height, mapHeight, ratio }, day) {
    this.shared = shared;
    this.width = width;
    this.unit = pictureUnit(width);
    this.canvas = document.createElement("canvas");
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d", { willReadFrequently: true }));
    this.canvas.width = Math.round(width * ratio);
    this.sheet = new SheetDrawing(this.context, width);
    this.ratio = ratio;
    this.margin = Math.round(16 * this.unit);
    this.note = byId("variant-notice").querySelector(".variant-words:not([hidden])")?.textContent ?? "";
    const { actors, store, timeline, view } = shared;
    const { byActor } = countTowns(timeline);
    const largestFirst = actors().sort((a, b) => byActor[b] - byActor[a]);
    this.legend = new PictureLegend(this.sheet, { ...this, inks: view.inks }, legendEntries({ actors: largestFirst, timeline, view, patterns: store.state.patterns }));
    this.captions = this.writeCaptions();
    this.head = Math.round((this.note ? 76 : 58) * this.unit);
    this.foot = Math.round(this.legend.height + this.captions.length * this.lineHeight + 20 * this.unit);
    const mapRoom = mapHeight ?? Math.max(60, (height ?? 0) - this.head - this.foot);
    this.height = this.head + mapRoom + this.foot;
    this.canvas.height = Math.round(this.height * ratio);
    this.studio = new Studio(shared, { width, height: mapRoom, ratio, day });
    this.mapHeight = mapRoom;
    this.day = day;
  }

  get lineHeight() {
    return 17 * this.unit;
  }

  /** Until the areas have come and the fonts can be drawn with. */
  async ready() {
    const text = dayAndMonth(this.day) + this.note;
    await Promise.all([this.studio.ready, ...[300, 400, 600].map((weight) => document.fonts.load(`${weight} 20px "IBM Plex Sans"`, text))]);
  }

  /** @param {number} day */
  goTo(day) {
    this.day = day;
    this.studio.goTo(day);
  }

  /** Draw all of it for the day. */
  draw() {
    const { context, sheet, studio } = this;
    const { inks } = studio.view;
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    sheet.box(0, 0, this.width, this.height, inks.paper);
    studio.draw(context, 0, this.head);
    this.drawHead(inks);
    this.drawScale(inks);
    const counts = countTowns(studio.timeline);
    this.legend.draw(this.head + this.mapHeight + 8 * this.unit, (actor) => number(counts.byActor[actor]));
    let line = this.height - 10 * this.unit - (this.captions.length - 1) * this.lineHeight - 3 * this.unit;
    sheet.setFont(400, 12 * this.unit);
    for (const caption of this.captions) {
      sheet.text(caption, this.margin, line, inks.ink2);
      line += this.lineHeight;
    }
    context.fillStyle = inks.ink;
    context.fillRect(0, this.head + this.mapHeight, this.width, 1);
  }

  /** @param {import("../theme.js").Inks} inks */
  drawHead(inks) {
    const { sheet, unit, margin } = this;
    const baseline = 41 * unit;
    sheet.setFont(600, 34 * unit);
    const day = dayAndMonth(this.day);
    sheet.text(day, margin, baseline, inks.ink);
    const after = margin + sheet.measure(day) + 10 * unit;
    sheet.setFont(300, 34 * unit);
    sheet.text(writtenYear(this.day), after, baseline, inks.ink);
    sheet.setFont(600, 16 * unit);
    sheet.textAtEnd("conflictmap", margin, baseline, inks.ink);
    if (!this.note) return;
    sheet.setFont(600, 13 * unit);
    sheet.text(sheet.cut(this.note, this.width - 2 * margin), margin, 63 * unit, inks.ink);
  }

  /** In the lower corner of the map, where lines end. @param {import("../theme.js").Inks} inks */
  drawScale(inks) {
    const { sheet, context, unit, margin } = this;
    const { width, text } = scaleBar(this.studio.view.map, 110 * unit);
    const y = this.head + this.mapHeight - 12 * unit;
    sheet.setFont(400, 12.5 * unit);
    const room = sheet.measure(text);
    const along = this.width - margin - width - room - 6 * unit;
    sheet.box(along - 6 * unit, y - 14 * unit, width + room + 18 * unit, 20 * unit, inks.halo);
    context.strokeStyle = inks.ink2;
    context.lineWidth = 1;
    const left = sheet.left(along, width);
    context.beginPath();
    context.moveTo(left + 0.5, y - 6 * unit);
    context.lineTo(left + 0.5, y);
    context.lineTo(left + width - 0.5, y);
    context.lineTo(left + width - 0.5, y - 6 * unit);
    context.stroke();
    sheet.text(text, along + width + 6 * unit, y, inks.ink2);
  }

  /** @returns {string[]} lines */
  writeCaptions() {
    const { sheet, shared } = this;
    const room = this.width - 2 * this.margin;
    sheet.setFont(400, 12 * this.unit);
    const address = shared.address().replace(/^https?:\/\//, "");
    return [...sheet.lines(byId("caption").textContent ?? "", room), sheet.cut(`${shared.settings.attribution}. ${gettext("Ground: Natural Earth.")}`, room), sheet.fromLeft(sheet.cut(address, room))];
  }

  /** Done with it: give its memory back. */
  remove() {
    this.studio.remove();
    this.canvas.width = this.canvas.height = 0;
  }
}
