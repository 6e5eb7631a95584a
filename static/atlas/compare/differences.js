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

import { atOnce } from "../story/pieces.js";
import { townMask } from "../story/place_kind.js";

/** So many towns are compared at a stretch. */
const PIECE = 1 << 15;

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
  return atOnce(comparing(a, b));
}

/**
 * @param {Timeline} a as `compare`; neither may move meanwhile
 * @param {Timeline} b
 * @returns {import("../story/pieces.js").Work<Comparison>}
 */
export function* comparing(a, b) {
  /** @type {Comparison} */
  const comparison = { differ: [], oneSided: [], same: 0, kinds: [] };
  /** @type {Map<string, Kind>} */
  const kinds = new Map();
  const [holdingA, holdingB] = [a.story.kinds.map(holding), b.story.kinds.map(holding)];
  const [kindsA, kindsB] = [a.story.periods.kind, b.story.periods.kind];
  const counted = townMask(a.story);
  for (let town = 0; town < a.period.length; town += 1) {
    if (town % PIECE === 0) yield;
    if (!counted[town]) continue;
    const [periodA, periodB] = [a.period[town], b.period[town]];
    const one = periodA < 0 ? "" : holdingA[kindsA[periodA]];
    const other = periodB < 0 ? "" : holdingB[kindsB[periodB]];
    if (one === other) {
      comparison.same += Number(one !== "");
      continue;
    }
    const difference = { town, a: periodA, b: periodB };
    if (one === "" || other === "") {
      comparison.oneSided.push(difference);
      continue;
    }
    comparison.differ.push(difference);
    const key = `${one} to ${other}`;
    const kind = kinds.get(key) ?? { a: periodA, b: periodB, count: 0 };
    kind.count += 1;
    kinds.set(key, kind);
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
