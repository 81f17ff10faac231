/** The smallest rectangle, at any angle, around a set of points: what `cv2.minAreaRect` gives the reference post-processing. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle at an angle: its centre, the unit vector along `width` (pointing right), and its extents along and across. */
export interface RotatedRect {
  readonly centre: Point;
  readonly axis: Point;
  readonly width: number;
  readonly height: number;
}

/** Corners in the order upper left, upper right, lower right, lower left, as the text in between reads. */
export type Quad = readonly [Point, Point, Point, Point];

/** The convex hull, counter-clockwise in a y-up plane, without collinear points (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const chain = (visit: readonly Point[]): Point[] => {
    const hull: Point[] = [];
    for (const point of visit) {
      while (hull.length >= 2 && cross(hull.at(-2)!, hull.at(-1)!, point) <= 0) hull.pop();
      hull.push(point);
    }
    hull.pop();
    return hull;
  };
  return [...chain(sorted), ...chain(sorted.reverse())];
}

/**
 * One side of the smallest rectangle lies on a side of the hull, so every side is tried. The axis is turned to within ±45° of
 * the horizontal: `width` is the horizontal extent of a rectangle that stands upright.
 */
export function minAreaRect(points: readonly Point[]): RotatedRect {
  const hull = convexHull(points);
  let best: RotatedRect | undefined;
  for (let i = 0; i < hull.length; i++) {
    const from = hull[i]!;
    const to = hull[(i + 1) % hull.length]!;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    if (length === 0) continue;
    const rect = boundsAlong(hull, nearHorizontal({ x: (to.x - from.x) / length, y: (to.y - from.y) / length }));
    if (best === undefined || rect.width * rect.height < best.width * best.height) best = rect;
  }
  return best ?? boundsAlong(hull, { x: 1, y: 0 });
}

/** The rectangle with every side moved outwards by `distance` pixels. */
export function expanded(rect: RotatedRect, distance: number): RotatedRect {
  return { ...rect, width: rect.width + 2 * distance, height: rect.height + 2 * distance };
}

export function cornersOf({ centre, axis, width, height }: RotatedRect): Quad {
  const corner = (along: number, across: number): Point => ({
    x: centre.x + axis.x * along * width - axis.y * across * height,
    y: centre.y + axis.y * along * width + axis.x * across * height,
  });
  return [corner(-0.5, -0.5), corner(0.5, -0.5), corner(0.5, 0.5), corner(-0.5, 0.5)];
}

function cross(o: Point, a: Point, b: Point): number {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/** The same direction of sides, as the unit vector among its four quarter turns that points right, within ±45°. */
function nearHorizontal({ x, y }: Point): Point {
  const lying = Math.abs(x) >= Math.abs(y) ? { x, y } : { x: y, y: -x };
  return lying.x < 0 ? { x: -lying.x, y: -lying.y } : lying;
}

function boundsAlong(points: readonly Point[], axis: Point): RotatedRect {
  let [minAlong, maxAlong, minAcross, maxAcross] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of points) {
    const along = x * axis.x + y * axis.y;
    const across = y * axis.x - x * axis.y;
    minAlong = Math.min(minAlong, along);
    maxAlong = Math.max(maxAlong, along);
    minAcross = Math.min(minAcross, across);
    maxAcross = Math.max(maxAcross, across);
  }
  const along = (minAlong + maxAlong) / 2;
  const across = (minAcross + maxAcross) / 2;
  return {
    centre: { x: along * axis.x - across * axis.y, y: along * axis.y + across * axis.x },
    axis,
    width: maxAlong - minAlong,
    height: maxAcross - minAcross,
  };
}
