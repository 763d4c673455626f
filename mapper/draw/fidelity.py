"""Fidelity of areas: their edges are drawn so finely that each is within a hundredth of its finest shape in size.

A line without some of its vertices leaves pockets between the vertices that stay, an islet without enough of them is
one pocket as a whole: their sizes are what a level of detail gets wrong. Archipelagos and fjords need a fine level to
be right, plains and straight borders none. The level is chosen cell by cell, first where a vertex puts most right,
until what is left wrong is little enough.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .basemap import SCALE, cells_at

__all__ = ["Edge", "levels_along"]

_WRONG = 0.009  # of an area's size: what its edges may get wrong
_FINEST = 0.4  # of what the finest level but one gets wrong: what the finest still does, beside Natural Earth's own
_LEAST = 0.001  # of an area's size, that is wrong with next to all of its vertices
_MOST = 7_000  # vertices of a page beyond those of the world at its coarsest: a thirtieth of its size
_LEVELS = 4

_Ints = NDArray[np.int64]
_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """The border between an area and its neighbours: lines end to end.

    points   n x 2 whole numbers, longitude and latitude in 1/SCALE degree
    needed   per vertex the level of detail from which it is needed
    start    per line the index of its first vertex
    forward  per line whether the area lies to its left
    """

    points: _Ints
    needed: NDArray[np.uint8]
    start: _Ints
    forward: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Steps:
    """Ways to draw an area more finely: a cell and a level each, the ones worth most first."""

    cell: _Ints
    level: _Ints
    cost: _Ints  # vertices
    worth: _Floats  # the share of the area that a vertex puts right

    def __getitem__(self, some: slice) -> "_Steps":
        return _Steps(cell=self.cell[some], level=self.level[some], cost=self.cost[some], worth=self.worth[some])


def levels_along(edges: Iterable[Edge]) -> tuple[_Ints, _Ints, int]:
    """Cells, the level of detail of each, and how many vertices that takes, for the edges of some areas."""
    steps = [_steps(edge) for edge in edges]
    if not steps:
        return np.empty(0, np.int64), np.empty(0, np.int64), 0
    cell, level, cost, worth = (
        np.concatenate([getattr(one, name) for one in steps]) for name in ("cell", "level", "cost", "worth")
    )
    order = np.argsort(-worth, kind="stable")
    chosen = order[np.cumsum(cost[order]) <= _MOST]
    return cell[chosen], level[chosen], int(cost[chosen].sum())


def _steps(edge: Edge) -> _Steps:
    # So that areas on the plane are equal to those on the globe.
    x, y = edge.points[:, 0] / SCALE, np.degrees(np.sin(np.radians(edge.points[:, 1] / SCALE)))
    size = _size(edge, x, y)
    cells, place = np.unique(cells_at(edge.points), return_inverse=True)
    wrong = [np.bincount(place, _wrong(edge, x, y, level), len(cells)) / size for level in range(_LEVELS)]
    count = [np.bincount(place[edge.needed <= level], minlength=len(cells)) for level in range(_LEVELS)]
    gain, cost = -np.diff(wrong, axis=0), np.diff(count, axis=0)
    # A level is worth what those after it are, to which it leads: a group of islets appears at the last.
    led = [
        np.max([gain[i:j].sum(axis=0) / np.maximum(cost[i:j].sum(axis=0), 1) for j in range(i + 1, _LEVELS)], axis=0)
        for i in range(_LEVELS - 1)
    ]
    worth = np.minimum.accumulate(led, axis=0)
    order = np.argsort(-worth, axis=None, kind="stable")
    number, level = (side.reshape(-1)[order] for side in np.indices(cost.shape)[::-1])
    best = _Steps(cell=cells[number], level=level + 1, cost=cost.reshape(-1)[order], worth=worth.reshape(-1)[order])
    aim = max(_LEAST, _WRONG - _FINEST * float(wrong[-2].sum()))

    def left(steps: int) -> float:
        levels = np.zeros(len(cells), np.int64)
        np.maximum.at(levels, number[:steps], best.level[:steps])
        return float(_wrong(edge, x, y, levels[place]).sum()) / size

    # Not by what each of them puts right alone: a pocket may reach from its cell into those around it.
    guessed = wrong[0].sum() - np.cumsum([0.0, *gain.reshape(-1)[order]])
    fewest = int(np.argmax(guessed <= max(aim, guessed.min())))
    return best[: bisect_left(range(len(order)), -aim, lo=fewest, key=lambda steps: -left(steps))]


def _size(edge: Edge, x: _Floats, y: _Floats) -> float:
    strips = np.append(0.0, (x[1:] + x[:-1]) / 2 * np.diff(y))
    strips[edge.start] = 0
    return abs(float(np.sum(np.add.reduceat(strips, edge.start) * np.where(edge.forward, 1, -1))))


def _between(one: _Floats, other: _Floats) -> _Floats:
    """How far a line is from its chord on average, between two points so far off it; less than 0 is the other side."""
    wide = np.abs(one) + np.abs(other)
    return np.where(one * other < 0, (one**2 + other**2) / np.where(wide, wide, 1.0), wide) / 2


def _wrong(edge: Edge, x: _Floats, y: _Floats, level: int | _Ints) -> _Floats:
    """The pockets at a level, that of all vertices or one for each; each shared out among the vertices that go next."""
    kept = edge.needed <= level
    kept[edge.start] = True
    a = np.flatnonzero(kept)
    b = np.append(a[1:], len(x) - 1)
    pocket = np.cumsum(kept) - 1  # per vertex: that which begins there or before
    x0, y0 = x[a][pocket], y[a][pocket]
    along, up = x[b][pocket] - x0, y[b][pocket] - y0  # the chord from the vertex that stays to the next one
    length = np.hypot(along, up)
    across = np.where(length, length, 1.0)
    off = ((x - x0) * up - (y - y0) * along) / across
    on = ((x - x0) * along + (y - y0) * up) / across
    # Strips between the chord and the line, or of a ring, whose chord has no length, triangles.
    after = np.append(np.arange(1, len(x)), 0)
    ends = kept[after]
    strips = _between(off, np.where(ends, 0.0, off[after])) * np.abs(np.where(ends, length, on[after]) - on)
    fan = np.abs((x - x0) * (y[after] - y0) - (x[after] - x0) * (y - y0)) / 2
    size = np.bincount(pocket, np.where(length > 0, strips, np.where(ends, 0, fan)), len(a))
    level_of = np.where(kept, _LEVELS, edge.needed)
    taken = ~kept & (level_of == np.minimum.reduceat(level_of, a)[pocket])
    shares = size / np.maximum(np.bincount(pocket[taken], minlength=len(a)), 1)
    return np.where(taken, shares[pocket], 0.0)
