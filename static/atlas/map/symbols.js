/** How one town looks: its dot, its rings, its marks. Sizes in CSS pixels. */

/**
 * @typedef {import("../theme.js").Inks} Inks
 *
 * @typedef {object} Symbol
 * @property {number} x
 * @property {number} y
 * @property {number} radius
 * @property {string[]} fills colours of the holders; none draws a hollow dot
 * @property {boolean} crossed sources disagree
 * @property {boolean} dashed the town is changing hands
 * @property {boolean} stale the last news is old or weak: the dot has a hole, as the area has a broken edge
 * @property {boolean} besieged
 * @property {boolean} underAttack
 * @property {boolean} [faded] the reader has hidden its holders
 */

/** Dot radius by rank, from 1 on; index 0 is not used. */
const RADII = [0, 5, 4, 3.1, 2.5];
/** The hole in the dot of a stale town, as a part of its radius. */
const STALE_HOLE = 0.5;

/** @param {number} rank 1..4 @param {boolean} coarse on phones dots are a little larger */
export function dotRadius(rank, coarse) {
  return RADII[rank] * (coarse ? 1.1 : 1);
}

/** @param {CanvasRenderingContext2D} context @param {Symbol} symbol @param {Inks} inks */
export function drawSymbol(context, symbol, inks) {
  const { x, y, radius, fills } = symbol;
  if (symbol.faded) {
    circle(context, x, y, radius * 0.6);
    context.fillStyle = inks.rule2;
    context.fill();
    return;
  }
  if (symbol.besieged) ring(context, x, y, radius + 5, inks, []);
  if (symbol.underAttack) ring(context, x, y, radius + (symbol.besieged ? 8.5 : 5), inks, [3.2, 3]);

  circle(context, x, y, radius + 1.9);
  context.fillStyle = inks.halo;
  context.fill();
  circle(context, x, y, radius);
  context.fillStyle = fills[0] ?? inks.land;
  context.fill();
  // Further holders take their part of the dot from the top, clockwise.
  for (let index = 0; index < fills.length - 1; index += 1) {
    const turn = (2 * Math.PI) / fills.length;
    context.beginPath();
    context.moveTo(x, y);
    context.arc(x, y, radius, index * turn - Math.PI / 2, (index + 1) * turn - Math.PI / 2);
    context.closePath();
    context.fillStyle = fills[index + 1];
    context.fill();
  }
  if (symbol.stale) {
    circle(context, x, y, radius * STALE_HOLE);
    context.fillStyle = inks.land;
    context.fill();
  }
  context.lineWidth = 1.3;
  context.strokeStyle = fills.length ? inks.ink : inks.ink3;
  if (symbol.crossed) {
    const arm = radius * Math.SQRT1_2;
    context.beginPath();
    context.moveTo(x - arm, y - arm);
    context.lineTo(x + arm, y + arm);
    context.moveTo(x + arm, y - arm);
    context.lineTo(x - arm, y + arm);
    context.stroke();
  }
  context.setLineDash(symbol.dashed ? [2, 1.6] : []);
  circle(context, x, y, radius);
  context.stroke();
  context.setLineDash([]);
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius */
function circle(context, x, y, radius) {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
}

/**
 * A ring in ink on a casing of the ground, so that it reads on any colour.
 * @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius
 * @param {Inks} inks @param {number[]} dash
 */
function ring(context, x, y, radius, inks, dash) {
  circle(context, x, y, radius);
  context.strokeStyle = inks.halo;
  context.lineWidth = 4.4;
  context.stroke();
  context.setLineDash(dash);
  context.strokeStyle = inks.ink;
  context.lineWidth = 1.9;
  context.stroke();
  context.setLineDash([]);
}

/**
 * Four corners around the selected town.
 * @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} radius @param {Inks} inks
 */
export function drawBrackets(context, x, y, radius, inks) {
  const reach = radius + 11;
  const arm = 6;
  context.beginPath();
  for (const right of [-1, 1]) {
    for (const down of [-1, 1]) {
      context.moveTo(x + right * reach, y + down * (reach - arm));
      context.lineTo(x + right * reach, y + down * reach);
      context.lineTo(x + right * (reach - arm), y + down * reach);
    }
  }
  context.lineJoin = "miter";
  context.strokeStyle = inks.halo;
  context.lineWidth = 5;
  context.stroke();
  context.strokeStyle = inks.ink;
  context.lineWidth = 2.2;
  context.stroke();
}

/**
 * Text with a halo of the ground behind it.
 * @param {CanvasRenderingContext2D} context @param {string} text @param {number} x @param {number} y
 * @param {string} colour @param {string} halo @param {number} width of the halo
 */
export function drawText(context, text, x, y, colour, halo, width) {
  context.lineJoin = "round";
  // Names have their place by their left ends; on a page that runs from the right a canvas would take it for the right end.
  context.textAlign = "left";
  context.strokeStyle = halo;
  context.lineWidth = width;
  context.strokeText(text, x, y);
  context.fillStyle = colour;
  context.fillText(text, x, y);
}
