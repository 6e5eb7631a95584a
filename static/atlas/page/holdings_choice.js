/** What the time axis carries: changes, or who held how many towns or people over time; and the table of the latter. */

import { holdingsOf } from "../story/holdings.js";
import { inPieces } from "../story/pieces.js";
import { interpolate, ngettext, number } from "../translation.js";
import { byId } from "./element.js";
import { HoldingsTable } from "./holdings_table.js";

/**
 * @param {import("../store.js").Store} store
 * @param {import("../time/histogram.js").Histogram} histogram
 * @param {import("../story/timeline.js").Timeline} timeline
 * @returns {() => Promise<void>} to be called when the timeline has another story
 */
export function connectHoldings(store, histogram, timeline) {
  const choice = /** @type {HTMLSelectElement} */ (byId("chart"));
  choice.addEventListener("change", () => store.set({ chart: /** @type {any} */ (choice.value) }));
  new HoldingsTable(() => timeline.story);
  const show = async () => {
    const { chart } = store.state;
    const { story } = timeline;
    choice.value = chart;
    document.body.classList.toggle("has-holdings", chart !== "changes");
    if (chart === "changes") {
      histogram.setHoldings(null);
      return;
    }
    const holdings = await inPieces(holdingsOf(story, chart));
    // Another chart or another story was asked for meanwhile.
    if (store.state.chart !== chart || timeline.story !== story) return;
    const { whole } = holdings;
    const words =
      chart === "towns"
        ? ngettext("Share of %(count)s town. Blank: no known holder", "Share of %(count)s towns. Blank: no known holder", whole)
        : ngettext("Share of the %(count)s person in the story\u2019s towns. Blank: no known holder", "Share of the %(count)s people in the story\u2019s towns. Blank: no known holder", whole);
    histogram.setHoldings(holdings, interpolate(words, { count: number(whole) }));
  };
  store.watch(["chart"], () => void show());
  void show();
  return show;
}
