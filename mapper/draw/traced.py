"""Shapes told by the outlines under them: what is shaded ends where a coast or border is drawn, and costs few bytes."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from .areas import Area, Ring
from .basemap import Shape, in_order, written

__all__ = ["Tracer"]

_OWN, _ALONG, _BACK = range(3)  # the sorts of pieces
_SHORT = 2  # points: so few are told sooner than found

_Points = Sequence[tuple[int, int]]


class Tracer:
    """Writes areas as runs of the points of outlines, which are numbered as `basemap.encode` writes them."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        self._points = [(x, y) for shape in in_order(shapes) for x, y in shape.points.tolist()]
        self._numbers: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, point in enumerate(self._points):
            self._numbers[point].append(number)

    def text(self, area: Area) -> str:
        """The rings and lines of an area as a run of whole numbers, written as `basemap.numbers` writes them.

        For each ring or line twice its count of pieces, plus one for a line. Then for each piece its form and three
        times its count of points: those of its own (0), steps in longitude and latitude from the point before; those
        of the outlines (1), from a number on, or back from it (2), told by how far it is from where the last such
        piece ended.
        """
        values: list[int] = []
        self._next, self._at = 0, (0, 0)
        for open_, runs in enumerate((area.rings, area.lines)):
            for run in runs:
                pieces = list(self._pieces(run))
                values += [2 * len(pieces) + open_, *(value for piece in pieces for value in piece)]
        return written(np.array(values, np.int64))

    def _pieces(self, run: Ring) -> Iterator[list[int]]:
        points: _Points = [(x, y) for x, y in run.tolist()]
        own: _Points = []
        at = 0
        while at < len(points):
            number, count = self._longest(points, at)
            if abs(count) <= _SHORT:
                own = [*own, points[at]]
                at += 1
                continue
            yield from self._own(own)
            own = []
            yield [3 * abs(count) + (_ALONG if count > 0 else _BACK), _zigzag(number - self._next)]
            self._next, self._at = number + count, points[at + abs(count) - 1]
            at += abs(count)
        yield from self._own(own)

    def _own(self, points: _Points) -> Iterator[list[int]]:
        if points:
            steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise([self._at, *points])]
            yield [3 * len(points) + _OWN, *(_zigzag(value) for step in steps for value in step)]
            self._at = points[-1]

    def _longest(self, points: _Points, at: int) -> tuple[int, int]:
        """From which number on most of the points there are points of outlines, and how many; less than 0 for back."""
        found = [
            (number, way * self._same(points, at, number, way))
            for number in self._numbers.get(points[at], ()) for way in (1, -1)
        ]  # fmt: skip
        return max(found, key=lambda one: abs(one[1]), default=(0, 0))

    def _same(self, points: _Points, at: int, number: int, way: int) -> int:
        last = min(len(points) - at, len(self._points) - number if way > 0 else number + 1)
        return next((i for i in range(1, last) if self._points[number + way * i] != points[at + i]), last)


def _zigzag(value: int) -> int:
    return (value << 1) ^ (value >> 63)
