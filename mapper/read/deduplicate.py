"""Deduplication: near-duplicates become one article, which names the papers of all of them.

All articles are read before the first is given, since a copy may be the last of them; meanwhile they are in a file that
is gone with the process, so that memory does not grow with their number. The one kept is the fullest copy, at the place
of the first. The same articles give the same ones, however they are located.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import replace

from ..origins import Copy
from ..reading.reading import reading_of
from ..records import Article, LocatedArticle
from .near_duplicates import Print, are_copies, bands, print_of
from .spill import spill

__all__ = ["deduplicated", "deduplicated_located"]

_MOST_COMPARED = 5  # first copies, those that share the most bands
# First copies that a band is remembered of: daily reports in one form share most of their bands, and looking through
# all of those before each would take longer the more there are.
_SLOTS = 8
_SCHEMA = """
CREATE TABLE article (number INTEGER PRIMARY KEY, first INTEGER NOT NULL, words INTEGER NOT NULL, print TEXT NOT NULL,
  record TEXT NOT NULL);
CREATE TABLE band (key INTEGER NOT NULL, slot INTEGER NOT NULL, first INTEGER NOT NULL, PRIMARY KEY (key, slot))
  WITHOUT ROWID;
"""


def deduplicated(
    articles: Iterable[Article],
    *,
    on_copies: Callable[[int], None] = lambda _: None,
    on_read: Callable[[int], None] = lambda _: None,
) -> Iterator[Article]:
    """Each article once, in order of the first copies.

    Rows of datasets are events and marked articles are somebody's work: neither is a copy of another.

    on_copies  takes how many copies an article had, for each that had several
    on_read    takes how many articles were read so far
    """
    held = ((article, json.dumps(article.to_dict())) for article in articles)
    for article, _ in _folded(held, lambda record: Article.from_dict(json.loads(record)), on_copies, on_read):
        yield article


def deduplicated_located(
    located: Iterable[tuple[LocatedArticle, str]],
    *,
    on_copies: Callable[[int], None] = lambda _: None,
    on_read: Callable[[int], None] = lambda _: None,
) -> Iterator[tuple[LocatedArticle, str]]:
    """The same of located articles, each with its error: what locating the deduplicated ones would have given."""
    held = ((item.article, json.dumps([item.to_dict(), error])) for item, error in located)
    for article, record in _folded(held, lambda record: _located(record)[0].article, on_copies, on_read):
        item, error = _located(record)
        yield replace(item, article=article), error


def _located(record: str) -> tuple[LocatedArticle, str]:
    data, error = json.loads(record)
    return LocatedArticle.from_dict(data), error


def _folded(
    records: Iterable[tuple[Article, str]],
    article_of: Callable[[str], Article],
    on_copies: Callable[[int], None],
    on_read: Callable[[int], None],
) -> Iterator[tuple[Article, str]]:
    """Of near-duplicates the fullest, which names the others, and the record that came with it."""
    with closing(spill(_SCHEMA)) as db:
        for number, (article, record) in enumerate(records):
            text = print_of(reading_of(article.text), article.title)
            first = number if article.coded or article.mentions else _first_copy(db, text, number)
            row = (number, first, len(text.words), _written(text), record)
            db.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?)", row)
            on_read(number + 1)
        db.execute("CREATE INDEX firsts ON article (first, number)")
        for (first,) in db.execute("SELECT DISTINCT first FROM article ORDER BY first"):
            rows = db.execute("SELECT words, record FROM article WHERE first = ? ORDER BY number", (first,)).fetchall()
            fullest = max(range(len(rows)), key=lambda at: int(rows[at][0]))
            record = rows[fullest][1]
            others = [article_of(record) for _, record in rows]
            article = others.pop(fullest)
            if others:
                on_copies(len(rows))
                printed = (copy for other in others for copy in (_copy(other), *other.copies))
                article = replace(article, copies=(*article.copies, *printed))
            yield article, record


def _first_copy(db: sqlite3.Connection, text: Print, number: int) -> int:
    """The number of the first copy of a text; `number` where it is the first itself."""
    keys = sorted(bands(text))
    shared = db.execute(
        f"SELECT first FROM band WHERE key IN ({','.join('?' * len(keys))}) "  # noqa: S608 -- marks alone
        "GROUP BY first ORDER BY count(*) DESC, first LIMIT ?",
        (*keys, _MOST_COMPARED),
    ).fetchall()
    for (first,) in shared:
        (written,) = db.execute("SELECT print FROM article WHERE number = ?", (first,)).fetchone()
        if are_copies(_read(written), text):
            return int(first)
    rows = ((key, number % _SLOTS, number) for key in keys)
    db.executemany("INSERT OR REPLACE INTO band VALUES (?, ?, ?)", rows)
    return number


def _written(text: Print) -> str:
    """A print as a line for each of its fields; a word has no space in it."""
    return "\n".join(map(" ".join, (text.words, text.names, text.numbers)))


def _read(written: str) -> Print:
    """The reverse of _written."""
    words, names, numbers = (line.split(" ") if line else () for line in written.split("\n"))
    return Print(words=tuple(words), names=frozenset(names), numbers=frozenset(numbers))


def _copy(article: Article) -> Copy:
    return Copy(id=article.id, title=article.title, date=article.declared, url=article.url, source=article.source)
