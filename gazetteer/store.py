"""Gazetteer: one SQLite file, read only, safe from many threads and processes."""

import json
import os
import sqlite3
import threading
import weakref
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from itertools import islice
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from .cells import UPPER_LAYER, cell_ranges, distance_km
from .errors import GazetteerInvalid
from .header import AGAIN, EARLIER_SCHEMA, schema_of_file
from .names import fold, generic_of
from .place import HAMLET_WEIGHT, KINDS, NAME_SORTS, Dispute, Kind, Matched, Place
from .sounds import apart, sound_number, sound_of
from .spelling import early_edits, one_edit_apart
from .spellings import names_of, names_of_kinds

__all__ = ["Gazetteer"]

# What files of the schema before have not.
_LATER_COLUMNS = "p.wikidata, p.unchecked"
_CAPITALS = ("", "region", "country")
_COLUMNS = (
    "p.place, p.id, p.name, p.lat, p.lon, p.kind, p.country, r.name, p.population, p.precision_km, p.capital, "
    + _LATER_COLUMNS
)
# S608 sees SQL put together from strings: all of it is this module's own, and values go in as parameters.
_PLACES = f"SELECT {_COLUMNS} FROM places p LEFT JOIN regions r ON r.region = p.region WHERE"  # noqa: S608 -- constants only
_BY_NAME = f"""
    SELECT {_COLUMNS}, n.sort, n.cost
    FROM names n JOIN places p ON p.place = n.place LEFT JOIN regions r ON r.region = p.region
    WHERE n.folded = ? ORDER BY n.cost, n.place LIMIT ?"""  # noqa: S608 -- constants only
_BY_KEY = f"{_PLACES} p.place = ?"
_BY_KEYS = f"{_PLACES} p.place IN (SELECT value FROM json_each(?))"  # noqa: S608 -- constants only
_BY_ID = f"{_PLACES} p.id = ?"
# The plus keeps SQLite from reading all places in this order: the countries have an index.
_COUNTRIES = f"{_PLACES} p.kind = {KINDS.index('country')} ORDER BY +p.place"
_SEAS = f"{_PLACES} p.kind = {KINDS.index('sea')} ORDER BY p.precision_km, p.place"
_FACTS = "SELECT key, value FROM facts WHERE key <> 'disputes'"
_NAMES = f"SELECT DISTINCT folded FROM names WHERE cost < {-100 * HAMLET_WEIGHT} AND"  # noqa: S608 -- constants only
_BEGINNING = f"{_NAMES} folded >= ? AND folded < ? AND length(folded) BETWEEN ? AND ?"
_POINTS = """
    SELECT c.place, p.population, p.lat, p.lon FROM cells c JOIN places p ON p.place = c.place
    WHERE c.cell BETWEEN ? AND ?"""
# Cells are few and their rows sorted by sound, but a range of cells has to be read through.
_SOUNDING = """
    SELECT c.place FROM json_each(?) r JOIN cells c
    ON c.cell BETWEEN json_extract(r.value, '$[0]') AND json_extract(r.value, '$[1]') AND c.sound = ?"""
# Names shorter than this are one edit from too many others; and what such a guess costs, as in build.py.
_SHORTEST_SPELLED = 6
_SPELLING_COST = 60
_MOST = 50
# How far two spellings may be apart in sound, the less the shorter the name is.
_APART = {2: 0.06, 3: 0.14, 4: 0.25}
_FARTHEST_APART = 0.33


class Gazetteer:
    """Names in, places out.

    Opening checks the file and reads nothing else. Each thread of each process gets a connection of its own, so one
    Gazetteer may be shared by threads and inherited by a fork. Also a context manager.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._candidates = lru_cache(maxsize=2048)(self._query_candidates)
        self._countries = lru_cache(maxsize=1)(self._query_countries)
        self._names_of_kinds = lru_cache(maxsize=4)(self._query_names_of_kinds)
        self._schema = schema_of_file(path)

    @classmethod
    def open(cls, path: str | os.PathLike[str] | None = None) -> Self:
        """Open the gazetteer at `path`, else at $MAPPER_GAZETTEER, else the one in the package.

        Raises GazetteerMissing or GazetteerInvalid.
        """
        chosen = path or os.environ.get("MAPPER_GAZETTEER")
        return cls(Path(chosen) if chosen else Path(str(files(__package__) / "gazetteer.sqlite")))

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as its path: another process opens the file for itself."""
        return type(self), (self.path,)

    def close(self) -> None:
        """Close this thread's connection. The Gazetteer may still be asked, and opens another."""
        pid, db = getattr(self._local, "opened", (0, None))
        if db is not None and pid == os.getpid():
            db.close()
            del self._local.opened

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def candidates(self, name: str, limit: int = 50, *, spelling: bool = False) -> tuple[Place, ...]:
        """At most `limit` places of that name, likeliest first, each with `matched` set. Empty for an unknown name.

        The order needs no context: kind, population, capital, sort of name; ties by id.
        spelling  for a name of six letters and more that is unknown, take those one edit away: some hundred times
                  slower than a look-up, so it is for names that are sure to be places
        """
        folded = fold(name)
        found = self._candidates(folded, limit) or self._without_generic(folded, limit)
        return found if found or not spelling else self._spelled(folded, limit)

    def alike(self, name: str, around: Iterable[tuple[float, float]], km: float) -> tuple[Place, ...]:
        """The places within `km` of one of the points (WGS84 degrees) that `name` may be another romanisation of.

        Nearest in sound first, each with `matched` set: its own name, as of the sort "sound".
        """
        folded, points = fold(name), tuple(around)
        sound, number = sound_of(folded), sound_number(folded)
        if not number:
            return ()
        ranges = _joined(r for point in points for r in cell_ranges(*point, km))
        layers = [(west + layer, east + layer) for layer in (0, UPPER_LAYER) for west, east in ranges]
        keys = {key for (key,) in self._rows(_SOUNDING, (json.dumps(layers), number))}
        most = _APART.get(len(sound), _FARTHEST_APART)
        found = []
        for row in self._rows(_BY_KEYS, (json.dumps(sorted(keys)),)):
            stored, lat, lon = fold(row[2]), row[3] / 1e5, row[4] / 1e5
            is_near = any(distance_km(lat, lon, *point) <= km for point in points)
            if is_near and sound_of(stored) == sound and (distance := apart(folded, stored)) <= most:
                matched = Matched(name=stored, sort="sound", weight=round(-_SPELLING_COST - 40 * distance))
                # Of two that sound alike the one with more of the same letters is meant.
                letters = SequenceMatcher(None, folded, stored, autojunk=False).ratio()
                found.append((distance - letters / 4, -row[8], row[0], _place(row, matched)))
        return tuple(place for *_, place in sorted(found, key=itemgetter(0, 1, 2))[:_MOST])

    def get(self, id: str) -> Place | None:  # noqa: A002 -- `id` is what the records call it
        """The place with that id ("geonames:703448", "mapper:black-sea"), or None."""
        number = id.removeprefix("geonames:")
        if number != id:
            if not number.isdecimal() or len(number) > 18:
                return None
            rows = self._rows(_BY_KEY, (int(number),))
        else:
            rows = self._rows(_BY_ID, (id,))
        return next((_place(row) for row in rows), None)

    def near(self, lat: float, lon: float, km: float, limit: int = 50) -> tuple[Place, ...]:
        """At most `limit` places whose point lies within `km` of a WGS84 point (degrees), most populous first."""
        ranges = list(cell_ranges(lat, lon, km))
        keys: list[int] = []
        for layer in (0, UPPER_LAYER):
            points = [row for west, east in ranges for row in self._rows(_POINTS, (west + layer, east + layer))]
            points.sort(key=itemgetter(0))
            points.sort(key=itemgetter(1), reverse=True)  # the most populous first, and those alike as they were
            within = (row[0] for row in points if distance_km(lat, lon, row[2] / 1e5, row[3] / 1e5) <= km)
            keys += islice(within, limit - len(keys))
            if len(keys) == limit:
                break
        found = {row[0]: row for row in self._rows(_BY_KEYS, (json.dumps(keys),))}
        return tuple(_place(found[key]) for key in keys)

    def countries(self) -> tuple[Place, ...]:
        """Every country, in order of id."""
        return self._countries()

    def seas(self) -> tuple[Place, ...]:
        """Every sea, gulf and bay, smallest first."""
        return tuple(_place(row) for row in self._rows(_SEAS, ()))

    def names(self, ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Every folded name of each of these places, sorted; ids that the gazetteer does not have are left out."""
        return names_of(self._rows, ids)

    def names_of_kinds(self, kinds: Iterable[Kind]) -> dict[str, tuple[str, ...]]:
        """Every folded name of the places of these kinds, by id. The whole table is read, once for the same kinds."""
        return self._names_of_kinds(tuple(sorted(set(kinds))))

    def dispute(self, id: str) -> Dispute | None:  # noqa: A002 -- as `get`
        """The dispute over the place with that id, or None where nobody disputes it."""
        ((held,),) = self._rows("SELECT value FROM facts WHERE key = 'disputes'", ())
        row = json.loads(held).get(id)
        if not row:
            return None
        return Dispute(administered=tuple(row["administered"]), claimed=tuple(row["claimed"]), note=row["note"])

    def info(self) -> dict[str, Any]:
        """Facts about the file: path, schema, sources (with licence and attribution), counts by kind and country."""
        facts = {key: json.loads(value) for key, value in self._rows(_FACTS, ())}
        return {"path": str(self.path), "schema": self._schema} | facts

    def _query_names_of_kinds(self, kinds: tuple[Kind, ...]) -> dict[str, tuple[str, ...]]:
        return names_of_kinds(self._rows, kinds)

    def _query_countries(self) -> tuple[Place, ...]:
        return tuple(_place(row) for row in self._rows(_COUNTRIES, ()))

    def _query_candidates(self, folded: str, limit: int) -> tuple[Place, ...]:
        return tuple(
            _place(row, Matched(name=folded, sort=NAME_SORTS[row[13]], weight=round(row[14] / -100)))
            for row in self._rows(_BY_NAME, (folded, limit))
        )

    def _without_generic(self, folded: str, limit: int) -> tuple[Place, ...]:
        """The places of "City of Kharkiv" or "Donetsk city" by the rest of the name, of the kind asked for."""
        generic = generic_of(folded)
        if not generic:
            return ()
        bare, kinds = generic
        return tuple(place for place in self._candidates(bare, _MOST) if place.kind in kinds)[:limit]

    def _spelled(self, folded: str, limit: int) -> tuple[Place, ...]:
        """The places of the names one edit away, each once, ranked below all that are spelled as asked."""
        if len(folded) < _SHORTEST_SPELLED or any(letter.isdigit() for letter in folded):
            return ()
        # An edit early in the name leaves few letters to search by, so those are tried; one after them, looked for.
        middle = min(6, len(folded) // 2)
        tried = sorted(set(early_edits(folded, middle)) - {folded})
        rows = self._rows(f"{_NAMES} folded IN ({', '.join('?' * len(tried))})", tried)
        start = folded[:middle]
        rows += self._rows(_BEGINNING, (start, start + "{", len(folded) - 1, len(folded) + 1))
        best: dict[str, Place] = {}
        for other in sorted({row[0] for row in rows if one_edit_apart(folded, row[0])}):
            for place in self._candidates(other, limit):
                assert place.matched is not None  # noqa: S101 -- candidates have it
                if place.matched.weight <= HAMLET_WEIGHT:
                    break
                matched = Matched(name=other, sort="spelling", weight=place.matched.weight - _SPELLING_COST)
                known = best.get(place.id)
                if known is None or known.matched is None or known.matched.weight < matched.weight:
                    best[place.id] = replace(place, matched=matched)
        ranked = sorted(best.values(), key=lambda p: (-p.matched.weight if p.matched else 0, -p.population, p.id))
        return tuple(ranked[:limit])

    def _rows(self, query: str, values: Iterable[Any]) -> list[Any]:
        if self._schema == EARLIER_SCHEMA:
            query = query.replace(_LATER_COLUMNS, "NULL, 0")
        try:
            return self._db().execute(query, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            raise GazetteerInvalid(f"{self.path} is damaged ({error}); {AGAIN}") from error

    def _db(self) -> sqlite3.Connection:
        pid, db = getattr(self._local, "opened", (0, None))
        if db is None or pid != os.getpid():
            # immutable: no locks and no look at a journal, since a file is replaced and never written in place.
            uri = f"{self.path.resolve().as_uri()}?mode=ro&immutable=1"
            db = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._local.opened = os.getpid(), db
            weakref.finalize(self, db.close)  # also where a process ends without closing it
        return db


def _joined(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The ranges in order, those that overlap as one: circles around places of one story share most cells."""
    whole: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if whole and first <= whole[-1][1] + 1:
            whole[-1] = whole[-1][0], max(whole[-1][1], last)
        else:
            whole.append((first, last))
    return whole


def _place(row: tuple[Any, ...], matched: Matched | None = None) -> Place:
    return Place(
        id=row[1] or f"geonames:{row[0]}", name=row[2], lat=row[3] / 1e5, lon=row[4] / 1e5, kind=KINDS[row[5]],
        country=row[6], admin1=row[7] or "", population=row[8], precision_km=row[9], capital=_CAPITALS[row[10]],  # type: ignore[arg-type]  # the tuple holds only what the Literal allows
        wikidata=f"Q{row[11]}" if row[11] else "", unchecked=bool(row[12]), matched=matched,
    )  # fmt: skip
