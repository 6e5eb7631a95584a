/** Two maps that always show the same place. */

/**
 * @param {import("leaflet").Map} one
 * @param {import("leaflet").Map} other
 */
export function syncMaps(one, other) {
  let following = false;
  /** @param {import("leaflet").Map} leader @param {import("leaflet").Map} follower */
  const follow = (leader, follower) => {
    leader.on("move zoom", () => {
      if (following) return;
      following = true;
      follower.setView(leader.getCenter(), leader.getZoom(), { animate: false });
      following = false;
    });
  };
  follow(one, other);
  follow(other, one);
}
