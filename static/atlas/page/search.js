/**
 * The search box: a combobox with a list (WAI-ARIA Authoring Practices 1.2, list autocomplete).
 *
 * Towns of the story are found at once, in the browser. A moment later the server adds what the story does not hold:
 * actors, sources, and places of the gazetteer of which nobody has said anything yet. While the names of a large story
 * are on their way, the server finds its towns, too.
 */

import { kindOf, surroundingsOf } from "../story/payload.js";
import { holderText } from "../story/words.js";
import { gettext, interpolate } from "../translation.js";
import { byId, element } from "./element.js";
import { orderFound } from "./find.js";
import { swatch } from "./swatch.js";

const MOST = 10;
/** How long the reader must have stopped typing before the server is asked. */
const PAUSE_MS = 200;

/**
 * @typedef {object} Row
 * @property {HTMLElement} node
 * @property {string} key what it leads to
 * @property {() => void} choose
 *
 * @typedef {{slug: string, name: string, where: string, has_claims: boolean, is_exact: boolean, url: string}} ServerTown
 *
 * @typedef {object} ServerFound as `conflictmap/atlas/reference_pages.py` sends it
 * @property {boolean} nearly the towns are only spelled in a similar way
 * @property {ServerTown[]} towns
 * @property {{slug: string, name: string, url: string}[]} actors
 * @property {{slug: string, name: string, url: string}[]} sources
 */

export class Search {
  /**
   * @param {import("../story/timeline.js").Timeline} timeline
   * @param {import("./find.js").TownFinder} finder
   * @param {object} page
   * @param {string} page.url of the server's search, which takes `q`
   * @param {() => {inks: import("../theme.js").Inks, actors: import("../theme.js").ActorInk[]}} page.colours
   * @param {(town: number) => void} page.onTown
   * @param {(slug: string) => void} page.onSlug a town of the story whose name has not come
   * @param {(slug: string) => void} page.onActor
   */
  constructor(timeline, finder, page) {
    this.timeline = timeline;
    this.finder = finder;
    this.page = page;
    this.input = /** @type {HTMLInputElement} */ (byId("search-input"));
    this.list = byId("search-list");
    this.nothing = byId("search-nothing");
    /** @type {Row[]} */
    this.rows = [];
    this.active = -1;
    this.timer = 0;
    /** What is being looked for; null while the list is closed. @type {string | null} */
    this.query = null;
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("focus", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // Pressing on the list must not take the focus from the box before the click is heard.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.nothing.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const node = /** @type {Element} */ (event.target).closest("li");
      this.choose(this.rows.find((row) => row.node === node));
    });
  }

  /** On phones the box is hidden until it is asked for. */
  open() {
    document.body.classList.add("is-searching");
    this.input.focus();
    this.input.select();
  }

  search() {
    const query = this.input.value.trim();
    const { isReady } = this.finder;
    if (!isReady) void this.finder.ready().then(() => document.activeElement === this.input && this.search());
    const found = isReady ? this.finder.find(query, MOST) : { towns: [], nearest: -1 };
    this.query = query;
    this.nothing.hidden = isReady || !query;
    if (!isReady) this.nothing.textContent = gettext("The names of all towns are being read. The server searches meanwhile.");
    this.show(found.towns.map((town) => this.townRow(town)));
    clearTimeout(this.timer);
    if (query) this.timer = window.setTimeout(() => void this.ask(query, found), PAUSE_MS);
  }

  /** Add what the server finds; only then is it known whether there is nothing. @param {string} query @param {import("./find.js").Found} here what the page found */
  async ask(query, here) {
    const response = await fetch(`${this.page.url}?${new URLSearchParams({ q: query })}`).catch(() => null);
    // Without the server, what the story holds is still found.
    /** @type {ServerFound} */
    const found = response?.ok ? await response.json() : { nearly: false, towns: [], actors: [], sources: [] };
    if (this.query !== query) return;
    const isFound = here.towns.length + found.actors.length + found.sources.length > 0 || (found.towns.length > 0 && !found.nearly);
    const { slug } = this.timeline.story.towns;
    // What is only spelled in a similar way is shown where nothing else is found.
    const similar = isFound ? [] : here.nearest < 0 ? [] : [slug.at(here.nearest)];
    const others = isFound && found.nearly ? [] : found.towns;
    const order = orderFound(isFound ? here.towns.map((town) => slug.at(town)) : similar, others, MOST);
    const rows = /** @param {string[]} slugs */ (slugs) => slugs.map((one) => this.slugRow(one, others));
    const chosen = this.active > 0 ? this.rows[this.active].key : null;
    this.show([
      ...rows(order.exact),
      ...rows(order.story),
      ...found.actors.map((actor) => this.otherRow(actor.name, gettext("Show this actor alone"), () => this.page.onActor(actor.slug))),
      ...found.sources.map((source) => this.linkRow(source.name, gettext("Source"), source.url)),
      ...rows(order.others),
    ]);
    if (!isFound) this.sayNothing(query);
    else this.nothing.hidden = true;
    if (chosen === null) return;
    this.active = Math.max(0, this.rows.findIndex(({ key }) => key === chosen));
    this.showActive();
  }

  /** A town of the story, or else one that the server found. @param {string} slug @param {ServerTown[]} found @returns {Row} */
  slugRow(slug, found) {
    const known = this.timeline.story.towns.slug.indexOf(slug);
    const town = found.find((one) => one.slug === slug);
    if (known >= 0 || !town) return this.townRow(known);
    if (town.has_claims && !this.timeline.story.towns.names.isComplete) return this.otherRow(town.name, town.where, () => this.page.onSlug(slug));
    const what = town.has_claims ? town.where : interpolate(gettext("%(place)s · no claim yet"), { place: town.where });
    return this.linkRow(town.name, what, town.url);
  }

  /** @param {number} town @returns {Row} */
  townRow(town) {
    const { inks, actors } = this.page.colours();
    const { story, period } = this.timeline;
    const now = period[town];
    const { status, holders } = now < 0 ? { status: "unknown", holders: [] } : kindOf(story, now);
    const { region, country } = surroundingsOf(story.towns, town);
    const node = option(
      swatch(inks, holders.map((actor) => actors[actor]), status, true),
      element("bdi", {}, story.towns.name.at(town)),
      element("small", {}, `${holderText(story, now)} · ${region || country}`),
    );
    return { node, key: story.towns.slug.at(town), choose: () => this.page.onTown(town) };
  }

  /** @param {string} name @param {string} what @param {() => void} choose @returns {Row} */
  otherRow(name, what, choose) {
    return { node: option(element("bdi", {}, name), element("small", {}, what)), key: name, choose };
  }

  /** @param {string} name @param {string} what @param {string} url @returns {Row} */
  linkRow(name, what, url) {
    return this.otherRow(name, what, () => location.assign(url));
  }

  /** @param {Row[]} rows */
  show(rows) {
    this.rows = rows;
    this.active = this.input.value.trim() && rows.length ? 0 : -1;
    rows.forEach(({ node }, index) => (node.id = `search-${index}`));
    this.list.replaceChildren(...rows.map(({ node }) => node));
    this.list.hidden = rows.length === 0;
    this.showActive();
  }

  /** Nothing is spelled so; what is listed is only similar. @param {string} query */
  sayNothing(query) {
    const words = this.rows.length ? gettext("No town, actor or source is spelled like “%(query)s”. Similar names:") : gettext("No town, actor or source is spelled like “%(query)s”.");
    this.nothing.textContent = interpolate(words, { query });
    this.nothing.hidden = false;
  }

  showActive() {
    [...this.list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === this.active)));
    const open = !this.list.hidden;
    this.input.setAttribute("aria-expanded", String(open));
    if (open && this.active >= 0) this.input.setAttribute("aria-activedescendant", `search-${this.active}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.children[this.active]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.search();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const count = Math.max(1, this.rows.length);
      this.active = (this.active + step + count) % count;
      this.showActive();
    } else if (event.key === "Enter" && this.rows[Math.max(0, this.active)]) {
      event.preventDefault();
      this.choose(this.rows[Math.max(0, this.active)]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.list.hidden && this.nothing.hidden) this.input.value = "";
      this.close();
      this.input.blur();
    }
  }

  /** @param {Row | undefined} row */
  choose(row) {
    if (!row) return;
    this.close();
    this.input.value = "";
    this.input.blur();
    row.choose();
  }

  close() {
    clearTimeout(this.timer);
    this.query = null;
    this.list.hidden = true;
    this.nothing.hidden = true;
    this.showActive();
    document.body.classList.remove("is-searching");
  }
}

/** @param {...HTMLElement} children */
function option(...children) {
  return element("li", { role: "option" }, ...children);
}
