/** The search box: a combobox over the story's towns (WAI-ARIA Authoring Practices 1.2, list autocomplete). */

import { holderText } from "../story/words.js";
import { byId, element } from "./element.js";
import { swatch } from "./swatch.js";
import { gettext, interpolate } from "../translation.js";

const MOST = 10;

export class Search {
  /**
   * @param {import("../story/timeline.js").Timeline} timeline
   * @param {import("./find.js").TownFinder} finder
   * @param {() => {inks: import("../theme.js").Inks, actors: import("../theme.js").ActorInk[]}} colours
   * @param {(town: number) => void} onTown
   */
  constructor(timeline, finder, colours, onTown) {
    this.timeline = timeline;
    this.finder = finder;
    this.colours = colours;
    this.onTown = onTown;
    this.input = /** @type {HTMLInputElement} */ (byId("search-input"));
    this.list = byId("search-list");
    this.nothing = byId("search-nothing");
    /** @type {number[]} */
    this.found = [];
    this.active = -1;
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("focus", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // Pressing on the list must not take the focus from the box before the click is heard.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.nothing.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const row = /** @type {Element} */ (event.target).closest("li");
      if (row) this.choose(this.found[[...this.list.children].indexOf(row)]);
    });
  }

  /** On phones the box is hidden until it is asked for. */
  open() {
    document.body.classList.add("is-searching");
    this.input.focus();
    this.input.select();
  }

  search() {
    const query = this.input.value;
    const { towns, nearest } = this.finder.find(query, MOST);
    this.found = towns;
    this.active = query.trim() && towns.length ? 0 : -1;
    const { inks, actors } = this.colours();
    const { story, period } = this.timeline;
    this.list.replaceChildren(
      ...towns.map((town, index) => {
        const now = period[town];
        const holders = now < 0 ? [] : story.periods.holders[now].map((actor) => actors[actor]);
        return element(
          "li",
          { role: "option", id: `search-${index}` },
          swatch(inks, holders, now < 0 ? "unknown" : story.periods.status[now], true),
          element("span", {}, story.towns.name[town]),
          element("small", {}, `${holderText(story, now)} · ${story.towns.region[town] || story.towns.country[town]}`),
        );
      }),
    );
    this.list.hidden = towns.length === 0;
    this.nothing.hidden = towns.length > 0;
    if (towns.length === 0) this.sayNothing(query, nearest);
    this.showActive();
  }

  /** @param {string} query @param {number} nearest */
  sayNothing(query, nearest) {
    this.nothing.textContent = interpolate(gettext("No town is spelled like “%(query)s”."), { query: query.trim() });
    if (nearest < 0) return;
    const link = element("button", { type: "button", class: "link" }, this.timeline.story.towns.name[nearest]);
    link.addEventListener("click", () => this.choose(nearest));
    this.nothing.append(` ${gettext("Nearest:")} `, link, ".");
    this.found = [nearest];
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
      const count = Math.max(1, this.found.length);
      this.active = (this.active + step + count) % count;
      this.showActive();
    } else if (event.key === "Enter" && this.found[Math.max(0, this.active)] !== undefined) {
      event.preventDefault();
      this.choose(this.found[Math.max(0, this.active)]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (this.list.hidden && this.nothing.hidden) this.input.value = "";
      this.close();
      this.input.blur();
    }
  }

  /** @param {number} town */
  choose(town) {
    this.close();
    this.input.value = "";
    this.input.blur();
    this.onTown(town);
  }

  close() {
    this.list.hidden = true;
    this.nothing.hidden = true;
    this.showActive();
    document.body.classList.remove("is-searching");
  }
}
