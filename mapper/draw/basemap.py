"""The outlines under the pins: coast, lakes, rivers, borders and towns' areas, fine around the pins, coarse elsewhere.

They come from one file, page/basemap.bin, made of Natural Earth 1:10m by scripts/build_basemap.py and compressed with
zlib. In it stand, one after another:

    a line of JSON   {"lines": n, "vertices": m, "countries": [[code, name, lat, lon, zoom], …],
                     "territories": {policy: [code, …], …}, "marks": [[kind, code, lat, lon], …]}
    per line         vertices (n x uint32); layer, an index into LAYERS; level of detail from which it is drawn at all;
                     zoom from which it is drawn; whether it is a hole in the ring before it; the policies that draw
                     it, a bit each in the order of POLICIES (n x uint8 each)
    per vertex       level of detail from which it is needed (m x uint8), then the steps from vertex to vertex in whole
                     numbers of 1/SCALE degree, longitude and latitude (m x int32 each, as four planes of bytes)

Level 0 is for the whole world, 3 is all there is. A vertex needed at one level is needed at every finer one, so that
lines stay whole where the level changes along them.
"""

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from .borders import POLICIES, BorderPolicy

__all__ = [
    "AREAS", "COARSE", "FILE", "LAYERS", "SCALE", "Country", "Detail", "Mark", "Shape", "cells_at", "countries",
    "encode", "in_order", "marks", "numbers", "outlines", "points_at", "vertices", "written",
]  # fmt: skip

FILE = Path(__file__).parents[1] / "page" / "basemap.bin"
LAYERS = ("land", "urban", "lakes", "rivers", "admin1", "disputed", "borders")
AREAS = 3  # the first so many layers are made of rings, the others of open lines
SCALE = 2000  # steps of the grid in a degree: 56 m
COARSE = (0.1, 0.03, 0.01)  # tolerance of the levels 0, 1, 2 in degrees: a pixel at zoom 4, 6, 7
_REACH_KM = {1: 1200.0, 2: 350.0, 3: 150.0}  # how far from a pin each finer level goes
_SHRINKS = {1: 1.0, 2: 1.0, 3: 0.1}  # from which share of that on: what is far from the pins becomes coarse first
_CELLS = 2  # cells in a degree; the level of detail is one for each cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One line to draw.

    layer   one of LAYERS
    zoom    the web-map zoom from which it is drawn
    points  n x 2 whole numbers: longitude and latitude in 1/SCALE degree; a ring does not repeat its first point
    hole    a ring inside the one before it
    """

    layer: str
    zoom: int
    points: NDArray[np.int64]
    hole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """The name of a country and its point on the map, WGS84 degrees.

    code       ISO 3166-1 alpha-2
    zoom       the web-map zoom from which it fits
    territory  the policy does not write it as that of a country
    """

    code: str
    name: str
    lat: float
    lon: float
    zoom: int
    territory: bool = False


class Mark(NamedTuple):
    """A landmark of a town or a coast: `kind` is "airport", with its IATA code, or "port"; WGS84 degrees."""

    kind: str
    code: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class _Lines:
    """The file, unpacked: arrays per line and per vertex."""

    countries: dict[BorderPolicy, tuple[Country, ...]]
    marks: tuple[Mark, ...]
    start: NDArray[np.int64]
    layer: NDArray[np.uint8]
    level: NDArray[np.uint8]
    zoom: NDArray[np.uint8]
    hole: NDArray[np.bool_]
    policies: NDArray[np.uint8]
    parent: NDArray[np.int64]  # per line: the line itself, or the ring that a hole is in
    line: NDArray[np.int64]  # per vertex: its line
    needed: NDArray[np.uint8]  # per vertex: the level from which it is needed
    points: NDArray[np.int64]  # per vertex: longitude, latitude
    cell: NDArray[np.int64]  # per vertex: index of its cell


def countries(policy: BorderPolicy = "un") -> tuple[Country, ...]:
    """The countries that have a label, largest first."""
    return _load().countries[policy]


def marks() -> tuple[Mark, ...]:
    """Airports and ports of the whole world."""
    return _load().marks


class Detail:
    """The level of detail in each cell of the map.

    points  (lat, lon) of the pins, WGS84 degrees; the map is finest around them
    along   cells, and for each the level that it has at least
    more    so many vertices these take beside what is drawn for the pins
    policy  by which borders are drawn

    Many pins far apart cannot all have a wide surrounding in full detail: the reach shrinks until the whole fits.
    """

    def __init__(
        self,
        points: Iterable[tuple[float, float]] = (),
        policy: BorderPolicy = "un",
        along: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None,
        more: int = 0,
    ) -> None:
        lines, places = _load(), list(points)
        drawn = (lines.policies & 1 << POLICIES.index(policy)).astype(bool)[lines.line]
        limit = 26_000 + 100 * min(len(places), 1500) + more
        for share in (1.0, 0.7, 0.5, 0.35, 0.2, 0.1, 0.05, 0.02, 0.01):
            self._grid = _levels(places, share)
            if along:
                np.maximum.at(self._grid, *along)
            self.chosen = _chosen(lines, self._grid[lines.cell], drawn)
            if self.chosen[1].sum() <= limit:
                break

    def __call__(self, vertices: NDArray[np.int64]) -> NDArray[np.uint8]:
        """The level of detail at each of the vertices."""
        return self._grid[cells_at(vertices)]


def outlines(detail: Detail) -> list[Shape]:
    """The shapes to draw under pins; the world in outline where there are none."""
    return _shapes(_load(), *detail.chosen)


def vertices() -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.uint8]]:
    """Of each vertex of the file: where it lies, the level from which it is needed, and that of its whole line."""
    lines = _load()
    return lines.points, lines.needed, lines.level[lines.line]


def encode(shapes: Iterable[Shape]) -> list[dict[str, Any]]:
    """The shapes as JSON holds them: {"layer", "zoom", "points", "lines"}, one for each layer and zoom, in that order.

    `lines` is what `numbers` makes of their points, their holes told apart; `points` is how many there are.
    """
    return [
        {
            "layer": layer,
            "zoom": zoom,
            "points": sum(len(shape.points) for shape in group),
            "lines": numbers([shape.points for shape in group], [shape.hole for shape in group]),
        }
        for (layer, zoom), group in (
            (key, list(found)) for key, found in groupby(in_order(shapes), lambda shape: (shape.layer, shape.zoom))
        )
    ]


def in_order(shapes: Iterable[Shape]) -> list[Shape]:
    """The shapes as `encode` writes them: the lowest layer first."""
    return sorted(shapes, key=lambda shape: (LAYERS.index(shape.layer), shape.zoom))


@cache
def _load() -> _Lines:
    head, _, data = zlib.decompress(FILE.read_bytes()).partition(b"\n")
    header = json.loads(head)
    n, m = header["lines"], header["vertices"]
    counts = np.frombuffer(data, "<u4", n).astype(np.int64)
    layer, level, zoom, hole, policies = np.frombuffer(data, np.uint8, 5 * n, 4 * n).reshape(5, n)
    needed = np.frombuffer(data, np.uint8, m, 9 * n)
    points = points_at(data, 9 * n + m, m)
    index = np.arange(n)
    labels = {
        policy: tuple(Country(code=c, name=name, lat=lat, lon=lon, zoom=z, territory=c in small)
                      for c, name, lat, lon, z in header["countries"])
        for policy, small in header["territories"].items()
    }  # fmt: skip
    return _Lines(
        labels, tuple(Mark(*row) for row in header["marks"]),
        start=np.cumsum(counts) - counts, layer=layer, level=level, zoom=zoom, hole=hole.astype(bool),
        policies=policies,
        parent=np.maximum.accumulate(np.where(hole, 0, index)), line=np.repeat(index, counts),
        needed=needed, points=points, cell=cells_at(points),
    )  # fmt: skip


def points_at(data: bytes, offset: int, count: int) -> Any:
    """Points packed as steps, the bytes of one weight side by side: lon and lat in units of SCALE, shape (count, 2)."""
    planes = np.frombuffer(data, np.uint8, 8 * count, offset).reshape(2, 4, count)
    steps = np.ascontiguousarray(planes.transpose(0, 2, 1)).view("<i4")[..., 0]
    return np.cumsum(steps, axis=1, dtype=np.int64).T


def cells_at(vertices: NDArray[np.int64]) -> NDArray[np.int64]:
    """The cell in which each of the vertices lies, an index."""
    columns, rows = np.floor((vertices / SCALE + (180, 90)) * _CELLS).astype(np.int64).T
    cells: NDArray[np.int64] = np.clip(rows, 0, 180 * _CELLS - 1) * (360 * _CELLS) + columns % (360 * _CELLS)
    return cells


def _levels(places: Iterable[tuple[float, float]], share: float) -> NDArray[np.uint8]:
    """The level of detail of each cell: by the nearest place, within `share` of the reach."""
    grid = np.zeros((180 * _CELLS, 360 * _CELLS), np.uint8)
    # Places of one cell have one surrounding.
    middles = {(round(lat * _CELLS) / _CELLS, round(lon * _CELLS) / _CELLS) for lat, lon in places}
    for level, reach in _REACH_KM.items():
        # A place is up to half a cell away from the middle that stands for it.
        high = reach * min(1.0, share / _SHRINKS[level]) / 111.2 + 0.5 / _CELLS
        for lat, lon in middles:
            wide = min(180.0, high / max(0.05, np.cos(np.radians(lat))))
            rows = slice(max(0, int((lat - high + 90) * _CELLS)), int((lat + high + 90) * _CELLS) + 1)
            columns = np.arange(int((lon - wide + 180) * _CELLS), int((lon + wide + 180) * _CELLS) + 1) % (360 * _CELLS)
            grid[rows, columns] = level
    return grid.reshape(-1)


def _chosen(
    lines: _Lines, level: NDArray[np.uint8], drawn: NDArray[np.bool_]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Per vertex: whether its line is drawn there, and whether the vertex itself is needed for it."""
    area = lines.layer < AREAS
    # A ring is drawn whole where any of it is; an open line only as far as its level reaches.
    ring = area & (np.maximum.reduceat(level, lines.start) >= lines.level)
    inside = drawn & np.where(area[lines.line], ring[lines.line], level >= lines.level[lines.line])
    keep = inside & (lines.needed <= level)
    count = np.add.reduceat(keep, lines.start, dtype=np.int64)
    enough = ~area | (count >= 3)
    keep &= (enough & enough[lines.parent])[lines.line]
    return inside, keep


def _shapes(lines: _Lines, inside: NDArray[np.bool_], keep: NDArray[np.bool_]) -> list[Shape]:
    # A line begins where the file says, and again wherever it comes back from where it is not drawn.
    begins = np.zeros(len(inside), dtype=bool)
    begins[lines.start] = True
    begins[1:] |= inside[1:] & ~inside[:-1]
    run = np.cumsum(begins)[keep]
    found = np.flatnonzero(keep)
    cuts = np.flatnonzero(np.diff(run)) + 1
    shapes = []
    for part in np.split(found, cuts) if len(found) else []:
        line = lines.line[part[0]]
        if len(part) >= 2:
            shapes.append(
                Shape(layer=LAYERS[lines.layer[line]], zoom=int(lines.zoom[line]), points=lines.points[part],
                      hole=bool(lines.hole[line]))
            )  # fmt: skip
    return shapes


# All that one byte prints but what JSON or HTML would have to escape, the apostrophe and the space.
_CHARACTERS = np.array([code for code in range(33, 127) if chr(code) not in "\"\\<>&'"], np.uint8)


def numbers(lines: Sequence[NDArray[np.int64]], holes: Sequence[bool] = ()) -> str:
    """Lines of points on the grid as a run of whole numbers.

    For each line twice its count of points (plus one for a hole), then the steps in longitude and latitude from the
    point before, zigzag-coded (0, -1, 1, -2 … as 0, 1, 2, 3 …). A number is one character of the first 48, its
    remainder by 48; what is left of it stands before that in digits of 40, written with the other characters, the high
    ones first: most steps are short, and two characters hold nearly two thousand.
    """
    points: NDArray[np.int64] = np.concatenate(lines)
    steps = np.diff(points, axis=0, prepend=0).reshape(-1)
    counts = np.array([len(line) for line in lines])
    at = 2 * (np.cumsum(counts) - counts)
    zigzag = np.insert((steps << 1) ^ (steps >> 63), at, 2 * counts + (np.array(holes) if len(holes) else 0))
    return written(zigzag)


def written(values: NDArray[np.int64]) -> str:
    """Whole numbers from 0 on as characters, as `numbers` writes them."""
    left = values[:, None] // 48 // np.array([1600, 40, 1])  # four characters hold what 360 degrees need
    digits = np.hstack([48 + left % 40, values[:, None] % 48])
    needed = np.hstack([left > 0, np.ones_like(left[:, :1], bool)])
    return str(_CHARACTERS[digits[needed]].tobytes(), "ascii")
