"""Which articles were read already, in memory that does not grow with their number."""

import sqlite3
from typing import Literal

from ..records import Article

__all__ = ["Met"]

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE met (id INTEGER PRIMARY KEY, text INTEGER NOT NULL);
BEGIN;
"""


class Met:
    """Ids and texts as numbers, in a file that is gone with the process; to be closed."""

    def __init__(self) -> None:
        # No name: a file that goes with the process. Whoever reads on in another thread does so alone.
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript(_SCHEMA)

    def add(self, article: Article) -> Literal["new", "same", "other"]:
        """Whether its id is new, was met with the same text, or stands for another article too."""
        name, text = hash(article.id), hash(article.text)
        if self._db.execute("INSERT OR IGNORE INTO met VALUES (?, ?)", (name, text)).rowcount:
            return "new"
        (before,) = self._db.execute("SELECT text FROM met WHERE id = ?", (name,)).fetchone()
        return "same" if before == text else "other"

    def close(self) -> None:
        """Forget them all."""
        self._db.close()
