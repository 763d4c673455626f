"""Pins -> a small picture of their map as PNG, for the preview that a link gets in a message or a feed.

No browser and no library of pictures: rings are filled row by row, lines are stamped point by point, all at twice the
size, and then four points become one. There are no letters in it: export/raster.py has them, where Pillow is.
"""

import struct
import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from ..pins import BY_STRENGTH, Pin
from ..records import Role
from .areas import area_of, detail_for
from .basemap import SCALE, outlines
from .borders import BorderPolicy
from .frame import framed, is_broad, spots_of
from .palette import rgb
from .viewport import Viewport

__all__ = ["inside", "preview"]

_FINE = 2  # points in a pixel, each way
_GROUND = ("map-halo", "map-water", "map-land", "map-coast", "map-river", "map-region", "map-border")
_PAPER, _WATER, _LAND, _COAST, _RIVER, _REGION, _BORDER = range(len(_GROUND))
_ROLES: dict[Role, int] = {role: number for number, role in enumerate(BY_STRENGTH, len(_GROUND))}
_COLOURS = (*_GROUND, *BY_STRENGTH)
_FILLED = {"land": _LAND, "lakes": _WATER}
_DRAWN = {"land": (_COAST, 2), "rivers": (_RIVER, 2), "admin1": (_REGION, 1), "borders": (_BORDER, 3),
          "disputed": (_BORDER, 1)}  # fmt: skip

_Picture = NDArray[np.uint8]  # rows x columns, positions in _COLOURS
_Line = tuple[NDArray[np.float64], NDArray[np.float64]]  # x and y of its points


def preview(pins: Iterable[Pin], width: int, height: int, borders: BorderPolicy = "un") -> bytes:
    """The picture of that many pixels, framed on where it happened. The same pins give the same bytes."""
    known = list({(pin.place.lat, pin.place.lon): pin for pin in pins}.values())
    view = Viewport(framed(spots_of(known), borders), width * _FINE, height * _FINE)
    detail = detail_for([pin.place for pin in known], borders)
    shapes = [shape for shape in outlines(detail) if shape.zoom <= view.zoom]
    picture = np.full((height * _FINE, width * _FINE), _WATER, np.uint8)
    for layer, colour in _FILLED.items():
        rings = [_line(shape.points, view, closed=True) for shape in shapes if shape.layer == layer]
        picture[inside(rings, *picture.shape)] = colour
    areas = [(pin.role, area) for pin in known if (area := area_of(pin.place, detail, borders))]
    shades = [(_ROLES[role], [_line(ring, view, closed=True) for ring in area.rings]) for role, area in areas]
    rivers = [(_ROLES[role], _line(line, view, closed=False)) for role, area in areas for line in area.lines]
    for layer, (colour, thick) in _DRAWN.items():
        for shape in shapes:
            if shape.layer == layer:
                _stamp(picture, _line(shape.points, view, closed=layer == "land"), colour, thick)
    for colour, rings in shades:
        if colour == _ROLES["site"]:
            # A seventh of the points, in a pattern that the halving of the picture makes one colour of.
            dotted = np.add.outer(3 * np.arange(picture.shape[0]), np.arange(picture.shape[1])) % 7 == 0
            picture[inside(rings, *picture.shape) & dotted] = colour
        for ring in rings:
            _stamp(picture, ring, colour, 3)
    for colour, line in rivers:
        _stamp(picture, line, colour, 5)
    for pin in sorted((pin for pin in known if not is_broad(pin.place)), key=lambda pin: -len(pin.excerpts)):
        x, y = view(pin.place.lat, pin.place.lon)
        radius = _FINE * min(22.0, 8.0 + 2.5 * len(pin.excerpts) ** 0.5)
        _disc(picture, x, y, radius + 2 * _FINE, _PAPER)
        _disc(picture, x, y, radius, _ROLES[pin.role])
    return _png(picture)


def _line(points: NDArray[np.int64], view: Viewport, *, closed: bool) -> _Line:
    points = np.vstack([points, points[:1]]) if closed else points
    x, y = view(points[:, 1] / SCALE, points[:, 0] / SCALE)
    return x, y


def inside(rings: Sequence[_Line], rows: int, columns: int) -> NDArray[np.bool_]:
    """A rows x columns mask of the pixels inside the rings: those with an odd number of edges to their left."""
    edges = [np.stack([x[:-1], y[:-1], x[1:], y[1:]]) for x, y in rings]
    x0, y0, x1, y1 = np.concatenate(edges, axis=1) if edges else np.empty((4, 0))
    first = np.clip(np.ceil(np.minimum(y0, y1) - 0.5), 0, rows).astype(np.int64)
    count = np.clip(np.ceil(np.maximum(y0, y1) - 0.5), 0, rows).astype(np.int64) - first
    edge = np.repeat(np.arange(len(count)), count)
    row = first[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)
    x = x0[edge] + (row + 0.5 - y0[edge]) * (x1[edge] - x0[edge]) / (y1[edge] - y0[edge])
    column = np.clip(np.ceil(x - 0.5), 0, columns).astype(np.int64)
    crossed = np.bincount(row * (columns + 1) + column, minlength=rows * (columns + 1)).reshape(rows, columns + 1)
    return (np.cumsum(crossed, axis=1)[:, :columns] & 1).astype(bool)


def _stamp(picture: _Picture, line: _Line, colour: int, width: int) -> None:
    """Draw a line `width` points wide."""
    rows, columns = picture.shape
    x, y = line
    near = (np.maximum(x[:-1], x[1:]) >= 0) & (np.minimum(x[:-1], x[1:]) < columns)
    near &= (np.maximum(y[:-1], y[1:]) >= 0) & (np.minimum(y[:-1], y[1:]) < rows)
    x0, y0, dx, dy = x[:-1][near], y[:-1][near], np.diff(x)[near], np.diff(y)[near]
    count = np.ceil(np.maximum(abs(dx), abs(dy))).astype(np.int64) + 1
    edge = np.repeat(np.arange(len(count)), count)
    share = (np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)) / count[edge]
    column, row = (np.floor(a[edge] + share * d[edge]).astype(np.int64) for a, d in ((x0, dx), (y0, dy)))
    for right in range(width):
        for down in range(width):
            here = (column + right >= 0) & (column + right < columns) & (row + down >= 0) & (row + down < rows)
            picture[row[here] + down, column[here] + right] = colour


def _disc(picture: _Picture, x: float, y: float, radius: float, colour: int) -> None:
    rows, columns = np.ogrid[: picture.shape[0], : picture.shape[1]]
    picture[(columns + 0.5 - x) ** 2 + (rows + 0.5 - y) ** 2 <= radius**2] = colour


def _png(picture: _Picture) -> bytes:
    height, width = (side // _FINE for side in picture.shape)
    fine = np.array([rgb(name) for name in _COLOURS], np.uint8)[picture].reshape(height, _FINE, width, _FINE, 3)
    pixels = fine.mean(axis=(1, 3)).round().astype(np.uint8).reshape(height, width * 3)
    # Each row as the difference from the one above it (filter 2), which most of a map has none of.
    above = np.vstack([np.zeros((1, width * 3), np.uint8), pixels[:-1]])
    data = np.hstack([np.full((height, 1), 2, np.uint8), pixels - above]).tobytes()
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(data, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )
