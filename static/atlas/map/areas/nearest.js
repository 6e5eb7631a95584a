/**
 * The nearest town along one row of pixels, exactly.
 *
 * The squared distance from a point of the row to a town is a parabola over the row; the nearest towns are the
 * lower envelope of all parabolas, built in one sweep over towns in order of x. That is the inner step of the
 * distance transform of P. Felzenszwalb and D. Huttenlocher, "Distance Transforms of Sampled Functions", Theory of
 * Computing 8 (2012), here with the towns' true positions instead of pixels, so that nothing is rounded.
 */

export class Envelope {
  /** @param {number} capacity most towns in one row */
  constructor(capacity) {
    /** Towns of the envelope from left to right. */
    this.site = new Int32Array(capacity);
    /** Where each begins to be the nearest; the one before ends there. */
    this.from = new Float64Array(capacity + 1);
    this.count = 0;
  }

  /**
   * @param {ArrayLike<number>} sites towns in order of x; of two on one point the first stays
   * @param {number} siteCount how many of `sites` count
   * @param {Float64Array} xs by town
   * @param {Float64Array} ys
   * @param {number} y of the row
   */
  build(sites, siteCount, xs, ys, y) {
    const { site, from } = this;
    let last = -1;
    for (let index = 0; index < siteCount; index += 1) {
      const town = sites[index];
      const x = xs[town];
      const height = (ys[town] - y) ** 2;
      let begins = -Infinity;
      let hidden = false;
      while (last >= 0) {
        const before = site[last];
        const beforeX = xs[before];
        const beforeHeight = (ys[before] - y) ** 2;
        if (x === beforeX) {
          if (height >= beforeHeight) {
            hidden = true;
            break;
          }
          last -= 1;
          continue;
        }
        begins = (height + x * x - beforeHeight - beforeX * beforeX) / (2 * (x - beforeX));
        if (begins > from[last]) break;
        last -= 1;
      }
      if (hidden) continue;
      last += 1;
      site[last] = town;
      from[last] = last === 0 ? -Infinity : begins;
    }
    this.count = last + 1;
    from[this.count] = Infinity;
  }
}
