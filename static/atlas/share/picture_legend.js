/** The legend below the map of a picture: actors with numbers, and the signs. */

import { drawSymbol } from "../map/symbols.js";
import { signWords } from "../page/signs.js";
import { drawnSwatch } from "../page/swatch.js";

/**
 * @typedef {import("../map/map_view.js").MapView} MapView
 *
 * @typedef {object} Entry
 * @property {string} text
 * @property {number} actor index, -1 for a sign
 * @property {import("../theme.js").ActorInk[]} inks of the actors it shows
 * @property {string} sign as `drawnSwatch` knows it, or that of a dot: "besieged", "underAttack", "unknown"
 * @property {boolean} patterns
 *
 * @typedef {object} Frame of the picture
 * @property {number} width CSS pixels
 * @property {number} unit
 * @property {number} margin
 * @property {number} ratio device pixels to a CSS pixel
 * @property {import("../theme.js").Inks} inks
 */

const RINGS = ["besieged", "underAttack", "unknown"];

/**
 * What a legend explains: the actors in the order given, then the signs.
 * @param {{actors: number[], timeline: {story: import("../story/payload.js").Story}, view: MapView, patterns: boolean}} shown
 * @returns {Entry[]}
 */
export function legendEntries({ actors, timeline, view, patterns }) {
  const named = actors.map((actor) => ({ text: timeline.story.actors[actor].name, actor, inks: [view.actors[actor]], sign: "held", patterns }));
  const pair = actors.slice(0, 2).map((actor) => view.actors[actor]);
  const sign = /** @param {string} name @param {string} text */ (name, text) => ({ text, actor: -1, inks: pair, sign: name, patterns });
  const words = signWords();
  return [
    ...named,
    sign("mixed", words.mixed),
    sign("contested", words.contested),
    sign("disputed", words.disputed),
    sign("stale", words.stale),
    sign("besieged", words.besieged),
    sign("underAttack", words.underAttack),
    sign("unknown", words.none),
  ];
}

export class PictureLegend {
  /**
   * @param {import("./sheet_drawing.js").SheetDrawing} sheet
   * @param {Frame} frame
   * @param {Entry[]} entries
   * @param {number} [numbers] room for the number of an actor, CSS pixels of a wide picture
   */
  constructor(sheet, { width, unit, margin, ratio, inks }, entries, numbers = 26) {
    this.sheet = sheet;
    this.unit = unit;
    this.margin = margin;
    this.ratio = ratio;
    this.inks = inks;
    this.numbers = numbers;
    this.rows = this.arrange(entries, width - 2 * margin + 20 * unit);
  }

  get rowHeight() {
    return 24 * this.unit;
  }

  get height() {
    return this.rows.length * this.rowHeight;
  }

  /** Break the entries into rows. @param {Entry[]} entries @param {number} width @returns {Entry[][]} */
  arrange(entries, width) {
    /** @type {Entry[][]} */
    const rows = [];
    let room = 0;
    for (const entry of entries) {
      const needed = this.widthOf(entry);
      if (rows.length === 0 || needed > room) {
        rows.push([]);
        room = width;
      }
      rows[rows.length - 1].push(entry);
      room -= needed;
    }
    return rows;
  }

  /** @param {Entry} entry */
  widthOf({ text, actor }) {
    this.sheet.setFont(400, 13.5 * this.unit);
    return this.sheet.measure(text) + (48 + (actor >= 0 ? this.numbers : 0)) * this.unit;
  }

  /** @param {number} top @param {(actor: number) => string} told what is said of an actor */
  draw(top, told) {
    const { sheet, unit, inks } = this;
    let middle = top + this.rowHeight / 2;
    for (const row of this.rows) {
      let along = this.margin;
      for (const entry of row) {
        this.drawSign(entry, along, middle);
        sheet.setFont(400, 13.5 * unit);
        sheet.text(entry.text, along + 30 * unit, middle + 4.6 * unit, inks.ink);
        if (entry.actor >= 0) {
          const after = along + 36 * unit + sheet.measure(entry.text);
          sheet.setFont(600, 13.5 * unit);
          sheet.text(told(entry.actor), after, middle + 4.6 * unit, inks.ink);
        }
        along += this.widthOf(entry);
      }
      middle += this.rowHeight;
    }
  }

  /** @param {Entry} entry @param {number} along @param {number} middle */
  drawSign({ inks: actors, sign, patterns }, along, middle) {
    const { sheet, unit, inks, ratio } = this;
    if (!RINGS.includes(sign)) {
      const shown = sign === "stale" ? actors.slice(0, 1) : actors;
      sheet.image(drawnSwatch(inks, shown, sign, patterns, 2 * ratio), along, middle - 7 * unit, 22 * unit, 14 * unit);
      return;
    }
    const fills = sign === "unknown" ? [] : actors.slice(0, 1).map(({ fill }) => fill);
    const ring = { besieged: sign === "besieged", underAttack: sign === "underAttack" };
    drawSymbol(sheet.context, { x: sheet.left(along + 11 * unit, 0), y: middle, radius: 3 * unit, fills, crossed: false, dashed: false, stale: false, ...ring }, inks);
  }
}
