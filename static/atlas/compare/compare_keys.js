/** What each key of the comparison does. */

import { gettext } from "../translation.js";
import { byId } from "../page/element.js";

/** Keys of what an embedded comparison does not have: its list, its options, its dialogs. */
export const FULL_PAGE_KEYS = new Set(["1", "2", "3", "d", "l", "e", "E", "s"]);

/** A key that does what a button does. @param {string[]} keys @param {string} words @param {string} button id @returns {import("../page/keyboard.js").Key} */
function presses(keys, words, button) {
  return { keys, words, deed: () => byId(button).click() };
}

/**
 * @param {object} page
 * @param {() => void} page.share opens the dialog for sharing
 * @param {() => void} page.swap shows the maps side by side, or one over the other
 * @param {() => void} page.close lets go of the chosen town
 * @returns {import("../page/keyboard.js").Key[]}
 */
export function compareKeys({ share, swap, close }) {
  return [
    presses(["p"], gettext("Map A: previous change"), "back-a"),
    presses(["n"], gettext("Map A: next change"), "on-a"),
    presses(["P"], gettext("Map B: previous change"), "back-b"),
    presses(["N"], gettext("Map B: next change"), "on-b"),
    presses(["1"], gettext("Compare two days"), "what-days"),
    presses(["2"], gettext("Compare then known and now known"), "what-knowledge"),
    presses(["3"], gettext("Compare two sets of sources"), "what-sources"),
    { keys: ["w"], words: gettext("Side by side or swipe"), deed: swap },
    presses(["d"], gettext("Only what differs"), "differing"),
    { keys: ["l"], words: gettext("Go to the list of differences"), deed: () => byId("differences").focus() },
    presses(["e"], gettext("What map A rests on"), "variant-open-a"),
    presses(["E"], gettext("What map B rests on"), "variant-open-b"),
    { keys: ["s"], words: gettext("Share: link, frame, picture"), deed: share },
    presses(["a"], gettext("Areas or dots only"), "areas"),
    presses(["t"], gettext("Patterns on or off"), "patterns"),
    presses(["c"], gettext("Safe colours on or off"), "safe"),
    presses(["+", "="], gettext("Zoom in"), "zoom-in"),
    presses(["-"], gettext("Zoom out"), "zoom-out"),
    presses(["0"], gettext("Show the whole story"), "zoom-story"),
    { keys: ["Escape"], shown: "Esc", words: gettext("Let go of the town"), deed: close },
  ];
}
