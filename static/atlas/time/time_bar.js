/** The controls of time: play, steps, speed, loop, changes, and the typed date. */

import { addMonths, longDate, readTyped, toIso, typedExamples } from "../story/days.js";
import { byId, element } from "../page/element.js";
import { leaveOptions } from "../page/options.js";
import { SPEEDS } from "./clock.js";
import { gettext, interpolate, ngettext, number, pgettext } from "../translation.js";

/**
 * @typedef {import("../store.js").Store} Store
 * @typedef {import("./clock.js").Clock} Clock
 * @typedef {import("../story/changes.js").Changes} Changes
 */

const NONE_AFTER = {
  all: gettext("No change after %(day)s."),
  view: gettext("No change in view after %(day)s."),
  town: gettext("No change in %(town)s after %(day)s."),
};
const NONE_BEFORE = {
  all: gettext("No change before %(day)s."),
  view: gettext("No change in view before %(day)s."),
  town: gettext("No change in %(town)s before %(day)s."),
};

export class TimeBar {
  /**
   * @param {Store} store
   * @param {Clock} clock
   * @param {import("../story/payload.js").Story} story
   * @param {Changes} changes
   * @param {{goTo: (day: number) => void, inView: () => (town: number) => boolean, say: (text: string) => void}} page
   */
  constructor(store, clock, story, changes, page) {
    this.store = store;
    this.clock = clock;
    this.story = story;
    this.changes = changes;
    this.page = page;
    byId("play").addEventListener("click", () => clock.toggle());
    byId("step-back").addEventListener("click", () => this.step(-1));
    byId("step-on").addEventListener("click", () => this.step(1));
    byId("previous-change").addEventListener("click", () => this.change(-1));
    byId("next-change").addEventListener("click", () => this.change(1));
    byId("loop").addEventListener("click", () => this.toggleLoop());
    this.steps = choice("step-choice", { day: gettext("Day"), week: gettext("Week"), month: gettext("Month") }, (step) => store.set({ step: /** @type {any} */ (step) }));
    this.scopes = choice("scope-choice", { all: pgettext("changes", "All"), view: pgettext("changes", "In view"), town: gettext("Town") }, (scope) => store.set({ scope: /** @type {any} */ (scope) }));
    this.speeds = choice("speed-choice", Object.fromEntries(SPEEDS.map((speed) => [String(speed), number(speed)])), (speed) => this.setSpeed(Number(speed)));
    const form = /** @type {HTMLFormElement} */ (byId("go-to"));
    this.input = /** @type {HTMLInputElement} */ (byId("go-to-day"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.goToTyped();
    });
    this.input.addEventListener("blur", () => this.clearError());
    store.watch(["day", "step", "scope", "playing", "town"], () => this.show());
    this.setSpeed(clock.speed);
    this.show();
  }

  /** @param {Changes} changes */
  setChanges(changes) {
    this.changes = changes;
  }

  show() {
    const { day, step, scope, playing, town } = this.store.state;
    press(this.steps, step);
    press(this.scopes, scope);
    const last = this.scopes.get("town");
    if (last) {
      last.textContent = town >= 0 ? this.story.towns.name.at(town) : gettext("Town");
      last.disabled = town < 0;
      last.title = town < 0 ? gettext("Choose a town first") : interpolate(gettext("Only changes of %(town)s"), { town: this.story.towns.name.at(town) });
    }
    const play = /** @type {HTMLButtonElement} */ (byId("play"));
    play.setAttribute("aria-pressed", String(playing));
    play.setAttribute("aria-label", playing ? gettext("Pause") : gettext("Play"));
    /** @type {HTMLElement} */ (play.querySelector("span")).textContent = playing ? gettext("Pause") : gettext("Play");
    document.body.classList.toggle("is-playing", playing);
    if (document.activeElement !== this.input) this.input.value = toIso(day);
    /** @type {HTMLButtonElement} */ (byId("step-back")).disabled = day <= this.story.first;
    /** @type {HTMLButtonElement} */ (byId("step-on")).disabled = day >= this.story.last;
  }

  /** @param {1 | -1} direction */
  step(direction) {
    this.clock.pause();
    const { day, step } = this.store.state;
    const target = step === "month" ? addMonths(day, direction) : day + direction * (step === "week" ? 7 : 1);
    this.page.goTo(Math.min(this.story.last, Math.max(this.story.first, target)));
  }

  /** @param {1 | -1} direction */
  change(direction) {
    this.clock.pause();
    const { day, scope, town } = this.store.state;
    const counts = { all: () => true, view: this.page.inView(), town: /** @param {number} one */ (one) => one === town }[scope];
    const target = this.changes.next(day, direction, counts);
    if (target !== null) {
      this.page.goTo(target);
      return;
    }
    const place = scope === "town" && town < 0 ? "all" : scope;
    this.page.say(interpolate(direction > 0 ? NONE_AFTER[place] : NONE_BEFORE[place], { day: longDate(day), town: town < 0 ? "" : this.story.towns.name.at(town) }));
  }

  /** @param {number} speed days a second */
  setSpeed(speed) {
    this.clock.speed = speed;
    press(this.speeds, String(speed));
  }

  /** @param {1 | -1} direction */
  changeSpeed(direction) {
    const place = SPEEDS.indexOf(this.clock.speed) + direction;
    if (SPEEDS[place]) this.setSpeed(SPEEDS[place]);
    this.page.say(interpolate(ngettext("%(count)s day a second", "%(count)s days a second", this.clock.speed), { count: number(this.clock.speed) }));
  }

  toggleLoop() {
    this.clock.loop = !this.clock.loop;
    byId("loop").setAttribute("aria-pressed", String(this.clock.loop));
  }

  goToTyped() {
    const day = readTyped(this.input.value);
    if (day === null) {
      const [long, short, iso] = typedExamples();
      this.showError(interpolate(gettext("“%(text)s” is not a date. Write it as %(long)s, %(short)s or %(iso)s."), { text: this.input.value, long, short, iso }));
      return;
    }
    this.clearError();
    this.clock.pause();
    this.page.goTo(day);
    this.input.value = toIso(this.store.state.day);
    leaveOptions();
  }

  /** @param {string} text */
  showError(text) {
    byId("go-to-error").textContent = text;
    byId("go-to-error").hidden = false;
    this.input.setAttribute("aria-invalid", "true");
    this.input.select();
  }

  clearError() {
    byId("go-to-error").hidden = true;
    this.input.removeAttribute("aria-invalid");
  }
}

/**
 * Fill a group with buttons of which one is pressed.
 * @param {string} id
 * @param {Record<string, string>} options value to word
 * @param {(value: string) => void} onChosen
 * @returns {Map<string, HTMLButtonElement>}
 */
function choice(id, options, onChosen) {
  const group = byId(id);
  const buttons = new Map();
  for (const [value, word] of Object.entries(options)) {
    const button = /** @type {HTMLButtonElement} */ (element("button", { type: "button" }, word));
    button.addEventListener("click", () => onChosen(value));
    group.append(button);
    buttons.set(value, button);
  }
  return buttons;
}

/** @param {Map<string, HTMLButtonElement>} buttons @param {string} value */
function press(buttons, value) {
  for (const [name, button] of buttons) button.setAttribute("aria-pressed", String(name === value));
}
