/** Pictures of dots, drawn once: most towns of a day look like many others, and copying costs little. */

import { areHidden } from "../story/actor_filter.js";
import { BESIEGED, NONE, STALE, UNDER_ATTACK } from "../story/timeline.js";
import { drawSymbol } from "./symbols.js";

/**
 * @typedef {import("../theme.js").Inks} Inks
 * @typedef {import("../theme.js").ActorInk} ActorInk
 */

/** Room around the dot for its rings, CSS pixels. */
const RINGS = 11;
/** Beside the flags of a town: drawn without its holders. */
const FADED = 8;

export class Sprites {
  /** @param {import("../story/timeline.js").Timeline} timeline */
  constructor(timeline) {
    this.timeline = timeline;
    /** @type {Map<number, HTMLCanvasElement>} */
    this.pictures = new Map();
    this.ratio = 1;
    /** @type {Inks | null} */
    this.inks = null;
    /** @type {ActorInk[]} */
    this.actors = [];
    this.story = timeline.story;
    this.shown = timeline.shown;
  }

  /** Forget pictures of other colours or another story. @param {Inks} inks @param {ActorInk[]} actors @param {number} ratio */
  prepare(inks, actors, ratio) {
    const { story, shown } = this.timeline;
    const isSame = this.story === story && this.shown === shown;
    if (isSame && this.inks === inks && this.actors === actors && this.ratio === ratio) return;
    this.inks = inks;
    this.actors = actors;
    this.ratio = ratio;
    this.story = story;
    this.shown = shown;
    this.pictures.clear();
  }

  /**
   * Draw the dot of a town on the timeline's day.
   * @param {CanvasRenderingContext2D} context in CSS pixels
   * @param {number} x @param {number} y @param {number} town @param {number} radius
   */
  draw(context, x, y, town, radius) {
    const { period, flags, story, faded } = this.timeline;
    const kind = period[town] === NONE ? -1 : story.periods.kind[period[town]];
    const marks = faded?.[town] ? FADED : flags[town] & (BESIEGED | UNDER_ATTACK | STALE);
    const key = ((kind + 1) * 16 + marks) * 256 + Math.round(radius * 20);
    let picture = this.pictures.get(key);
    if (!picture) {
      picture = this.picture(kind, marks, radius);
      this.pictures.set(key, picture);
    }
    const side = picture.width / this.ratio;
    // Whole device pixels: between them a picture would blur.
    const left = Math.round((x - side / 2) * this.ratio) / this.ratio;
    const top = Math.round((y - side / 2) * this.ratio) / this.ratio;
    context.drawImage(picture, left, top, side, side);
  }

  /** @param {number} kind -1 where nothing is told @param {number} marks @param {number} radius */
  picture(kind, marks, radius) {
    const picture = document.createElement("canvas");
    picture.width = picture.height = 2 * Math.ceil((radius + RINGS) * this.ratio);
    const context = picture.getContext("2d");
    const middle = picture.width / 2 / this.ratio;
    if (context && this.inks) {
      context.scale(this.ratio, this.ratio);
      drawSymbol(context, { ...this.sign(kind, marks), x: middle, y: middle, radius }, this.inks);
    }
    return picture;
  }

  /** @param {number} kind @param {number} marks */
  sign(kind, marks) {
    const { status, holders } = kind < 0 ? { status: "unknown", holders: [] } : this.timeline.story.kinds[kind];
    const fills = holders.map((actor) => this.actors[actor].fill);
    return {
      fills: status === "unknown" ? [] : status === "held" ? fills.slice(0, 1) : fills,
      crossed: status === "disputed",
      dashed: status === "changing",
      stale: (marks & STALE) !== 0,
      besieged: (marks & BESIEGED) !== 0,
      underAttack: (marks & UNDER_ATTACK) !== 0,
      // Without its colour: a pale tint of one actor would be taken for another.
      faded: marks === FADED || areHidden(holders, this.shown),
    };
  }
}
