"""A file that may be hostile -> the articles, entries or rows in it. These functions run apart: see apart.py.

Each is given the file, or its bytes, and where it stands. The first thing that it yields says what the others are.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import InputError
from ..records import Article
from .arrow import arrow_records
from .columns import Columns
from .exports.document import Document
from .exports.formats import export_of, split
from .exports.members import unnamed
from .mail import read_mail
from .office import read_office
from .pdf import read_pdf
from .rich import rich_text
from .tables import book_records, json_records, page_records, sheet_records
from .web import read_feed, read_page

__all__ = ["Manner", "arrow_in", "book_in", "json_in", "lines_in", "mail_in", "markup_in", "office_in", "page_in",
           "passed_over", "pdf_in", "rich_in", "sheets_in", "text_in", "title_of"]  # fmt: skip

_HEADLINE = 160  # characters; a longer line is a paragraph
_WRAPPED = 100  # characters; a longer line was never wrapped by hand, so the line before it stands alone
_Told = Iterator[Any]
"""First "articles", "mails", "entries", "rows" or "passed"; then each with where it stands, or what is wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """The manner of reading files: columns of tables, whether addresses do for texts, dates, names in private chats.

    date_style  as dates.read_day takes it
    known_only  whether it is read only where it is an export that is known
    groups      the row groups of a Parquet file that are read; all of them unless given
    name, url   of the file at hand: its name, and where it was fetched
    """

    columns: Columns = field(default_factory=dict)
    full_text: bool = False
    date_style: str = ""
    keep_names: bool = False
    known_only: bool = False
    groups: range | None = None
    name: str = ""
    url: str = ""


def markup_in(raw: bytes, where: str, form: str, manner: Manner) -> _Told:
    """The articles of a page, or of an export in HTML or XML; the entries of a feed."""
    document = Document("page" if form == "page" else "xml", where, manner.name, raw)
    is_page = form == "page" or re.search(rb"<html[\s>]", raw[:2000], re.IGNORECASE)
    if (found := _export(document, manner)) is not None:
        yield from found
    elif manner.known_only:
        yield from passed_over()
    elif is_page and manner.name.lower().endswith(".xls"):  # as which some programs save a page with a table
        yield "rows"
        yield from page_records(raw, where, manner.columns, links=manner.full_text)
    elif is_page:
        yield "articles"
        yield where, read_page(raw, where, manner.url)
    else:
        yield "entries"
        yield from read_feed(raw, where)


def page_in(raw: bytes, where: str, url: str) -> _Told:
    """The article on a page that was fetched, whatever else it may look like."""
    yield "articles"
    yield where, read_page(raw, where, url)


def text_in(raw: bytes, where: str, form: str, manner: Manner) -> _Told:
    """The articles of an export that is text, or a script that assigns JSON to a name."""
    document = Document("json" if form == "json" else "text", where, manner.name, raw)
    yield from _export(document, manner) or passed_over()


def rich_in(raw: bytes, where: str, manner: Manner) -> _Told:
    """The article of a document in Rich Text, or those of an export."""
    yield from _prose(rich_text(raw, where), where, manner)


def office_in(given: bytes | Path, where: str, manner: Manner) -> _Told:
    """The article of a Word or OpenDocument text, or those of an export."""
    with _opened(given) as file:
        yield from _prose(read_office(file, where), where, manner)


def sheets_in(given: bytes | Path, where: str, manner: Manner) -> _Told:
    """The rows of a workbook."""
    with _opened(given) as file:
        yield "rows"
        yield from sheet_records(file, where, manner.columns, links=manner.full_text)


def book_in(given: bytes | Path, where: str, manner: Manner) -> _Told:
    """The rows of a workbook of the old form."""
    with _opened(given) as file:
        yield "rows"
        yield from book_records(file, where, manner.columns, links=manner.full_text)


def arrow_in(given: bytes | Path | BinaryIO, where: str, manner: Manner) -> _Told:
    """The rows of a Parquet or Arrow file."""
    with _opened(given) as file:
        yield "rows"
        yield from arrow_records(file, where, manner.columns, manner.groups, links=manner.full_text)


def json_in(raw: bytes, where: str, manner: Manner) -> _Told:
    """The articles of an export in JSON, else the records of any list."""
    found = None if manner.columns else _export(Document("json", where, manner.name, raw), manner)
    if found is not None:
        yield from found
    elif manner.known_only:
        yield from passed_over()
    else:
        yield "rows"
        yield from json_records(raw, where, manner.columns, links=manner.full_text)


def lines_in(raw: bytes, where: str, manner: Manner) -> _Told:
    """The articles of an export in JSON Lines."""
    document = Document("json", where, manner.name, raw, by_line=True)
    first = Document("json", where, manner.name, raw.lstrip().partition(b"\n")[0], by_line=True)
    export = export_of(document) or export_of(first)  # one line may be damaged, and told by the first it is in any case
    if not export:
        yield from passed_over()
        return
    yield "articles"
    place = unnamed(where, document.key) if export.is_chat and not manner.keep_names else where
    for number, row in document.by_line:
        if not isinstance(row, dict):
            yield place, InputError(f"{place}:{number}: is no JSON object; mend the line")
    yield from split(document, export, keep_names=manner.keep_names, style=manner.date_style)


def mail_in(raw: bytes, where: str) -> _Told:
    """The article in a message, with its people: who reads several gives each one name in all of them."""
    yield "mails"
    yield where, read_mail(raw, where)


def pdf_in(raw: bytes, where: str) -> _Told:
    """The article in a PDF."""
    yield "articles"
    yield where, read_pdf(raw, where)


def title_of(text: str, suffix: str) -> str:
    """The first line where it is a headline: short, without a full stop, standing alone above the rest."""
    head, _, rest = text.lstrip().partition("\n")
    head, following = head.strip(), rest.partition("\n")[0].strip()
    if suffix == ".md" and head.startswith("#"):
        return head.strip("# ")
    alone = bool(rest.strip()) and (not following or len(following) > _WRAPPED)
    worded = len(head) <= _HEADLINE and not head.endswith((".", ",", ";", ":")) and any(map(str.isalpha, head))
    return head if alone and worded else ""


def passed_over() -> _Told:
    """Nothing: it may hold anything, and nobody has named it."""
    yield "passed"


def _export(document: Document, manner: Manner) -> _Told | None:
    """The articles of an export; None where its format is not known."""
    export = export_of(document)
    if not export or (manner.full_text and export.is_linked):
        return None

    def found() -> _Told:
        yield "articles"
        yield from split(document, export, keep_names=manner.keep_names, style=manner.date_style)

    return found()


def _prose(article: Article, where: str, manner: Manner) -> _Told:
    """A document by its paragraphs: the articles of an export, or the one it is."""
    if (found := _export(Document("text", where, manner.name, text=article.text), manner)) is not None:
        yield from found
    else:
        yield "articles"
        yield where, article if article.title else replace(article, title=title_of(article.text, ""))


@contextmanager
def _opened(given: bytes | Path | BinaryIO) -> Iterator[BinaryIO]:
    """A file by its name, by its bytes, or as it is open."""
    if not isinstance(given, bytes | Path):
        yield given
        return
    try:
        with BytesIO(given) if isinstance(given, bytes) else given.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise InputError(f"{given!s}: is gone; it was there a moment ago") from None
