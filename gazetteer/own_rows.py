"""A user's own places, from CSV, TSV, GeoJSON, KML or GPX: the farm that no gazetteer has.

Columns, or properties in GeoJSON: name, lat, lon (there the point's), and where wanted kind, country (code or English
name), region, names (others, with | between them), id, precision (km), population. Upper and lower case are alike.
"""

import csv
import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from .entries import Entry
from .errors import SourceError
from .names import fold
from .own_tables import countries
from .place import KINDS, Place

__all__ = ["read_own_rows"]

_SYNONYMS = {
    "latitude": "lat", "longitude": "lon", "lng": "lon", "long": "lon", "region": "admin1", "other names": "names",
    "other_names": "names", "alternate_names": "names", "aliases": "names", "precision": "precision_km",
    "type": "kind", "country_code": "country",
}  # fmt: skip
_Row = tuple[str, Mapping[str, Any]]


def read_own_rows(path: Path, *, on_skip: Callable[[SourceError], None] | None = None) -> tuple[Entry, ...]:
    """The places of a file, in order.

    A row that cannot be used goes to `on_skip`, `mine.csv:3: what; what to do`, and reading goes on; without `on_skip`
    the first such SourceError is raised. Also raised where the file cannot be read or a column is missing.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SourceError(f"{path} cannot be read ({why}); name a CSV, TSV, GeoJSON or KML file in UTF-8") from error
    begins = text.lstrip()
    reads = _features if begins.startswith("{") else _marks if begins.startswith("<") else _table
    rows = reads(path, text)
    found: dict[str, Entry] = {}
    for where, row in rows:
        try:
            entry = _entry(row, taken=found)
            found[entry.place.id] = entry
        except ValueError as error:
            wrong = SourceError(f"{where}: {error}")
            if on_skip is None:
                raise wrong from None
            on_skip(wrong)
    return tuple(found.values())


def _entry(row: Mapping[str, Any], taken: Mapping[str, Entry]) -> Entry:
    """The entry of a row. Raises ValueError, saying what to write instead."""
    name = _text(row, "name")
    if not fold(name):
        raise ValueError("the name is empty; write one")
    kind = _text(row, "kind").lower().replace(" ", "_") or "facility"
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is not one of {', '.join(KINDS)}")
    place = Place(
        id=_id(_text(row, "id"), name, taken), name=name, lat=_number(row, "lat", -90, 90),
        lon=_number(row, "lon", -180, 180), kind=kind,
        country=_country(_text(row, "country")), admin1=_text(row, "admin1"),
        population=int(_number(row, "population", 0, 1e11, default=0.0)),
        precision_km=_number(row, "precision_km", 0, 20_000, default=1.0),
    )  # fmt: skip
    return Entry(place=place, names=tuple((n.strip(), "variant") for n in _text(row, "names").split("|") if n.strip()))


def _id(given: str, name: str, taken: Mapping[str, Entry]) -> str:
    """The id of the row, in a namespace; by the name where the row has none."""
    if given:
        text_id = given if ":" in given else f"own:{given}"
        number = text_id.removeprefix("geonames:")
        if number != text_id and not (number.isdecimal() and number.isascii()):
            raise ValueError(f"id {given!r}: a number has to follow 'geonames:'")
        if text_id in taken:
            raise ValueError(f"another row has the id {given!r}; give one another")
        return text_id
    slug = f"own:{fold(name).replace(' ', '-')}"
    numbered = (slug if n == 1 else f"{slug}-{n}" for n in range(1, len(taken) + 2))
    return next(text_id for text_id in numbered if text_id not in taken)


def _text(row: Mapping[str, Any], column: str) -> str:
    value = row.get(column)
    if isinstance(value, list):
        return "|".join(map(str, value))
    return "" if value is None else str(value).strip()


def _number(row: Mapping[str, Any], column: str, least: float, most: float, *, default: float | None = None) -> float:
    text = _text(row, column)
    if not text and default is not None:
        return default
    try:
        number = float(text)
    except ValueError:
        hint = " with a full stop" if "," in text else ""
        raise ValueError(f"{column} {text!r} is no number; write one such as 49.1{hint}") from None
    if not least <= number <= most or math.isnan(number):
        raise ValueError(f"{column} {text!r} is not between {least:g} and {most:g}")
    return number


def _country(text: str) -> str:
    """The ISO code of a country by code or by name."""
    if not text or (len(text) == 2 and text.isascii() and text.isalpha()):
        return text.upper()
    wanted = fold(text)
    for row in countries():
        if wanted in {fold(row.name), *(fold(name) for name, _ in row.names)}:
            return row.iso
    raise ValueError(f"country {text!r} is not known; write its code, such as UA")


def _marks(path: Path, text: str) -> Iterator[_Row]:
    """The points of KML, as My Maps and Google Earth save it, and of GPX; lines and areas are no places of a name."""
    try:
        if "<!ENTITY" in text:  # whose use is to blow up
            raise ElementTree.ParseError
        root = ElementTree.fromstring(text.encode())  # noqa: S314 -- without entities there is nothing to blow up
    except ElementTree.ParseError:
        raise SourceError(f"{path} is no KML or GPX that can be read; save it again, or as CSV") from None
    marks = [element for element in root.iter() if _tag(element) in ("Placemark", "wpt")]
    if not marks:
        raise SourceError(f"{path} has no placemarks; name a KML or GPX file that has points in it")
    for number, mark in enumerate(marks, 1):
        held = {_tag(element): "".join(element.itertext()).strip() for element in mark}
        point = next((element for element in mark.iter() if _tag(element) == "Point"), None)
        lon, lat = mark.get("lon", ""), mark.get("lat", "")
        if point is not None:
            lon, lat = [*"".join(point.itertext()).strip().split(","), "", ""][:2]
        if lat or _tag(mark) == "wpt":
            yield f"{path}, placemark {number}", {"name": held.get("name", ""), "lat": lat, "lon": lon}


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _table(path: Path, text: str) -> Iterator[_Row]:
    lines = text.splitlines(keepends=True)
    head = lines[0] if lines else ""
    reader = csv.reader(lines, delimiter=max("\t;,", key=head.count))
    columns = [_column(cell) for cell in next(reader, [])]
    missing = {"name", "lat", "lon"} - set(columns)
    if missing:
        raise SourceError(f"{path}:1: no column {', '.join(sorted(missing))}; the first line has to name the columns")
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield f"{path}:{reader.line_num}", dict(zip(columns, cells, strict=False))


def _features(path: Path, text: str) -> Iterator[_Row]:
    try:
        data = json.loads(text)
    except ValueError as error:
        raise SourceError(f"{path} is no GeoJSON ({error}); mend it") from None
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        raise SourceError(f"{path} is no FeatureCollection; write one of points")
    for number, feature in enumerate(features, start=1):
        yield f"{path}: feature {number}", _properties(feature)


def _properties(feature: Any) -> Mapping[str, Any]:
    parts = feature if isinstance(feature, dict) else {}
    geometry, given = parts.get("geometry"), parts.get("properties")
    properties = given if isinstance(given, dict) else {}
    point: Iterable[Any] = ()
    if isinstance(geometry, dict) and geometry.get("type") == "Point" and isinstance(geometry["coordinates"], list):
        point = geometry["coordinates"]
    # What is no point has no lat and lon, and the row says so.
    return {_column(key): value for key, value in properties.items()} | dict(zip(("lon", "lat"), point, strict=False))


def _column(cell: str) -> str:
    key = cell.strip().casefold()
    return _SYNONYMS.get(key, key)
