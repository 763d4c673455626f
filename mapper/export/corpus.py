"""A folder of parts -> rows by place, day or region, counted by DuckDB in bounded memory. The home of duckdb.

The rows are those of views.py, however many articles there are: what does not fit in memory goes to the disk.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from gazetteer import Place

from ..errors import InputError, RecordError
from ..extras import needs
from ..read.articles import read_located
from ..read.files import Folder, is_address
from ..read.parts import count_rows, part_names
from ..read.sources import OnSkip
from ..records import LocatedArticle
from ..schema import located_of
from .views import COUNTED, Row, View, best_of, counted_row, day_row, region_row

__all__ = ["Corpus", "corpus_of", "large_corpus"]

_MEMORY = "1GB"
_BATCH = 256
_KEYS = {
    "place": "m.place.id, m.place.lat, m.place.lon",
    "day": "day, m.place.id, m.place.lat, m.place.lon",
    "region": "m.place.country, m.place.admin1",
}
# One row a mention that has a place; `is_first` where no earlier one of its article has the same key.
_MENTIONS = """
WITH article AS (
  SELECT ordinal AS file, file_row_number AS line, mentions,
    CASE WHEN coalesce(date_guessed, false) OR date IS NULL THEN '' ELSE strftime(date, '%Y-%m-%d') END AS day
  FROM read_parquet($parts, file_row_number = true, filename = true) JOIN names ON names.name = filename
), mention AS (
  SELECT file, line, day, unnest(mentions) AS m, generate_subscripts(mentions, 1) AS place_in,
    [CASE WHEN m.place IS NULL THEN NULL ELSE {key} END FOR m IN mentions] AS keys
  FROM article
), placed AS (
  SELECT file, line, day, m, place_in, list_position(keys, {key}) = place_in AS is_first,
    CASE WHEN m.label = 'EMBEDDED' AND m.role = 'site' THEN 'context' ELSE m.role END AS role
  FROM mention WHERE m.place IS NOT NULL
)
"""
_KEY = {
    "place": "concat_ws('|', m.place.id, m.place.lat, m.place.lon)",
    "region": "concat_ws('|', m.place.country, m.place.admin1)",
}
_COUNTS = """
  count(*) AS mentions, count(*) FILTER (is_first) AS articles, count(*) FILTER (role = 'site') AS site,
  count(*) FILTER (role = 'context') AS context, count(*) FILTER (role = 'actor') AS actor,
  count(*) FILTER (m.confirmed IS NOT NULL) AS confirmed,
  min({{'file': file, 'line': line, 'place_in': place_in}}) AS seen
"""
_PLACE = """
  min(m.place.name) AS name, min(m.place.kind) AS kind, min(m.place.country) AS country,
  min(m.place.admin1) AS admin1, min(m.place.population) AS population, min(m.place.precision_km) AS precision_km,
  m.place.id AS id, m.place.lat AS lat, m.place.lon AS lon, {wikidata} AS wikidata
"""
# What earlier versions wrote has no items of Wikidata.
_WITH_ITEMS = "SELECT count(*) FROM (DESCRIBE FROM read_parquet($parts)) WHERE column_type LIKE '%wikidata%'"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Located articles in parts: read like any others, or counted without being read.

    parts  the Parquet files, in the order of their articles
    """

    path: str
    parts: Sequence[str]
    on_skip: OnSkip

    def __iter__(self) -> Iterator[LocatedArticle]:
        return read_located(self.path, on_skip=self.on_skip)

    def size(self) -> tuple[int, int, int, int]:
        """The numbers of articles, mentions, places and mentions without a place."""
        with self._opened() as db:
            one = db.execute(
                "SELECT count(*), coalesce(sum(len(mentions)), 0), "
                "coalesce(sum(len([1 FOR m IN mentions IF m.place IS NULL])), 0) FROM read_parquet($parts)",
                {"parts": self.parts},
            ).fetchone()
            (places,) = db.execute(
                "SELECT count(*) FROM (SELECT DISTINCT m.place.id, m.place.lat, m.place.lon FROM "
                "(SELECT unnest(mentions) AS m FROM read_parquet($parts)) WHERE m.place IS NOT NULL)",
                {"parts": self.parts},
            ).fetchone()
        return one[0], int(one[1]), places, int(one[2])

    def rows(self, by: View) -> Iterator[Row]:
        """The rows of a view that counts, as views.rows has them."""
        with self._opened() as db:
            if by == "place":
                yield from self._places(db)
            elif by == "day":
                for found in self._counted(db, "place", "day", _PLACE + ", day AS day", "day, mentions DESC, seen"):
                    yield day_row(found["day"], _place(found), found)
            else:
                points: dict[tuple[str, str], tuple[Place, int]] = {}
                for found in self._counted(db, "place", "place", _PLACE, "mentions DESC, seen"):
                    place = _place(found)
                    first, count = points.get((place.country, place.admin1), (place, 0))
                    points[place.country, place.admin1] = first, count + 1
                head = "m.place.country AS country, m.place.admin1 AS admin1"
                for found in self._counted(db, "region", "region", head, "mentions DESC, seen"):
                    yield region_row(*points[found["country"], found["admin1"]], found)

    def newest(self, most: int, budget: int) -> list[LocatedArticle]:
        """The newest articles, the surest first among those of a day: at most so many, of so many bytes on a page.

        They are in the order of the corpus. Raises InputError where the corpus has no texts.
        """
        with self._opened() as db:
            rows = db.execute(
                "SELECT ordinal, file_row_number, 2 * strlen(text) + 700 * len(mentions) FROM "
                "read_parquet($parts, file_row_number = true, filename = true) JOIN names ON names.name = filename "
                "ORDER BY date DESC NULLS LAST, list_max([m.confidence FOR m IN mentions]) DESC NULLS LAST, "
                "ordinal, file_row_number LIMIT $most",
                {"parts": self.parts, "most": most},
            ).fetchall()
            spent = accumulate(size or 0 for _, _, size in rows)
            wanted = [row[:2] for row, total in zip(rows, spent, strict=True) if total <= budget]
            found = [row for _, row in sorted(self._rows_at(db, wanted), key=lambda pair: pair[0])]
        try:
            return [located_of(row) for row in found]
        except RecordError as error:
            raise InputError(f"{self.path}: {error}") from None

    def _places(self, db: Any) -> Iterator[Row]:
        best = (
            ", max(m.confidence) AS confidence, min(nullif(day, '')) AS first, max(day) AS last, "
            "min({'rank': CASE role WHEN 'site' THEN 0 WHEN 'context' THEN 1 ELSE 2 END, 'less': -m.confidence, "
            "'file': file, 'line': line, 'place_in': place_in}) AS best"
        )
        found = [*self._counted(db, "place", "place", _PLACE + best, "mentions DESC, seen")]
        told = self._excerpts(db, {(one["best"]["file"], one["best"]["line"]) for one in found}, found)
        for number, one in enumerate(found):
            yield counted_row(_place(one), one, told[number])

    def _excerpts(self, db: Any, wanted: set[tuple[int, int]], found: list[dict[str, Any]]) -> dict[int, Row]:
        """The excerpt around the best mention of each place; the articles of them are read, and no others."""
        at: dict[tuple[int, int], list[int]] = {}
        for number, one in enumerate(found):
            at.setdefault((one["best"]["file"], one["best"]["line"]), []).append(number)
        out: dict[int, Row] = {}
        for where, row in self._rows_at(db, sorted(wanted)):
            item = located_of(row) if row.get("text") is not None else None
            for number in at[where]:
                out[number] = best_of(item, found[number]["best"]["place_in"] - 1, row)
        return out

    def _rows_at(self, db: Any, wanted: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], dict[str, Any]]]:
        """The rows of some articles, each with its part and its line; others are not read."""
        db.execute("CREATE OR REPLACE TEMP TABLE wanted (file INTEGER, line BIGINT)")
        if wanted:
            db.executemany("INSERT INTO wanted VALUES (?, ?)", wanted)
        db.execute(
            "SELECT wanted.file AS file_of, wanted.line AS line_of, article.* EXCLUDE (filename, file_row_number) FROM "
            "read_parquet($parts, file_row_number = true, filename = true) AS article "
            "JOIN names ON names.name = filename "
            "JOIN wanted ON wanted.file = ordinal AND wanted.line = file_row_number",
            {"parts": self.parts},
        )
        names = [column[0] for column in db.description]
        while rows := db.fetchmany(_BATCH):
            for row in (dict(zip(names, values, strict=True)) for values in rows):
                yield (row.pop("file_of"), row.pop("line_of")), row

    def _counted(self, db: Any, key: str, by: str, head: str, order: str) -> Iterator[dict[str, Any]]:
        (has_items,) = db.execute(_WITH_ITEMS, {"parts": self.parts}).fetchone()
        head = head.replace("{wikidata}", "min(m.place.wikidata)" if has_items else "NULL")
        query = (
            _MENTIONS.format(key=_KEY[key]) + f"SELECT {head}, {_COUNTS.format()} "  # noqa: S608 -- words of ours alone
            f"FROM placed GROUP BY {_KEYS[by]} ORDER BY {order}"
        )
        db = db.cursor()
        db.execute(query, {"parts": self.parts})
        names = [column[0] for column in db.description]
        while rows := db.fetchmany(_BATCH):
            yield from (dict(zip(names, values, strict=True)) for values in rows)

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        import duckdb

        with tempfile.TemporaryDirectory() as scratch:
            settings = {
                "memory_limit": _MEMORY, "temp_directory": scratch, "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false", "preserve_insertion_order": "false",
            }  # fmt: skip
            with closing(duckdb.connect(config=settings)) as db:
                db.execute("CREATE TABLE names (name VARCHAR, ordinal INTEGER)")
                db.executemany("INSERT INTO names VALUES (?, ?)", [(name, at) for at, name in enumerate(self.parts)])
                try:
                    yield db
                except duckdb.Error as error:
                    raise InputError(f"{self.path}: cannot be counted ({str(error).splitlines()[0]})") from error


def corpus_of(path: str, by: View, on_skip: OnSkip) -> Corpus | None:
    """The corpus at a path where it can be counted: parts of Parquet on a disk, by a view that counts; else None.

    Raises ExtraError where duckdb is not installed, and InputError where there are no parts.
    """
    parts = _parts_of(path) if by in COUNTED else []
    return _corpus(path, parts, on_skip) if parts else None


def large_corpus(path: str, most: int, on_skip: OnSkip) -> Corpus | None:
    """The corpus at a path where it has more than so many articles; else None. Raises as `corpus_of`."""
    parts = _parts_of(path)
    return _corpus(path, parts, on_skip) if parts and count_rows(parts) > most else None


def _corpus(path: str, parts: list[str], on_skip: OnSkip) -> Corpus:
    with needs("cluster", "counting a corpus"):
        import duckdb  # noqa: F401 -- said before anything is begun
    return Corpus(path, parts, on_skip)


def _parts_of(path: str) -> list[str]:
    """The parts of Parquet on a disk; none where it is anything else."""
    if is_address(path) or not (Path(path).is_dir() or path.lower().endswith(".parquet")):
        return []
    names = [path]
    if Path(path).is_dir():
        folder = Folder(path)
        names = [folder.at(name) for name in part_names(folder)]
    return names if all(name.endswith(".parquet") for name in names) else []


def _place(found: dict[str, Any]) -> Place:
    return Place(
        id=found["id"], name=found["name"] or "", lat=found["lat"], lon=found["lon"], kind=found["kind"],
        country=found["country"] or "", admin1=found["admin1"] or "", population=found["population"] or 0,
        precision_km=found["precision_km"] or 0.0, wikidata=found["wikidata"] or "",
    )  # fmt: skip
