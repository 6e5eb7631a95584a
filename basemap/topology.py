"""Lines cut at the places where they meet, each stored once: the heart of TopoJSON.

Coordinates are (x, y) pairs of any unit; they must be equal, not just near, where two lines are meant to meet.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

Point = tuple[float, float]
Line = Sequence[Point]

__all__ = ["Line", "Point", "Topology", "lines_of_path"]


@dataclass(slots=True)
class Topology:
    """Arcs, and paths that name them as TopoJSON does: `i` is an arc forwards, `~i` the same arc backwards."""

    arcs: list[list[Point]] = field(default_factory=list)
    _index: dict[tuple[Point, ...], int] = field(default_factory=dict)
    _nodes: set[Point] = field(default_factory=set)

    @classmethod
    def of(cls, rings: Iterable[Line], lines: Iterable[Line] = (), also_cut_at: Iterable[Point] = ()) -> "Topology":
        """Find the nodes of all rings (closed, first point repeated) and open lines together.

        A point is a node when it is the end of an open line, when it has other neighbours in one line than in
        another, or when it is in `also_cut_at`. Method: M. Bostock, "How to infer topology" (2013).
        """
        neighbours: dict[Point, frozenset[Point]] = {}
        nodes = set(also_cut_at)

        def visit(point: Point, before: Point, after: Point) -> None:
            pair = frozenset((before, after))
            if neighbours.setdefault(point, pair) != pair:
                nodes.add(point)

        for ring in rings:
            count = len(ring) - 1
            for place in range(count):
                visit(ring[place], ring[place - 1] if place else ring[count - 1], ring[place + 1])
        for line in lines:
            nodes.update((line[0], line[-1]))
            for place in range(1, len(line) - 1):
                visit(line[place], line[place - 1], line[place + 1])
        return cls(_nodes=nodes)

    def ring(self, ring: Line) -> list[int]:
        """Return the path of a closed ring, adding the arcs that are new."""
        points = list(ring[:-1])
        start = next((place for place, point in enumerate(points) if point in self._nodes), None)
        if start is None:
            start = points.index(min(points))  # the same ring seen from both sides begins at the same point
        turned = points[start:] + points[:start]
        return self.line([*turned, turned[0]])

    def line(self, line: Line) -> list[int]:
        """Return the path of a line, adding the arcs that are new."""
        path, arc = [], [line[0]]
        for point in line[1:]:
            arc.append(point)
            if point in self._nodes:
                path.append(self._arc(arc))
                arc = [point]
        if len(arc) > 1:
            path.append(self._arc(arc))
        return path

    def _arc(self, points: list[Point]) -> int:
        forwards, backwards = tuple(points), tuple(reversed(points))
        if forwards in self._index:
            return self._index[forwards]
        if backwards in self._index:
            return ~self._index[backwards]
        self._index[forwards] = len(self.arcs)
        self.arcs.append(points)
        return self._index[forwards]


def lines_of_path(arcs: Sequence[Line], path: Iterable[int]) -> Iterator[Point]:
    """Yield the points along a path, the point where two arcs meet only once."""
    first = True
    for number in path:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        yield from arc if first else arc[1:]
        first = False
