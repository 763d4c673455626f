"""Countries and first-level regions as areas, whose contested parts follow a policy; waters as waters.py has them.

The former come from one file, page/areas.bin, made by scripts/build_areas.py of the lines of page/basemap.bin and
compressed with zlib. The land is cut into cells, each of one country under each policy and of one region; an area is
all the cells of its name, and its edge what lies between them and others. In the file stand, one after another:

    a line of JSON   {"arcs": n, "vertices": m, "cells": [[country under each of POLICIES, …, region], …],
                     "labels": [[country, region or "", lat, lon], …]}
    per arc          vertices (n x uint32); the cells to its left and to its right, from 1, 0 being the sea
                     (n x 2 x uint16)
    per vertex       level of detail from which it is needed (m x uint8), then the steps from vertex to vertex as in
                     page/basemap.bin

Neighbours share their arcs, so that there is no gap between them at any level of detail.
"""

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gazetteer import STATES, WATERS, Place

from .basemap import SCALE, Detail, cells_at, points_at
from .borders import POLICIES, BorderPolicy
from .fidelity import Edge, levels_along
from .waters import is_water, middle_of_water, thinned, water_runs

__all__ = ["FILE", "Area", "Ring", "area_at", "area_of", "bounds_of", "detail_for", "is_area", "is_inside", "middle_of"]

FILE = Path(__file__).parents[1] / "page" / "areas.bin"

Ring = NDArray[np.int64]
_MOST_FINE = 3_000  # vertices of a water that is nowhere drawn at its coarsest
_SMALL_KM = 60.0  # an area that reaches no farther is drawn as finely as what is around a point
_MAIN = 0.1  # of the size of the largest part: what a main part has at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A country, region, river, lake or sea as a shape.

    rings   n x 2 whole numbers each, longitude and latitude in 1/SCALE degree, the first point not repeated; what is
            inside is to the left, so that an outer ring runs against the clock and a hole with it
    middle  latitude and longitude in degrees: where its name has most room
    lines   what a river is made of instead, each n x 2
    """

    rings: tuple[Ring, ...]
    middle: tuple[float, float]
    lines: tuple[Ring, ...] = ()


@dataclass(frozen=True, slots=True)
class _Arcs:
    """The file, unpacked."""

    cells: dict[tuple[BorderPolicy, str, str], frozenset[int]]  # policy, country, region -> numbers
    middles: dict[tuple[str, str], tuple[float, float]]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    beside: NDArray[np.uint16]
    needed: NDArray[np.uint8]
    points: NDArray[np.int64]


def is_area(place: Place) -> bool:
    """True where there is a shape for the place."""
    return _is_water(place) or bool(_cells_of(place, "un"))


def _is_water(place: Place) -> bool:
    # What is only near one may bear its id.
    return place.kind in WATERS and is_water(place.id)


def detail_for(places: Iterable[Place], policy: BorderPolicy = "un") -> Detail:
    """The detail of a map of places: finest around those that are points, true to shape along the others."""
    known = list(dict.fromkeys(places))
    points = [(p.lat, p.lon) for p in known if not is_area(p) or p.precision_km <= _SMALL_KM]
    cells, levels, vertices = _along(known, policy)
    return Detail(points, policy, (cells, levels), more=vertices)


def _along(places: Iterable[Place], policy: BorderPolicy) -> tuple[Ring, Ring, int]:
    """Cells at the edges of those of the places that are areas, the levels they need, and in how many vertices."""
    runs = [np.empty((0, 2), np.int64)]
    for shores in (water_runs(place.id) for place in places if _is_water(place)):
        if sum(int((run.needed <= 1).sum()) for run in shores) <= _MOST_FINE:
            runs += [run.points for run in shores]
    lined = cells_at(np.concatenate(runs))
    cells, levels, vertices = levels_along(_edge(mine) for p in places if (mine := _cells_of(p, policy)))
    return np.concatenate([lined, cells]), np.concatenate([np.ones_like(lined), levels]), vertices


def _edge(cells: frozenset[int]) -> Edge:
    arcs = _load()
    chosen, forward = _bounding(cells)
    counts = (arcs.end - arcs.start)[chosen]
    at = np.concatenate([np.arange(arcs.start[i], arcs.end[i]) for i in chosen])
    return Edge(points=arcs.points[at], needed=arcs.needed[at], start=np.cumsum(counts) - counts, forward=forward)


def area_of(place: Place, detail: Detail, policy: BorderPolicy = "un") -> Area | None:
    """The shape of a place, as finely as the outlines around it are drawn; None for a place that is no area."""
    return _area(place, detail, policy)


def area_at(place: Place, level: int, policy: BorderPolicy = "un") -> Area | None:
    """The same at one level of detail."""
    return _area(place, lambda _: level, policy)


def _area(place: Place, level: Callable[[Ring], Any], policy: BorderPolicy) -> Area | None:
    if _is_water(place):
        return _water(place, level)
    cells = _cells_of(place, policy)
    if not cells:
        return None
    arcs = _load()
    runs = []
    for i, ahead in zip(*(side.tolist() for side in _bounding(cells)), strict=True):
        run = slice(arcs.start[i], arcs.end[i])
        points = arcs.points[run][arcs.needed[run] <= level(arcs.points[run])]
        runs.append(points if ahead else points[::-1])
    return Area(rings=tuple(_rings(runs)), middle=arcs.middles[_key(place)])


def _water(place: Place, level: Callable[[Ring], Any]) -> Area:
    runs = [(run.closed, thinned(run, level)) for run in water_runs(place.id)]
    rings, lines = (
        tuple(points for closed, points in runs if closed == kind and len(points)) for kind in (True, False)
    )
    return Area(rings=rings, middle=middle_of_water(place.id), lines=lines)


def middle_of(place: Place) -> tuple[float, float]:
    """Latitude and longitude of a place's name, WGS84 degrees: the widest part of an area, else its point."""
    if _is_water(place):
        return middle_of_water(place.id)
    return _load().middles.get(_key(place), (place.lat, place.lon)) if is_area(place) else (place.lat, place.lon)


def is_inside(area: Area, lat: float, lon: float) -> bool:
    """True where a point lies in an area: an odd number of its edges lies to the east."""
    x, y = lon * SCALE, lat * SCALE
    edges = 0
    for ring in area.rings:
        after = np.roll(ring, -1, axis=0)
        over = (ring[:, 1] > y) != (after[:, 1] > y)
        (x0, y0), (x1, y1) = ring[over].T, after[over].T
        edges += int((x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)).sum())
    return edges % 2 == 1


def bounds_of(place: Place, policy: BorderPolicy = "un") -> list[tuple[float, float]]:
    """Two corners, south-west and north-east as (lat, lon), of the main parts of an area; none for other places."""
    area = area_of(place, _world(policy), policy)
    if not area:
        return []
    boxes = [(*ring.min(axis=0), *ring.max(axis=0)) for ring in (*area.rings, *area.lines)]
    sizes = [(east - west) * (north - south) for west, south, east, north in boxes]
    # Islands far off are left out, and what lies beyond the date line.
    large = [box for box, size in zip(boxes, sizes, strict=True) if size >= _MAIN * max(sizes)]
    west, south, east, north = (
        float(edge(side)) / SCALE for edge, side in zip((min, min, max, max), zip(*large, strict=True), strict=True)
    )
    return [(south, west), (north, east)]


def _key(place: Place) -> tuple[str, str]:
    return place.country, place.name if place.kind == "region" else ""


def _cells_of(place: Place, policy: BorderPolicy) -> frozenset[int]:
    return _load().cells.get((policy, *_key(place)), frozenset()) if place.kind in STATES else frozenset()


@lru_cache(maxsize=1024)
def _bounding(cells: frozenset[int]) -> tuple[Ring, NDArray[np.bool_]]:
    """The arcs that are an edge of these cells, by number, and per arc whether they lie to its left."""
    inside = np.isin(_load().beside, [*cells])
    chosen = np.flatnonzero(inside[:, 0] != inside[:, 1])
    return chosen, inside[chosen, 0]


def _rings(runs: Sequence[Ring]) -> Iterator[Ring]:
    """The runs put together end to end, without what has shrunk to nothing."""
    starts: dict[tuple[int, int], list[int]] = {}
    for number, run in enumerate(runs):
        starts.setdefault((int(run[0, 0]), int(run[0, 1])), []).append(number)
    done: set[int] = set()
    for first in range(len(runs)):
        ring, number = [], first
        while number not in done:
            done.add(number)
            ring.append(runs[number][:-1])
            x, y = runs[number][-1].tolist()
            number = next((after for after in starts[x, y] if after not in done), first)
        if ring and sum(map(len, ring)) >= 3:
            yield np.concatenate(ring)


@cache
def _world(policy: BorderPolicy) -> Detail:
    return Detail((), policy)


@cache
def _load() -> _Arcs:
    head, _, data = zlib.decompress(FILE.read_bytes()).partition(b"\n")
    header = json.loads(head)
    n, m = header["arcs"], header["vertices"]
    counts = np.frombuffer(data, "<u4", n).astype(np.int64)
    cells: dict[tuple[BorderPolicy, str, str], set[int]] = {}
    for number, (*codes, region) in enumerate(header["cells"], 1):
        for policy, code in zip(POLICIES, codes, strict=True):
            cells.setdefault((policy, code, ""), set()).add(number)
            if region:
                # A region is of the country that the first policy says, whoever administers it.
                cells.setdefault((policy, codes[0], region), set()).add(number)
    end = np.cumsum(counts)
    return _Arcs(
        cells={key: frozenset(numbers) for key, numbers in cells.items() if key[1]},
        middles={(code, region): (lat, lon) for code, region, lat, lon in header["labels"]},
        start=end - counts, end=end, beside=np.frombuffer(data, "<u2", 2 * n, 4 * n).reshape(n, 2),
        needed=np.frombuffer(data, np.uint8, m, 8 * n), points=points_at(data, 8 * n + m, m),
    )  # fmt: skip
