"""Alternate names: what alternateNamesV2 adds to the dump: which names are English, preferred, short or historic, and
which item of Wikidata a place is.

Sixteen million rows in no order that helps: those that say something are laid in a file of SQLite's own, sorted, which
goes when it is closed.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from types import TracebackType
from typing import Final, Literal, NamedTuple, Self

from .entries import Name
from .names import is_useful
from .place import NameSort

__all__ = ["Alternates", "Marked"]

_BATCH = 20_000
_WIKIDATA: Final = "wkdt"
# Codes of airports and post offices, links and Wikidata ids stand in the column of the language.
_NO_LANGUAGE = frozenset({"link", "post", _WIKIDATA, "iata", "icao", "faac", "unlc", "tcid", "phon", "piny", "abbr"})


_ITEM = re.compile(r"Q[1-9]\d{0,11}")


class Marked(NamedTuple):
    """The facts about a place: the English name to show, the item of Wikidata, "" for none, and names with sorts."""

    shown: str = ""
    wikidata: str = ""
    names: tuple[Name, ...] = ()


class Alternates:
    """The marked and the English names, by GeoNames id. A context manager: leaving it drops the file."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -32000;"
            "CREATE TABLE unsorted (place INTEGER, name TEXT, sort TEXT, english INTEGER);"
            "CREATE TABLE sorted (place INTEGER, name TEXT, sort TEXT, english INTEGER)"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def take(self, rows: Iterable[list[str]]) -> None:
        """Keep what `of` will be asked for: rows of alternateNamesV2, eight columns or more each."""
        kept = _kept(rows)
        self._db.execute("BEGIN")
        while batch := list(islice(kept, _BATCH)):
            self._db.executemany("INSERT INTO unsorted VALUES (?, ?, ?, ?)", batch)
        self._db.execute("INSERT INTO sorted SELECT * FROM unsorted ORDER BY place, rowid")
        self._db.execute("DROP TABLE unsorted")
        self._db.execute("CREATE INDEX by_place ON sorted (place)")
        self._db.execute("COMMIT")

    def of(self, place: int) -> Marked:
        """The facts about the place with that GeoNames id."""
        rows = self._db.execute("SELECT name, sort, english FROM sorted WHERE place = ? ORDER BY rowid", (place,))
        found = rows.fetchall()
        return Marked(
            next((name for name, sort, english in found if english and sort == "preferred"), ""),
            next((name for name, sort, _ in found if sort == _WIKIDATA), ""),
            tuple((name, sort) for name, sort, _ in found if sort != _WIKIDATA),
        )


def _kept(rows: Iterable[list[str]]) -> Iterator[tuple[int, str, NameSort | Literal["wkdt"], bool]]:
    for _, place, language, name, preferred, short, colloquial, historic, *_ in rows:
        if language == _WIKIDATA and _ITEM.fullmatch(name):
            yield int(place), name, _WIKIDATA, False
        english = language == "en"
        if language in _NO_LANGUAGE or not (english or preferred or short or historic):
            continue
        sort: NameSort = "variant"
        if historic:
            sort = "historic"
        elif short:
            sort = "short"
        elif preferred and not colloquial:
            sort = "preferred"
        if sort == "short" or is_useful(name):
            yield int(place), name, sort, english
