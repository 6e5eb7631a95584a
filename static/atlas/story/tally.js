/** How many towns there are of each kind of period and with each flag: counted as the day moves, not anew each day. */

import { BESIEGED, STALE, UNDER_ATTACK } from "./log.js";
import { townMask } from "./place_kind.js";

export class Tally {
  /** @param {import("./payload.js").Story} story */
  constructor(story) {
    this.kind = story.periods.kind;
    this.counted = townMask(story);
    this.byKind = new Int32Array(story.kinds.length);
    /** To begin with nothing is known of any town. */
    this.none = this.counted.reduce((sum, one) => sum + one, 0);
    /** By the flags of a town together. */
    this.byFlags = new Int32Array(8);
    this.byFlags[0] = this.none;
  }

  /** @param {number} town @param {number} before period, negative for none @param {number} after @param {number} flagsBefore @param {number} flags */
  move(town, before, after, flagsBefore, flags) {
    if (!this.counted[town]) return;
    if (before < 0) this.none -= 1;
    else this.byKind[this.kind[before]] -= 1;
    if (after < 0) this.none += 1;
    else this.byKind[this.kind[after]] += 1;
    this.byFlags[flagsBefore] -= 1;
    this.byFlags[flags] += 1;
  }

  /** How many towns have a flag. @param {number} flag */
  flagged(flag) {
    return this.byFlags.reduce((sum, count, flags) => sum + (flags & flag ? count : 0), 0);
  }

  get besieged() {
    return this.flagged(BESIEGED);
  }

  get underAttack() {
    return this.flagged(UNDER_ATTACK);
  }

  get stale() {
    return this.flagged(STALE);
  }
}
