/** Keeps the page's state in the browser's address bar and its history. */

/** Browsers refuse more than about a hundred replacements in half a minute, so a short while is waited. */
const PAUSE_MS = 400;

export class AddressBar {
  /**
   * @param {() => string} write the query of the state as it is now, as in "?date=2017-09-22"
   * @param {boolean} [still] the address and the history are another page's: leave them alone
   */
  constructor(write, still = false) {
    this.write = write;
    this.still = still;
    this.timer = 0;
  }

  get current() {
    return location.pathname + this.write();
  }

  /** The state has moved on: the address follows. */
  keep() {
    if (this.still) return;
    this.timer ||= window.setTimeout(() => {
      this.timer = 0;
      history.replaceState(history.state, "", this.current);
    }, PAUSE_MS);
  }

  /** A step to go back from. */
  push() {
    if (this.still) return;
    history.pushState(null, "", this.current);
  }
}
