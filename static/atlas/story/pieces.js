/** Long work in pieces, so that the page can draw and answer in between. */

/** A piece lasts about so long: nobody notices less than fifty, and on a phone it takes several times as long. */
const PIECE_MS = 12;

/**
 * Work that yields wherever it may be interrupted.
 * @template T
 * @typedef {Generator<void, T, void>} Work
 */

/** Do it without interruption. @template T @param {Work<T>} work @returns {T} */
export function atOnce(work) {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Do it in pieces. @template T @param {Work<T>} work @returns {Promise<T>} */
export async function inPieces(work) {
  const rest = rests();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    const resting = rest();
    if (resting) await resting;
  }
}

/** For work that waits anyway: ask in between, and it takes a breath when a piece has lasted long enough. @returns {() => Promise<void> | void} */
export function rests() {
  let until = performance.now() + PIECE_MS;
  return () => {
    if (performance.now() < until) return;
    return breath().then(() => {
      until = performance.now() + PIECE_MS;
    });
  };
}

/** Let the page draw and answer. Not a timer: in a page in the background those come but once a second. @returns {Promise<void>} */
export function breath() {
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(0);
  });
}

/**
 * Numbers from 0 on in pieces: [from, to) by turns.
 * @param {number} count
 * @param {number} [size] of a piece
 * @returns {Generator<[number, number], void, void>}
 */
export function* pieces(count, size = 1 << 15) {
  for (let from = 0; from < count; from += size) yield [from, Math.min(count, from + size)];
}
