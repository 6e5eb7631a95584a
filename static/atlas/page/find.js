/** Finding towns by name, however it is spelled: folded Latin letters, Arabic without its marks. */

/**
 * Letters as they count for finding: no case, no marks, no article, one letter for those that vary.
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "")
    .toLowerCase()
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .replace(/['’ʿʾ`-]/g, " ")
    .replace(/^(al|ad|ar|as|ash|at|an|az|el) +/, "")
    .replace(/^ال/, "")
    .replace(/q/g, "k")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * The smallest number of letters to add, drop or change, given up above a limit.
 * @param {string} a @param {string} b @param {number} limit
 */
export function editDistance(a, b, limit) {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return Math.min(row[b.length], limit + 1);
}

/**
 * @typedef {object} Found
 * @property {number[]} towns best first
 * @property {number} nearest when none is spelled so: the nearest spelling's town, or -1
 */

/** An index of the story's town names. */
export class TownFinder {
  /**
   * @param {import("../story/payload.js").Towns} towns
   * @param {number[]} order towns from the most important on
   */
  constructor(towns, order) {
    this.towns = towns;
    this.order = order;
    /** @type {{town: number, names: string[]}[] | null} */
    this.folded = null;
  }

  /** Made for the first search: folding the names of 40,000 towns would hold up the first map. */
  get entries() {
    const { name, nameArabic, slug } = this.towns;
    this.folded ??= this.order.map((town) => ({
      town,
      names: [name[town], nameArabic[town], slug[town].replaceAll("-", " ")].filter(Boolean).map(fold),
    }));
    return this.folded;
  }

  /** @param {string} query @param {number} limit @returns {Found} */
  find(query, limit) {
    const wanted = fold(query);
    if (!wanted) return { towns: this.entries.slice(0, limit).map(({ town }) => town), nearest: -1 };
    const grade = /** @param {string[]} names */ (names) => {
      if (names.some((name) => name === wanted)) return 0;
      if (names.some((name) => name.startsWith(wanted))) return 1;
      if (names.some((name) => name.includes(` ${wanted}`))) return 2;
      return names.some((name) => name.includes(wanted)) ? 3 : 4;
    };
    const towns = this.entries
      .map(({ town, names }, place) => ({ town, place, grade: grade(names) }))
      .filter((entry) => entry.grade < 4)
      .sort((a, b) => a.grade - b.grade || a.place - b.place)
      .slice(0, limit)
      .map(({ town }) => town);
    return { towns, nearest: towns.length ? -1 : this.nearest(wanted) };
  }

  /** @param {string} wanted folded */
  nearest(wanted) {
    let limit = Math.max(1, Math.floor(wanted.length / 3));
    let found = -1;
    for (const { town, names } of this.entries) {
      for (const name of names) {
        const distance = editDistance(wanted, name, limit);
        if (distance <= limit && (found < 0 || distance < limit)) {
          found = town;
          limit = distance;
        }
      }
    }
    return found;
  }
}
