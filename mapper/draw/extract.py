"""Roads and railways of an extract that a user has: GeoJSON, gzipped or not, GeoPackage, or PMTiles of vector tiles."""

import gzip
import json
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ..errors import InputError
from .pmtiles import Box, Point, features_of

__all__ = ["Kind", "Way", "ways_of"]

Kind = Literal["highway", "main", "road", "street", "rail"]

# The words that OpenStreetMap, its extracts and Natural Earth have for them.
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("motorway", "trunk", "highway", "major highway", "beltway"), "highway"),
    **dict.fromkeys(("primary", "major_road", "secondary highway", "bypass"), "main"),
    **dict.fromkeys(("secondary", "tertiary", "medium_road", "road"), "road"),
    **dict.fromkeys(("unclassified", "residential", "minor_road", "minor", "living_street"), "street"),
    **dict.fromkeys(("rail", "railway", "narrow_gauge", "light_rail", "railroad"), "rail"),
}
_KEYS = ("highway", "railway", "fclass", "class", "kind", "type", "featurecla")
_LINES = {2: "LineString", 5: "MultiLineString"}  # of well-known binary
_WIDE = (2, 3, 3, 4)  # numbers of a point, by the thousands of the code
_DEGREES = (4326, 4979, 0, -1)  # systems of a GeoPackage that are longitude and latitude, or are not known
_ENVELOPES = (0, 32, 48, 48, 64)  # bytes, by the code in the flags


@dataclass(frozen=True, slots=True)
class Way:
    """A line of one kind."""

    kind: Kind
    points: list[Point]


def ways_of(path: Path, boxes: Iterable[Box]) -> Iterator[Way]:
    """The roads and railways of a file, of PMTiles those in the boxes. Raises InputError for any other file."""
    try:
        for properties, lines in _features(path, list(boxes)):
            if kind := _kind(properties):
                yield from (Way(kind, line) for line in lines if len(line) > 1)
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    except (
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        struct.error,
        EOFError,
        sqlite3.Error,
    ) as error:
        raise InputError(
            f"{path}: this is no GeoJSON, GeoPackage or PMTiles that can be read ({error}); docs/guide/drawing.md says "
            "how to get one"
        ) from error


def _features(path: Path, boxes: list[Box]) -> Iterator[tuple[Mapping[str, Any], list[list[Point]]]]:
    with path.open("rb") as stream:
        begin = stream.read(16)
    if begin.startswith(b"PMTiles"):
        return features_of(path, boxes)
    return _geopackage(path) if begin.startswith(b"SQLite format 3") else _geojson(path, begin)


def _kind(properties: Mapping[str, Any]) -> Kind | None:
    for key in _KEYS:
        value = str(properties.get(key) or "").lower().removesuffix("_link")
        if value in _KINDS:
            return _KINDS[value]
    return None


def _geojson(path: Path, begin: bytes) -> Iterator[tuple[Mapping[str, Any], list[list[Point]]]]:
    data = path.read_bytes()
    collection = json.loads(gzip.decompress(data) if begin.startswith(b"\x1f\x8b") else data)
    for feature in collection["features"]:
        geometry: dict[str, Any] = feature.get("geometry") or {}
        form, lines = geometry.get("type"), geometry.get("coordinates") or []
        found: list[Any] = [lines] if form == "LineString" else lines if form == "MultiLineString" else []
        yield feature.get("properties") or {}, [[(float(x), float(y)) for x, y, *_ in line] for line in found]


def _geopackage(path: Path) -> Iterator[tuple[Mapping[str, Any], list[list[Point]]]]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as rows:
        rows.row_factory = sqlite3.Row
        for table, column, system in rows.execute("SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns"):
            if system not in _DEGREES:
                raise InputError(
                    f"{path}: {table} is not in degrees (EPSG:4326) but in EPSG:{system}; convert it first"
                )
            name = str(table).replace('"', '""')
            for row in rows.execute(f'SELECT * FROM "{name}"'):  # noqa: S608 -- a name that the file itself has, quoted
                if row[column] is not None:
                    yield dict(row), _binary(row[column])


def _binary(data: bytes) -> list[list[Point]]:
    """The lines of a geometry of a GeoPackage: its head, and well-known binary."""
    return _known_binary(data, 8 + _ENVELOPES[data[3] >> 1 & 7])[0]


def _known_binary(data: bytes, at: int) -> tuple[list[list[Point]], int]:
    """The lines from there on, and the offset at which they end; none for any other geometry."""
    order = "<" if data[at] else ">"
    code, count = struct.unpack_from(f"{order}II", data, at + 1)
    # A height, a measure, or both may stand behind longitude and latitude.
    wide, form, at = _WIDE[code // 1000], code % 1000, at + 9
    if _LINES.get(form) == "LineString":
        numbers = struct.unpack_from(f"{order}{wide * count}d", data, at)
        return [list(zip(numbers[::wide], numbers[1::wide], strict=True))], at + 8 * wide * count
    lines: list[list[Point]] = []
    for _ in range(count if _LINES.get(form) else 0):
        found, at = _known_binary(data, at)
        lines += found
    return lines, at
