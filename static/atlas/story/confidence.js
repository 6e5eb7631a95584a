/**
 * How sure the map is of a holder while no news comes: the same decay as `conflictmap/resolution/decay.py`.
 * Confidence halves every 1000 days, every 60 under pressure; a holder is doubtful below 0.3, and after
 * two years without news however sure that was: no longer silence was measured.
 */

/** @typedef {import("./payload.js").Story} Story */
/** @typedef {{from: number, to: number}} Span days, half-open */

export const CALM_HALF_LIFE = 1000;
export const PRESSED_HALF_LIFE = 60;
export const STALE_BELOW = 0.3;
export const STALE_AFTER = 730;
/** News is called old from this age on. Where a holder is doubtful before, the news is weak rather than old. */
export const OLD_NEWS = 90;

/**
 * The days on which a town is under pressure, joined and in order.
 * @param {Story} story
 * @param {number} town
 * @returns {Span[]}
 */
export function pressedSpans(story, town) {
  const { start, from, to } = story.pressure;
  /** @type {Span[]} */
  const spans = [];
  for (let row = start[town]; row < start[town + 1]; row += 1) {
    const before = spans.at(-1);
    if (before && from[row] <= before.to) before.to = Math.max(before.to, to[row]);
    else spans.push({ from: from[row], to: to[row] });
  }
  return spans;
}

/**
 * Half-lives that pass from one day to another.
 * @param {number} from
 * @param {number} to
 * @param {Span[]} pressed
 */
function halfLives(from, to, pressed) {
  let days = 0;
  for (const span of pressed) days += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from));
  return (to - from - days) / CALM_HALF_LIFE + days / PRESSED_HALF_LIFE;
}

/** Whether a holder is doubtful. @param {number} confidence 0..1, of the day @param {number} silent days since the last news */
export function isStale(confidence, silent) {
  return confidence < STALE_BELOW || silent >= STALE_AFTER;
}

/** After so many days without news and pressure a holder is doubtful for the first time. @param {number} confidence 0..1, of the news */
export function calmDays(confidence) {
  const isStaleAfter = /** @param {number} days */ (days) => isStale(confidence * 0.5 ** (days / CALM_HALF_LIFE), days);
  let days = Math.max(0, Math.min(STALE_AFTER, Math.floor(CALM_HALF_LIFE * Math.log2(confidence / STALE_BELOW))));
  while (days > 0 && isStaleAfter(days - 1)) days -= 1;
  while (!isStaleAfter(days)) days += 1;
  return days;
}

/**
 * Confidence on a day, in 0..1: each confirmation decays, the best one counts. 0 before the first.
 * @param {[number, number][]} confirmations in order of days
 * @param {Span[]} pressed
 * @param {number} day
 */
export function confidenceOn(confirmations, pressed, day) {
  return confirmations.reduce(
    (best, [confirmed, confidence]) =>
      confirmed <= day ? Math.max(best, confidence * 0.5 ** halfLives(confirmed, day, pressed)) : best,
    0,
  );
}

/**
 * The spans of a period in which its holder is doubtful.
 * Between two confirmations confidence only falls, so the first such day is found by bisection.
 * @param {[number, number][]} confirmations
 * @param {Span[]} pressed
 * @param {Span} period
 * @param {number} horizon no day from here on is of interest
 * @returns {Span[]}
 */
export function staleSpans(confirmations, pressed, period, horizon) {
  /** @type {Span[]} */
  const spans = [];
  const end = Math.min(period.to, horizon);
  confirmations.forEach(([day], index) => {
    const until = Math.min(confirmations[index + 1]?.[0] ?? end, end);
    const confidence = confidenceOn(confirmations, pressed, day);
    let low = Math.max(day, period.from);
    let high = until;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isStale(confidence * 0.5 ** halfLives(day, middle, pressed), middle - day)) high = middle;
      else low = middle + 1;
    }
    if (low < until) spans.push({ from: low, to: until });
  });
  return spans;
}
