/** Shapes of the basemap as paths of a canvas. */

/**
 * @typedef {import("./canvas_layer.js").CanvasView} CanvasView
 * @typedef {import("./basemap.js").Shape} Shape
 * @typedef {Pick<CanvasRenderingContext2D, "beginPath" | "moveTo" | "lineTo" | "closePath">} PathContext
 */

/** How close to 180 degrees a point is on the seam of the map, in Mercator units; the basemap is rounded to more. */
const SEAM = 1e-6;

/**
 * Make the rings of a surface the context's path, to be filled.
 * @param {PathContext} context @param {Shape} shape @param {CanvasView} view
 */
export function traceSurface(context, shape, view) {
  trace(context, shape, view, false);
}

/**
 * Make lines, or the rims of a surface, the context's path, to be stroked. Where a surface is cut at 180 degrees
 * there is no rim.
 * @param {PathContext} context @param {Shape} shape @param {CanvasView} view
 */
export function traceLines(context, shape, view) {
  trace(context, shape, view, true);
}

/** @param {number} x Mercator */
function onSeam(x) {
  return x < SEAM || x > 1 - SEAM;
}

/**
 * Points closer than half a pixel to the one before are left out.
 * @param {PathContext} context @param {Shape} shape @param {CanvasView} view
 * @param {boolean} open leave out what lies along the seam
 */
function trace(context, { lines, box }, { scale, left, top }, open) {
  const cut = open && (onSeam(box[0]) || onSeam(box[2]));
  context.beginPath();
  for (const line of lines) {
    let lastX = Infinity;
    let lastY = Infinity;
    let lastOnSeam = false;
    for (let index = 0; index < line.length; index += 2) {
      const x = line[index] * scale - left;
      const y = line[index + 1] * scale - top;
      const isSeam = cut && onSeam(line[index]);
      const isLast = index + 2 === line.length;
      if (!isSeam && !isLast && Math.abs(x - lastX) < 0.5 && Math.abs(y - lastY) < 0.5) continue;
      if (index === 0 || (isSeam && lastOnSeam)) context.moveTo(x, y);
      else context.lineTo(x, y);
      lastX = x;
      lastY = y;
      lastOnSeam = isSeam;
    }
    if (!open) context.closePath();
  }
}
