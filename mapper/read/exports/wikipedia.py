"""Pages of Wikipedia and of wikis of its kind: the words of the article, without notes, boxes and lists of links."""

import re
from collections.abc import Iterator
from typing import Any

from ...errors import InputError
from ..declared import declared_day
from .document import Document, Export, Row, below, coded, element_text
from .members import Members

__all__ = ["WIKIPEDIA"]

_LEFT = (
    "reference", "references", "reflist", "refbegin", "mw-editsection", "hatnote", "navbox", "vertical-navbox",
    "sidebar", "infobox", "metadata", "ambox", "noprint", "toc", "mw-references-wrap", "catlinks", "shortdescription",
    "sistersitebox", "mw-empty-elt", "thumbcaption", "gallery", "authority-control", "navigation-not-searchable",
)  # fmt: skip
_END = {
    "references", "notes", "see also", "external links", "further reading", "bibliography", "sources", "citations",
    "footnotes", "notes and references", "works cited",
    "einzelnachweise", "siehe auch", "weblinks", "literatur", "anmerkungen",
    "notes et références", "références", "voir aussi", "liens externes", "bibliographie", "articles connexes",
    "referencias", "véase también", "enlaces externos", "bibliografía", "notas",
    "примечания", "см. также", "ссылки", "литература", "примітки", "див. також", "посилання", "джерела", "література",
    "المراجع", "مراجع", "انظر أيضًا", "وصلات خارجية",
}  # fmt: skip
_HEADS = ("h2", "h3", "h4")
_POINT = re.compile(r"^\s*(-?\d+(?:\.\d+)?)\s*[;,]\s*(-?\d+(?:\.\d+)?)\s*$")


def _looks_like(document: Document) -> bool:
    return "mw-parser-output" in document.text and 'id="firstHeading"' in document.text


def _articles(document: Document, _: Members) -> Iterator[Row | InputError | None]:
    tree = document.tree
    if tree is None:
        return
    # A damaged page may have its heading within another element's words.
    title = " ".join("".join(tree.xpath("//*[@id='firstHeading'][1]//text()")).split())
    points = [
        found
        for one in tree.xpath("//*[@id='coordinates']//*[@class='geo']")
        if (found := _POINT.match(one.text_content()))
    ]
    address = str(next(iter(tree.xpath("//link[@rel='canonical']/@href")), ""))
    named = " ".join("".join(tree.xpath("//title/text()")).split()).rpartition(" - ")[2].rpartition(" – ")[2]
    day = declared_day(tree)
    text = "\n\n".join(_blocks(tree))
    yield {
        "text": below(title, text), "title": title, "url": address, "date": day.isoformat() if day else "",
        "source": "Wikipedia" if "wikipedia.org/" in address else "" if named == title else named,
        "language": str(tree.get("lang") or "")[:2],
        "coded": coded("Wikipedia", title, points[0][1], points[0][2]) if points else [],
    } if text else None  # fmt: skip


def _blocks(tree: Any) -> Iterator[str]:
    """The paragraphs, headings and lists of the article, up to its notes."""
    for name in _LEFT:
        for element in tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"):
            element.drop_tree()
    for element in tree.xpath("//*[@id='coordinates']"):
        element.drop_tree()
    for element in tree.xpath("//*[contains(@class, 'mw-parser-output')]/*"):
        head = next((one for one in element.iter(*_HEADS)), None)
        words = element_text(head if head is not None else element)
        if head is not None and words.casefold().strip(": ") in _END:
            return
        if words and element.tag not in ("style", "script", "figure", "table"):
            yield words


WIKIPEDIA = Export(name="a wiki", forms=("page",), looks_like=_looks_like, articles=_articles)
