"""Place: one gazetteer entry, and how a look-up hit it."""

import re
from dataclasses import dataclass
from typing import Any, Literal, get_args

__all__ = [
    "HAMLET_WEIGHT", "KINDS", "LARGE_TOWN", "NAME_SORTS", "Dispute", "Kind", "Matched", "NameSort", "Place",
    "log_weight",
]  # fmt: skip

Kind = Literal[
    "continent", "country", "region", "district", "city", "village", "neighbourhood", "area", "sea", "river", "lake",
    "strait", "island", "mountain", "facility", "camp", "border_crossing",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)

NameSort = Literal["preferred", "official", "short", "historic", "variant", "near", "spelling", "sound"]
NAME_SORTS: tuple[NameSort, ...] = get_args(NameSort)
# People: of such a town, papers everywhere write, each in its own spelling.
LARGE_TOWN = 100_000

HAMLET_WEIGHT = -20
"""What a village of the large table weighs at most where nothing is known of its people: less than every town, so that
its name alone is no sign of a place, and no spelling is guessed to be it."""


_A_LOG = 7.0  # units of a weight that make a place e times as likely


def log_weight(weight: float) -> float:
    """A weight in units of 10 * log10(people), as natural-log odds.

    Ten times as many people make a place some four times as likely.
    """
    return weight / _A_LOG


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The stored name that a look-up hit.

    name    in folded form
    sort    what sort of name it is of the place; "near" for a spelling of its own name, as papers hear that
    weight  how likely that name means that place before any context, in units of 10 * log10(people)
    """

    name: str
    sort: NameSort
    weight: int

    @property
    def log_odds(self) -> float:
        """The weight as natural-log odds."""
        return log_weight(self.weight)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A dispute: who holds a place, and who else claims it.

    administered  ISO 3166-1 codes, or "local authorities", of those who hold it or parts of it in fact
    claimed       ISO 3166-1 codes of the states that claim it
    note          one clause for a reader, or ""
    """

    administered: tuple[str, ...]
    claimed: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place on Earth.

    id            namespaced: "geonames:703448"; "geonames-admin1:UA.07" where GeoNames' code is known but not its id;
                  "mapper:black-sea" for a row of our own tables
    name          today's English name
    lat, lon      WGS84 degrees, -90..90 and -180..180: a point inside the place
    kind          one of KINDS
    country       ISO 3166-1 alpha-2, or "" for what belongs to none (seas) or to several
    admin1        name of the first-level region that holds the place, its own name for a region, or ""
    population    people, 0 where unknown
    precision_km  radius in km within which the place lies around its point; >= 0
    capital       "country", "region" or "": the seat of which unit this city is
    wikidata      the item of Wikidata that is this place ("Q212"), or "" where no source says it
    unchecked     whether its point is our own knowledge and no other source has one to compare it with
    matched       how a look-up by name hit this place; None when it came by id or by point
    """

    id: str
    name: str
    lat: float
    lon: float
    kind: Kind
    country: str = ""
    admin1: str = ""
    population: int = 0
    precision_km: float = 1.0
    capital: Literal["", "country", "region"] = ""
    wikidata: str = ""
    unchecked: bool = False
    matched: Matched | None = None

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):
            raise ValueError(f"{self.id}: ({self.lat}, {self.lon}) is no point on Earth: lat is -90..90, lon -180..180")
        if self.kind not in KINDS:
            raise ValueError(f"{self.id}: kind {self.kind!r} is not one of {', '.join(KINDS)}")

    def to_dict(self) -> dict[str, Any]:
        """The place as JSON holds it: every field but `matched` and, where they say nothing, the last three."""
        out: dict[str, Any] = {
            "id": self.id, "name": self.name, "lat": self.lat, "lon": self.lon, "kind": self.kind,
            "country": self.country, "admin1": self.admin1, "population": self.population,
            "precision_km": self.precision_km,
        }  # fmt: skip
        if self.capital:
            out["capital"] = self.capital
        if self.wikidata:
            out["wikidata"] = self.wikidata
        if self.unchecked:
            out["unchecked"] = True
        return out

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Place":
        """The reverse of to_dict. Raises KeyError, TypeError or ValueError where a field is missing or wrong."""
        for key in ("id", "name"):
            if not isinstance(data[key], str):
                raise TypeError(f"{key!r} must be a string, not {type(data[key]).__name__}")
        return cls(
            id=data["id"], name=data["name"], lat=float(data["lat"]), lon=float(data["lon"]), kind=data["kind"],
            country=str(data.get("country") or ""), admin1=str(data.get("admin1") or ""),
            population=int(data.get("population") or 0), precision_km=float(data.get("precision_km") or 0.0),
            capital=data.get("capital", ""), wikidata=_item(data.get("wikidata")),
            unchecked=bool(data.get("unchecked")),
        )  # fmt: skip


def _item(given: Any) -> str:
    """An item of Wikidata, "" for anything else: it becomes part of addresses."""
    return given if isinstance(given, str) and re.fullmatch(r"Q[1-9][0-9]{0,11}", given) else ""
