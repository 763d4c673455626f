"""Europresse: pages of articles."""

import re
from collections.abc import Iterator
from typing import Any

from ...errors import InputError
from .document import Document, Export, Row, below, element_text
from .heads import author_of, day_in, without_day
from .members import Members

__all__ = ["EUROPRESSE"]

_NAMES = ("titreArticleVisu", "DocPublicationName", "docOcurrContainer")
_NUMBER = re.compile(r"\s*(?:,? no\.? .*|, .*|\s[|•]\s.*)$")  # of the issue, behind the paper's name


def _looks_like(document: Document) -> bool:
    return any(name in document.text for name in _NAMES)


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    if document.tree is None:
        return
    found = document.tree.xpath("//article") or _of_class(document.tree.getroottree(), "docOcurrContainer", "/..")
    for number, article in enumerate(found, 1):
        bodies = _of_class(article, "docOcurrContainer") or _of_class(article, "DocText")
        text = "\n\n".join(filter(None, map(element_text, bodies)))
        title = _words(article, "titreArticleVisu") or _words(article, "titreArticle")
        if not text and not title:
            yield InputError(f"{document.where}, document {number}: has no words; look at it there")
            continue
        head = _words(article, "DocHeader") or _words(article, "DocTitreSousSection")
        yield {
            "title": title, "source": _NUMBER.sub("", _words(article, "DocPublicationName")),
            "section": _words(article, "DocTitreSousSection") or without_day(head), "date": _day(article, head),
            "author": author_of(_words(article, "docAuthors") or _words(article, "sm-margin-bottomNews")),
            "text": below(title, text),
        }  # fmt: skip


def _day(article: Any, head: str) -> str:
    """The day of its head, else that by which its number begins: "news·20250304·LM·12"."""
    whole = " ".join(element.text_content() for element in article.xpath(".//header")[:1])
    number = re.search(r"news[·.](\d{8})[·.]", article.text_content())
    return day_in(head) or day_in(" ".join(whole.split())) or (number[1] if number else "")


def _of_class(element: Any, name: str, more: str = "") -> list[Any]:
    found: list[Any] = element.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]{more}")
    return found


def _words(article: Any, name: str) -> str:
    return next((" ".join(element.text_content().split()) for element in _of_class(article, name)), "")


EUROPRESSE = Export(name="Europresse", forms=("page",), looks_like=_looks_like, articles=_articles)
