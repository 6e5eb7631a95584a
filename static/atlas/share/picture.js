/**
 * The map as a picture that explains itself: the day in large type, what the map rests on, the map, who is which
 * colour, scale, caption, credit and address. Drawn by the map's own layers, so it is what the reader sees.
 */

import { drawSymbol } from "../map/symbols.js";
import { byId } from "../page/element.js";
import { swatch } from "../page/swatch.js";
import { countTowns } from "../story/counts.js";
import { dayAndMonth, writtenYear } from "../story/days.js";
import { gettext, isRightToLeft, number } from "../translation.js";
import { SheetDrawing } from "./sheet_drawing.js";
import { Studio } from "./studio.js";

/**
 * @typedef {import("./dialog.js").Shared} Shared
 *
 * @typedef {object} Size CSS pixels
 * @property {number} width of the picture
 * @property {number} [height] of the picture
 * @property {number} [mapHeight] of the map in it, instead
 * @property {number} ratio device pixels to a CSS pixel
 *
 * @typedef {object} Entry of the legend
 * @property {string} text
 * @property {number} width
 * @property {number} actor index, -1 for a sign
 * @property {(along: number, middle: number) => void} draw
 */

/** Type and spaces are made for pictures of this width; narrower ones get smaller type, down to a floor. */
const FULL_WIDTH = 900;
const SMALLEST = 0.68;

export class Picture {
  /** @param {Shared} shared @param {Size} size @param {number} day */
  constructor(shared, { width, height, mapHeight, ratio }, day) {
    this.shared = shared;
    this.width = width;
    this.unit = Math.max(SMALLEST, Math.min(1, width / FULL_WIDTH));
    this.canvas = document.createElement("canvas");
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d", { willReadFrequently: true }));
    this.canvas.width = Math.round(width * ratio);
    this.sheet = new SheetDrawing(this.context, width);
    this.ratio = ratio;
    this.margin = Math.round(16 * this.unit);
    this.note = byId("variant-notice").querySelector(".variant-words:not([hidden])")?.textContent ?? "";
    this.rows = this.arrange(this.entries());
    this.captions = this.writeCaptions();
    this.head = Math.round((this.note ? 76 : 58) * this.unit);
    this.foot = Math.round(this.rows.length * this.rowHeight + this.captions.length * this.lineHeight + 20 * this.unit);
    const mapRoom = mapHeight ?? Math.max(60, (height ?? 0) - this.head - this.foot);
    this.height = this.head + mapRoom + this.foot;
    this.canvas.height = Math.round(this.height * ratio);
    this.studio = new Studio(shared, { width, height: mapRoom, ratio, day });
    this.mapHeight = mapRoom;
    this.day = day;
  }

  get rowHeight() {
    return 24 * this.unit;
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
    let middle = this.head + this.mapHeight + 8 * this.unit + this.rowHeight / 2;
    for (const row of this.rows) {
      let along = this.margin;
      for (const { draw, text, width, actor } of row) {
        draw(along, middle);
        sheet.setFont(400, 13.5 * this.unit);
        sheet.text(text, along + 30 * this.unit, middle + 4.6 * this.unit, inks.ink);
        if (actor >= 0) {
          const after = along + 36 * this.unit + sheet.measure(text);
          sheet.setFont(600, 13.5 * this.unit);
          sheet.text(number(counts.byActor[actor]), after, middle + 4.6 * this.unit, inks.ink);
        }
        along += width;
      }
      middle += this.rowHeight;
    }
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
    const { width, text } = this.studio.view.scaleBar(110 * unit);
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

  /** What the legend explains: the actors, then the signs. @returns {Entry[]} */
  entries() {
    const { view, timeline, actors, store } = this.shared;
    const { sheet, unit, ratio } = this;
    const { inks } = view;
    const { patterns } = store.state;
    const measured = /** @param {string} text @param {number} actor @param {Entry["draw"]} draw */ (text, actor, draw) => {
      sheet.setFont(400, 13.5 * unit);
      const width = sheet.measure(text) + (actor >= 0 ? 74 : 48) * unit;
      return { text, actor, draw, width };
    };
    const image = /** @param {HTMLCanvasElement} canvas @returns {Entry["draw"]} */ (canvas) => (along, middle) =>
      sheet.image(canvas, along, middle - 7 * unit, 22 * unit, 14 * unit);
    const { byActor } = countTowns(timeline);
    const holders = actors().sort((a, b) => byActor[b] - byActor[a]);
    const named = holders.map((actor) =>
      measured(timeline.story.actors[actor].name, actor, image(swatch(inks, [view.actors[actor]], "held", patterns, 2 * ratio))),
    );
    const pair = holders.slice(0, 2).map((actor) => view.actors[actor]);
    const ringed = /** @param {object} sign @returns {Entry["draw"]} */ (sign) => (along, middle) => {
      const x = sheet.left(along + 11 * unit, 0);
      drawSymbol(this.context, { x, y: middle, radius: 3 * unit, fills: pair.slice(0, 1).map(({ fill }) => fill), crossed: false, dashed: false, besieged: false, underAttack: false, ...sign }, inks);
    };
    const status = /** @param {string} name @param {string} words */ (name, words) => measured(words, -1, image(swatch(inks, pair, name, patterns, 2 * ratio)));
    return [
      ...named,
      status("mixed", gettext("Mixed")),
      status("contested", gettext("Contested")),
      status("disputed", gettext("Disputed")),
      measured(gettext("Stale news"), -1, image(swatch(inks, pair.slice(0, 1), "stale", patterns, 2 * ratio))),
      measured(gettext("Besieged"), -1, ringed({ besieged: true })),
      measured(gettext("Under attack"), -1, ringed({ underAttack: true })),
      measured(gettext("Unknown"), -1, ringed({ fills: [] })),
    ];
  }

  /** Break the legend into rows. @param {Entry[]} entries @returns {Entry[][]} */
  arrange(entries) {
    /** @type {Entry[][]} */
    const rows = [];
    let room = 0;
    for (const entry of entries) {
      if (rows.length === 0 || entry.width > room) {
        rows.push([]);
        room = this.width - 2 * this.margin + 20 * this.unit;
      }
      rows[rows.length - 1].push(entry);
      room -= entry.width;
    }
    return rows;
  }

  /** @returns {string[]} lines */
  writeCaptions() {
    const { sheet, shared } = this;
    const room = this.width - 2 * this.margin;
    sheet.setFont(400, 12 * this.unit);
    const address = shared.address().replace(/^https?:\/\//, "");
    // An address is read from the left; a mark keeps it so in Arabic.
    const written = isRightToLeft ? `\u2066${sheet.cut(address, room)}\u2069` : sheet.cut(address, room);
    return [...sheet.lines(byId("caption").textContent ?? "", room), sheet.cut(`${shared.settings.attribution}. ${gettext("Ground: Natural Earth.")}`, room), written];
  }

  /** Done with it: give its memory back. */
  remove() {
    this.studio.remove();
    this.canvas.width = this.canvas.height = 0;
  }
}
