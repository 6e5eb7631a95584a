/** Starting the worker that fills the areas of a map: a browser takes a while to do it, so it may be done ahead. */

/** @returns {Worker} */
export function startWorker() {
  return new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
}

/** The worker of the page's first map: that which was started ahead, if one was. @returns {Worker} */
export function firstWorker() {
  const page = /** @type {{areasWorker?: Worker}} */ (/** @type {unknown} */ (globalThis));
  page.areasWorker ??= startWorker();
  return page.areasWorker;
}
