"""Linked pages of a feed or a table, fetched: each entry or row with the page that it names."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from ..addresses import without_keys
from ..errors import InputError
from ..records import Article
from .fetch import Fetcher
from .pages import article_at
from .rows import record_of
from .sources import OnSkip

__all__ = ["pages_of_entries", "pages_of_rows"]


def pages_of_entries(
    entries: Iterable[tuple[str, Article]], fetcher: Fetcher, skip: OnSkip, known: Callable[[str], bool]
) -> Iterator[tuple[str, Article]]:
    """The entries of a feed with the words of their pages; one whose page cannot be had keeps those of the feed.

    Those that are known are not fetched, and left out.
    """
    for place, entry in entries:
        if known(entry.id):
            continue
        try:
            page = article_at(entry.url, fetcher.get(entry.url).content, entry.url) if entry.url else None
        except InputError as error:
            skip(error)
            page = None
        if page:
            title, source = page.title or entry.title, page.source or entry.source
            yield place, _dated(replace(page, id=entry.id, title=title, source=source), entry)
        else:
            yield place, entry


def pages_of_rows(
    rows: Iterable[tuple[str, dict[str, Any]]], fetcher: Fetcher, skip: OnSkip, known: Callable[[str], bool]
) -> Iterator[tuple[str, Article]]:
    """The pages that rows without a text name, each once, with the points that all of its rows give.

    Those that are known are not fetched, and left out.

    Datasets have many events a page, so the rows are read to the end before the first page is fetched.
    """
    pages: dict[str, tuple[str, dict[str, Any]]] = {}
    for place, row in rows:
        _, first = pages.setdefault(str(row["url"]), (place, row | {"coded": []}))
        first["coded"] += [point for point in row.get("coded", ()) if point not in first["coded"]]
    for url, (place, row) in pages.items():
        if known(without_keys(url)):
            continue
        try:
            page = article_at(url, fetcher.get(url).content, without_keys(url))
            told = record_of(place, row | {"text": page.text}, Article.from_dict)
        except InputError as error:
            skip(error)
            continue
        whole = replace(
            told, id=page.id, title=told.title or page.title, date=page.date, date_guessed=page.date_guessed,
            url=page.url, source=told.source or page.source, language=told.language or page.language, pages=page.pages,
        )  # fmt: skip
        yield place, _dated(whole, told)


def _dated(page: Article, pointer: Article) -> Article:
    """The page with the day that it declares, else that of what has led to it, else the page's guess."""
    if page.declared or not pointer.date:
        return page
    return replace(page, date=pointer.date, date_guessed=pointer.date_guessed)
