/**
 * The one state of the page. Parts read it, change it through `set`, and hear of what they watch.
 *
 * @typedef {object} State
 * @property {number} day
 * @property {number} town index of the selected town, -1 for none
 * @property {number} hovered index of the town under the pointer, -1 for none
 * @property {boolean} playing
 * @property {boolean} areas areas around the towns, or dots only
 * @property {boolean} patterns engravings on
 * @property {number} reach how far an area goes at most, kilometres
 * @property {boolean} borders whether areas stop at borders
 * @property {"day" | "week" | "month"} step how far one step goes
 * @property {"all" | "view" | "town"} scope which changes previous and next look at
 * @property {import("./story/actor_filter.js").ActorFilter} filter which actors are shown; towns of the others fade
 * @property {boolean} safe colours that everybody can tell apart
 * @property {"changes" | "towns" | "people"} chart what the time axis carries: changes, or shares over time
 * @property {import("./story/variant.js").Variant} variant which claims the map is asked to rest on
 *
 * @typedef {(state: State, changed: Set<keyof State>) => void} Listener
 */

export class Store {
  /** @param {State} state */
  constructor(state) {
    this.state = state;
    /** @type {{keys: (keyof State)[], listener: Listener}[]} */
    this.watchers = [];
  }

  /**
   * Hear of changes to some parts of the state.
   * @param {(keyof State)[]} keys
   * @param {Listener} listener
   */
  watch(keys, listener) {
    this.watchers.push({ keys, listener });
  }

  /** Change parts of the state; watchers hear of those that are another now. @param {Partial<State>} parts */
  set(parts) {
    const keys = /** @type {(keyof State)[]} */ (Object.keys(parts));
    const changed = new Set(keys.filter((key) => this.state[key] !== parts[key]));
    if (changed.size === 0) return;
    this.state = { ...this.state, ...parts };
    for (const { keys: watched, listener } of this.watchers) {
      if (watched.some((key) => changed.has(key))) listener(this.state, changed);
    }
  }
}
