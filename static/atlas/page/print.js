/** Printing: the map keeps its drawing and is scaled to the width of a sheet. */

import { byId } from "./element.js";

/** The text width of an A4 sheet with margins of 15 mm, in CSS pixels of 1/96 inch. */
const SHEET_WIDTH = 680;
/** What the map may take of the sheet on its side, beside the date and the legend (style/print.css). */
const BESIDE = { width: 730, height: 630 };

/** Tell style/atlas.css the map's size on the screen before each printing. */
export function connectPrint() {
  const stage = /** @type {HTMLElement} */ (byId("map").parentElement);
  window.addEventListener("beforeprint", () => {
    const { width, height } = stage.getBoundingClientRect();
    stage.style.setProperty("--print-width", `${width}px`);
    stage.style.setProperty("--print-height", `${height}px`);
    stage.style.setProperty("--print-scale", String(Math.min(1, SHEET_WIDTH / width)));
    stage.style.setProperty("--print-scale-beside", String(Math.min(1, BESIDE.width / width, BESIDE.height / height)));
  });
}
