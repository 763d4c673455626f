"""Live blogs: pages whose data lists their entries, each of which is an article with its own time."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from ...errors import InputError
from ..web import flat_text
from .document import Document, Export, Row, below, paragraphs
from .members import Members
from .threads import joined

__all__ = ["LIVE_BLOG"]


def _blogs(document: Document) -> list[Row]:
    if "LiveBlogPosting" not in document.text or document.tree is None:
        return []
    found: list[Row] = []
    for script in document.tree.xpath("//script[contains(@type, 'ld+json')]"):
        with suppress(ValueError, RecursionError):
            data = json.loads(script.text or "", strict=False)
            tops = data if isinstance(data, list) else [data]
            nodes = [n for top in tops if isinstance(top, dict) for n in (top, *_listed(top.get("@graph")))]
            found += [
                node for node in nodes if node.get("@type") == "LiveBlogPosting" and _listed(node.get("liveBlogUpdate"))
            ]
    return found


def _listed(value: Any) -> list[Row]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    names = document.tree.xpath("//meta[@property='og:site_name']/@content")
    for blog in _blogs(document):
        publisher = _listed(blog.get("publisher"))
        source = str(publisher[0].get("name") or "") if publisher else str(names[0]) if names else ""
        for entry in _listed(blog["liveBlogUpdate"]):
            title, words = flat_text(str(entry.get("headline") or "")), str(entry.get("articleBody") or "")
            body = flat_text(words) if "<" in words else paragraphs(words.split("\n"))
            author = _listed(entry.get("author"))
            yield {
                **joined([(below(title, body), str(entry.get("datePublished") or ""))]), "title": title,
                "date": str(entry.get("datePublished") or ""),
                "url": str(entry.get("url") or blog.get("url") or ""), "source": source,
                "id": str(entry.get("@id") or entry.get("url") or ""),
                "author": str(author[0].get("name") or "") if author else "",
            } if title or body else None  # fmt: skip


LIVE_BLOG = Export(name="a live blog", forms=("page",), looks_like=lambda d: bool(_blogs(d)), articles=_articles)
