"""Shapes told by the outlines under them: what is shaded ends where a coast or border is drawn, and costs few bytes."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .areas import Area, Ring
from .basemap import Shape, in_order, written

__all__ = ["Tracer"]

_OWN, _ALONG, _BACK = range(3)  # the sorts of pieces
_SHORT = 2  # points: so few are told sooner than found

_HIGH = 1 << 20  # what a longitude weighs in a key: more than any latitude

_Keys = Sequence[int]  # points, each as one number
_Points = Sequence[tuple[int, int]]


class Tracer:
    """Writes areas as runs of the points of outlines, which are numbered as `basemap.encode` writes them."""

    def __init__(self, shapes: Iterable[Shape]) -> None:
        keys = np.concatenate([np.empty(0, np.int64), *(_keys_of(shape.points) for shape in in_order(shapes))])
        self._order = np.argsort(keys, kind="stable")
        self._sorted, self._keys = keys[self._order], keys.tolist()

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
        sought = _keys_of(run)
        first, after = (np.searchsorted(self._sorted, sought, side).tolist() for side in ("left", "right"))
        keys: _Keys = sought.tolist()
        own: _Points = []
        at = 0
        while at < len(points):
            number, count = self._longest(keys, at, self._order[first[at] : after[at]].tolist())
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

    def _longest(self, keys: _Keys, at: int, numbers: Iterable[int]) -> tuple[int, int]:
        """From which of the numbers on most of the points are those of outlines, and how many; less than 0 for back."""
        found = [(number, way * self._same(keys, at, number, way)) for number in numbers for way in (1, -1)]
        return max(found, key=lambda one: abs(one[1]), default=(0, 0))

    def _same(self, keys: _Keys, at: int, number: int, way: int) -> int:
        last = min(len(keys) - at, len(self._keys) - number if way > 0 else number + 1)
        return next((i for i in range(1, last) if self._keys[number + way * i] != keys[at + i]), last)


def _keys_of(points: Ring) -> NDArray[np.int64]:
    return points[:, 0] * _HIGH + points[:, 1]


def _zigzag(value: int) -> int:
    return (value << 1) ^ (value >> 63)
