/** What each key of the map page does. */

import { gettext, isRightToLeft } from "../translation.js";
import { byId } from "./element.js";

/** Keys point along the time axis, which runs as the page does. */
const [ON, BACK] = isRightToLeft ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
const [ON_SHOWN, BACK_SHOWN] = isRightToLeft ? ["←", "→"] : ["→", "←"];

/**
 * @param {object} page
 * @param {import("../store.js").Store} page.store
 * @param {import("../time/clock.js").Clock} page.clock
 * @param {import("../time/time_bar.js").TimeBar} page.timeBar
 * @param {import("../map/map_view.js").MapView} page.view
 * @param {import("../story/payload.js").Story} page.story
 * @param {(day: number) => void} page.goTo
 * @param {(town: number) => void} page.select
 * @param {() => void} page.find opens the search
 * @param {() => void} page.share opens the dialog for sharing
 * @returns {import("./keyboard.js").Key[]}
 */
export function atlasKeys({ store, clock, timeBar, view, story, goTo, select, find, share }) {
  return [
    { keys: [" ", "k"], shown: gettext("Space"), words: gettext("Play or pause"), deed: () => clock.toggle() },
    { keys: [ON], shown: ON_SHOWN, words: gettext("One step on"), deed: () => timeBar.step(1) },
    { keys: [BACK], shown: BACK_SHOWN, words: gettext("One step back"), deed: () => timeBar.step(-1) },
    { keys: ["n", `Shift+${ON}`], words: gettext("Next change"), deed: () => timeBar.change(1) },
    { keys: ["p", `Shift+${BACK}`], words: gettext("Previous change"), deed: () => timeBar.change(-1) },
    { keys: ["Home"], words: gettext("The story’s first day"), deed: () => goTo(story.first) },
    { keys: ["End"], words: gettext("The story’s last day"), deed: () => goTo(story.last) },
    { keys: [".", ">"], words: gettext("Faster"), deed: () => timeBar.changeSpeed(1) },
    { keys: [",", "<"], words: gettext("Slower"), deed: () => timeBar.changeSpeed(-1) },
    { keys: ["l"], words: gettext("Loop"), deed: () => timeBar.toggleLoop() },
    { keys: ["g"], words: gettext("Type a date"), deed: () => byId("go-to-day").focus() },
    { keys: ["/"], words: gettext("Find a town, actor or source"), deed: find },
    { keys: ["e"], words: gettext("What the map rests on: known when, which sources"), deed: () => byId("variant-open").click() },
    { keys: ["s"], words: gettext("Share: link, frame, picture, time lapse"), deed: share },
    { keys: ["a"], words: gettext("Areas or dots only"), deed: () => store.set({ areas: !store.state.areas }) },
    { keys: ["f"], words: gettext("Choose actors in the legend"), deed: () => /** @type {HTMLElement | null} */ (byId("legend").querySelector(".legend-toggle"))?.focus() },
    { keys: ["b"], words: gettext("Areas stop at borders, or go on"), deed: () => store.set({ borders: !store.state.borders }) },
    { keys: ["t"], words: gettext("Patterns on or off"), deed: () => store.set({ patterns: !store.state.patterns }) },
    { keys: ["c"], words: gettext("Safe colours on or off"), deed: () => store.set({ safe: !store.state.safe }) },
    { keys: ["+", "="], words: gettext("Zoom in"), deed: () => view.map.zoomIn(1) },
    { keys: ["-"], words: gettext("Zoom out"), deed: () => view.map.zoomOut(1) },
    { keys: ["0"], words: gettext("Show the whole story"), deed: () => view.showStory() },
    { keys: ["Escape"], shown: "Esc", words: gettext("Close the town"), deed: () => select(-1) },
  ];
}
