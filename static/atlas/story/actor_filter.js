/**
 * Which actors the reader wants to see. Towns of the others fade; nothing is counted or resolved in another way.
 *
 * @typedef {object} ActorFilter
 * @property {"hide" | "only"} mode whether `slugs` are left out, or all others are
 * @property {string[]} slugs in alphabetical order
 *
 * @typedef {import("./payload.js").Story} Story
 * @typedef {import("./changes.js").Changes} Changes
 */

import { kindOf } from "./payload.js";

/** @type {ActorFilter} */
export const ALL_ACTORS = Object.freeze({ mode: "hide", slugs: [] });

/** @param {ActorFilter} filter */
export function showsAll({ mode, slugs }) {
  return mode === "hide" && slugs.length === 0;
}

/** @param {ActorFilter} filter @param {string} slug */
export function isShown({ mode, slugs }, slug) {
  return slugs.includes(slug) === (mode === "only");
}

/**
 * Hide an actor, or show it again; written in the shorter way.
 * @param {ActorFilter} filter @param {string} slug @param {string[]} all slugs of the actors that can be chosen
 * @returns {ActorFilter}
 */
export function toggleActor(filter, slug, all) {
  return shorter(all.filter((one) => isShown(filter, one) !== (one === slug)), all);
}

/** Show one actor alone; when it is alone already, all. @param {ActorFilter} filter @param {string} slug @param {string[]} all @returns {ActorFilter} */
export function soloActor(filter, slug, all) {
  const isAlone = all.every((one) => isShown(filter, one) === (one === slug));
  return isAlone ? ALL_ACTORS : { mode: "only", slugs: [slug] };
}

/** @param {string[]} shown @param {string[]} all @returns {ActorFilter} */
function shorter(shown, all) {
  const hidden = all.filter((one) => !shown.includes(one));
  return hidden.length <= shown.length ? { mode: "hide", slugs: hidden.sort() } : { mode: "only", slugs: shown.sort() };
}

/**
 * A filter as an address asks for it, without actors that the story does not have: "only" of nobody would show an empty map.
 * @param {Story} story @param {ActorFilter} filter
 * @returns {{filter: ActorFilter, unknown: string[]}}
 */
export function knownActors({ actors }, filter) {
  const isKnown = /** @param {string} slug */ (slug) => actors.some((actor) => actor.slug === slug);
  const unknown = filter.slugs.filter((slug) => !isKnown(slug));
  const slugs = filter.slugs.filter(isKnown);
  return { filter: unknown.length === 0 ? filter : slugs.length ? { mode: filter.mode, slugs } : ALL_ACTORS, unknown };
}

/** @param {ActorFilter} filter @returns {string[]} parts of an address: "hide=a,b" or "only=c" */
export function filterQuery(filter) {
  return showsAll(filter) ? [] : [`${filter.mode}=${filter.slugs.map(encodeURIComponent).join(",")}`];
}

/**
 * For each actor 1 when it is shown; null while all are.
 * @param {Story} story @param {ActorFilter} filter
 * @returns {Uint8Array | null}
 */
export function shownActors(story, filter) {
  return showsAll(filter) ? null : Uint8Array.from(story.actors, ({ slug }) => Number(isShown(filter, slug)));
}

/** Whether a period has holders and none of them is shown. @param {Story} story @param {number} period @param {Uint8Array | null} shown */
export function isFaded(story, period, shown) {
  return period >= 0 && areHidden(kindOf(story, period).holders, shown);
}

/** Whether there are holders and none of them is shown. @param {number[]} holders @param {Uint8Array | null} shown */
export function areHidden(holders, shown) {
  return shown !== null && holders.length > 0 && !holders.some((actor) => shown[actor]);
}

/**
 * The changes by which a shown actor gains or loses.
 * @param {Story} story @param {Changes} changes @param {Uint8Array | null} shown
 * @returns {import("./pieces.js").Work<Changes>}
 */
export function* changesShown(story, changes, shown) {
  if (shown === null) return changes;
  const isConcerned = Uint8Array.from(story.kinds, ({ holders }) => Number(holders.some((actor) => shown[actor])));
  const { kind } = story.periods;
  const concerns = /** @param {number} period */ (period) => period >= 0 && isConcerned[kind[period]] === 1;
  return yield* changes.filter((index) => concerns(changes.before[index]) || concerns(changes.after[index]));
}
