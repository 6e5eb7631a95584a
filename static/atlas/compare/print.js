/** Printing a comparison: both maps keep their drawing, and each is scaled to its part of a sheet (style/compare_print.css). */

import { byId } from "../page/element.js";
import { readyForPaper } from "../page/print.js";

/** What one map may take of an A4 sheet with margins of 15 mm, in CSS pixels of 1/96 inch. */
const BELOW = { width: 680, height: 330 };
const BESIDE = { width: 332, height: 600 };
/** The same on a sheet on its side. */
const LANDSCAPE = { width: 496, height: 430 };

/** Side by side two maps are compared more easily than one below the other, even somewhat smaller. */
const ENOUGH = 0.8;

/** Tell the style sheet before each printing how large the maps are, and how they fit. @param {() => string} address of what is printed */
export function connectComparePrint(address) {
  const page = byId("content");
  window.addEventListener("beforeprint", () => {
    // Whole pixels: a map that has to fit itself to another size is printed without its colours.
    const { clientWidth: width, clientHeight: height } = byId("map-a");
    const fit = /** @param {{width: number, height: number}} room */ (room) => Math.min(1, room.width / width, room.height / height);
    const [below, beside] = [fit(BELOW), fit(BESIDE)];
    const isBeside = beside > ENOUGH * below;
    page.classList.toggle("is-beside", isBeside);
    page.style.setProperty("--print-width", `${width}px`);
    page.style.setProperty("--print-height", `${height}px`);
    page.style.setProperty("--print-scale", String(isBeside ? beside : below));
    page.style.setProperty("--print-scale-landscape", String(fit(LANDSCAPE)));
    readyForPaper(address());
  });
}
