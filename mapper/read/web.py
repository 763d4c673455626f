"""Pages and feeds -> articles: the only home of trafilatura, feedparser and lxml.

The text is what the extractor keeps of a page, below its title; offsets point into it and never into the page.
"""

import datetime as dt
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from time import struct_time
from typing import Any

from ..errors import InputError
from ..records import Article
from .dates import Day, Slashed, order_of, read_day
from .declared import declared_day

__all__ = ["flat_text", "read_feed", "read_page", "tables_of"]

_BLOCKS = {"address", "article", "blockquote", "br", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5",
           "h6", "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"}  # fmt: skip
_PASSWORD = re.compile(r"^[^\s/@]+:[^\s/@]*@")  # a page without a name is called by its host, as its address has it
_log = logging.getLogger(__name__)
_UNREAD = {"script", "style", "noscript", "template", "iframe", "svg"}


def read_page(content: bytes, where: str, url: str = "") -> Article:
    """The article on a page: its words without menus, advertisements and comments. Raises InputError."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        content, url=url or None, with_metadata=True, include_comments=False, include_tables=True
    )
    text = "\n\n".join(line for line in found.text.splitlines() if line.strip()) if found and found.text else ""
    if not text:
        raise InputError(f"{where}: no article can be found on the page; save its words as text")
    title = (found.title or "").strip()
    tree = trafilatura.load_html(content)
    declared = declared_day(tree, url) if tree is not None else None
    date = declared or _guess(found.date or "")
    return Article(
        text=_below(title, text), id=url, title=title, date=date,
        date_guessed=bool(date and not declared), url=url or found.url or "",
        source=_PASSWORD.sub("", found.sitename or found.hostname or ""), language=(found.language or "")[:2],
    )  # fmt: skip


def tables_of(content: bytes) -> list[list[list[str]]]:
    """The rows of each table on a page, cell by cell."""
    import trafilatura

    tree = trafilatura.load_html(content)
    tables = [] if tree is None else tree.xpath("//table[not(.//table)]")
    return [
        [[" ".join(cell.text_content().split()) for cell in row.iter("td", "th")] for row in table.iter("tr")]
        for table in tables
    ]


def read_feed(content: bytes, where: str) -> Iterator[tuple[str, Article | InputError]]:
    """The entries of an RSS or Atom feed, each with where it stands. Raises InputError where it is none."""
    import feedparser

    # As bytes of its own: given a string, feedparser would take it for an address and fetch it.
    feed = feedparser.parse(content, response_headers={"content-type": "application/xml"}, sanitize_html=False)
    if not feed.get("version") or not feed.entries:
        raise InputError(f"{where}: is no feed with entries; give an RSS or Atom feed")
    days = _days(feed.entries)
    for number, (entry, day) in enumerate(zip(feed.entries, days, strict=True), 1):
        place = f"{where}, entry {number}"
        html = max((part.value for part in entry.get("content", [])), key=len, default="") or entry.get("summary", "")
        title, body = flat_text(entry.get("title", "")), flat_text(html)
        if not title and not body:
            yield place, InputError(f"{place}: has no words; leave it out")
            continue
        written = _written(entry)
        if written and not day:
            _log.warning("%s: the date %.40r cannot be read; the article is kept without it", place, written)
        link = entry.get("link", "")
        publisher = flat_text((entry.get("source") or {}).get("title", ""))
        article = Article(
            text=_below(title, body), id=entry.get("id", "") or link, title=title, url=link, date=day,
            source=publisher or flat_text(feed.feed.get("title", "")),
            language=feed.feed.get("language", "")[:2].lower(),
        )  # fmt: skip
        yield from ((place, one) for one in _apart(article, publisher, html))


def _apart(article: Article, publisher: str, html: str) -> Iterator[Article]:
    """The stories of an aggregator's entry, each with its paper as the source and not in the headline."""
    title = article.title.removesuffix(publisher).rstrip(" -–—|") if publisher else article.title
    rows = _headlines(html)
    if not rows:
        body = article.text.removeprefix(article.title).lstrip()
        yield replace(article, title=title, text=_below(title, body)) if title and title != article.title else article
        return
    for at, (headline, address, paper) in enumerate(rows):
        first = headline == title or (at == 0 and not title)
        yield replace(
            article, text=headline, title=headline, source=paper, url=article.url if first else address,
            id=article.id if first else address,
        )  # fmt: skip


def _headlines(html: str) -> list[tuple[str, str, str]]:
    """Headline, address and paper of each story, where an entry holds nothing but links with papers behind them."""
    from lxml import etree
    from lxml.html import fromstring

    try:
        root = fromstring(f"<div>{html}</div>")
    except (etree.ParserError, ValueError):
        return []
    rows = [
        (" ".join(link.text_content().split()), link.get("href") or "", " ".join(paper.text_content().split()))
        for link in root.iter("a")
        if (paper := link.getnext()) is not None and paper.tag == "font"
    ]
    said = "".join(headline + paper for headline, _, paper in rows)
    is_all = "".join(said.split()) == "".join(root.text_content().split())
    return rows if is_all and all(headline and paper for headline, _, paper in rows) else []


def _written(entry: Any) -> str:
    """The date of an entry, as it is written."""
    return next((str(entry[key]) for key in ("published", "updated", "created") if key in entry.keys()), "")  # noqa: SIM118 -- its own `in` takes one for another


def _days(entries: list[Any]) -> list[dt.date | None]:
    """The day of each entry; one that could be two days is read as lies nearest to the others."""
    found = [read_day(_written(entry)) for entry in entries]
    near = [day.date for day in found if isinstance(day, Day)]
    order = order_of([day for day in found if isinstance(day, Slashed)], near)
    days = [day.settled(order) if isinstance(day, Slashed) else day for day in found]
    return [
        day.date if day else _day(dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed"))
        for entry, day in zip(entries, days, strict=True)
    ]


def flat_text(html: str) -> str:
    """The words of a piece of HTML, a line for each paragraph."""
    from lxml import etree
    from lxml.html import fromstring

    try:
        root = fromstring(f"<div>{html}</div>")
    except (etree.ParserError, ValueError):
        return ""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "script"  # a comment has a function for its tag
        if tag in _BLOCKS:
            pieces.append("\n")
        words = element.text if event == "start" and tag not in _UNREAD else element.tail if event == "end" else ""
        pieces.append(" ".join((words or "").replace("\n", " ").split(" ")))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _below(title: str, text: str) -> str:
    """The text with its title at its head, so that places in the title are found too."""
    return text if not title or text.startswith(title) else f"{title}\n\n{text}" if text else title


def _guess(written: str) -> dt.date | None:
    """A day that the extractor has found on the page; the first of a year is mostly a year that stands in its foot."""
    with suppress(ValueError):
        day = dt.date.fromisoformat(written[:10])
        return None if (day.month, day.day) == (1, 1) else day
    return None


def _day(parsed: struct_time | None) -> dt.date | None:
    if parsed:
        with suppress(ValueError):
            return dt.date(*parsed[:3])
    return None
