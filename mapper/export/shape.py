"""Rows of a view -> a zipped Shapefile, for programs that read nothing newer. What it cannot hold is said.

Its form is of 1998: names of columns have at most ten characters, texts at most 254 bytes, and it is several files
(.shp with the points, .shx with where each begins, .dbf with the columns, .prj and .cpg with how to read both).
"""

import logging
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path

from .views import COLUMNS, Cell, Row, View

__all__ = ["write_shapefile"]

_MOST = 254  # bytes of a text
_NUMBER = 18  # digits, sign and point of a number
_WGS84 = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
_log = logging.getLogger(__name__)


def write_shapefile(path: Path, rows: Iterable[Row], view: View, how: str) -> None:
    """A zip with one Shapefile of points, named after the view. A row without a point has the null shape."""
    held = list(rows)
    points = [None if row["lat"] is None else (float(row["lon"] or 0), float(row["lat"])) for row in held]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for ending, content in _shapes(points).items():
            archive.writestr(f"{view}.{ending}", content)
        with archive.open(f"{view}.dbf", "w") as file:
            for piece in _table(held, view):
                file.write(piece)
        archive.writestr(f"{view}.prj", _WGS84)
        archive.writestr(f"{view}.cpg", "UTF-8")
        archive.writestr("provenance.json", how)


def _shapes(points: list[tuple[float, float] | None]) -> dict[str, bytes]:
    """The files .shp and .shx; lengths and places in them are counted in words of two bytes."""
    shapes, index = bytearray(), bytearray()
    for number, point in enumerate(points, 1):
        body = struct.pack("<i", 0) if point is None else struct.pack("<idd", 1, *point)
        index += struct.pack(">ii", 50 + len(shapes) // 2, len(body) // 2)
        shapes += struct.pack(">ii", number, len(body) // 2) + body
    xs, ys = zip(*filter(None, points), strict=True) if any(points) else ((0.0,), (0.0,))
    box = (min(xs), min(ys), max(xs), max(ys), 0.0, 0.0, 0.0, 0.0)
    heads = (
        struct.pack(">i20xi", 9994, 50 + len(content) // 2) + struct.pack("<ii8d", 1000, 1, *box)
        for content in (shapes, index)
    )
    return {
        ending: head + content for ending, head, content in zip(("shp", "shx"), heads, (shapes, index), strict=True)
    }


def _table(rows: list[Row], view: View) -> Iterable[bytes]:
    """The file .dbf, a piece at a time."""
    columns = COLUMNS[view]
    texts = [key for key, kind in columns.items() if kind is str]
    longest = {key: max((len(str(row[key] or "").encode()) for row in rows), default=1) for key in texts}
    widths = {key: min(_MOST, max(1, longest[key])) if key in longest else _NUMBER for key in columns}
    if cut := [key for key in texts if longest[key] > _MOST]:
        _log.warning("a Shapefile holds %d bytes of a text: %s is cut; write .gpkg for all", _MOST, ", ".join(cut))
    if short := [key for key in columns if len(key) > 10]:
        _log.warning("a Shapefile holds 10 characters of a column's name: %s is cut", ", ".join(short))
    width = 1 + sum(widths.values())
    yield struct.pack("<B3BIHH20x", 3, 100, 1, 1, len(rows), 33 + 32 * len(columns), width)
    for key, kind in columns.items():
        decimals = 6 if kind is float else 0
        form = b"C" if kind is str else b"N"
        yield struct.pack("<11sc4xBB14x", key[:10].encode(), form, widths[key], decimals)
    yield b"\r"
    for row in rows:
        yield b" " + b"".join(_cell(row[key], widths[key]) for key in columns)
    yield b"\x1a"


def _cell(cell: Cell, width: int) -> bytes:
    if cell is None or isinstance(cell, str):
        return (cell or "").encode()[:width].decode("utf-8", "ignore").encode().ljust(width)
    return (f"{cell:.6f}" if isinstance(cell, float) else str(cell)).encode().rjust(width)
