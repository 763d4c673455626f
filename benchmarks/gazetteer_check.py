"""How often the right place is among the candidates of its name, on the gold marks of ../shared; and how fast that is.

    python benchmarks/gazetteer_check.py [--gazetteer FILE] [--misses]

Only the gazetteer is measured: the name as marked, without any context. --misses prints the names that fail.
"""

import argparse
import csv
import json
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gazetteer import Gazetteer, Place, build_from_geonames, distance_km
from gazetteer.geocoder import OfflineGeocoder
from mapper.lexicon import demonyms

GOLD = Path(__file__).parents[2] / "shared" / "gold"
_MOST = 50
_NEAR_KM = 25.0
_WIDE_KM = 150.0
_TOWN_KM = 161.0

_Case = tuple[str, float, float, float, str]
"""A name, where it lies, within how many km a candidate is right, and the id that is right wherever its point is."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--gazetteer")
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    if not GOLD.is_dir():
        sys.exit(f"{GOLD} is not there: it holds data that cannot be part of the repository")
    with Gazetteer.open(given.gazetteer) as store:
        print(f"{'what':62}{'measured':>10}  target")
        _spellings(store, misses=given.misses)
        _recalls(store, misses=given.misses)
        _times(store)
    _netherlands()


def _spellings(store: Gazetteer, *, misses: bool) -> None:
    cases = list(_conflict_names())
    within = [case for case in cases if _rank(store, case, wide=False) is not None]
    first = [case for case in cases if _rank(store, case, wide=False) == 0]
    _line(f"conflict_names: a candidate within reach, {len(cases)} spellings", len(within) / len(cases), ">= 98 %")
    _line("conflict_names: the first one right", len(first) / len(cases), ">= 92 %")
    if misses:
        print("  none:", "; ".join(case[0] for case in cases if case not in within))
        print("  not first:", "; ".join(case[0] for case in within if case not in first))


def _recalls(store: Gazetteer, *, misses: bool) -> None:
    sets = (
        ("lgl", _marked("lgl"), ">= 93 %"),
        ("geovirus", _marked("geovirus"), ">= 93 %"),
        ("ged_headlines, precision 1", _headlines(), ">= 90 %"),
        ("bellingcat, parts of `location`", _incidents(), ">= 85 %"),
    )
    for what, groups, target in sets:
        # An incident counts once, by any part of its description; a mention is its own only part.
        rows = [([(case, _rank(store, case)) for case in group]) for group in groups]
        held = [any(rank is not None for _, rank in row) for row in rows]
        _line(f"{what}: held by {_MOST} candidates, of {len(rows):,}", sum(held) / len(rows), target)
        if misses:
            wrong = (row for row, right in zip(rows, held, strict=True) if not right)
            lost = Counter(" / ".join(case[0] for case, _ in row) for row in wrong)
            print("  ", "; ".join(f"{name} ({n})" for name, n in lost.most_common(60)))


def _netherlands() -> None:
    """The same of what was marked there, by all of GeoNames for that country."""
    south, north, west, east = 50.75, 53.6, 3.35, 7.2
    groups = [
        group
        for name in ("lgl", "geovirus")
        for group in _marked(name)
        if south <= group[0][1] <= north and west <= group[0][2] <= east
    ]
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder, "nl.sqlite")
        build_from_geonames(GOLD.parent / "geonames", full)
        with Gazetteer.open(full) as store:
            held = sum(_rank(store, case) is not None for (case,) in groups)
    _line(f"the Netherlands, by all of GeoNames: held, of {len(groups):,}", held / len(groups), "no %")


def _conflict_names() -> Iterator[_Case]:
    with (GOLD / "conflict_names.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        for row in rows:
            km = _WIDE_KM if row["kind"] in ("region", "sea") else _NEAR_KM
            for name in row["names"].split("/"):
                yield name, float(row["lat"]), float(row["lon"]), km, ""


def _marked(name: str) -> Iterator[list[_Case]]:
    for document in _rows(f"{name}.jsonl"):
        for mention in document["mentions"]:
            # A demonym names no place, so no gazetteer has it.
            if mention.get("lat") is not None and mention["text"] not in demonyms():
                own = f"geonames:{mention['geonameid']}" if mention.get("geonameid") else ""
                yield [(mention["text"], float(mention["lat"]), float(mention["lon"]), _TOWN_KM, own)]


def _headlines() -> Iterator[list[_Case]]:
    for row in _rows("ged_headlines.jsonl"):
        if row["precision"] == 1:
            yield [(row["place"], row["lat"], row["lon"], _NEAR_KM, "")]


def _incidents() -> Iterator[list[_Case]]:
    """The names in "Chuhuiv, south of Kharkiv" and "Semihatka/Henichesk"."""
    for row in _rows("bellingcat.jsonl"):
        parts = [
            part.strip() for part in re.split(r"[,/()]|\b(?:south|north|east|west) of\b|\bnear\b", row["location"])
        ]
        if row["location"].strip(" ?"):
            yield [(part, row["lat"], row["lon"], _NEAR_KM, "") for part in parts if part]


def _rows(name: str) -> Iterator[dict[str, Any]]:
    with (GOLD / name).open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def _rank(store: Gazetteer, case: _Case, *, wide: bool = True) -> int | None:
    """The position of the first candidate that is right, None where none is."""
    return next(
        # As the resolver asks: a name that is unknown may be one letter off.
        (
            n
            for n, place in enumerate(store.candidates(case[0], _MOST, spelling=True))
            if _is_right(place, case, wide=wide)
        ),
        None,
    )


def _is_right(place: Place, case: _Case, *, wide: bool) -> bool:
    """The same id, or near enough; `wide`: a country or region is right for any point that it may hold."""
    _, lat, lon, km, own = case
    reach = max(km, place.precision_km) if wide else km
    return (bool(own) and place.id == own) or distance_km(lat, lon, place.lat, place.lon) <= reach


def _times(store: Gazetteer) -> None:
    import spacy

    names = list({place.name for place in store.near(48.0, 37.5, 800, limit=1000)})
    hits = [name for name in names if len(store.candidates(name, 11)) == 10] or names
    _line("candidates(), a miss, median µs", _median(store, (f"Zq {name} officials" for name in names)), "<= 25")
    _line(f"candidates(), a hit of {'ten' if hits is not names else 'any'}, median µs", _median(store, hits), "<= 80")
    tokenizer = spacy.blank("en").tokenizer
    text = "Shelling was reported near Kharkiv on Monday morning, and two people were hurt. " * 100
    start = time.perf_counter()
    tokenizer(text)
    _line("spaCy's tokenizer, a word, µs", 1e6 * (time.perf_counter() - start) / len(text.split()), "the ruler")
    geocoder = OfflineGeocoder(store)
    asked = (names * 1000)[:1000]
    start = time.perf_counter()
    for name in asked:
        geocoder.geocode(name)
    _line("geopy: 1,000 geocode calls, seconds (Nominatim: 1,000)", time.perf_counter() - start, "")


def _median(store: Gazetteer, names: Iterable[str]) -> float:
    times = []
    for name in names:
        start = time.perf_counter()
        store.candidates(name)
        times.append(time.perf_counter() - start)
    return 1e6 * statistics.median(times)


def _line(what: str, measured: float, target: str) -> None:
    figure = f"{100 * measured:.1f} %" if target.endswith("%") else f"{measured:.3g}"
    print(f"{what:62}{figure:>10}  {target}", flush=True)


if __name__ == "__main__":
    main()
