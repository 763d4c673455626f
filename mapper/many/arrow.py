"""Batches of articles -> batches of located articles, as Arrow holds them: what every engine calls.

A batch of articles has a column "text" and whatever other fields an article has (id, title, date, url, source, author,
section, language; mentions where they were given). A batch of located articles has the schema of schema.py. Nothing is
kept from one batch to the next but what was loaded, once in each process and for each settings.
"""

import threading
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from ..errors import RecordError
from ..pipeline import Locator
from ..read.language import english_only
from ..records import Article
from ..schema import article_of, batch_of, columns_of, digest_of, row_of, schema_of
from .batch import located_each
from .settings import Settings

__all__ = ["locate_batches", "locator_of"]

_CHUNK = 64  # articles
_loading = threading.Lock()


def locate_batches(batches: Iterable[Any], settings: Settings | None = None) -> Iterator[Any]:
    """A record batch of located articles for each record batch of articles, in order.

    A row that is no article, or that locating fails on, costs itself: its "error" says why, and it has no mentions.
    Articles in other languages than English are left out unless the settings ask for them.
    Raises InputError, ModelError and GazetteerError, for what no row is to blame for.
    """
    settings = settings or Settings()
    schema = schema_of(columns_of(settings.columns))
    for batch in batches:
        rows = _rows(batch, locator_of(settings), settings)
        yield batch_of([*rows], schema)


def locator_of(settings: Settings) -> Locator:
    """The locator of these settings, loaded once in a process."""
    with _loading:
        return _loaded(settings)


@lru_cache(maxsize=4)
def _loaded(settings: Settings) -> Locator:
    return settings.load()


def _rows(batch: Any, locator: Locator, settings: Settings) -> Iterator[dict[str, Any]]:
    waiting: list[Article] = []
    for row in batch.to_pylist():
        try:
            article = article_of(row)
        except RecordError as error:
            yield from _located(waiting, locator)
            waiting = []
            yield _refused(row, str(error))
            continue
        if settings.any_language or [*english_only([article], lambda _: None)]:
            waiting.append(article)
        if len(waiting) == _CHUNK:
            yield from _located(waiting, locator)
            waiting = []
    yield from _located(waiting, locator)


def _located(articles: list[Article], locator: Locator) -> Iterator[dict[str, Any]]:
    if articles:
        yield from (row_of(item, error) for item, error in located_each(articles, locator))


def _refused(row: dict[str, Any], why: str) -> dict[str, Any]:
    """The row of an input that is no article."""
    text = row.get("text")
    words = text if isinstance(text, str) else ""
    name = row.get("id")
    return {
        "id": "" if name is None else str(name), "digest": digest_of(words), "error": f"is no article: {why}",
        "text": words, "mentions": [],
    }  # fmt: skip
