/** The slugs of towns, of which only the end was written, after "+", where the beginning follows from the name. */

const PLUS = "+".charCodeAt(0);

/** @implements {Texts} */
export class Slugs {
  /** @param {Lines} written @param {Lines} names in English */
  constructor(written, names) {
    this.written = written;
    this.names = names;
  }

  /** @param {number} town @returns {string} */
  at(town) {
    const end = this.written.at(town);
    if (!end.startsWith("+")) return end;
    return this.names.at(town).toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") + end.slice(1);
  }

  /**
   * The town with a slug, or -1. Looks at the ends first: an index of a million slugs would cost more memory than all
   * else that is known of the towns, and is asked for one.
   * @param {string} slug
   */
  indexOf(slug) {
    const { text, start } = this.written;
    for (let town = 0; town + 1 < start.length; town += 1) {
      let place = start[town + 1] - 2;
      let letter = slug.length - 1;
      while (place >= start[town] && letter >= 0 && text.charCodeAt(place) === slug.charCodeAt(letter)) {
        place -= 1;
        letter -= 1;
      }
      const isShort = text.charCodeAt(start[town]) === PLUS;
      const isWhole = !isShort && place < start[town] && letter < 0;
      const isEnd = isShort && place === start[town];
      if (isWhole || (isEnd && this.mayBegin(town, slug) && this.at(town) === slug)) return town;
    }
    return -1;
  }

  /** Whether a name can be the beginning of a slug, as far as its first letter tells. @param {number} town @param {string} slug */
  mayBegin(town, slug) {
    const first = this.names.text.charAt(this.names.start[town]).toLowerCase();
    return first === slug.charAt(0) || first < "a" || first > "z";
  }
}

/**
 * @typedef {import("./columns.js").Lines} Lines
 * @typedef {import("./columns.js").Texts} Texts
 */
