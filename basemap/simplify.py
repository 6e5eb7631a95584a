"""Line simplification by Visvalingam and Whyatt (1993), measured in pixels of the Web Mercator map.

Measuring on the map and not on the ground spends points where a reader can see them.
"""

import heapq
import itertools
import math
from collections.abc import Sequence

from topology import Line, Point

__all__ = ["importance", "mercator", "ring_area"]


def mercator(point: Point) -> Point:
    """Return Web Mercator (EPSG:3857) coordinates in pixels of the zoom 0 world, 256 pixels wide."""
    lon, lat = point
    latitude = math.radians(max(-85.05, min(85.05, lat)))
    return (lon + 180) / 360 * 256, (1 - math.asinh(math.tan(latitude)) / math.pi) * 128


def ring_area(ring: Line) -> float:
    """Return the area of a closed ring on the zoom 0 map, in square pixels, always positive."""
    points = [mercator(point) for point in ring]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(points))) / 2


def importance(arc: Sequence[Point]) -> list[float]:
    """Return for every point the area in square pixels at zoom 0 below which it may go; infinite for the two ends.

    Multiply by 4 for every zoom level. Areas never shrink along the removals, so one threshold gives one line.
    """
    points = [mercator(point) for point in arc]
    count = len(points)
    result = [math.inf] * count
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))

    def triangle(place: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[place]], points[place], points[after[place]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    current = {place: triangle(place) for place in range(1, count - 1)}
    heap = [(area, place) for place, area in current.items()]
    heapq.heapify(heap)
    highest = 0.0
    while heap:
        area, place = heapq.heappop(heap)
        if current.get(place) != area:
            continue
        del current[place]
        highest = max(highest, area)
        result[place] = highest
        left, right = before[place], after[place]
        after[left], before[right] = right, left
        for side in (left, right):
            if side in current:
                current[side] = triangle(side)
                heapq.heappush(heap, (current[side], side))
    return result
