/**
 * The search box: a combobox with a list (WAI-ARIA Authoring Practices 1.2, list autocomplete).
 *
 * Towns of the story are found at once, in the browser. A moment later the server adds what the story does not hold:
 * actors, sources, and places of the gazetteer of which nobody has said anything yet.
 */

import { kindOf, surroundingsOf } from "../story/payload.js";
import { holderText } from "../story/words.js";
import { gettext, interpolate } from "../translation.js";
import { byId, element } from "./element.js";
import { swatch } from "./swatch.js";

const MOST = 10;
/** How long the reader must have stopped typing before the server is asked. */
const PAUSE_MS = 200;

/**
 * @typedef {object} Row
 * @property {HTMLElement} node
 * @property {() => void} choose
 *
 * @typedef {object} ServerFound as `conflictmap/atlas/reference_pages.py` sends it
 * @property {boolean} nearly the towns are only spelled in a similar way
 * @property {{slug: string, name: string, where: string, has_claims: boolean, url: string}[]} towns
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
    if (!this.finder.isReady) {
      void this.finder.ready().then(() => document.activeElement === this.input && this.search());
      return;
    }
    const query = this.input.value.trim();
    const { towns, nearest } = this.finder.find(query, MOST);
    this.show(towns.map((town) => this.townRow(town)));
    if (towns.length === 0) this.sayNothing(query, nearest);
    clearTimeout(this.timer);
    if (query) this.timer = window.setTimeout(() => void this.ask(query, towns), PAUSE_MS);
  }

  /** Add what the server finds. @param {string} query @param {number[]} towns those that are listed */
  async ask(query, towns) {
    const response = await fetch(`${this.page.url}?${new URLSearchParams({ q: query })}`).catch(() => null);
    // Without the server, what the story holds is still found.
    if (!response?.ok) return;
    /** @type {ServerFound} */
    const found = await response.json();
    if (this.input.value.trim() !== query || (this.list.hidden && this.nothing.hidden)) return;
    const { slug } = this.timeline.story.towns;
    const listed = new Set(towns.map((town) => slug.at(town)));
    const others = found.towns.filter((town) => !listed.has(town.slug) && !(found.nearly && towns.length > 0));
    const more = [
      ...found.actors.map((actor) => this.otherRow(actor.name, gettext("Show this actor alone"), () => this.page.onActor(actor.slug))),
      ...found.sources.map((source) => this.linkRow(source.name, gettext("Source"), source.url)),
      ...others.slice(0, MOST - Math.min(MOST, towns.length)).map((town) => {
        const known = slug.indexOf(town.slug);
        const what = town.has_claims ? town.where : interpolate(gettext("%(place)s · no claim yet"), { place: town.where });
        return known >= 0 ? this.townRow(known) : this.linkRow(town.name, what, town.url);
      }),
    ];
    const { active } = this;
    if (!more.length) return;
    this.show([...(this.list.hidden ? [] : this.rows), ...more]);
    this.active = Math.max(0, active);
    this.showActive();
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
    return { node, choose: () => this.page.onTown(town) };
  }

  /** @param {string} name @param {string} what @param {() => void} choose @returns {Row} */
  otherRow(name, what, choose) {
    return { node: option(element("bdi", {}, name), element("small", {}, what)), choose };
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
    this.nothing.hidden = rows.length > 0;
    this.showActive();
  }

  /** @param {string} query @param {number} nearest */
  sayNothing(query, nearest) {
    this.nothing.textContent = interpolate(gettext("No town is spelled like “%(query)s”."), { query });
    if (nearest < 0) return;
    const row = this.townRow(nearest);
    const link = element("button", { type: "button", class: "link" }, this.timeline.story.towns.name.at(nearest));
    link.addEventListener("click", () => this.choose(row));
    this.nothing.append(` ${gettext("Nearest:")} `, link, ".");
    this.rows = [row];
    this.active = 0;
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
