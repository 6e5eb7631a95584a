/** Both maps of a comparison as one picture: two days in large type, how many towns differ, legend, caption, credit, address. */

import { captionOf } from "../map/caption.js";
import { byId } from "../page/element.js";
import { legendEntries, PictureLegend } from "../share/picture_legend.js";
import { pictureUnit, SheetDrawing } from "../share/sheet_drawing.js";
import { Studio } from "../share/studio.js";
import { countTowns } from "../story/counts.js";
import { dayAndMonth, writtenYear } from "../story/days.js";
import { isStandard } from "../story/variant.js";
import { gettext, isRightToLeft, number } from "../translation.js";

/**
 * @typedef {import("./side.js").Side} Side
 *
 * @typedef {object} Compared what the picture is made from
 * @property {[Side, Side]} sides
 * @property {import("../story/ranks.js").Ranks} ranks
 * @property {number[]} actors that hold a town on either map
 * @property {() => string} address absolute
 * @property {string} attribution
 */

/** Between the maps, CSS pixels. */
const GAP = 1;

export class ComparePicture {
  /** @param {Compared} compared @param {import("../share/picture.js").Size} size `mapHeight` is that of both maps */
  constructor({ sides, ranks, actors, address, attribution }, { width, mapHeight = 0, ratio }) {
    this.sides = sides;
    this.width = width;
    this.mapHeight = mapHeight;
    this.ratio = ratio;
    this.unit = pictureUnit(width);
    this.margin = Math.round(16 * this.unit);
    this.canvas = document.createElement("canvas");
    this.canvas.width = Math.round(width * ratio);
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
    this.sheet = new SheetDrawing(this.context, width);
    this.title = byId("differences-title").textContent ?? "";
    // Where the maps rest on other claims, each says on which: two of one day would look the same.
    const areStandard = sides.every(({ shown }) => isStandard(shown));
    this.notes = sides.map(({ name }) => (areStandard ? "" : byId(`variant-open-${name}`).textContent ?? ""));
    const [{ view, timeline, store }] = [sides[1]];
    this.inks = view.inks;
    this.counts = sides.map((side) => countTowns(side.timeline).byActor);
    const most = /** @param {number} actor */ (actor) => Math.max(...this.counts.map((counts) => counts[actor]));
    const order = actors.filter((actor) => most(actor) > 0).sort((a, b) => most(b) - most(a));
    const entries = legendEntries({ actors: order, timeline, view, patterns: store.state.patterns });
    this.legend = new PictureLegend(this.sheet, { ...this, inks: view.inks }, entries, 66);
    const room = width - 2 * this.margin;
    this.sheet.setFont(400, 12 * this.unit);
    this.captions = [
      ...this.sheet.lines(captionOf(store.state), room),
      this.sheet.cut(`${attribution}. ${gettext("Ground: Natural Earth.")}`, room),
      this.sheet.fromLeft(this.sheet.cut(address().replace(/^https?:\/\//, ""), room)),
    ];
    this.head = Math.round((this.notes.some(Boolean) ? 72 : 54) * this.unit);
    this.foot = Math.round(34 * this.unit + this.legend.height + this.captions.length * 17 * this.unit + 16 * this.unit);
    this.canvas.height = Math.round((this.head + mapHeight + this.foot) * ratio);
    this.mapWidth = Math.floor((width - GAP) / 2);
    this.studios = sides.map((side) => new Studio({ ...side, ranks }, { width: this.mapWidth, height: mapHeight, ratio, day: side.store.state.day }));
  }

  /** Until the areas have come and the fonts can be drawn with. */
  async ready() {
    const fonts = [300, 400, 600].map((weight) => document.fonts.load(`${weight} 20px "IBM Plex Sans"`, this.title));
    await Promise.all([...this.studios.map(({ ready }) => ready), ...fonts]);
  }

  draw() {
    const { context, sheet, unit, inks, margin } = this;
    const height = this.head + this.mapHeight + this.foot;
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    sheet.box(0, 0, this.width, height, inks.paper);
    this.sides.forEach((side, index) => {
      const along = index * (this.mapWidth + GAP);
      this.studios[index].draw(context, sheet.left(along, this.mapWidth), this.head);
      this.drawHead(side, index, along);
    });
    sheet.box(this.mapWidth, 0, GAP, this.head + this.mapHeight, inks.ink);
    sheet.box(0, this.head + this.mapHeight, this.width, 1, inks.ink);
    let line = this.head + this.mapHeight + 26 * unit;
    sheet.setFont(600, 17 * unit);
    sheet.text(this.title, margin, line, inks.ink);
    sheet.textAtEnd("conflictmap", margin, line, inks.ink);
    const arrow = isRightToLeft ? " ← " : " → ";
    this.legend.draw(line + 8 * unit, (actor) => this.counts.map((counts) => number(counts[actor])).join(arrow));
    line += 8 * unit + this.legend.height + 17 * unit;
    sheet.setFont(400, 12 * unit);
    for (const caption of this.captions) {
      sheet.text(caption, margin, line, inks.ink2);
      line += 17 * unit;
    }
  }

  /** The letter of a map, its day, and what it rests on. @param {Side} side @param {number} index @param {number} along */
  drawHead(side, index, along) {
    const { sheet, unit, inks, margin } = this;
    const { day } = side.store.state;
    const baseline = 36 * unit;
    sheet.box(along + margin, baseline - 19 * unit, 20 * unit, 20 * unit, inks.ink);
    sheet.setFont(600, 13 * unit);
    const letter = side.name.toUpperCase();
    sheet.text(letter, along + margin + (20 * unit - sheet.measure(letter)) / 2, baseline - 4.5 * unit, inks.paper);
    const begin = along + margin + 30 * unit;
    sheet.setFont(600, 27 * unit);
    const words = dayAndMonth(day);
    sheet.text(words, begin, baseline, inks.ink);
    const after = begin + sheet.measure(words) + 8 * unit;
    sheet.setFont(300, 27 * unit);
    sheet.text(writtenYear(day), after, baseline, inks.ink);
    sheet.setFont(600, 12.5 * unit);
    if (this.notes[index]) sheet.text(sheet.cut(this.notes[index], this.mapWidth - margin - 40 * unit), begin, 58 * unit, inks.ink);
  }

  /** Done with it: give its memory back. */
  remove() {
    for (const studio of this.studios) studio.remove();
    this.canvas.width = this.canvas.height = 0;
  }
}
