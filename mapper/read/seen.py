"""Articles seen already, remembered in memory that does not grow with their number."""

from typing import Literal

from ..records import Article
from .spill import spill

__all__ = ["Seen"]

_SCHEMA = "CREATE TABLE seen (id INTEGER PRIMARY KEY, text INTEGER NOT NULL);"


class Seen:
    """Ids and texts as numbers; to be closed."""

    def __init__(self) -> None:
        self._db = spill(_SCHEMA)

    def add(self, article: Article) -> Literal["new", "same", "other"]:
        """What is known of its id: it is new, was seen with the same text, or stands for another article too."""
        name, text = hash(article.id), hash(article.text)
        if self._db.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (name, text)).rowcount:
            return "new"
        (before,) = self._db.execute("SELECT text FROM seen WHERE id = ?", (name,)).fetchone()
        return "same" if before == text else "other"

    def close(self) -> None:
        """Forget them all."""
        self._db.close()
