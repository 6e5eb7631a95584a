/** What each key of the map page does. */

import { byId } from "./element.js";

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
 * @returns {import("./keyboard.js").Key[]}
 */
export function atlasKeys({ store, clock, timeBar, view, story, goTo, select, find }) {
  return [
    { keys: [" ", "k"], shown: "Space", words: "Play or pause", deed: () => clock.toggle() },
    { keys: ["ArrowRight"], shown: "\u2192", words: "One step on", deed: () => timeBar.step(1) },
    { keys: ["ArrowLeft"], shown: "\u2190", words: "One step back", deed: () => timeBar.step(-1) },
    { keys: ["n", "Shift+ArrowRight"], words: "Next change", deed: () => timeBar.change(1) },
    { keys: ["p", "Shift+ArrowLeft"], words: "Previous change", deed: () => timeBar.change(-1) },
    { keys: ["Home"], words: "The story\u2019s first day", deed: () => goTo(story.first) },
    { keys: ["End"], words: "The story\u2019s last day", deed: () => goTo(story.last) },
    { keys: [".", ">"], words: "Faster", deed: () => timeBar.changeSpeed(1) },
    { keys: [",", "<"], words: "Slower", deed: () => timeBar.changeSpeed(-1) },
    { keys: ["l"], words: "Loop", deed: () => timeBar.toggleLoop() },
    { keys: ["g"], words: "Type a date", deed: () => byId("go-to-day").focus() },
    { keys: ["/"], words: "Find a town", deed: find },
    { keys: ["a"], words: "Areas or dots only", deed: () => store.set({ areas: !store.state.areas }) },
    { keys: ["t"], words: "Patterns on or off", deed: () => store.set({ patterns: !store.state.patterns }) },
    { keys: ["+", "="], words: "Zoom in", deed: () => view.map.zoomIn(1) },
    { keys: ["-"], words: "Zoom out", deed: () => view.map.zoomOut(1) },
    { keys: ["0"], words: "Show the whole story", deed: () => view.showStory() },
    { keys: ["Escape"], shown: "Esc", words: "Close the town", deed: () => select(-1) },
  ];
}
