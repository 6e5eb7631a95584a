/** Finding towns by name, however it is spelled: folded Latin letters, Arabic without its marks. */

import { inPieces, pieces } from "../story/pieces.js";

/**
 * Letters as they count for finding: no case, no marks, no article, one letter for those that vary.
 * @param {string} text
 */
export function fold(text) {
  // Most names are plain letters, and there may be a million.
  const latin = /^[ -~]*$/.test(text) ? text.toLowerCase() : withoutMarks(text);
  const words = latin.replace(/['’ʿʾ`-]/g, " ").replace(/^(?:a[lrstnzd]|ash|el) +/, "").replace(/^ال/, "").replaceAll("q", "k");
  return /^[a-z0-9]*$/.test(words) ? words : words.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** One letter for those that vary. @param {string} text */
function withoutMarks(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
    .toLowerCase()
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه");
}

/**
 * The smallest number of letters to add, drop or change, given up above a limit.
 * @param {string} a @param {string} b @param {number} limit
 */
export function editDistance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  // Each letter of one that the other has not has to be changed: most names are told apart by that.
  let missing = letters(a) & ~letters(b);
  for (let changes = 0; missing; missing &= missing - 1) if (++changes > limit) return limit + 1;
  // One row of the table is kept, for as long as the longest name.
  if (row.length <= b.length) row = new Int32Array(2 * b.length + 1);
  for (let j = 0; j <= b.length; j += 1) row[j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    let diagonal = row[0];
    let least = (row[0] = i);
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j += 1) {
      const above = row[j];
      const changed = diagonal + (letter === b.charCodeAt(j - 1) ? 0 : 1);
      const value = Math.min(above + 1, row[j - 1] + 1, changed);
      row[j] = value;
      if (value < least) least = value;
      diagonal = above;
    }
    if (least > limit) return limit + 1;
  }
  return Math.min(row[b.length], limit + 1);
}

let row = new Int32Array(64);

/** A bit for each letter of a text; letters may share one. @param {string} text */
function letters(text) {
  let bits = 0;
  for (let place = 0; place < text.length; place += 1) bits |= 1 << (text.charCodeAt(place) & 31);
  return bits;
}

/**
 * In which order the towns that the page and the server found are listed: whole names, the story's others, the rest.
 * @param {string[]} listed slugs of towns of the story, best first
 * @param {{slug: string, is_exact: boolean}[]} found by the server, best first
 * @param {number} most so many, except that no whole name is left out
 * @returns {{exact: string[], story: string[], others: string[]}} slugs
 */
export function orderFound(listed, found, most) {
  const exact = found.filter((town) => town.is_exact).map((town) => town.slug);
  const story = listed.filter((slug) => !exact.includes(slug));
  const others = found.map((town) => town.slug).filter((slug) => !exact.includes(slug) && !story.includes(slug));
  return { exact, story, others: others.slice(0, Math.max(0, most - exact.length - story.length)) };
}

/**
 * @typedef {object} Found
 * @property {number[]} towns best first
 * @property {number} nearest when none is spelled so: the nearest spelling's town, or -1
 */

/**
 * An index of the story's town names: one long text of folded names, those of the most important towns first. Looking
 * for a part of it is the quickest thing that a browser can do with a million names, and it takes no memory besides.
 */
export class TownFinder {
  /**
   * @param {Pick<import("../story/payload.js").Names, "names" | "name" | "nameArabic" | "slug">} towns
   * @param {Int32Array} order towns from the most important on
   */
  constructor(towns, order) {
    this.towns = towns;
    this.order = order;
    /** A line feed before each name of a town and after the last; null until the index is made. @type {string | null} */
    this.text = null;
    /** Where the names of each town begin in it, by their place in the order. */
    this.start = new Uint32Array(0);
    /** @type {Promise<void> | null} */
    this.made = null;
  }

  /** Made for the first search, in pieces: folding all names would hold up the page. @returns {import("../story/pieces.js").Work<void>} */
  *index() {
    const { name, nameArabic, slug } = this.towns;
    const start = new Uint32Array(this.order.length + 1);
    /** @type {string[]} */
    const parts = [];
    let length = 0;
    for (const [from, to] of pieces(this.order.length, 1 << 10)) {
      const lines = [];
      for (let place = from; place < to; place += 1) {
        const town = this.order[place];
        const names = new Set([name.at(town), nameArabic.at(town), slug.at(town).replaceAll("-", " ")].map(fold).filter(Boolean));
        start[place] = length;
        for (const one of names) {
          lines.push("\n", one);
          length += one.length + 1;
        }
      }
      parts.push(lines.join(""));
      yield;
    }
    start[this.order.length] = length;
    this.start = start;
    this.text = `${parts.join("")}\n`;
  }

  get isReady() {
    return this.text !== null;
  }

  /** Make the index, if there is none, as soon as all names are there, without holding up the page. @returns {Promise<void>} */
  ready() {
    this.made ??= this.towns.names.settled.then(() => inPieces(this.index()));
    return this.made;
  }

  /** In what the index holds, which must be ready. @param {string} query @param {number} limit @returns {Found} */
  find(query, limit) {
    const wanted = fold(query);
    if (!wanted) return { towns: [...this.order.subarray(0, limit)], nearest: -1 };
    /** @type {Set<number>} */
    const places = new Set();
    // The whole name, its beginning, the beginning of a word, any part of it.
    for (const part of [`\n${wanted}\n`, `\n${wanted}`, ` ${wanted}`, wanted]) this.gather(part, limit, places);
    const towns = [...places].map((place) => this.order[place]);
    return { towns, nearest: towns.length ? -1 : this.nearest(wanted) };
  }

  /** Add the places of the towns in whose names a part stands, the most important first. @param {string} part @param {number} limit @param {Set<number>} places */
  gather(part, limit, places) {
    const text = this.text ?? "";
    for (let at = text.indexOf(part); at >= 0 && places.size < limit; ) {
      const place = this.placeAt(at);
      places.add(place);
      // On with the next town: at its line feed.
      at = text.indexOf(part, this.start[place + 1]);
    }
  }

  /** The place in the order whose names hold a letter of the text. @param {number} at */
  placeAt(at) {
    let low = 0;
    let high = this.order.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.start[middle] <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** @param {string} wanted folded */
  nearest(wanted) {
    const text = this.text ?? "";
    let limit = Math.max(1, Math.floor(wanted.length / 3));
    let found = -1;
    for (let begin = 1; begin < text.length; ) {
      const end = text.indexOf("\n", begin);
      if (Math.abs(end - begin - wanted.length) <= limit) {
        const distance = editDistance(wanted, text.slice(begin, end), limit);
        if (distance <= limit && (found < 0 || distance < limit)) {
          found = begin;
          limit = distance;
        }
      }
      begin = end + 1;
    }
    return found < 0 ? -1 : this.order[this.placeAt(found)];
  }
}
