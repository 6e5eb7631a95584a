/** The town's evidence, fetched as HTML from the server and kept in step with the day. */

import { fromIso } from "../story/days.js";
import { addressOf, STANDARD } from "../story/variant.js";
import { addSourceSwitches } from "../variant/source_switches.js";
import { byId, element } from "./element.js";

/** @typedef {import("../story/variant.js").Variant} Variant */
import { gettext, interpolate, isRightToLeft } from "../translation.js";

const SLOW_MS = 300;

export class Panel {
  /**
   * @param {string} address of a town's panel, with SLUG in it
   * @param {object} page
   * @param {(day: number) => void} page.onDay
   * @param {() => void} page.onClose
   * @param {(text: string) => void} page.say
   * @param {(slug: string, day: number) => string} page.confidence in words
   * @param {(slug: string, day: number) => boolean} page.isInDoubt
   * @param {(slug: string) => void} page.onSource a source is switched off or on again
   */
  constructor(address, page) {
    this.address = address;
    this.page = page;
    this.sheet = byId("sheet");
    this.body = byId("panel");
    this.slug = "";
    this.name = "";
    this.day = 0;
    this.variant = STANDARD;
    /** Whether long lists of quotes are wanted whole, of this town. */
    this.isWhole = false;
    /** @type {AbortController | null} */
    this.request = null;
    byId("panel-close").addEventListener("click", () => page.onClose());
    this.body.addEventListener("click", (event) => this.follow(event));
  }

  /**
   * Show a town; the one before stays until this one has come.
   * @param {string} slug
   * @param {string} name
   * @param {number} day
   */
  async open(slug, name, day) {
    this.day = day;
    if (slug === this.slug) return;
    this.isWhole = false;
    this.slug = slug;
    this.name = name;
    this.sheet.hidden = false;
    this.sheet.setAttribute("aria-label", name);
    await this.load(slug, name);
  }

  /** @param {string} slug @param {string} name */
  async load(slug, name) {
    this.request?.abort();
    const request = (this.request = new AbortController());
    const showName = () => this.body.replaceChildren(heading(name), element("p", {}, interpolate(gettext("Loading %(name)s"), { name })));
    const slow = setTimeout(() => this.isWhole || showName(), SLOW_MS);
    try {
      const address = addressOf(this.address.replace("SLUG", encodeURIComponent(slug)), this.variant);
      const whole = this.isWhole ? `${address.includes("?") ? "&" : "?"}quotes=all` : "";
      const response = await fetch(address + whole, { signal: request.signal, headers: { Accept: "text/html" } });
      if (!response.ok) throw new Error(interpolate(gettext("the server answered %(status)s"), { status: response.status }));
      const text = await response.text();
      clearTimeout(slow);
      if (request.signal.aborted) return;
      this.fill(text);
    } catch (error) {
      clearTimeout(slow);
      if (request.signal.aborted) return;
      this.showFailure(slug, name, error);
    }
  }

  /** A town is chosen whose name is still on its way. */
  expect() {
    this.request?.abort();
    this.slug = "";
    this.sheet.hidden = false;
    this.body.replaceChildren(element("p", { role: "status" }, gettext("Loading the town")));
  }

  /** That name could not be had. @param {unknown} error */
  showMissing(error) {
    const reason = error instanceof Error ? error.message : String(error);
    this.body.replaceChildren(element("p", { role: "alert" }, interpolate(gettext("The town could not be loaded: %(reason)s."), { reason })));
  }

  /** @param {string} html our own server's, with article text escaped there */
  fill(html) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const isSameTown = parsed.querySelector(".town")?.getAttribute("data-town") === this.body.querySelector(".town")?.getAttribute("data-town");
    this.body.replaceChildren(...parsed.body.childNodes);
    addSourceSwitches(this.body, this.variant.without, (slug) => this.page.onSource(slug));
    if (!isSameTown) this.body.scrollTop = 0;
    this.markDay(this.day);
    this.body.dispatchEvent(new CustomEvent("panelfilled", { bubbles: true }));
  }

  /** The map rests on other claims now. @param {Variant} variant */
  setVariant(variant) {
    this.variant = variant;
    if (!this.slug) return;
    const { slug, name, day } = this;
    this.slug = "";
    void this.open(slug, name, day);
  }

  /** @param {string} slug @param {string} name @param {unknown} error */
  showFailure(slug, name, error) {
    const retry = element("button", { type: "button" }, gettext("Try again"));
    retry.addEventListener("click", () => {
      this.slug = "";
      void this.open(slug, name, this.day);
    });
    const reason = error instanceof Error ? error.message : String(error);
    this.body.replaceChildren(
      heading(name),
      element("p", { role: "alert" }, interpolate(gettext("The evidence for %(name)s could not be loaded: %(reason)s."), { name, reason })),
      retry,
    );
  }

  close() {
    this.request?.abort();
    this.slug = "";
    this.sheet.hidden = true;
    this.body.replaceChildren();
  }

  /**
   * Show what holds on a day: elements with data-from and data-to (inclusive ISO days, empty while open).
   * @param {number} day
   */
  markDay(day) {
    this.day = day;
    for (const part of this.body.querySelectorAll("[data-from]")) {
      const { from, to } = /** @type {HTMLElement} */ (part).dataset;
      const isNow = (fromIso(from ?? "") ?? -Infinity) <= day && day <= (fromIso(to ?? "") ?? Infinity);
      part.classList.toggle("is-now", isNow);
      if (part.matches(".town-silent")) part.toggleAttribute("hidden", !isNow);
      else if (isNow) part.setAttribute("aria-current", "date");
      else part.removeAttribute("aria-current");
    }
    for (const sure of this.body.querySelectorAll(".town-period.is-now .town-confidence")) {
      sure.textContent = this.page.confidence(this.slug, day);
    }
    for (const swatch of this.body.querySelectorAll(".town-period.is-now .swatch")) {
      swatch.classList.toggle("is-stale", this.page.isInDoubt(this.slug, day));
    }
    this.moveStripCursor(day);
  }

  /** @param {number} day */
  moveStripCursor(day) {
    const strip = /** @type {HTMLElement | null} */ (this.body.querySelector(".strip"));
    const first = fromIso(strip?.dataset.first ?? "");
    const last = fromIso(strip?.dataset.last ?? "");
    if (!strip || first === null || last === null) return;
    let cursor = strip.querySelector(".strip-cursor");
    if (!cursor) {
      cursor = document.createElementNS("http://www.w3.org/2000/svg", "line");
      cursor.setAttribute("class", "strip-cursor");
      cursor.setAttribute("y1", "0");
      cursor.setAttribute("y2", "60");
      strip.querySelector("svg")?.append(cursor);
    }
    const x = `${(100 * (day + 0.5 - first)) / (last - first + 1)}%`;
    cursor.setAttribute("x1", x);
    cursor.setAttribute("x2", x);
  }

  /** Show all quotes of long lists, in place of the first. @param {Element} button */
  async showAllQuotes(button) {
    const list = [...this.body.querySelectorAll(".quotes")].indexOf(/** @type {Element} */ (button.previousElementSibling));
    const shown = button.previousElementSibling?.children.length ?? 0;
    this.isWhole = true;
    await this.load(this.slug, this.name);
    // The keyboard goes on where the list went on.
    const next = /** @type {HTMLElement | null} */ (this.body.querySelectorAll(".quotes")[list]?.children[shown]?.querySelector("a"));
    next?.focus();
  }

  /** A link or a place of the strip that names a day moves the map there. @param {MouseEvent} event */
  follow(event) {
    const target = /** @type {Element} */ (event.target);
    const more = target.closest("[data-all-quotes]");
    if (more) {
      void this.showAllQuotes(more);
      return;
    }
    const link = /** @type {HTMLElement | null} */ (target.closest("[data-day]"));
    const day = fromIso(link?.dataset.day ?? "");
    if (day !== null && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      this.page.onDay(day);
      return;
    }
    const strip = /** @type {HTMLElement | null} */ (target.closest(".strip"));
    const first = fromIso(strip?.dataset.first ?? "");
    const last = fromIso(strip?.dataset.last ?? "");
    const bars = strip?.querySelector(".strip-bars");
    if (!bars || first === null || last === null) return;
    const { left, right, width } = bars.getBoundingClientRect();
    const along = isRightToLeft ? right - event.clientX : event.clientX - left;
    this.page.onDay(first + Math.floor((along / width) * (last - first + 1)));
  }
}

/** @param {string} name */
function heading(name) {
  return element("h2", { class: "town-name" }, name);
}
