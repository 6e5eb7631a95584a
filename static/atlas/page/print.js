/** Printing: the map keeps its drawing and is scaled to the width of a sheet, and paper says where it comes from. */

import { drawWaiting } from "../map/turns.js";
import { gettext } from "../translation.js";
import { byId } from "./element.js";
import { settings } from "./load.js";

/** What the map may take of an A4 sheet with margins of 15 mm, below date and legend, in CSS pixels of 1/96 inch. */
const BELOW = { width: 680, height: 570 };
/** What the map may take of the sheet on its side, beside the date and the legend (style/print.css). */
const BESIDE = { width: 730, height: 630 };

/** Tell style/print.css the map's size on the screen before each printing. @param {() => string} address of what is printed */
export function connectPrint(address) {
  const stage = /** @type {HTMLElement} */ (byId("map").parentElement);
  window.addEventListener("beforeprint", () => {
    // Whole pixels: a map that has to fit itself to another size is printed without its colours.
    const { clientWidth: width, clientHeight: height } = stage;
    stage.style.setProperty("--print-width", `${width}px`);
    stage.style.setProperty("--print-height", `${height}px`);
    stage.style.setProperty("--print-scale", String(Math.min(1, BELOW.width / width, BELOW.height / height)));
    stage.style.setProperty("--print-scale-beside", String(Math.min(1, BESIDE.width / width, BESIDE.height / height)));
    readyForPaper(address());
  });
}

/** Paper has all that the map shows, the credit, and the address under which the same can be seen. @param {string} address */
export function readyForPaper(address) {
  drawWaiting();
  byId("paper-credit").textContent = `${settings.attribution}. ${gettext("Ground: Natural Earth.")} ${address}`;
}
