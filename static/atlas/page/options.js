/** Buttons of the map: areas or dots, patterns, how far areas reach, zoom, scale, caption; and those that phones have instead of the bar. */

import { scaleBar } from "../map/scale_bar.js";
import { captionOf } from "../map/caption.js";
import { choosePalette } from "../theme.js";
import { REACHES } from "./address.js";
import { byId, element } from "./element.js";
import { gettext, interpolate, number } from "../translation.js";

/**
 * @typedef {import("../store.js").Store} Store
 * @typedef {import("../map/map_view.js").MapView} MapView
 */

/** @param {Store} store @param {MapView} view */
export function connectOptions(store, view) {
  byId("areas-on").addEventListener("click", () => store.set({ areas: true }));
  byId("areas-off").addEventListener("click", () => store.set({ areas: false }));
  byId("patterns").addEventListener("click", () => store.set({ patterns: !store.state.patterns }));
  byId("safe").addEventListener("click", () => store.set({ safe: !store.state.safe }));
  const reaches = /** @type {HTMLSelectElement} */ (byId("reach"));
  reaches.append(...REACHES.map((km) => element("option", { value: String(km) }, interpolate(gettext("%(distance)s km"), { distance: number(km) }))));
  reaches.addEventListener("change", () => store.set({ reach: Number(reaches.value) }));
  byId("borders").addEventListener("click", () => store.set({ borders: !store.state.borders }));
  byId("zoom-in").addEventListener("click", () => view.map.zoomIn(1));
  byId("zoom-out").addEventListener("click", () => view.map.zoomOut(1));
  byId("zoom-story").addEventListener("click", () => view.showStory());
  const show = () => {
    const { areas, patterns, reach, borders, safe } = store.state;
    choosePalette(safe);
    byId("safe").setAttribute("aria-pressed", String(safe));
    byId("areas-on").setAttribute("aria-pressed", String(areas));
    byId("areas-off").setAttribute("aria-pressed", String(!areas));
    byId("patterns").setAttribute("aria-pressed", String(patterns));
    reaches.value = String(reach);
    reaches.disabled = !areas;
    byId("borders").setAttribute("aria-pressed", String(borders));
    byId("borders").toggleAttribute("disabled", !areas);
    byId("caption").textContent = captionOf(store.state);
  };
  store.watch(["areas", "patterns", "reach", "borders", "safe"], show);
  show();
}

/** @param {MapView} view */
export function showScale(view) {
  const { width, text } = scaleBar(view.map, 110);
  const bar = /** @type {HTMLElement} */ (byId("scale").querySelector(".map-scale-bar"));
  bar.style.width = `${width}px`;
  /** @type {HTMLElement} */ (byId("scale").querySelector(".map-scale-text")).textContent = text;
}

/** What a button of the phone's date bar opens: the class of the body while it is open, and where the keyboard goes. */
const LAYERS = { "options-open": { name: "is-options", first: "areas-on" }, "menu-open": { name: "is-menu", first: "map-link" } };

/** Close what the phone's date bar opened. */
export function closeLayers() {
  for (const [button, { name }] of Object.entries(LAYERS)) {
    document.body.classList.remove(name);
    byId(button).setAttribute("aria-expanded", "false");
  }
}

/** The reader chose where to go: show the map again, if the phone's options cover it. */
export function leaveOptions() {
  if (!document.body.classList.contains(LAYERS["options-open"].name)) return;
  closeLayers();
  byId("options-open").focus();
}

/** Buttons of the phone's date bar open what stands in the open on larger screens. @param {() => void} onSearch */
export function connectPhoneBar(onSearch) {
  for (const [button, { name, first }] of Object.entries(LAYERS)) {
    const opener = byId(button);
    opener.addEventListener("click", () => {
      const open = !document.body.classList.contains(name);
      closeLayers();
      document.body.classList.toggle(name, open);
      opener.setAttribute("aria-expanded", String(open));
      // What opens stands elsewhere on the page: without this the next tab would go past it.
      if (open) byId(first).focus();
    });
    const escape = /** @param {KeyboardEvent} event */ (event) => {
      if (event.key !== "Escape" || !document.body.classList.contains(name)) return;
      event.preventDefault();
      closeLayers();
      opener.focus();
    };
    document.addEventListener("keydown", escape, { capture: true });
  }
  const narrow = matchMedia("(width < 960px)");
  const arrange = () => {
    // The legend is a strip that scrolls there, so the keyboard must reach it.
    if (narrow.matches) byId("legend").setAttribute("tabindex", "0");
    else byId("legend").removeAttribute("tabindex");
    // What has no room on the map or beside the slider stands with the legend, in the layer that a button opens.
    if (narrow.matches) {
      byId("legend").before(byId("options"));
      byId("latest").before(byId("time-choices"));
      // The day is what most come for.
      byId("options").before(byId("go-to"));
    } else {
      byId("map-foot").before(byId("options"));
      byId("time-controls").append(byId("time-choices"));
      byId("time-choices").append(byId("go-to"));
    }
  };
  narrow.addEventListener("change", arrange);
  arrange();
  byId("search-open").addEventListener("click", onSearch);
}
