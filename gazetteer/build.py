"""Sources -> one SQLite file: one transaction, a temporary file and a rename, provenance recorded.

Rows are staged as they come, sorted by SQLite, and written once in the order of their keys: memory stays the same and
the cost of a row too, whether there are a thousand or twelve million of them.
"""

import hashlib
import json
import math
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

from .cells import UPPER_LAYER, cell_of
from .entries import Entry
from .errors import GazetteerError, SourceError, WriteError
from .features import CLASSES
from .kinds import COUNTRIES, HAMLETS, SPOTS
from .names import fold, in_english, is_romanised, near_spelling
from .own_tables import disputes
from .place import HAMLET_WEIGHT, KINDS, LARGE_TOWN, NAME_SORTS, Kind, NameSort, Place
from .romanise import romanisations
from .sounds import sound_number
from .spellings import spelled

__all__ = ["build_embedded", "build_from_geonames", "build_gazetteer", "fill"]

_CAPITALS = {"": 0, "region": 1, "country": 2}
# How much a kind is named in news, in the units of 10 * log10(population): a sea that everybody knows stands beside a
# city of a few hundred thousand.
_KIND_RANK: dict[Kind, int] = {
    "continent": 95, "country": 100, "region": 0, "district": -18, "city": 0, "village": 0, "neighbourhood": 33,
    "area": 62, "sea": 58, "river": 46, "lake": 44, "strait": 52, "island": 46, "mountain": 42, "facility": 44,
    "camp": 42, "border_crossing": 44,
}  # fmt: skip
_CAPITAL_RANK = {"": 0, "region": 6, "country": 20}
# What a name costs by its sort, in the same units: a town must be six times as large to be meant by a mere variant.
_SORT_COST: dict[NameSort, int] = {
    "preferred": 0, "official": 0, "short": 0, "near": 4, "historic": 8, "variant": 14, "spelling": 60, "sound": 60,
}  # fmt: skip
# A region that a town in it gives its name to is seldom meant by the bare name.
_SEAT_COST = 12
# Where names are spelled by ear and by script; regions and waters have their spellings in our tables.
_ROMANISED = SPOTS | {"district"}
# "Chad Lake" for "Lake Chad", "River Dnipro" for "Dnipro River", and back.
_TURNED = {
    "lake": re.compile(r"^(lake) (.+)$|^(.+) (lake)$"),
    "river": re.compile(r"^(river) (.+)$|^(.+) (river)$"),
}
_BATCH = 5000
# A name (folded, cost, place) of a region (its number) costs more where a city or village in that region has it too;
# a hamlet has given no region its name.
_BEHIND_SEAT = f"""
    UPDATE names SET cost = cost + {100 * _SEAT_COST} WHERE folded = ?1 AND cost = ?2 AND place = ?3 AND EXISTS (
        SELECT 1 FROM names n JOIN places p ON p.place = n.place
        WHERE n.folded = ?1 AND n.cost < {-100 * HAMLET_WEIGHT} AND p.region = ?4
            AND p.kind IN ({KINDS.index("city")}, {KINDS.index("village")}))"""  # noqa: S608 -- constants only
# Where a place of some size bears a name as its own, it is a mere variant of others behind that: no paper calls Amman
# Philadelphia. But Paris is "パリ" before a Pari of 17,000. In hundredths of a unit; _NOTED is a town of 10,000, and
# _FAR_LARGER a city that has a hundred times as many people.
_NOTED, _BEHIND, _FAR_LARGER = 4000, 100, 2000
_BEHIND_OWN = f"""
    WITH own AS (
        SELECT folded, min(cost) AS cost FROM stage.names
        WHERE sort = {NAME_SORTS.index("preferred")} AND cost <= {-_NOTED} GROUP BY folded)
    UPDATE stage.names SET cost = own.cost + {_BEHIND} FROM own
    WHERE names.folded = own.folded AND names.sort = {NAME_SORTS.index("variant")}
        AND names.cost <= own.cost AND (names.cost > own.cost - {_FAR_LARGER} OR names.place NOT IN (
            SELECT place FROM stage.places WHERE kind = {KINDS.index("city")}))"""  # noqa: S608 -- constants only
_STAGES = """
    CREATE TABLE stage.places AS SELECT * FROM main.places WHERE 0;
    CREATE TABLE stage.names AS SELECT * FROM main.names WHERE 0;
    CREATE TABLE stage.cells AS SELECT * FROM main.cells WHERE 0;
    CREATE TABLE stage.spellings AS SELECT * FROM main.spellings WHERE 0;"""


def build_embedded(target: Path) -> None:
    """Write the gazetteer that the wheel carries. Needs the build requirements (see pyproject.toml)."""
    from .sources import embedded_entries, embedded_sources

    build_gazetteer(embedded_entries(), target, sources=embedded_sources(), packed=True)


def build_from_geonames(  # noqa: PLR0913 -- each of them has a default
    source: Path,
    target: Path,
    *,
    classes: str = CLASSES,
    countries: Iterable[str] = (),
    on_damage: Callable[[str], None] = lambda _: None,
    on_progress: Callable[[str], None] = lambda _: None,
) -> None:
    """Write a gazetteer of GeoNames' own files, with our tables on top.

    source       allCountries.zip or the file of a country, or a folder of such; with admin1CodesASCII.txt,
                 countryInfo.txt and, where wanted, alternateNamesV2.zip beside it
    classes      GeoNames' feature classes to take: A regions, H waters, L areas, P towns and villages, R roads,
                 S buildings, T mountains and islands, U under water, V woods
    countries    ISO codes of the countries to take, all where there are none; seas are always taken
    on_damage    told of each line that is left out, `UA.txt:17: why`
    on_progress  told now and then how far the reading is
    Raises SourceError where a file is missing, or more than 1 % of its lines cannot be read.
    """
    from .geonames import Dump

    dump = Dump(source, classes=classes, only=frozenset(countries), on_damage=on_damage, on_progress=on_progress)
    build_gazetteer(dump.entries(), target, sources=dump.sources())


def build_gazetteer(
    entries: Iterable[Entry], target: Path, *, sources: Iterable[dict[str, str]], packed: bool = False
) -> None:
    """Write entries to one SQLite file at `target`, replacing what was there only when all went well.

    sources  what the entries come from: name, version, licence, attribution; asked for after the entries
    packed   whether its pages are filled to the last: 6 % smaller, for as much room and time again
    Raises SourceError where two entries share an id, WriteError where the file cannot be written.
    """
    temporary = target.with_name(target.name + ".part")
    with _said(target):
        temporary.unlink(missing_ok=True)  # what a killed build has left
        try:
            with closing(sqlite3.connect(temporary, isolation_level=None)) as db:
                # Nobody reads the file before it has its name, so it needs no journal; 64 MB of pages are plenty.
                db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000")
                fill(db, entries, sources)
                if packed:
                    db.execute("VACUUM")
            with temporary.open("rb+") as written:
                os.fsync(written)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)


def fill(db: sqlite3.Connection, entries: Iterable[Entry], sources: Iterable[dict[str, str]]) -> None:
    """Make an empty database a gazetteer."""
    schema, indexes = ((files(__package__) / name).read_text("utf-8") for name in ("schema.sql", "indexes.sql"))
    db.executescript(schema)
    db.execute("ATTACH '' AS stage")  # a file of SQLite's own that goes when the connection does
    db.executescript(f"PRAGMA stage.journal_mode = OFF; PRAGMA stage.synchronous = OFF; {_STAGES}")
    db.execute("BEGIN")
    digest = hashlib.sha256()
    regions, names_of_regions = _stage(db, entries, digest.update)
    _refuse_twins(db)
    db.execute(_BEHIND_OWN)
    db.execute("INSERT INTO places SELECT * FROM stage.places ORDER BY place")
    db.execute("INSERT INTO names SELECT * FROM stage.names ORDER BY folded, cost, place")
    db.execute("INSERT INTO spellings SELECT * FROM stage.spellings ORDER BY place")
    db.executemany(_BEHIND_SEAT, names_of_regions)
    db.execute("INSERT INTO cells SELECT * FROM stage.cells ORDER BY cell, sound, place")
    db.executemany("INSERT INTO regions VALUES (?, ?, ?)", [(n, c, name) for (c, name), n in regions.items()])
    held = {id_: asdict(dispute) for id_, dispute in sorted(disputes().items())}
    facts = {"digest": digest.hexdigest(), "sources": [*sources], "counts": _counts(db), "disputes": held}
    db.executemany("INSERT INTO facts VALUES (?, ?)", [(k, json.dumps(v)) for k, v in facts.items()])
    for index in filter(str.strip, indexes.split(";\n")):
        db.execute(index)
    db.execute("COMMIT")
    db.execute("DETACH stage")


@contextmanager
def _said(target: Path) -> Iterator[None]:
    """Turn errors of the disk and of SQLite into a sentence."""
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        if isinstance(error, GazetteerError):
            raise
        why = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise WriteError(
            f"{target} cannot be written ({why}); make room, or name a file in a folder that you may write to"
        ) from error


def _stage(
    db: sqlite3.Connection, entries: Iterable[Entry], digest: Callable[[bytes], None]
) -> tuple[dict[tuple[str, str], int], list[tuple[str, int, int, int | None]]]:
    """Write the entries as rows, unsorted; the regions that they lie in, numbered, and the names of regions.

    A name of a region is its folded form, its cost, its place and the region's number. `digest` takes in all the rows.
    """
    regions: dict[tuple[str, str], int] = {}
    of_regions: list[tuple[str, int, int, int | None]] = []
    stream = iter(entries)
    own_key = 0
    while batch := list(islice(stream, _BATCH)):
        places: list[tuple[Any, ...]] = []
        names: list[tuple[str, int, int, int]] = []
        cells: list[tuple[int, int, int]] = []
        spellings: list[tuple[int, str]] = []
        for entry in batch:
            place = entry.place
            if place.id.startswith("geonames:"):
                key, text_id = int(place.id[9:]), None
            else:
                own_key -= 1
                key, text_id = own_key, place.id
            region = None
            if place.admin1:
                inside = place.country, in_english(place.admin1, place.country)
                region = regions.setdefault(inside, len(regions) + 1)
            shown = in_english(place.name, place.country)
            places.append((
                key, text_id, shown, round(place.lat * 1e5), round(place.lon * 1e5),
                KINDS.index(place.kind), place.country, region, place.population, place.precision_km,
                _CAPITALS[place.capital], int(place.wikidata[1:]) if place.wikidata else None, int(place.unchecked),
            ))  # fmt: skip
            rank = _rank(place) + entry.fame
            sound = sound_number(fold(place.name)) if place.kind in _ROMANISED else 0
            cells.append((cell_of(place.lat, place.lon) + (0 if place.population else UPPER_LAYER), sound, key))
            folded_names = _folded_names(entry)
            if (others := spelled(folded_names, shown)) and place.kind not in HAMLETS:
                spellings.append((key, others))
            for folded, sort in folded_names.items():
                cost = round(100 * (_SORT_COST[sort] - rank))
                names.append((folded, cost, key, NAME_SORTS.index(sort)))
                if place.kind == "region":
                    of_regions.append((folded, cost, key, region))
        digest(repr((places, names)).encode())
        db.executemany("INSERT INTO stage.places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
        db.executemany("INSERT INTO stage.names VALUES (?, ?, ?, ?)", names)
        db.executemany("INSERT INTO stage.cells VALUES (?, ?, ?)", cells)
        db.executemany("INSERT INTO stage.spellings VALUES (?, ?)", spellings)
    return regions, of_regions


def _rank(place: Place) -> float:
    """The prior of a place, in units of 10 * log10(people): how likely a text means it when nothing else is known."""
    people = 0.0 if place.kind in COUNTRIES else 10 * math.log10(place.population + 1)
    return _KIND_RANK[place.kind] + people + _CAPITAL_RANK[place.capital]


def _folded_names(entry: Entry) -> dict[str, NameSort]:
    """Each folded name once, with the best sort under which it was given; guesses where nothing better is there."""
    place = entry.place
    shown = fold(place.name)
    best: dict[str, NameSort] = {shown: "preferred"}
    for name, sort in entry.names:
        folded = fold(name)
        best[folded] = min(sort, best.get(folded, sort), key=_SORT_COST.__getitem__)
    best.pop("", None)
    if place.kind in _ROMANISED and entry.respelt:
        for guess in romanisations(shown, place.country):
            best.setdefault(guess, "variant")
    if place.population >= LARGE_TOWN and place.kind == "city" and is_romanised(place.country):
        variants = [name for name, sort in best.items() if sort == "variant"]
        best |= dict.fromkeys((name for name in variants if near_spelling(name, shown)), "near")
    if place.kind in _TURNED:
        for turned in [_TURNED[place.kind].sub(r"\2\4 \1\3", name) for name in best]:
            best.setdefault(turned, "variant")
    return best


def _refuse_twins(db: sqlite3.Connection) -> None:
    """Raise SourceError where an id was given twice."""
    twins = db.execute(
        "SELECT id, place, max(name) FROM stage.places GROUP BY coalesce(id, place) HAVING count(*) > 1 LIMIT 1"
    ).fetchone()
    if twins:
        text_id = twins[0] or f"geonames:{twins[1]}"
        raise SourceError(f"two places have the id {text_id} (one of them: {twins[2]}); give one another")


def _counts(db: sqlite3.Connection) -> dict[str, Any]:
    kinds = db.execute("SELECT kind, count(*) FROM places GROUP BY kind ORDER BY kind")
    return {
        "places": db.execute("SELECT count(*) FROM places").fetchone()[0],
        "names": db.execute("SELECT count(*) FROM names").fetchone()[0],
        "kinds": {KINDS[kind]: count for kind, count in kinds},
        "countries": dict(db.execute("SELECT country, count(*) FROM places GROUP BY country ORDER BY country")),
        "kinds_by_country": _by_country(db),
        "wikidata": db.execute("SELECT count(wikidata) FROM places").fetchone()[0],
        "unchecked": db.execute("SELECT count(*) FROM places WHERE unchecked").fetchone()[0],
    }


def _by_country(db: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """The number of places of each kind, by country."""
    found: dict[str, dict[str, int]] = {}
    for country, kind, count in db.execute(
        "SELECT country, kind, count(*) FROM places GROUP BY country, kind ORDER BY country, kind"
    ):
        found.setdefault(country, {})[KINDS[kind]] = count
    return found
