"""Replies of news APIs: newsapi.org, Event Registry and GDELT's DOC API; of each one, or several in a list."""

from collections.abc import Callable, Iterator
from typing import Any

from ...errors import InputError
from ..columns import Shape, flat
from .document import Document, Export, Row, mostly, posts_of
from .members import Members

__all__ = ["EVENT_REGISTRY", "GDELT", "NEWSAPI"]

_REMOVED = "[Removed]"  # what newsapi.org has for all words of an article that a paper has taken back


def _found(document: Document) -> list[Row]:
    """The articles of all replies."""
    data = document.data
    out: list[Row] = []
    for reply in data if isinstance(data, list) else [data]:
        held: Any = reply.get("articles") if isinstance(reply, dict) else None
        out += posts_of(held, "results")
        if isinstance(reply, dict) and not held:  # Event Registry's reply on single articles, by their numbers
            out += [
                one["info"] for one in reply.values() if isinstance(one, dict) and isinstance(one.get("info"), dict)
            ]
    return out


def _has(*keys: str) -> Callable[[Document], bool]:
    def looks_like(document: Document) -> bool:
        return mostly(_found(document), lambda row: set(keys) <= set(row))

    return looks_like


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    records = [flat(record) for record in _found(document)]
    names = list(dict.fromkeys(name for record in records for name in record))
    shape = Shape(names, document.where, {}, links=False)
    for record in records:
        row = shape.fields_of(record)
        yield row if row.get("text") not in (None, "", _REMOVED) else None


NEWSAPI = Export(
    name="newsapi.org", forms=("json",), looks_like=_has("source", "title", "publishedAt"), articles=_articles
)  # fmt: skip
EVENT_REGISTRY = Export(
    name="Event Registry", forms=("json",), looks_like=_has("uri", "title", "body", "date"), articles=_articles
)  # fmt: skip
GDELT = Export(
    name="GDELT", forms=("json",), looks_like=_has("url", "title", "seendate", "domain"), articles=_articles,
    is_linked=True,
)  # fmt: skip
