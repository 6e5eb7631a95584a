/**
 * Where names go beside their dots so that none covers another.
 *
 * @typedef {object} Box
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 *
 * @typedef {object} Wish a name to be placed; the first in the list has the first choice
 * @property {number} x of the dot
 * @property {number} y
 * @property {number} radius of the dot with its rings
 * @property {number} width of the name
 * @property {number} height
 * @property {boolean} [centred] the name stands on the point itself, as a country's does
 *
 * @typedef {object} Place left end and middle of the name
 * @property {number} x
 * @property {number} y
 */

const CELL = 48;
const GAP = 4;

/** Boxes on a grid, so that a question looks only at its neighbours. */
export class Occupied {
  constructor() {
    /** @type {Map<string, Box[]>} */
    this.cells = new Map();
  }

  /** @param {Box} box @param {(cell: string) => boolean} visit stops at true @returns {boolean} */
  visitCells(box, visit) {
    for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row += 1) {
      for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column += 1) {
        if (visit(`${column},${row}`)) return true;
      }
    }
    return false;
  }

  /** @param {Box} box */
  add(box) {
    this.visitCells(box, (cell) => {
      const boxes = this.cells.get(cell);
      if (boxes) boxes.push(box);
      else this.cells.set(cell, [box]);
      return false;
    });
  }

  /** @param {Box} box @param {Box | null} [own] a box that does not count */
  hits(box, own) {
    return this.visitCells(box, (cell) =>
      (this.cells.get(cell) ?? []).some((other) => other !== own && overlap(box, other)),
    );
  }
}

/** @param {Box} a @param {Box} b */
export function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * Place names greedily: right of the dot, left, above, below, then the corners; else not at all.
 * @param {Wish[]} wishes
 * @param {(Box | null)[]} [obstacles] no name may cover these; the i-th is the i-th wish's own dot where both exist
 * @param {Box} [view] what is seen: names must not be cut by its edge
 * @returns {(Place | null)[]}
 */
export function placeNames(wishes, obstacles = [], view = EVERYWHERE) {
  const occupied = new Occupied();
  for (const obstacle of obstacles) if (obstacle) occupied.add(obstacle);
  return wishes.map((wish, index) => {
    for (const place of candidates(wish)) {
      const box = boxOf(wish, place);
      const seen = wish.centred || holds(view, { left: wish.x, right: wish.x, top: wish.y, bottom: wish.y });
      if (seen ? !holds(view, box) : overlap(view, box)) continue;
      if (occupied.hits(box, obstacles[index])) continue;
      occupied.add(box);
      return place;
    }
    return null;
  });
}

const EVERYWHERE = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** @param {Box} outer @param {Box} box */
function holds(outer, box) {
  return box.left >= outer.left && box.right <= outer.right && box.top >= outer.top && box.bottom <= outer.bottom;
}

/** @param {Wish} wish @param {Place} place @returns {Box} */
export function boxOf({ width, height }, place) {
  return { left: place.x - 1, right: place.x + width + 1, top: place.y - height / 2, bottom: place.y + height / 2 };
}

/** @param {Wish} wish @returns {Place[]} */
function candidates({ x, y, radius, width, height, centred }) {
  if (centred) {
    return [0, -1, 1, -2, 2].flatMap((rows) =>
      [0, -0.3, 0.3].map((part) => ({ x: x - width / 2 + part * width, y: y + rows * height })),
    );
  }
  const right = x + radius + GAP;
  const left = x - radius - GAP - width;
  const above = y - radius - height / 2;
  const below = y + radius + height / 2;
  return [
    { x: right, y },
    { x: left, y },
    { x: x - width / 2, y: above },
    { x: x - width / 2, y: below },
    { x: right - 2, y: y - height / 2 },
    { x: right - 2, y: y + height / 2 },
    { x: left + 2, y: y - height / 2 },
    { x: left + 2, y: y + height / 2 },
  ];
}
