/** The basemap's files are TopoJSON (docs/basemap.md); the page draws GeoJSON. */

/**
 * @typedef {[number, number]} Pair
 *
 * @typedef {object} Geometry
 * @property {"Point" | "LineString" | "MultiLineString" | "Polygon" | "MultiPolygon"} type
 * @property {string} [id]
 * @property {Record<string, any>} [properties]
 * @property {any} [arcs] numbers of arcs, nested as deep as the type's coordinates less one
 * @property {Pair} [coordinates] of a point, in steps of the transform
 *
 * @typedef {object} Topology
 * @property {{scale: Pair, translate: Pair}} transform
 * @property {Pair[][]} arcs first point, then differences
 * @property {Record<string, {geometries: Geometry[]}>} objects
 *
 * @typedef {{type: "FeatureCollection", features: object[]}} Collection
 */

/**
 * Turn a topology into one GeoJSON collection for each layer, coordinates in degrees [longitude, latitude].
 *
 * @param {Topology} topology
 * @returns {Record<string, Collection>}
 */
export function decode({ transform, arcs, objects }) {
  const { scale, translate } = transform;

  /** @param {Pair} steps @returns {Pair} */
  const degrees = ([x, y]) => [x * scale[0] + translate[0], y * scale[1] + translate[1]];

  const lines = arcs.map((arc) => {
    let x = 0;
    let y = 0;
    return arc.map(([dx, dy]) => {
      x += dx;
      y += dy;
      return degrees([x, y]);
    });
  });

  // Arc ~i is arc i backwards. Where two arcs meet, the point they share is kept once.
  /** @param {number[]} path @returns {Pair[]} */
  const join = (path) =>
    path.flatMap((number, place) => {
      const line = number < 0 ? [...lines[~number]].reverse() : lines[number];
      return place === 0 ? line : line.slice(1);
    });

  /** @param {Geometry} geometry */
  const coordinates = ({ type, arcs: paths, coordinates: steps }) => {
    if (type === "Point") return degrees(/** @type {Pair} */ (steps));
    if (type === "LineString") return join(paths);
    if (type === "MultiPolygon") return paths.map((/** @type {number[][]} */ rings) => rings.map(join));
    return paths.map(join);
  };

  /** @param {Geometry} geometry */
  const feature = (geometry) => ({
    type: "Feature",
    ...(geometry.id === undefined ? {} : { id: geometry.id }),
    properties: geometry.properties ?? {},
    geometry: { type: geometry.type, coordinates: coordinates(geometry) },
  });

  return Object.fromEntries(
    Object.entries(objects).map(([name, { geometries }]) => [
      name,
      { type: "FeatureCollection", features: geometries.map(feature) },
    ]),
  );
}
