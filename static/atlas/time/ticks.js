/** The labels under the histogram: years where many are shown, months or days in a short story. */

import { addMonths, firstOfYear, shortDate, shortDayAndMonth, shortMonth, shortMonthAndYear, writtenYear, yearOf } from "../story/days.js";
import { startOfMonth } from "./axis.js";

/**
 * @typedef {object} Tick
 * @property {string} text
 * @property {number} from the first day that the label stands for
 * @property {number} to the day after the last
 */

/** Least pixels of a label. */
const YEAR_WIDTH = 44;
const MONTH_WIDTH = 68;
const DAY_WIDTH = 84;

/**
 * @param {number} first
 * @param {number} last counted
 * @param {number} width CSS pixels
 * @returns {Tick[]} in order; each stands in the middle of its days
 */
export function ticks(first, last, width) {
  const dayWidth = width / (last - first + 1);
  if (dayWidth * 7 >= DAY_WIDTH) return days(first, last, dayWidth >= DAY_WIDTH ? 1 : 7);
  const months = [1, 3].find((count) => dayWidth * 30 * count >= MONTH_WIDTH);
  if (months) return spans(startOfMonth(addMonths(first, -(monthOf(first) % months))), (day) => addMonths(day, months), first, last, monthText);
  const years = [1, 2, 5, 10, 25].find((count) => dayWidth * 365 * count >= YEAR_WIDTH) ?? 50;
  return spans(firstOfYear(yearOf(first)), (day) => firstOfYear(yearOf(day) + years), first, last, writtenYear);
}

/** @param {number} first @param {number} last @param {number} step @returns {Tick[]} */
function days(first, last, step) {
  const found = [];
  for (let day = first; day <= last; day += step) {
    const text = day === first || yearOf(day) !== yearOf(day - step) ? shortDate(day) : shortDayAndMonth(day);
    found.push({ text, from: day, to: day + 1 });
  }
  return found;
}

/**
 * @param {number} start at or before `first`
 * @param {(day: number) => number} next
 * @param {number} first @param {number} last
 * @param {(day: number, isFirst: boolean) => string} text
 * @returns {Tick[]}
 */
function spans(start, next, first, last, text) {
  /** @type {Tick[]} */
  const found = [];
  for (let day = start; day <= last; day = next(day)) {
    found.push({ text: text(day, found.length === 0), from: Math.max(first, day), to: Math.min(last + 1, next(day)) });
  }
  return found;
}

/** @param {number} day @returns {number} 0 for January */
function monthOf(day) {
  return new Date(day * 86_400_000).getUTCMonth();
}

/** @param {number} day @param {boolean} isFirst */
function monthText(day, isFirst) {
  return isFirst || monthOf(day) === 0 ? shortMonthAndYear(day) : shortMonth(day);
}
