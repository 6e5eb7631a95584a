/** Taking a comparison along: a link, a frame, a picture. */

import { ShareDialog } from "../share/dialog.js";
import { EmbedSection } from "../share/embed_section.js";
import { LinkSection } from "../share/link_section.js";
import { PictureSection } from "../share/picture_section.js";
import { longDate, toIso } from "../story/days.js";
import { gettext, interpolate } from "../translation.js";
import { ComparePicture } from "./compare_picture.js";

/** @typedef {import("./compare_picture.js").Compared} Compared */

/** @param {() => Compared} read the comparison as it is now @param {string[]} origins of the pages that may show it @returns {ShareDialog} */
export function compareShareDialog(read, origins) {
  const { address, sides } = read();
  const days = () => sides.map((side) => side.store.state.day);
  const pictures = {
    // Each map of the picture is as high as on the screen.
    screen: () => {
      const { x, y } = sides[1].view.map.getSize();
      return document.body.classList.contains("is-swipe") ? { x: 2 * x, y } : { x: 2 * x + 1, y };
    },
    make: /** @param {import("../share/picture.js").Size} size */ (size) => new ComparePicture(read(), size),
    words: /** @param {ComparePicture} picture */ (picture) => {
      const [a, b] = days().map(longDate);
      const notes = picture.notes.flatMap((note, index) => (note ? [`${sides[index].name.toUpperCase()}: ${note}.`] : []));
      return [interpolate(gettext("Two maps of who held which town: %(first)s and %(second)s."), { first: a, second: b }), `${picture.title}.`, ...notes].join(" ");
    },
    fileName: () => `conflictmap-${days().map(toIso).join("-to-")}.png`,
  };
  return new ShareDialog((tell) => [
    new LinkSection(address, gettext("It opens both maps with their days and claims, and this part of the world."), tell),
    new EmbedSection(address, origins, tell),
    new PictureSection(pictures, tell),
  ]);
}
