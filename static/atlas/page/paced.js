/** Not holding up the page: work that waits its turn. */

/** A page that nobody sees is not drawn, and does not wait to be. */
const MOST_DRAWING_MS = 500;

/** Wait until the browser has drawn what was changed. @returns {Promise<void>} */
export function drawn() {
  return new Promise((done) => {
    const unseen = setTimeout(done, MOST_DRAWING_MS);
    requestAnimationFrame(() => {
      clearTimeout(unseen);
      setTimeout(done);
    });
  });
}

/**
 * Do something at most so often: at once after a pause, else once when the pause is over. Lists and counts beside the
 * map need not follow every day of a story that plays; nobody could read them.
 * @param {() => void} deed
 * @param {number} pause milliseconds
 * @returns {() => void}
 */
export function paced(deed, pause) {
  let last = -Infinity;
  let timer = 0;
  const now = () => {
    timer = 0;
    last = performance.now();
    deed();
  };
  return () => {
    if (timer) return;
    const rest = last + pause - performance.now();
    if (rest <= 0) now();
    else timer = window.setTimeout(now, rest);
  };
}
