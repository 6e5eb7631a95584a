/** Which town is chosen: on the map, in the panel, in the address. */

import { isEmbedded } from "../share/embedded.js";
import { byId } from "./element.js";
import { closeLayers } from "./options.js";

/**
 * @typedef {object} Parts
 * @property {import("../store.js").Store} store
 * @property {import("../map/map_view.js").MapView} view
 * @property {import("./panel.js").Panel} panel
 * @property {import("./sheet.js").Sheet} sheet
 * @property {import("../story/payload.js").Towns} towns
 * @property {(town: number) => Promise<unknown>} ask for the name of a town that has not come
 * @property {() => void} push remembers the state as a step to go back to
 */

export class TownChoice {
  /** @param {Parts} parts */
  constructor(parts) {
    this.parts = parts;
    /** The town that was chosen last; its name may be on its way. */
    this.wanted = -1;
  }

  /**
   * Choose a town, or none with -1. Remembered as a step to go back to.
   * @param {number} town
   * @param {boolean} [focus] whether the panel takes the keyboard
   */
  select(town, focus = false) {
    const { store, view, towns, panel, ask } = this.parts;
    if (town === store.state.town && town === this.wanted) {
      closeLayers();
      return;
    }
    this.wanted = town;
    if (town >= 0 && !towns.names.has(town)) {
      panel.expect();
      view.makeRoom();
      void ask(town).then(
        () => this.wanted === town && this.select(town, focus),
        (error) => this.wanted === town && panel.showMissing(error),
      );
      return;
    }
    this.show(town);
    view.makeRoom();
    this.parts.push();
    if (focus) byId("panel").focus();
  }

  /** As an address has it: its view is the map's beside the card, the map keeps its middle. @param {number} town */
  show(town) {
    const { store, view, panel, sheet, towns } = this.parts;
    this.wanted = town;
    store.set({ town, scope: town < 0 && store.state.scope === "town" ? "all" : store.state.scope });
    document.body.classList.toggle("has-town", town >= 0);
    closeLayers();
    if (town < 0 || isEmbedded) {
      // The keyboard must not be left in what closes.
      if (byId("sheet").contains(document.activeElement)) byId("map").focus();
      panel.close();
      return;
    }
    if (sheet.height === "peek") sheet.setHeight("half");
    void panel.open(towns.slug.at(town), towns.name.at(town), store.state.day);
    // The sheet covers the foot of the map on phones only; elsewhere the map has made room for it.
    requestAnimationFrame(() => view.reveal(town, covered()));
  }
}

/** CSS pixels of the map's foot under the sheet. */
function covered() {
  const map = byId("map").getBoundingClientRect();
  const box = byId("sheet").getBoundingClientRect();
  return box.width >= map.width ? Math.max(0, map.bottom - box.top) : 0;
}
