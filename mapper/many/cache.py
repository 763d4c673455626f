"""Located articles kept from one build to the next, so that a build locates only what has changed.

Kept under a sum over the article, over all that its places depend on, and over the program itself: a new version,
model, setting or gazetteer finds nothing, and what is found is what would be made. One SQLite file; a kill costs the
last batch.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import Any

from ..errors import OutputError
from ..pipeline import Locator
from ..records import Article, LocatedArticle

__all__ = ["Cache", "program_sum"]

_BATCH = 64
_TABLE = "CREATE TABLE IF NOT EXISTS located (key BLOB PRIMARY KEY, line TEXT NOT NULL) WITHOUT ROWID"


class Cache:
    """The articles of the last build, on disk and, once used, in memory.

    path  of the file; it is made with its folder, and one that is damaged is made anew
    made  how many articles the last build has located anew
    """

    def __init__(self, path: Path) -> None:
        self.made = 0
        self._path = path
        self._held: dict[bytes, LocatedArticle] = {}
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                self._db = _open(path)
            except sqlite3.DatabaseError:
                path.unlink()
                self._db = _open(path)
        except (OSError, sqlite3.Error) as error:
            raise OutputError(f"{path} cannot be used ({error}); name another folder in XDG_CACHE_HOME") from error

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def located(
        self, articles: Iterable[Article], settings: str, load: Callable[[], Locator]
    ) -> Iterator[LocatedArticle]:
        """Each article located, in the order given; what is not among them any more is forgotten at the end.

        settings  all that the places depend on beside the article, as text
        load      gives the locator, asked for where an article is new
        """
        self.made = 0
        used: dict[bytes, LocatedArticle] = {}
        remaining = iter(articles)
        while batch := tuple(islice(remaining, _BATCH)):
            keys = [_key(article, settings) for article in batch]
            found = self._found(keys)
            new = [(key, article) for key, article in zip(keys, batch, strict=True) if key not in found]
            if new:
                fresh = dict(zip([key for key, _ in new], load()([article for _, article in new]), strict=True))
                self._keep(fresh)
                found |= fresh
                self.made += len(new)
            used |= found
            yield from (found[key] for key in keys)
        self._forget(used)

    def _found(self, keys: list[bytes]) -> dict[bytes, LocatedArticle]:
        found = {key: self._held[key] for key in keys if key in self._held}
        rest = [key for key in keys if key not in found]
        marks = ",".join("?" * len(rest))
        rows = self._db.execute(f"SELECT key, line FROM located WHERE key IN ({marks})", rest)  # noqa: S608 -- question marks only
        for key, line in rows:
            with suppress(ValueError):  # a row that cannot be read is made again
                found[key] = LocatedArticle.from_dict(json.loads(line))
        return found

    def _keep(self, fresh: dict[bytes, LocatedArticle]) -> None:
        rows = [(key, json.dumps(item.to_dict())) for key, item in fresh.items()]
        try:
            with self._db:
                self._db.executemany("INSERT OR REPLACE INTO located VALUES (?, ?)", rows)
        except sqlite3.Error as error:
            raise OutputError(f"{self._path} cannot be written ({error}); make room on the disk") from error

    def _forget(self, used: dict[bytes, LocatedArticle]) -> None:
        """Leave what the last build used, and no text of an article that is gone."""
        self._held = used
        with self._db:
            self._db.execute("CREATE TEMP TABLE IF NOT EXISTS used (key BLOB PRIMARY KEY)")
            self._db.execute("DELETE FROM used")
            self._db.executemany("INSERT INTO used VALUES (?)", [(key,) for key in used])
            self._db.execute("DELETE FROM located WHERE key NOT IN (SELECT key FROM used)")


def program_sum(files: Iterable[Path], libraries: Iterable[str]) -> str:
    """A sum over this program, over further files and over the versions of libraries, for what depends on them.

    Code and word lists count by what they hold, larger files by their size and time of change. A library that is not
    installed counts as such.
    """
    package = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted([*package.rglob("*.py"), *package.glob("lists/*"), *package.parent.glob("gazetteer/*.py")]):
        digest.update(path.read_bytes())
    for path in (*sorted(package.glob("model/*")), *files):
        stat = path.stat()
        digest.update(f"{path.resolve()}\0{stat.st_size}\0{stat.st_mtime_ns}".encode())
    for library in libraries:
        with suppress(PackageNotFoundError):
            digest.update(f"{library}\0{version(library)}".encode())
    return digest.hexdigest()


def _open(path: Path) -> Any:
    db = sqlite3.connect(path, check_same_thread=False)
    try:
        db.execute("PRAGMA secure_delete = ON")  # what is forgotten is gone
        db.execute(_TABLE)
        with closing(db.execute("SELECT count(*) FROM located")) as rows:
            rows.fetchone()
    except BaseException:
        db.close()
        raise
    return db


def _key(article: Article, settings: str) -> bytes:
    said = json.dumps([settings, article.to_dict()], ensure_ascii=True)
    return hashlib.sha256(said.encode()).digest()
