/** Dots, rings and names of the towns: dots follow the day, names only the view. */

import { BESIEGED, UNDER_ATTACK } from "../story/timeline.js";
import { placeNames } from "./labels.js";
import { ReferencePlaces, squareBox } from "./reference_places.js";
import { Sprites } from "./sprites.js";
import { dotRadius, drawBrackets, drawText } from "./symbols.js";
import { orderTowns, townsOf } from "./view_towns.js";

/**
 * @typedef {import("./canvas_layer.js").CanvasView} CanvasView
 * @typedef {import("../story/timeline.js").Timeline} Timeline
 * @typedef {import("../theme.js").Inks} Inks
 * @typedef {import("../theme.js").ActorInk} ActorInk
 *
 * @typedef {object} CountryName
 * @property {string} name
 * @property {number} x Mercator
 * @property {number} y
 * @property {boolean} inStory
 * @property {number} zoom shown from this zoom on
 *
 * @typedef {object} Name a name that found a place
 * @property {string} text
 * @property {number} x
 * @property {number} y
 * @property {number} town -1 for a country
 * @property {string} font
 */

const FONTS = ["", "600 14px", "500 12.5px", "500 11.5px", "500 11.5px"];
const FAMILY = '"IBM Plex Sans", "IBM Plex Sans Arabic", system-ui, sans-serif';
/** Towns of the lowest rank get names from this zoom on. */
const SMALL_NAMES_ZOOM = 7.5;
const TRACKING = 0.22;
/** Towns under pressure are drawn even where dots are few, up to so many. */
const MOST_PRESSED = 300;

export class TownLayer {
  /**
   * @param {Timeline} timeline
   * @param {import("../story/ranks.js").Ranks} ranks
   */
  constructor(timeline, ranks) {
    this.timeline = timeline;
    this.ranks = ranks;
    this.places = timeline.story.towns;
    this.orderedOf = timeline.story;
    this.ordered = orderTowns(timeline.story, ranks.order);
    this.reference = new ReferencePlaces(timeline.story.reference);
    /** @type {CountryName[]} */
    this.countryNames = [];
    /** @type {Name[]} */
    this.names = [];
    /** Key of the view and selection that `names` belong to. */
    this.namesKey = "";
    this.coarse = matchMedia("(pointer: coarse)").matches;
    this.sprites = new Sprites(timeline);
    /** @type {import("./view_towns.js").ViewTowns} */
    this.inView = { count: 0, shown: new Int32Array(0), others: new Int32Array(0) };
    /** 1 for each town of these. */
    this.isDrawn = new Uint8Array(timeline.story.towns.count);
    this.viewKey = "";
    this.fadedBefore = timeline.faded;
  }

  /** @param {CanvasView} view */
  look(view) {
    const key = [view.scale, view.left, view.top, view.width, view.height].join();
    if (key === this.viewKey) return;
    this.viewKey = key;
    if (this.orderedOf !== this.timeline.story) {
      this.orderedOf = this.timeline.story;
      this.ordered = orderTowns(this.orderedOf, this.ranks.order);
    }
    this.inView = townsOf(this.ordered, view);
    this.isDrawn.fill(0);
    for (const towns of [this.inView.shown, this.inView.others]) for (const town of towns) this.isDrawn[town] = 1;
  }

  /** Whether any of these towns has, or may have, a dot of its own in the view. @param {Int32Array} towns @param {number} selected @param {number} hovered */
  draws(towns, selected, hovered) {
    return towns.some((town) => this.isDrawn[town] === 1 || town === selected || town === hovered);
  }

  /**
   * The dots of the day.
   * @param {CanvasRenderingContext2D} context
   * @param {CanvasView} view
   * @param {{inks: Inks, actors: ActorInk[], selected: number, hovered: number}} style
   */
  draw(context, view, { inks, actors, selected, hovered }) {
    this.look(view);
    this.sprites.prepare(inks, actors, view.ratio);
    const { shown } = this.inView;
    const above = this.above(selected, hovered);
    // The most important towns are drawn last, on top; the selected one above all.
    for (let place = shown.length - 1; place >= 0; place -= 1) {
      if (!above.has(shown[place])) this.drawDot(context, view, shown[place], 0);
    }
    for (const town of above) {
      this.drawDot(context, view, town, town === hovered ? 1 : 0);
      if (town === selected) drawBrackets(context, ...this.pixel(town, view), this.radius(town), inks);
    }
  }

  /** Towns that are drawn over the others, whether or not they have dots of their own. @param {number} selected @param {number} hovered */
  above(selected, hovered) {
    const { flags } = this.timeline;
    /** @type {Set<number>} */
    const towns = new Set();
    for (const town of this.inView.others) {
      if (!(flags[town] & (BESIEGED | UNDER_ATTACK))) continue;
      towns.add(town);
      if (towns.size === MOST_PRESSED) break;
    }
    for (const town of [hovered, selected]) {
      if (town < 0) continue;
      towns.delete(town);
      towns.add(town);
    }
    return towns;
  }

  /** @param {CanvasRenderingContext2D} context @param {CanvasView} view @param {number} town @param {number} larger CSS pixels */
  drawDot(context, view, town, larger) {
    const [x, y] = this.pixel(town, view);
    this.sprites.draw(context, x, y, town, this.radius(town) + larger);
  }

  /** @param {number} town @param {CanvasView} view @returns {[number, number]} CSS pixels on the canvas */
  pixel(town, { scale, left, top }) {
    return [this.places.x[town] * scale - left, this.places.y[town] * scale - top];
  }

  /** Whether the dot of a town lies on the canvas. @param {number} town @param {CanvasView} view */
  reaches(town, view) {
    const [x, y] = this.pixel(town, view);
    return x > 0 && y > 0 && x < view.width && y < view.height;
  }

  /** @param {number} town */
  radius(town) {
    return dotRadius(this.ranks.rank[town], this.coarse);
  }

  /**
   * Names, and the places that have nothing but names.
   * @param {CanvasRenderingContext2D} context
   * @param {CanvasView} view
   * @param {{inks: Inks, selected: number}} style
   * @param {() => import("./labels.js").Box[]} covered what stands on the map, such as buttons
   */
  drawLabels(context, view, { inks, selected }, covered) {
    this.look(view);
    this.placeAllNames(context, view, selected, covered);
    this.reference.draw(context, view, inks);
    this.drawNames(context, inks, selected);
  }

  /**
   * Names keep their places while only the day changes.
   * @param {CanvasRenderingContext2D} context @param {CanvasView} view @param {number} selected
   * @param {() => import("./labels.js").Box[]} covered
   */
  placeAllNames(context, view, selected, covered) {
    const key = [view.scale, view.left, view.top, view.width, view.height, selected, document.fonts.status, this.countryNames.length, this.timeline.story.towns.names.isComplete].join();
    const { faded } = this.timeline;
    if (key === this.namesKey && faded === this.fadedBefore) return;
    this.namesKey = key;
    this.fadedBefore = faded;
    const { name, names } = this.timeline.story.towns;
    // Faded towns have no names and stand in no name's way.
    const shown = faded ? [...this.inView.shown].filter((town) => !faded[town]) : [...this.inView.shown];
    const at = /** @param {number} x @param {number} y */ (x, y) => ({ x: x * view.scale - view.left, y: y * view.scale - view.top });
    const named = shown.filter((town) => town !== selected && names.has(town) && (this.ranks.rank[town] < 4 || view.zoom >= SMALL_NAMES_ZOOM));
    if (selected >= 0 && this.reaches(selected, view)) named.unshift(selected);
    const wishes = named.map((town) => {
      const font = `${town === selected ? "700 17px" : FONTS[this.ranks.rank[town]]} ${FAMILY}`;
      setFont(context, font, town === selected ? 0 : this.ranks.rank[town]);
      const radius = this.radius(town) + (town === selected ? 13 : 1.5);
      return { ...at(this.places.x[town], this.places.y[town]), radius, width: context.measureText(name.at(town)).width, height: town === selected ? 20 : 15, town, font, text: name.at(town) };
    });
    const countries = this.countryNames.filter(({ zoom }) => zoom <= view.zoom).map((country) => {
      const font = `500 ${country.inStory ? 13 : 12}px ${FAMILY}`;
      setFont(context, font, 0);
      const text = country.name.toUpperCase();
      const size = country.inStory ? 13 : 12;
      const width = context.measureText(text).width + (isJoined(text) ? 0 : TRACKING * size * (text.length - 1));
      return { ...at(country.x, country.y), radius: 0, width, height: 18, centred: true, town: -1, font, text };
    });
    // Countries choose after the large towns and before the small ones; places of orientation take what is left.
    const isLarge = /** @param {{town: number}} wish */ ({ town }) => town === selected || this.ranks.rank[town] === 1;
    const large = wishes.filter(isLarge);
    const reference = this.reference.wishes(context, view);
    const all = [...large, ...countries, ...wishes.filter((wish) => !isLarge(wish)), ...reference];
    const dots = shown.map((town) => {
      const [x, y] = this.pixel(town, view);
      const radius = this.radius(town);
      return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, town };
    });
    const dotOf = new Map(dots.map((dot) => [dot.town, dot]));
    const own = [...all.slice(0, all.length - reference.length).map(({ town }) => dotOf.get(town) ?? null), ...reference.map(squareBox)];
    const owned = new Set(own);
    const rest = dots.filter((dot) => !owned.has(dot));
    const places = placeNames(all, [...own, ...rest, ...covered()], inner(view));
    const first = all.length - reference.length;
    this.reference.placed = new Map(reference.flatMap(({ place }, index) => {
      const found = places[first + index];
      return found ? [[place, found]] : [];
    }));
    this.names = all.slice(0, first).flatMap(({ text, town, font }, index) => {
      const place = places[index];
      return place ? [{ text, town, font, x: place.x, y: place.y }] : [];
    });
  }

  /** @param {CanvasRenderingContext2D} context @param {Inks} inks @param {number} selected */
  drawNames(context, inks, selected) {
    context.textBaseline = "middle";
    for (const { text, town, font, x, y } of this.names) {
      if (town >= 0 && town !== selected && this.timeline.isFaded(town)) continue;
      const rank = town < 0 || town === selected ? 0 : this.ranks.rank[town];
      setFont(context, font, rank);
      if (town < 0) drawSpaced(context, text, x, y, inks);
      else drawText(context, text, x, y, inks.ink, inks.halo, town === selected ? 5 : 3.4);
    }
  }

  /**
   * The town at a point, or -1.
   * @param {CanvasView} view @param {number} x on the canvas @param {number} y @param {number} reach CSS pixels
   */
  hit(view, x, y, reach) {
    let found = -1;
    let nearest = Infinity;
    for (const town of this.inView.shown) {
      const [left, top] = this.pixel(town, view);
      const distance = Math.hypot(left - x, top - y);
      // Between two dots under one finger the more important town wins by a little.
      const weighed = distance + this.ranks.rank[town] * 0.5;
      if (distance <= reach + this.radius(town) && weighed < nearest) {
        found = town;
        nearest = weighed;
      }
    }
    if (found >= 0) return found;
    const name = this.names.find((label) => {
      if (label.town < 0) return false;
      const width = 7 * label.text.length;
      return x >= label.x && x <= label.x + width && Math.abs(y - label.y) <= 8;
    });
    return name?.town ?? -1;
  }
}

/** The part of the canvas that the reader sees before moving the map. @param {CanvasView} view */
function inner({ width, height, padX, padY }) {
  return { left: padX, top: padY, right: width - padX, bottom: height - padY };
}

/** @param {CanvasRenderingContext2D} context @param {string} font @param {number} rank */
function setFont(context, font, rank) {
  context.font = font;
  // Not every browser can set the width on a canvas; there the name is a little wider.
  if ("fontStretch" in context) context.fontStretch = rank >= 3 ? "semi-condensed" : "normal";
}

/** A country's name, its letters wide apart. @param {CanvasRenderingContext2D} context @param {string} text @param {number} x @param {number} y @param {Inks} inks */
function drawSpaced(context, text, x, y, inks) {
  if (isJoined(text)) {
    drawText(context, text, x, y, inks.label2, inks.halo, 2.5);
    return;
  }
  const size = Number(/ (\d+)px/.exec(context.font)?.[1] ?? 13);
  let left = x;
  for (const letter of text) {
    drawText(context, letter, left, y, inks.label2, inks.halo, 2.5);
    left += context.measureText(letter).width + TRACKING * size;
  }
}

/** Whether the letters of a text join, so that none may be drawn alone. @param {string} text */
function isJoined(text) {
  return /\p{Script=Arabic}/u.test(text);
}
