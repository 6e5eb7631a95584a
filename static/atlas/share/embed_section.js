/** The map as a part of another page: size, colours, and the code to paste. */

import { element } from "../page/element.js";
import { gettext, interpolate } from "../translation.js";
import { embedCode } from "./embed_code.js";
import { copyButton, labelled, select } from "./form.js";

const SIZES = /** @type {Record<string, [string, string]>} */ ({ wide: ["100%", "540"], large: ["960", "600"], middle: ["640", "420"], small: ["320", "240"] });

export class EmbedSection {
  /** @param {() => string} address absolute @param {string[]} origins of the pages that may show it @param {(text: string) => void} tell */
  constructor(address, origins, tell) {
    this.address = address;
    this.words = gettext("Embed");
    this.size = select({ wide: gettext("As wide as the page"), large: "960 × 600", middle: "640 × 420", small: "320 × 240" }, "wide");
    this.theme = select({ "": gettext("As the page around it"), light: gettext("Light"), dark: gettext("Dark") }, "");
    this.box = /** @type {HTMLTextAreaElement} */ (element("textarea", { rows: "4", class: "share-box" }));
    for (const choice of [this.size, this.theme]) choice.addEventListener("change", () => this.open());
    this.root = element("div", {}, element("p", { class: "share-about" }, whoMay(origins)));
    if (origins.includes("none")) return;
    this.root.append(
      element("div", { class: "share-fields" }, labelled(gettext("Size"), this.size), labelled(gettext("Colours"), this.theme)),
      labelled(gettext("Code"), this.box),
      element("p", { class: "share-actions" }, copyButton(this.box, gettext("Copy code"), tell)),
    );
  }

  open() {
    const [width, height] = SIZES[this.size.value];
    const theme = /** @type {"" | "light" | "dark"} */ (this.theme.value);
    this.box.value = embedCode(this.address(), { width, height, theme, title: document.title });
  }
}

/** Which pages a browser will show the map in. @param {string[]} origins as the operator set them */
function whoMay(origins) {
  if (origins.includes("none")) return gettext("The operator of this site does not let other pages show the map.");
  if (origins.includes("*")) return gettext("The map with its date, slider and legend, in any page. It leads back here.");
  if (origins.length === 1 && origins[0] === "self") return gettext("The map with its date, slider and legend. Only pages of this site may show it; its operator can let others.");
  const others = origins.filter((origin) => origin !== "self").join(", ");
  return interpolate(gettext("The map with its date, slider and legend, in pages of %(origins)s. It leads back here."), { origins: others });
}
