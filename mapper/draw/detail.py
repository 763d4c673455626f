"""Roads and railways around the pins, of an extract that the user has: a part of the page, at most 2 MB of it.

The page fetches nothing for it. Where there is more than fits, streets go first, then roads far from the pins.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from gazetteer import Place

from ..errors import InputError
from ..pins import Pin, Pins
from .basemap import numbers
from .extract import Kind, Way, ways_of
from .frame import is_broad
from .parts import Part
from .pmtiles import Box, Point

__all__ = ["detail"]

_SCALE = 8000  # steps of the grid in a degree: 14 m
_FROM: dict[Kind, int] = {"highway": 7, "main": 8, "rail": 8, "road": 10, "street": 12}  # zoom, in drawing order
_MOST = 2_000_000  # bytes
_MOST_PINS = 60
_CELL = 0.02  # degrees
# How far from a pin, in km: the great ones and railways, roads, streets. The first that fits counts.
_PLANS = ((25, 25, 12), (25, 25, 6), (25, 12, 3), (25, 12, 0), (15, 6, 0), (8, 3, 0), (4, 0, 0))
_COLUMN: dict[Kind, int] = {"highway": 0, "main": 0, "rail": 0, "road": 1, "street": 2}


def detail(path: Path, credit: str) -> Part:
    """The roads and railways of a file near the pins.

    credit  the words that its licence wants on the map
    Raises InputError where there are none, and when a page is drawn for what is no extract.
    """
    if not credit.strip():
        raise InputError(
            "--detail: say whose map that is with --detail-credit, in the words that its licence asks for, such as "
            "'© OpenStreetMap contributors'"
        )
    return Part(
        name="detail",
        data=lambda pins: {"credit": credit.strip(), "scale": _SCALE, "layers": _layers(path, pins)},
        scripts=("parts/detail.js",),
        styles=("detail.css",),
    )


def _layers(path: Path, pins: Pins) -> list[dict[str, Any]]:
    places = _places(pins.pins)
    ways = list(ways_of(path, [_box(place, _PLANS[0][0]) for place in places]))
    for plan in _PLANS:
        near = [_near(places, km) for km in plan]
        layers = list(_encoded(ways, near))
        if sum(len(layer["lines"]) for layer in layers) <= _MOST:
            return layers
    return []


def _places(pins: Iterable[Pin]) -> list[Place]:
    """The points of the places that are told of the most."""
    points = [pin for pin in pins if pin.role != "actor" and not is_broad(pin.place)]
    return [pin.place for pin in sorted(points, key=lambda pin: -len(pin.excerpts))[:_MOST_PINS]]


def _box(place: Place, km: float) -> Box:
    high = km / 111.2
    wide = high / max(0.1, math.cos(math.radians(place.lat)))
    return place.lon - wide, place.lat - high, place.lon + wide, place.lat + high


def _near(places: Iterable[Place], km: float) -> Callable[[Point], bool]:
    """Tells whether a point is within that distance of a place, to the cell."""
    cells = {
        (x, y)
        for west, south, east, north in (_box(place, km) for place in places if km)
        for x in range(int(west // _CELL), int(east // _CELL) + 1)
        for y in range(int(south // _CELL), int(north // _CELL) + 1)
    }
    return lambda point: (int(point[0] // _CELL), int(point[1] // _CELL)) in cells


def _encoded(ways: Iterable[Way], near: list[Callable[[Point], bool]]) -> Iterator[dict[str, Any]]:
    found: dict[Kind, list[list[tuple[int, int]]]] = {kind: [] for kind in _FROM}
    for way in ways:
        found[way.kind] += _runs(way.points, near[_COLUMN[way.kind]])
    for kind, lines in found.items():
        if lines:
            text = numbers([np.array(line, np.int64) for line in sorted(lines)])
            yield {"layer": kind, "zoom": _FROM[kind], "lines": text}


def _runs(points: Iterable[Point], near: Callable[[Point], bool]) -> Iterator[list[tuple[int, int]]]:
    """The parts of a line that lie near, on the grid."""
    for inside, run in groupby(points, near):
        on_grid = [(round(x * _SCALE), round(y * _SCALE)) for x, y in run] if inside else []
        line = [point for point, _ in groupby(on_grid)]
        if len(line) > 1:
            yield line
