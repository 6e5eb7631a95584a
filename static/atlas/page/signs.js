/** The signs that every legend explains beside the actors: pictures as the map draws them, and their words. */

import { drawSquare } from "../map/reference_places.js";
import { drawSymbol } from "../map/symbols.js";
import { gettext } from "../translation.js";
import { canvasFor, picture, screenRatio, swatch } from "./swatch.js";

/**
 * @typedef {import("../theme.js").Inks} Inks
 * @typedef {import("../theme.js").ActorInk} ActorInk
 */

/** The words of the signs, where nothing is counted. */
export function signWords() {
  return {
    mixed: gettext("Mixed"),
    besieged: gettext("Besieged"),
    contested: gettext("Contested"),
    underAttack: gettext("Under attack"),
    disputed: gettext("Disputed"),
    changing: gettext("Changing"),
    stale: gettext("In doubt"),
    none: gettext("Unknown"),
    reference: gettext("Place without any claim"),
  };
}

/** @typedef {keyof ReturnType<typeof signWords>} SignName */

/**
 * A picture of each sign that the map of a story can show, drawn with two actors that hold a town together in it.
 * @param {Inks} inks
 * @param {ActorInk[]} actors of the story
 * @param {import("../story/payload.js").Story} story
 * @param {boolean} patterns engravings on
 * @returns {[SignName, HTMLElement][]} in the order of the legend
 */
export function signPictures(inks, actors, story, patterns) {
  const used = [...new Set(story.kinds.filter(({ holders }) => holders.length > 1).flatMap(({ holders }) => holders.slice(0, 2)))];
  const [one = actors[0], other = actors[1]] = used.map((index) => actors[index]);
  const pair = [one, other].filter(Boolean);
  /** @type {[SignName, HTMLElement][]} */
  const signs = [
    ["mixed", swatch(inks, pair, "mixed", patterns)],
    ["besieged", dot(inks, one, { besieged: true })],
    ["contested", swatch(inks, pair, "contested", patterns)],
    ["underAttack", dot(inks, one, { underAttack: true })],
    ["disputed", swatch(inks, pair, "disputed", patterns)],
    ["changing", dot(inks, one, { second: other, dashed: true })],
    ["stale", swatch(inks, pair.slice(0, 1), "stale", patterns)],
    ["none", dot(inks, undefined, {})],
  ];
  if (story.reference.name.length) signs.push(["reference", square(inks)]);
  return signs;
}

/**
 * A town's sign as the map draws it, in the size of a swatch.
 * @param {Inks} inks
 * @param {ActorInk | undefined} actor
 * @param {{besieged?: boolean, underAttack?: boolean, dashed?: boolean, second?: ActorInk}} sign
 */
function dot(inks, actor, { besieged = false, underAttack = false, dashed = false, second }) {
  const { canvas, context } = signCanvas();
  const fills = [actor, second].flatMap((one) => (one ? [one.fill] : []));
  const radius = besieged || underAttack ? 3 : 4;
  if (context) drawSymbol(context, { x: 11, y: 10, radius, fills, crossed: false, dashed, stale: false, besieged, underAttack }, { ...inks, halo: inks.sea });
  return picture(canvas, "swatch-picture is-dot");
}

/** A place of orientation as the map draws it. @param {Inks} inks */
function square(inks) {
  const { canvas, context } = signCanvas();
  if (context) drawSquare(context, 11, 10, inks);
  return picture(canvas, "swatch-picture is-dot");
}

/** A canvas in the size of a swatch with its rings, in CSS pixels. */
function signCanvas() {
  const ratio = screenRatio();
  const canvas = canvasFor(22, 20, ratio);
  const context = canvas.getContext("2d");
  context?.scale(ratio, ratio);
  return { canvas, context };
}
