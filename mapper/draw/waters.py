"""Rivers as lines, lakes and seas as areas: told by the vertices of the outlines, so that the two are one on the map.

They come from one file, page/waters.bin, made by scripts/build_waters.py: JSON compressed with zlib, in which each
place's id has

    [lat, lon, [[form, [piece, …]], …]]

where its name stands, and its runs: lines, rings, and the rings of islands, which are holes. A piece is [first, last],
vertices of page/basemap.bin in that order, forwards or backwards; or [null, x, y, x, y, …], points of its own in
1/SCALE degree.
"""

import json
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .basemap import vertices

__all__ = ["FILE", "ISLAND", "LINE", "RING", "Run", "is_water", "middle_of_water", "thinned", "water_runs"]

FILE = Path(__file__).parents[1] / "page" / "waters.bin"

LINE = 0  # the sorts of runs
RING = 1
ISLAND = 2

_Points = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A ring or a line at its finest.

    points  n x 2 whole numbers, longitude and latitude in 1/SCALE degree; a ring does not repeat its first one
    needed  the level of detail from which each is needed
    drawn   the level from which it is drawn at all: an islet is no hole where it is none of the outlines
    """

    closed: bool
    points: _Points
    needed: NDArray[np.uint8]
    drawn: int


def is_water(key: str) -> bool:
    """True where there is a shape for the place of that id."""
    return key in _load()


def middle_of_water(key: str) -> tuple[float, float]:
    """Latitude and longitude of the water's name, WGS84 degrees."""
    lat, lon, _ = _load()[key]
    return lat, lon


@cache
def water_runs(key: str) -> tuple[Run, ...]:
    """The runs of the place of that id; none for a place that is no water, or has no shape."""
    return tuple(_run(form, pieces) for form, pieces in _load()[key][2]) if key in _load() else ()


def thinned(run: Run, level: Callable[[_Points], Any]) -> _Points:
    """Its points at the level of detail that is asked for where they lie; none where it is not drawn."""
    wanted = level(run.points)
    points: _Points = run.points[run.needed <= wanted]
    return points if len(points) >= 2 + run.closed and run.drawn <= np.max(wanted) else points[:0]


def _run(form: int, pieces: Sequence[Sequence[Any]]) -> Run:
    parts = [_piece(piece) for piece in pieces]
    points, needed, drawn = (np.concatenate(column) for column in zip(*parts, strict=True))
    # Of a river or a lake that is named all is shown, as coarsely as may be.
    return Run(closed=form != LINE, points=points, needed=needed, drawn=int(drawn.min()) if form == ISLAND else 0)


def _piece(piece: Sequence[Any]) -> tuple[_Points, NDArray[np.uint8], NDArray[np.uint8]]:
    first, *rest = piece
    if first is None:
        own = np.array(rest, np.int64).reshape(-1, 2)
        return own, np.zeros(len(own), np.uint8), np.zeros(len(own), np.uint8)
    way = 1 if rest[0] >= first else -1
    at = np.arange(first, rest[0] + way, way)
    points, needed, drawn = vertices()
    return points[at], needed[at], drawn[at]


@cache
def _load() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(FILE.read_bytes()))
    return found
