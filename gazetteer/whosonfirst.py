"""The table of villages that scripts/village_table.py makes of Who's On First: most of its rows are GeoNames' facts."""

import json
import lzma
import math
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, NamedTuple

from .entries import Entry, Name, city_radius_km
from .place import HAMLET_WEIGHT, Kind, Place

__all__ = ["WhosOnFirstRow", "facts", "whosonfirst_rows"]

# What a kind is worth by itself, in build.py: taken off again, for a hamlet is none that news names.
_OF_KIND: dict[str, float] = {"village": 0, "neighbourhood": 33, "facility": 44}
# Of two hamlets the one with more people is likelier; the smallest weigh so much less than the largest.
_SMALLEST = 5.0
# Where the official letters are never those of an English paper ("Ceel Cadde": El Adde), and the villages are few.
_RESPELT = ("SO",)
_PRECISION_KM = {"neighbourhood": 1.5, "facility": 2.0}


class WhosOnFirstRow(NamedTuple):
    """A row: where it lies (WGS84 degrees), the GeoNames code of its region, and the names that differ when looked up.

    id  "geonames:…", or "whosonfirst:…" where GeoNames has no such place
    """

    id: str
    country: str
    code: str
    kind: Kind
    lat: float
    lon: float
    population: int
    name: str
    names: tuple[Name, ...]

    def entry(self, admin1: str) -> Entry:
        """The place in the region of that name."""
        place = Place(
            id=self.id, name=self.name, lat=self.lat, lon=self.lon, kind=self.kind, country=self.country,
            admin1=admin1, population=self.population,
            precision_km=_PRECISION_KM.get(self.kind) or city_radius_km(self.population),
        )  # fmt: skip
        people = math.log10(self.population + 1)
        weight = HAMLET_WEIGHT - max(0.0, _SMALLEST - people)
        fame = weight - _OF_KIND[self.kind] - 10 * people
        return Entry(place=place, names=self.names, fame=fame, respelt=self.country in _RESPELT)


def whosonfirst_rows() -> Iterator[WhosOnFirstRow]:
    """The rows, by country and id."""
    with _table("whosonfirst.tsv.xz").open("rb") as packed, lzma.open(packed, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            country, code, key, kind, lat, lon, people, name, names = line.rstrip("\n").split("\t")
            id_ = f"whosonfirst:{key[1:]}" if key[0] == "w" else f"geonames:{key}"
            others: tuple[Name, ...] = tuple((other, "variant") for other in names.split("|")) if names else ()
            yield WhosOnFirstRow(
                id_, country, code, kind, float(lat), float(lon), int(people or 0), name, others
            )  # fmt: skip


def facts() -> dict[str, Any]:
    """The digests of the table and of its source, and what was kept and left out, by rule."""
    found: dict[str, Any] = json.loads(_table("whosonfirst.json").read_text("utf-8"))
    return found


def _table(name: str) -> Any:
    return files(__package__) / "tables" / name
