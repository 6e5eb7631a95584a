/**
 * Where two maps differ: in who holds a town, as one would say it. Fighting inside changes no holder.
 *
 * @typedef {import("../story/timeline.js").Timeline} Timeline
 * @typedef {import("../story/payload.js").Story} Story
 *
 * @typedef {object} Difference
 * @property {number} town
 * @property {number} a period on map A, negative for none
 * @property {number} b period on map B
 *
 * @typedef {object} Kind differences that read the same: from these holders to those
 * @property {number} a period of map A that shows it
 * @property {number} b
 * @property {number} count
 *
 * @typedef {object} Comparison
 * @property {Difference[]} differ towns with a known holder on both maps, another on each
 * @property {Difference[]} oneSided towns with a known holder on one of the maps only
 * @property {number} same
 * @property {Kind[]} kinds of `differ`, the most frequent first
 */

import { townMask } from "../story/place_kind.js";

/**
 * Who holds a town in a period of a kind, as a key that can be compared; empty where nobody is known.
 * @param {import("../story/payload.js").Kind} kind
 */
function holding({ holders, status }) {
  if (status === "unknown" || holders.length === 0) return "";
  if (status === "contested") return `held ${holders[0]}`;
  return `${status} ${holders.join()}`;
}

/**
 * @param {Timeline} a on its day
 * @param {Timeline} b on its day, of a story of the same towns
 * @returns {Comparison}
 */
export function compare(a, b) {
  /** @type {Comparison} */
  const comparison = { differ: [], oneSided: [], same: 0, kinds: [] };
  /** @type {Map<string, Kind>} */
  const kinds = new Map();
  const [holdingA, holdingB] = [a.story.kinds.map(holding), b.story.kinds.map(holding)];
  const counted = townMask(a.story);
  for (let town = 0; town < a.period.length; town += 1) {
    if (!counted[town]) continue;
    const difference = { town, a: a.period[town], b: b.period[town] };
    const one = difference.a < 0 ? "" : holdingA[a.story.periods.kind[difference.a]];
    const other = difference.b < 0 ? "" : holdingB[b.story.periods.kind[difference.b]];
    if (one === other) comparison.same += Number(one !== "");
    else if (one === "" || other === "") comparison.oneSided.push(difference);
    else {
      comparison.differ.push(difference);
      const key = `${one} to ${other}`;
      const kind = kinds.get(key) ?? { a: difference.a, b: difference.b, count: 0 };
      kind.count += 1;
      kinds.set(key, kind);
    }
  }
  comparison.kinds = [...kinds.values()].sort((x, y) => y.count - x.count || x.a - y.a);
  return comparison;
}

/**
 * The last day in (from, to] on which a period of the town began: when it came to be as it is. Null for none.
 * @param {Story} story @param {number} town @param {number} from @param {number} to
 */
export function lastChange({ periods }, town, from, to) {
  for (let row = periods.start[town + 1] - 1; row >= periods.start[town]; row -= 1) {
    const day = periods.from[row];
    if (day > from && day <= to) return day;
  }
  return null;
}
