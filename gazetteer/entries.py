"""Entry: what every source gives and the builder takes; and what the sources say alike of regions and towns."""

import math
from dataclasses import dataclass, replace

from .own_tables import CountryRow, RegionRow, fames, wikidata
from .place import NameSort, Place

__all__ = ["Entry", "Name", "city_radius_km", "country_entry", "region_names_of", "respelled"]

Name = tuple[str, NameSort]
_GENERIC_ENDINGS = (
    " State",
    " Province",
    " Oblast’",
    " Oblast",
    " Region",
    " Governorate",
    " Department",
    " Prefecture",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place and the names that lead to it, besides `place.name` itself.

    fame     how much better known it is than others of its kind and size, in units of 10 * log10(people); a hotel is
             less so than a nuclear plant
    respelt  whether other romanisations of its name are names too: of a million villages they would fill the file
    """

    place: Place
    names: tuple[Name, ...] = ()
    fame: float = 0.0
    respelt: bool = True


def country_entry(row: CountryRow, *, key: int, people: int, area_km2: float) -> Entry:
    """A country by our table, with what GeoNames knows of it; as wide as a circle of its area."""
    place = Place(
        id=f"geonames:{key}", name=row.name, lat=row.lat, lon=row.lon, kind="country", country=row.iso,
        population=people, precision_km=round(math.sqrt(area_km2 / math.pi), 1),
    )  # fmt: skip
    return Entry(place=place, names=row.names)


def respelled(entry: Entry, more: dict[str, tuple[Name, ...]]) -> Entry:
    """The entry with the names, the fame and the item of Wikidata of our tables; a preferred name is the one shown."""
    if known := fames().get(entry.place.id):
        entry = replace(entry, fame=entry.fame + known)
    if item := wikidata().get(entry.place.id):
        entry = replace(entry, place=replace(entry.place, wikidata=item))
    added = more.get(entry.place.id, ())
    if not added:
        return entry
    shown = next((name for name, sort in added if sort == "preferred"), entry.place.name)
    names = (*entry.names, *added)
    if shown != entry.place.name:
        names = (*names, (entry.place.name, "variant"))
    return replace(entry, place=replace(entry.place, name=shown), names=names)


def region_names_of(
    country: str, name: str, given: RegionRow | None, patterns: dict[str, list[str]]
) -> tuple[Name, ...]:
    """The names of a first-level region without and with its generic words, by our tables."""
    bare = next((name.removesuffix(end) for end in _GENERIC_ENDINGS if name.endswith(end)), name)
    plain: list[Name] = [(bare, "variant"), *(given.names if given else ())]
    formed: list[Name] = [
        (pattern.format(n), "preferred" if n in (name, bare) else "variant")
        for pattern in patterns.get(country, patterns["*"])
        for n in dict.fromkeys([name, bare, *(n for n, _ in plain)])
    ]
    return (*plain, *formed)


def city_radius_km(people: int) -> float:
    """Half the width of a town of so many people: 15 km for Kyiv's three million, 1 km at least."""
    return round(max(1.0, 0.00873 * math.sqrt(people)), 1)
