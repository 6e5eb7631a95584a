/** The share chart as a table: what each actor held at the end of each year, for those who do not see the chart. */

import { firstOfYear, shortDate, yearOf } from "../story/days.js";
import { byWeight, placeOf, holdingsOf } from "../story/holdings.js";
import { inPieces } from "../story/pieces.js";
import { gettext, interpolate, locale, number } from "../translation.js";
import { byId, element } from "./element.js";

/** A story of fewer years is told by months. */
const FEW_YEARS = 2;

/** @typedef {import("../story/payload.js").Story} Story */

/** The days of the table's rows: the ends of years, or of months in a short story, and the last day. @param {Story} story */
export function tableDays({ first, last }) {
  const days = [];
  if (yearOf(last) - yearOf(first) > FEW_YEARS) {
    for (let year = yearOf(first) + 1; firstOfYear(year) <= last; year += 1) days.push(firstOfYear(year) - 1);
  } else {
    for (let day = first; day < last; day += 1) if (new Date((day + 1) * 86_400_000).getUTCDate() === 1) days.push(day);
  }
  return [...days, last];
}

export class HoldingsTable {
  /** @param {() => Story} storyNow */
  constructor(storyNow) {
    this.storyNow = storyNow;
    this.dialog = /** @type {HTMLDialogElement} */ (byId("holdings-table"));
    byId("holdings-table-open").addEventListener("click", () => void this.open());
  }

  async open() {
    const story = this.storyNow();
    const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
    const towns = await inPieces(holdingsOf(story, "towns"));
    const people = await inPieces(holdingsOf(story, "people"));
    const order = byWeight(towns, story.last);
    const caption = interpolate(gettext("Towns held on a day, of %(towns)s, and the share of their people, of %(people)s"), {
      towns: number(towns.whole),
      people: number(people.whole),
    });
    const head = element("tr", {}, element("th", { scope: "col" }, gettext("Day")), ...order.map((actor) => element("th", { scope: "col" }, story.actors[actor].name)));
    const rows = tableDays(story).map((day) => {
      const cells = order.map((actor) => {
        const [some, of] = [towns, people].map((holdings) => (placeOf(holdings, day) < 0 ? 0 : Math.max(0, holdings.held[actor][placeOf(holdings, day)])));
        const share = people.whole ? of / people.whole : 0;
        return element("td", {}, number(Math.round(some * 10) / 10), " ", element("small", {}, percent.format(share)));
      });
      return element("tr", {}, element("th", { scope: "row" }, shortDate(day)), ...cells);
    });
    byId("holdings-table-body").replaceChildren(element("table", { class: "holdings-table" }, element("caption", {}, caption), element("thead", {}, head), element("tbody", {}, ...rows)));
    this.dialog.showModal();
  }
}
