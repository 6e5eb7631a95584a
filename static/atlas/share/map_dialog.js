/** Taking the map along: a link, a frame, a picture, a time lapse. */

import { gettext } from "../translation.js";
import { ShareDialog } from "./dialog.js";
import { EmbedSection } from "./embed_section.js";
import { LapseSection } from "./lapse_section.js";
import { LinkSection } from "./link_section.js";
import { Picture } from "./picture.js";
import { PictureSection } from "./picture_section.js";
import { fileName, pictureText } from "./words.js";

/**
 * @typedef {object} Shared what the sections know of the page
 * @property {() => string} address of the map as it is now, absolute
 * @property {import("../store.js").Store} store
 * @property {import("../map/map_view.js").MapView} view
 * @property {import("../story/timeline.js").Timeline} timeline
 * @property {import("../story/ranks.js").Ranks} ranks
 * @property {number} firstDay from when on there is much to see
 * @property {() => number[]} actors those in the legend, by index
 * @property {{embed_origins: string[], attribution: string}} settings
 */

/** @param {Shared} shared @returns {ShareDialog} */
export function mapShareDialog(shared) {
  const { address, settings, store, timeline, view } = shared;
  const pictures = {
    screen: () => view.map.getSize(),
    make: /** @param {import("./picture.js").Size} size */ (size) => new Picture(shared, size, store.state.day),
    words: /** @param {Picture} picture */ (picture) => pictureText(timeline, picture.note),
    fileName: () => fileName(store.state.day, "png"),
  };
  return new ShareDialog((tell) => [
    new LinkSection(address, gettext("It opens this day, this part of the map, the town, the actors and the claims that are chosen now."), tell),
    new EmbedSection(address, settings.embed_origins, tell),
    new PictureSection(pictures, tell),
    new LapseSection(shared, tell),
  ]);
}
