/** Which days a time lapse shows. */

import { addMonths } from "../story/days.js";

/** @typedef {"day" | "week" | "month"} Step */

/** The most frames of a file: beyond, it takes minutes and nobody wants to download it. */
export const MOST_FRAMES = Object.freeze({ webm: 2000, gif: 600 });

/** A step is chosen for the reader such that there are at most so many frames. */
const EASY_FRAMES = 200;

/**
 * The days from one to another, both shown whatever the step.
 * @param {number} from @param {number} to not before `from` @param {Step} step
 * @returns {number[]}
 */
export function lapseDays(from, to, step) {
  const days = [];
  for (let count = 0, day = from; day < to; count += 1, day = after(from, step, count)) days.push(day);
  return [...days, to];
}

/** @param {number} from @param {Step} step @param {number} count of steps */
function after(from, step, count) {
  return step === "month" ? addMonths(from, count) : from + count * (step === "week" ? 7 : 1);
}

/** The shortest step that makes a handy file. @param {number} from @param {number} to @returns {Step} */
export function handyStep(from, to) {
  const steps = /** @type {Step[]} */ (["day", "week", "month"]);
  return steps.find((step) => (to - from) / (step === "day" ? 1 : 7) <= EASY_FRAMES) ?? "month";
}
