"""Live blogs: pages whose data, marks or articles are entries, each of which is an article with its own time."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from typing import Any

from ...errors import InputError
from ..web import flat_text
from .document import Document, Export, Row, below, element_text, paragraphs
from .members import Members
from .threads import joined

__all__ = ["LIVE_BLOG"]

_LEAST = 3  # entries of a page that says in no other way that it is a live blog
_LIVE = re.compile(
    r"\blive\b|\blive-?(?:ticker|blog)|\b(?:news)?ticker\b|\bnewsblog\b|"
    r"\ben direct\b|\ben vivo\b|\bв прямом эфире\b|\bнаживо\b|онлайн",
    re.IGNORECASE,
)


def _blogs(document: Document) -> list[Row]:
    """The live blogs of which a page's data tells."""
    if "LiveBlogPosting" not in document.text or document.tree is None:
        return []
    found: list[Row] = []
    for script in document.tree.xpath("//script[contains(@type, 'ld+json')]"):
        with suppress(ValueError, RecursionError):
            data = json.loads(script.text or "", strict=False)
            tops = data if isinstance(data, list) else [data]
            nodes = [
                n for top in _listed(tops) for n in (top, *_listed(top.get("@graph")), *_listed(top.get("mainEntity")))
            ]
            found += [
                node for node in nodes if "LiveBlogPosting" in _kinds(node) and _listed(node.get("liveBlogUpdate"))
            ]
    return found


def _kinds(node: Row) -> list[Any]:
    kinds = node.get("@type")
    return kinds if isinstance(kinds, list) else [kinds]


def _listed(value: Any) -> list[Row]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _marked(document: Document) -> list[Any]:
    """The entries of a page without such data: marked as updates, or articles of a page that is called live."""
    tree = document.tree
    if "<time" not in document.text or tree is None:
        return []
    if updates := tree.xpath("//*[@itemprop='liveBlogUpdate']"):
        return list(updates)
    title = " ".join([*tree.xpath("//title/text()"), *tree.xpath("//h1//text()")])
    found = [one for one in tree.xpath("//article[.//time[contains(@datetime, ':')]]") if not one.xpath(".//article")]
    return found if _LIVE.search(title) and len(found) >= _LEAST else []


def _looks_like(document: Document) -> bool:
    return bool(_blogs(document) or _marked(document))


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    site = str(next(iter(document.tree.xpath("//meta[@property='og:site_name']/@content")), ""))
    address = str(next(iter(document.tree.xpath("//link[@rel='canonical']/@href")), ""))
    blogs = _blogs(document)
    for blog in blogs:
        publisher = _listed(blog.get("publisher"))
        source = str(publisher[0].get("name") or "") if publisher else site
        for entry in _listed(blog["liveBlogUpdate"]):
            yield _of_data(entry, source, str(blog.get("url") or address))
    for element in [] if blogs else _marked(document):
        yield _of_element(element, site, address)


def _of_data(entry: Row, source: str, address: str) -> Row | None:
    title = flat_text(str(entry.get("headline") or entry.get("name") or ""))
    words = str(entry.get("articleBody") or entry.get("text") or entry.get("description") or "")
    body = flat_text(words) if "<" in words else paragraphs(unescape(words).split("\n"))
    time = str(next((entry[key] for key in ("datePublished", "dateCreated", "dateModified") if entry.get(key)), ""))
    author = _listed(entry.get("author"))
    return joined([(below(title, body), time)]) | {
        "title": title, "date": time, "url": str(entry.get("url") or address), "source": source,
        "id": str(entry.get("@id") or entry.get("url") or ""),
        "author": str(author[0].get("name") or "") if author else "",
    } if title or body else None  # fmt: skip


def _of_element(element: Any, source: str, address: str) -> Row | None:
    time = str(next(iter(element.xpath(".//time/@datetime")), ""))
    heads = element.xpath(".//h2 | .//h3 | .//h4 | .//*[@itemprop='headline']")
    title = " ".join(heads[0].text_content().split()) if heads else ""
    for one in (*heads[:1], *element.xpath(".//time")):
        one.drop_tree()
    key = element.get("id") or ""
    text = below(title, element_text(element))
    return joined([(text, time)]) | {
        "title": title, "date": time, "url": f"{address}#{key}" if address and key else address, "source": source,
    } if text else None  # fmt: skip


LIVE_BLOG = Export(name="a live blog", forms=("page",), looks_like=_looks_like, articles=_articles)
