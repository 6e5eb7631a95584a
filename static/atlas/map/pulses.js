/** A ring that grows and fades where a town changes, a few at a time; one that stands still for readers who asked for that. */

const MOST = 12;
/** Fewer than three flashes a second (WCAG 2.2, 2.3.1). */
const PAUSE_MS = 400;
const LASTS_MS = 600;

export class Pulses {
  /** @param {HTMLElement} stage @param {(town: number) => {x: number, y: number}} pixel */
  constructor(stage, pixel) {
    this.stage = stage;
    this.pixel = pixel;
    this.last = -Infinity;
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
  }

  /** @param {number[]} towns the most important first */
  show(towns) {
    const now = performance.now();
    if (this.still.matches) for (const ring of this.stage.querySelectorAll(".pulse")) ring.remove();
    else if (now - this.last < PAUSE_MS) return;
    if (towns.length) this.last = now;
    for (const town of towns.slice(0, MOST)) {
      const { x, y } = this.pixel(town);
      const ring = document.createElement("span");
      ring.className = "pulse";
      ring.style.left = `${x}px`;
      ring.style.top = `${y}px`;
      this.stage.append(ring);
      if (!this.still.matches) setTimeout(() => ring.remove(), LASTS_MS);
    }
  }
}
