/** Two maps that always show the same place. */

/** @typedef {import("../map/map_view.js").MapView} MapView */

/** @param {MapView} one @param {MapView} other */
export function syncMaps(one, other) {
  let following = false;
  /** @param {MapView} leader @param {MapView} follower */
  const follow = (leader, follower) => {
    leader.map.on("move zoom", () => {
      if (following) return;
      following = true;
      follower.map.setView(leader.map.getCenter(), leader.map.getZoom(), { animate: false });
      following = false;
    });
    // A map that was led to the whole story shows it too: nobody chose that view, and it fits itself to another size.
    leader.map.on("whole", () => {
      follower.whole = leader.whole;
    });
  };
  follow(one, other);
  follow(other, one);
}
