/**
 * The names and slugs of the towns. A small story comes with all of them, a large one with those of its largest towns:
 * it is drawn before the file with all names has come.
 *
 * @typedef {import("./columns.js").Texts} Texts
 *
 * @typedef {object} NameTexts row by row
 * @property {Texts} name
 * @property {import("./slugs.js").Slugs} slug
 * @property {Texts} nameArabic
 *
 * @typedef {Texts & {indexOf: (slug: string) => number}} SlugTexts `indexOf` is the town with a slug, or -1
 *
 * @typedef {object} Named what is known of one town
 * @property {string} name
 * @property {string} slug
 * @property {string} nameArabic
 */

/** Stands where a name will come. */
const TO_COME = "…";

export class TownNames {
  /**
   * @param {number} count of towns
   * @param {Int32Array} towns those that are named, in order
   * @param {NameTexts} texts a row for each of them
   * @param {string} file which names all; empty where these are all
   */
  constructor(count, towns, texts, file) {
    this.texts = texts;
    this.towns = towns;
    this.file = file;
    this.isComplete = towns.length === count;
    this.rows = new Map(this.isComplete ? [] : Array.from(towns, (town, row) => [town, row]));
    /** Towns that were asked for meanwhile. @type {Map<number, Named>} */
    this.single = new Map();
    /** @type {() => void} */
    this.settle = () => {};
    /** Nothing more will come: all names are here, or could not be had. @type {Promise<void>} */
    this.settled = new Promise((done) => (this.settle = done));
    if (this.isComplete) this.settle();
    /** @type {Texts} */
    this.name = { at: (town) => this.text("name", town) ?? TO_COME };
    /** @type {Texts} */
    this.nameArabic = { at: (town) => this.text("nameArabic", town) ?? "" };
    /** @type {SlugTexts} */
    this.slug = { at: (town) => this.text("slug", town) ?? "", indexOf: (slug) => this.townOf(slug) };
  }

  /** Whether the name of a town is known. @param {number} town */
  has(town) {
    return this.isComplete || this.rows.has(town) || this.single.has(town);
  }

  /** @param {keyof NameTexts & keyof Named} what @param {number} town */
  text(what, town) {
    if (this.isComplete) return this.texts[what].at(town);
    const row = this.rows.get(town);
    return row === undefined ? this.single.get(town)?.[what] : this.texts[what].at(row);
  }

  /** The town with a slug, or -1 where none is known. @param {string} slug */
  townOf(slug) {
    const row = this.texts.slug.indexOf(slug);
    if (this.isComplete) return row;
    if (row >= 0) return this.towns[row];
    for (const [town, named] of this.single) if (named.slug === slug) return town;
    return -1;
  }

  /** One town, before all have come. @param {number} town @param {Named} named */
  add(town, named) {
    if (!this.isComplete) this.single.set(town, named);
  }

  /** The names of all towns. @param {NameTexts} texts a row for each town */
  receive(texts) {
    this.texts = texts;
    this.isComplete = true;
    this.rows.clear();
    this.single.clear();
    this.settle();
  }
}
