"""Our own tables (gazetteer/tables/*.tsv): facts written for this project.

Every table has a header line; `|` stands between names, and a name may begin with its sort ("historic:Burma"). The
tables of places share their columns and are told by them, so that a new one needs no line here.
"""

import hashlib
import zlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, NamedTuple

from .errors import SourceError
from .place import NAME_SORTS, Dispute, NameSort, Place

__all__ = [
    "PLACE_COLUMNS",
    "CountryRow",
    "RegionRow",
    "codes",
    "countries",
    "disputes",
    "districts",
    "fames",
    "land",
    "places",
    "region_names",
    "region_patterns",
    "spellings",
    "tables_digest",
    "twins",
    "wikidata",
]

_Name = tuple[str, NameSort]
PLACE_COLUMNS = (
    "id", "names", "kind", "country", "admin1", "lat", "lon", "precision_km", "population", "capital", "source",
)  # fmt: skip


class CountryRow(NamedTuple):
    """A country: today's English name, GeoNames' point (WGS84 degrees) and other names."""

    iso: str
    name: str
    lat: float
    lon: float
    names: tuple[_Name, ...]


class RegionRow(NamedTuple):
    """A first-level region: today's English name and others, without generic words."""

    name: str
    names: tuple[_Name, ...]


def countries() -> Iterator[CountryRow]:
    """The rows of countries.tsv."""
    for _, row in _rows("countries.tsv"):
        official: list[_Name] = [(name, "official") for name, _ in _names(row["official"])]
        names = (*official, *_names(row["other"]))
        yield CountryRow(row["iso"], row["name"], float(row["lat"]), float(row["lon"]), names)


@cache
def codes() -> dict[str, list[tuple[str, str]]]:
    """ISO 3166-1 alpha-3, and the codes of states and provinces in the US and Canada -> (country, region or "")."""
    found: dict[str, list[tuple[str, str]]] = {}
    for _, row in _rows("codes.tsv"):
        found.setdefault(row["code"], []).append((row["country"], row["region"]))
    return found


@cache
def land() -> bytes:
    """A bit for each cell of a quarter of a degree, from the north-west, row by row: whether its middle is on land."""
    return zlib.decompress((_folder() / "land.bin").read_bytes())


@cache
def region_names() -> dict[tuple[str, str], RegionRow]:
    """Our names of first-level regions, by country and GeoNames' code."""
    return {
        (row["country"], row["code"]): RegionRow(row["name"], _names(row["other"])) for _, row in _rows("regions.tsv")
    }


def region_patterns() -> dict[str, list[str]]:
    """Patterns of a region's full name, by country ("*": elsewhere), with `{}` for the name."""
    return {row["country"]: row["words"].split("|") for _, row in _rows("region_words.tsv")}


def disputes() -> dict[str, Dispute]:
    """The disputes, by the id of a place; a row may name the same place by several ids."""
    return {
        id_: Dispute(
            administered=tuple(row["administered"].split("|")),
            claimed=tuple(row["claimed"].split("|")),
            note=row["note"],
        )
        for _, row in _rows("disputes.tsv")
        for id_ in row["ids"].split("|")
    }


def spellings() -> dict[str, tuple[_Name, ...]]:
    """Further names, by id: in English, and in the languages of the countries; one marked `preferred:` is shown."""
    found: dict[str, tuple[_Name, ...]] = {}
    for table in ("spellings.tsv", "english_names.tsv", "native_names.tsv", "native_units.tsv"):
        for _, row in _rows(table):
            found[row["id"]] = found.get(row["id"], ()) + _names(row["names"])
    return found


def twins() -> set[str]:
    """The ids of towns that GeoNames has twice, where they are wrong: the rows of twins.tsv."""
    return {row["id"] for _, row in _rows("twins.tsv")}


@cache
def fames() -> dict[str, float]:
    """The fame of cities, by id: how much better known they are than others of their size (as Entry.fame)."""
    return {row["id"]: float(row["fame"]) for _, row in _rows("english_names.tsv") if row["fame"]}


@cache
def wikidata() -> dict[str, str]:
    """Items of Wikidata by the id of a place: the rows of wikidata.tsv."""
    return {row["id"]: row["wikidata"] for _, row in _rows("wikidata.tsv")}


def places() -> Iterator[tuple[Place, tuple[_Name, ...]]]:
    """The rows of every table that has the columns of places, but the districts', table by table in order of name."""
    for table in sorted(
        (t for t in _folder().iterdir() if t.name.endswith(".tsv") and t.name != "districts.tsv"), key=lambda t: t.name
    ):
        for where, row in _rows(table.name):
            if tuple(row) == PLACE_COLUMNS:
                yield _place(where, row)


def districts() -> Iterator[tuple[Place, tuple[_Name, ...]]]:
    """Second-level units that hold no town of 500 people: the rows of districts.tsv."""
    for where, row in _rows("districts.tsv"):
        yield _place(where, row)


def tables_digest() -> str:
    """The SHA-256 of the tables, name by name, in hex: which state of them a gazetteer was made of."""
    digest = hashlib.sha256()
    for table in sorted((t for t in _folder().iterdir() if t.name.endswith(".tsv")), key=lambda t: t.name):
        digest.update(f"{table.name}\n".encode() + table.read_bytes())
    return digest.hexdigest()


def _place(where: str, row: dict[str, Any]) -> tuple[Place, tuple[_Name, ...]]:
    (name, _), *others = _names(row["names"])
    try:
        place = Place(
            id=row["id"], name=name, lat=float(row["lat"]), lon=float(row["lon"]), kind=row["kind"],
            country=row["country"], admin1=row["admin1"], population=int(row["population"] or 0),
            precision_km=float(row["precision_km"]), capital=row["capital"],
            unchecked=row["source"].endswith(", unchecked"),
        )  # fmt: skip
    except ValueError as error:
        raise SourceError(f"{where}: {error}; mend the row") from None
    return place, tuple(others)


def _names(cell: str) -> tuple[_Name, ...]:
    return tuple(_name(part) for part in cell.split("|") if part)


def _name(part: str) -> _Name:
    sort, colon, rest = part.partition(":")
    if colon and sort in NAME_SORTS:
        return rest, sort
    return part, "variant"


def _folder() -> Traversable:
    return files(__package__) / "tables"


def _rows(table: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a table as a dict, with `file:line` for messages."""
    lines = (_folder() / table).read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    for number, line in enumerate(lines[1:], start=2):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(header):
            raise SourceError(f"{table}:{number}: {len(cells)} cells, not {len(header)}; put one tab between two cells")
        yield f"{table}:{number}", dict(zip(header, cells, strict=True))
