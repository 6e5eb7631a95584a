/**
 * A story on paper has a picture of each chapter's map. Readers of the screen do not pay for these, so they are fetched
 * before printing: by our button and by Ctrl+P, which wait for all of them. Asked by its own menu, a browser fetches
 * them itself; Chromium waits two seconds at most, Firefox until they are there.
 */

import { gettext } from "../atlas/translation.js";

let isFetching = false;

/** Show the button that prints; a story that is not published has no pictures yet. */
export function connectPrinting() {
  const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("print"));
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => printWithMaps(button));
  addEventListener("keydown", (event) => {
    // Who asks again, while pictures are still on their way, prints what is there.
    if (isFetching || event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    event.preventDefault();
    printWithMaps(button);
  });
}

/** Fetch the pictures one after the other, so that one reader does not keep the server busy. @param {HTMLButtonElement} button */
async function printWithMaps(button) {
  isFetching = true;
  const name = button.textContent;
  button.disabled = true;
  button.textContent = gettext("Fetching the maps…");
  for (const picture of /** @type {NodeListOf<HTMLImageElement>} */ (document.querySelectorAll(".chapter-map"))) {
    picture.loading = "eager";
    // One that cannot be had leaves its words.
    await picture.decode().catch(() => {});
  }
  button.textContent = name;
  button.disabled = false;
  isFetching = false;
  window.print();
}
