/** The map as a picture to keep: a preview, the file in two sizes, and words for readers who cannot see it. */

import { element } from "../page/element.js";
import { gettext, interpolate } from "../translation.js";
import { button, copyButton, download, labelled, reasonOf } from "./form.js";

/**
 * @typedef {object} Drawable a picture that can be made, used and forgotten
 * @property {HTMLCanvasElement} canvas
 * @property {() => Promise<void>} ready
 * @property {() => void} draw
 * @property {() => void} remove
 */

/**
 * @template P
 * @typedef {object} Pictures where the pictures come from
 * @property {() => {x: number, y: number}} screen size of the map on the screen, CSS pixels
 * @property {(size: import("./picture.js").Size) => P} make
 * @property {(picture: P) => string} words for readers who cannot see it
 * @property {() => string} fileName
 */

/** On small screens the picture is still as wide as one that is read elsewhere. */
const LEAST_WIDTH = 640;

/** @template {Drawable} P */
export class PictureSection {
  /** @param {Pictures<P>} pictures @param {(text: string) => void} tell */
  constructor(pictures, tell) {
    this.pictures = pictures;
    this.tell = tell;
    this.words = gettext("Picture");
    this.preview = /** @type {HTMLCanvasElement} */ (element("canvas", { class: "share-preview", role: "img" }));
    this.box = /** @type {HTMLTextAreaElement} */ (element("textarea", { rows: "3", class: "share-box", dir: "auto" }));
    this.buttons = [1, 2].map((ratio) => button("", () => void this.save(ratio), ratio === 2));
    this.root = element(
      "div",
      {},
      this.preview,
      element("p", { class: "share-actions" }, ...this.buttons),
      labelled(gettext("In words, for readers who cannot see it"), this.box),
      element("p", { class: "share-actions" }, copyButton(this.box, gettext("Copy words"), tell)),
    );
  }

  /** As wide as the map on the screen, and no narrower than can be read. */
  get size() {
    const { x, y } = this.pictures.screen();
    const width = Math.max(LEAST_WIDTH, x);
    return { width, mapHeight: Math.round((y * width) / x) };
  }

  open() {
    void this.make(1, (picture) => {
      const { canvas, preview } = { canvas: picture.canvas, preview: this.preview };
      preview.width = canvas.width;
      preview.height = canvas.height;
      preview.getContext("2d")?.drawImage(canvas, 0, 0);
      this.box.value = this.pictures.words(picture);
      preview.setAttribute("aria-label", this.box.value);
      this.buttons.forEach((save, index) => {
        const size = `${picture.canvas.width * (index + 1)} × ${picture.canvas.height * (index + 1)}`;
        save.textContent = interpolate(gettext("Save PNG, %(size)s"), { size });
      });
    });
  }

  /** @param {number} ratio */
  async save(ratio) {
    await this.make(ratio, async (picture) => {
      const blob = await new Promise((resolve) => picture.canvas.toBlob(resolve, "image/png"));
      if (!blob) throw new Error(gettext("the browser could not make a picture so large"));
      download(blob, this.pictures.fileName());
      this.tell(interpolate(gettext("Saved as %(name)s."), { name: this.pictures.fileName() }));
    });
  }

  /** @param {number} ratio @param {(picture: P) => void | Promise<void>} use */
  async make(ratio, use) {
    const picture = this.pictures.make({ ...this.size, ratio });
    try {
      await picture.ready();
      picture.draw();
      await use(picture);
    } catch (error) {
      this.tell(interpolate(gettext("The picture could not be made: %(reason)s."), { reason: reasonOf(error) }));
    } finally {
      picture.remove();
    }
  }
}
