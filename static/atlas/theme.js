/** Light or dark: the reader's choice, else the system's; and the inks that canvases draw with. */

import { engravingByHash } from "./map/engraving.js";

const INKS = /** @type {const} */ ([
  "paper", "paper2", "sea", "land", "neighbours", "halo", "ink", "ink2", "ink3", "label2",
  "rule", "rule2", "border", "front", "river",
]);

/**
 * @typedef {Record<typeof INKS[number], string> & {dark: boolean}} Inks colours of style/tokens.css as "rgb(...)"
 * @typedef {object} ActorInk
 * @property {string} fill
 * @property {string} line
 * @property {string} engraving
 */

const darkSystem = matchMedia("(prefers-color-scheme: dark)");

export function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : darkSystem.matches;
}

/** Read the inks of the theme in force. @returns {Inks} */
export function readInks() {
  const probe = document.body.appendChild(document.createElement("span"));
  // Where the system forces its few colours on pages, a map in them would be one dark plane.
  probe.style.setProperty("forced-color-adjust", "none");
  const entries = INKS.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return { ...Object.fromEntries(entries), dark: isDark() };
}

/**
 * @typedef {object} SafeColours
 * @property {{fill: string, line: string}} light
 * @property {{fill: string, line: string}} dark
 */

/** Of the set for readers who cannot tell the actors' own apart, by slug. @type {Record<string, SafeColours>} */
let safeColours = {};

/** @param {Record<string, SafeColours>} colours as the server gives them out */
export function useSafeColours(colours) {
  safeColours = colours;
}

export function isSafePalette() {
  return document.documentElement.dataset.palette === "safe";
}

/** Draw with the safe colours, or the actors' own; kept for the next visit. @param {boolean} isSafe */
export function choosePalette(isSafe) {
  if (isSafe === isSafePalette()) return;
  if (isSafe) document.documentElement.dataset.palette = "safe";
  else delete document.documentElement.dataset.palette;
  try {
    localStorage.setItem("palette", isSafe ? "safe" : "own");
  } catch {
    // Without storage the choice holds for this page only.
  }
  document.dispatchEvent(new Event("themechange"));
}

/**
 * The colours an actor is drawn with. One without colours gets paper and an engraving of its own.
 * @param {import("./story/payload.js").Actor} actor
 * @param {Inks} inks
 * @returns {ActorInk}
 */
export function actorInk(actor, inks) {
  const colours = (isSafePalette() && safeColours[actor.slug]) || actor;
  const { fill, line } = inks.dark ? colours.dark : colours.light;
  if (fill && line) return { fill, line, engraving: actor.engraving };
  return { fill: inks.paper2, line: inks.rule2, engraving: engravingByHash(actor.slug) };
}

/** Hear when the theme changes. @param {() => void} listener @param {AbortSignal} [signal] ends it */
export function watchTheme(listener, signal) {
  darkSystem.addEventListener("change", listener, { signal });
  document.addEventListener("themechange", listener, { signal });
}
