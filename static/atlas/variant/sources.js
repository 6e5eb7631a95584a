/** The story's sources with their counts, asked for once when they are first needed. */

/**
 * @typedef {object} Source
 * @property {string} slug
 * @property {string} name
 * @property {string} kind in words
 * @property {number} claims
 * @property {number} reviewed
 */

export class Sources {
  /** @param {string} address */
  constructor(address) {
    this.address = address;
    /** @type {Promise<Source[]> | null} */
    this.asked = null;
    /** @type {Map<string, string>} */
    this.names = new Map();
  }

  /** @returns {Promise<Source[]>} those with the most claims first */
  async list() {
    this.asked ??= this.fetch();
    try {
      return await this.asked;
    } catch (error) {
      this.asked = null;
      throw error;
    }
  }

  /** @returns {Promise<Source[]>} */
  async fetch() {
    const response = await fetch(this.address);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    /** @type {Source[]} */
    const sources = (await response.json()).sources;
    for (const { slug, name } of sources) this.names.set(slug, name);
    return sources;
  }

  /** The name of a source, its slug until the list has come. @param {string} slug */
  nameOf(slug) {
    return this.names.get(slug) ?? slug;
  }
}
