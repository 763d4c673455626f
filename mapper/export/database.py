"""Located articles -> an SQLite database: a table a view, for Datasette, sqlite-utils, and whoever speaks SQL."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from ..errors import OutputError
from ..records import LocatedArticle
from .views import COLUMNS, VIEWS, rows

__all__ = ["write_database"]

_SQL_TYPES = {str: "TEXT", int: "INTEGER", float: "REAL"}


def write_database(path: Path, located: Iterable[LocatedArticle], how: str) -> None:
    """The tables place, mention, article and day, with the columns of the other formats; and made, how it was made.

    Raises OutputError.
    """
    held = list(located)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
            for view in VIEWS:
                declared = ", ".join(f'"{name}" {_SQL_TYPES[kind]}' for name, kind in COLUMNS[view].items())
                db.execute(f'CREATE TABLE "{view}" ({declared})')
                marks = ", ".join("?" * len(COLUMNS[view]))
                values = (tuple(row.values()) for row in rows(held, view))
                db.executemany(f'INSERT INTO "{view}" VALUES ({marks})', values)  # noqa: S608 -- a name of ours, and marks
            db.execute("CREATE INDEX mention_place ON mention (place)")
            db.execute("CREATE INDEX mention_article ON mention (article)")
            db.execute("CREATE TABLE made (provenance TEXT)")
            db.execute("INSERT INTO made VALUES (?)", (how,))
            db.execute("COMMIT")
    except sqlite3.Error as error:
        raise OutputError(f"the database cannot be written ({error}); look whether the disk is full") from error
