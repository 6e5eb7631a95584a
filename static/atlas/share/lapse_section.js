/** A time lapse of the map as a video or a GIF: range, step, speed, size; made here, shown while it is made. */

import { element } from "../page/element.js";
import { fromIso, toIso } from "../story/days.js";
import { gettext, interpolate, ngettext, number } from "../translation.js";
import { button, download, labelled, reasonOf, select } from "./form.js";
import { handyStep, lapseDays, MOST_FRAMES } from "./lapse_days.js";
import { makeTimeLapse } from "./time_lapse.js";
import { canMakeWebm } from "./webm/webm_maker.js";

/** @typedef {import("./time_lapse.js").Lapse} Lapse */

const SIZES = ["640x360", "960x540", "1280x720", "1080x1080", "1920x1080"];
const SPEEDS = [2, 4, 8, 12, 24];

export class LapseSection {
  /** @param {import("./map_dialog.js").Shared} shared @param {(text: string) => void} tell */
  constructor(shared, tell) {
    this.shared = shared;
    this.tell = tell;
    this.words = gettext("Time lapse");
    const { first, last } = shared.timeline.story;
    const day = /** @param {number} value */ (value) =>
      /** @type {HTMLInputElement} */ (element("input", { type: "date", min: toIso(first), max: toIso(last), value: toIso(value), required: true }));
    this.from = day(shared.firstDay);
    this.to = day(last);
    this.step = select({ day: gettext("Day"), week: gettext("Week"), month: gettext("Month") }, handyStep(shared.firstDay, last));
    this.speed = select(Object.fromEntries(SPEEDS.map((speed) => [String(speed), number(speed)])), "8");
    this.size = select(Object.fromEntries(SIZES.map((size) => [size, size.replace("x", " × ")])), "960x540");
    this.format = select({ ...(canMakeWebm ? { webm: gettext("Video (WebM)") } : {}), gif: gettext("Animated picture (GIF)") }, canMakeWebm ? "webm" : "gif");
    this.sum = element("p", { class: "share-about", role: "status" });
    this.start = button(gettext("Make it"), () => void this.make(), true);
    this.cancel = button(gettext("Cancel"), () => this.close());
    this.progress = /** @type {HTMLProgressElement} */ (element("progress", { "aria-label": gettext("Frames made") }));
    this.preview = /** @type {HTMLCanvasElement} */ (element("canvas", { class: "share-preview", "aria-hidden": "true" }));
    /** @type {AbortController | null} */
    this.running = null;
    this.form = element(
      "div",
      { class: "share-fields" },
      labelled(gettext("From"), this.from),
      labelled(gettext("To"), this.to),
      labelled(gettext("One frame a"), this.step),
      labelled(gettext("Frames a second"), this.speed),
      labelled(gettext("Size"), this.size),
      labelled(gettext("File"), this.format),
    );
    this.root = element(
      "div",
      {},
      ...(canMakeWebm ? [] : [element("p", { class: "share-about" }, gettext("For a video this browser needs an address with https, or a newer version."))]),
      this.form,
      this.sum,
      this.preview,
      element("p", { class: "share-actions" }, this.start, this.cancel, this.progress),
    );
    this.form.addEventListener("change", () => this.add());
    this.showRunning();
  }

  open() {
    this.add();
  }

  /** Stop what is being made. */
  close() {
    this.running?.abort();
  }

  /** What is asked for; null, with the reason told, where it cannot be made. @returns {Lapse | null} */
  read() {
    const { first, last } = this.shared.timeline.story;
    const [from, to] = [this.from, this.to].map((box) => fromIso(box.value));
    const words = { first: toIso(first), last: toIso(last) };
    if (from === null || to === null || from < first || to > last) return this.refuse(interpolate(gettext("From and To are days from %(first)s to %(last)s."), words));
    if (from >= to) return this.refuse(gettext("To must be later than From."));
    const format = /** @type {"webm" | "gif"} */ (this.format.value);
    const days = lapseDays(from, to, /** @type {import("./lapse_days.js").Step} */ (this.step.value));
    const most = MOST_FRAMES[format];
    if (days.length > most) {
      const counts = { count: number(days.length), most: number(most) };
      return this.refuse(interpolate(gettext("%(count)s frames are too many: such a file holds at most %(most)s. Choose a longer step or a shorter time."), counts));
    }
    const [width, height] = this.size.value.split("x").map(Number);
    return { format, days, framesPerSecond: Number(this.speed.value), width, height };
  }

  /** @param {string} reason @returns {null} */
  refuse(reason) {
    this.sum.textContent = reason;
    this.start.disabled = true;
    return null;
  }

  /** Say how long it will be. */
  add() {
    const lapse = this.read();
    if (!lapse) return lapse;
    const seconds = Math.max(1, Math.round(lapse.days.length / lapse.framesPerSecond));
    const frames = interpolate(ngettext("%(count)s frame", "%(count)s frames", lapse.days.length), { count: number(lapse.days.length) });
    const length = interpolate(ngettext("%(count)s second", "%(count)s seconds", seconds), { count: number(seconds) });
    this.sum.textContent = interpolate(gettext("%(frames)s, %(length)s. The part of the map, the actors and the claims are those chosen now."), { frames, length });
    this.start.disabled = this.running !== null;
    return lapse;
  }

  showRunning() {
    this.cancel.hidden = this.progress.hidden = this.preview.hidden = this.running === null;
    this.start.disabled = this.running !== null;
    for (const control of this.form.querySelectorAll("input, select")) /** @type {HTMLInputElement} */ (control).disabled = this.running !== null;
  }

  async make() {
    const lapse = this.add();
    if (!lapse || this.running) return;
    const running = (this.running = new AbortController());
    this.progress.max = lapse.days.length;
    this.progress.value = 0;
    this.tell("");
    this.showRunning();
    this.cancel.focus();
    try {
      const blob = await makeTimeLapse(this.shared, lapse, { onFrame: (done, canvas) => this.show(done, canvas), signal: running.signal });
      if (blob) this.keep(blob, lapse);
      else this.tell(gettext("Cancelled."));
    } catch (error) {
      this.tell(interpolate(gettext("The time lapse could not be made: %(reason)s."), { reason: reasonOf(error) }));
    } finally {
      const hadFocus = document.activeElement === this.cancel;
      this.running = null;
      this.showRunning();
      if (hadFocus) this.start.focus();
    }
  }

  /** @param {number} done @param {HTMLCanvasElement} canvas */
  show(done, canvas) {
    this.progress.value = done;
    this.preview.width = Math.min(canvas.width, 640);
    this.preview.height = Math.round((canvas.height * this.preview.width) / canvas.width);
    this.preview.getContext("2d")?.drawImage(canvas, 0, 0, this.preview.width, this.preview.height);
  }

  /** @param {Blob} blob @param {Lapse} lapse */
  keep(blob, { days, format }) {
    const name = `conflictmap-${toIso(days[0])}-to-${toIso(days[days.length - 1])}.${format}`;
    download(blob, name);
    const size = (blob.size / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
    this.tell(interpolate(gettext("Saved as %(name)s, %(size)s MB."), { name, size }));
  }
}
