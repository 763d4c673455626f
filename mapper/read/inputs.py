"""An open file, whatever it is -> the articles in it, each with where it stands."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import BufferedReader, BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from ..errors import ExtraError, InputError
from ..mark import is_ours
from ..records import Article
from .archives import is_wacz, read_wacz, read_warc
from .arrow import arrow_records
from .columns import Columns
from .days import dated
from .exports.document import Document, Form
from .exports.formats import export_of, split
from .fetch import Fetcher
from .kinds import Kind, foreign, kind_of, rejoined, unknown
from .linked import pages_of_entries, pages_of_rows
from .mail import read_mail, split_mails
from .office import read_office
from .packed import PACKED, ending_of, unpacked_stream
from .pdf import read_pdf
from .rich import rich_text
from .rows import record_of, rows_of
from .sources import LIMIT, OnSkip, holds_articles, lines_of
from .tables import MOST_JSON, json_records, sheet_records, table_records
from .tars import tar_members
from .web import read_feed, read_page
from .zips import is_workbook, members

__all__ = ["How", "articles_in"]

_HEADLINE = 160  # characters; a longer line is a paragraph
_WRAPPED = 100  # characters; a longer line was never wrapped by hand, so the line before it stands alone
_BEGINNING = 4096  # bytes, in which the mark of what mapper has written stands
_OURS = "was written by mapper, and is no article; name what it was made from"
_T = TypeVar("_T")
_Found = Iterator[tuple[str, Article]]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How to read: where errors go, the columns of tables, whether a feed's links are followed.

    date_style  as dates.read_day takes it
    keep_names  whether the members of private chats keep theirs
    name, url   the file's name, and where it was fetched
    is_inner    whether it was unpacked from another file; what is packed in it is not unpacked
    groups      the row groups of a Parquet file that are read; all of them unless given
    """

    skip: OnSkip
    columns: Columns
    full_text: bool
    fetcher: Fetcher
    known: Callable[[str], bool]
    date_style: str = ""
    keep_names: bool = False
    name: str = ""
    url: str = ""
    is_inner: bool = False
    groups: range | None = None


def articles_in(stream: BinaryIO, where: str, name: str, how: How, url: str = "") -> _Found:
    """The articles of one open file.

    name  the file's, for its ending; "" where it has none
    url   where it was fetched
    Raises InputError, and ExtraError where an extra is missing.
    """
    suffix = Path(name).suffix.lower()
    kind, first = kind_of(stream, suffix)
    if suffix in PACKED and kind != "packed":
        suffix = ending_of(name)
    if told := foreign(first):
        raise InputError(f"{where}: {told}")
    if kind in ("text", "page", "xml", "rtf"):
        yield from _words(kind, _bytes(first, stream, where), where, name, replace(how, url=url))
    elif kind in ("rows", "json", "table"):
        yield from _tables(kind, first, stream, where, replace(how, name=name))
    elif kind in ("packed", "tar", "zip"):
        whole = _seekable(first, stream) if kind == "zip" else rejoined(first, stream)
        yield from _packed(kind, whole, where, name, how)
    else:
        yield from _documents(kind, first, stream, where, how)


def _words(kind: Kind, raw: bytes, where: str, name: str, how: How) -> _Found:
    """The articles of a text, a page or a feed; those of an export, where it is one."""
    if kind == "rtf":
        yield from _prose(rich_text(raw, where), where, name, how)
        return
    is_script = kind == "text" and re.match(rb"\s*(?:window|var|const|let)[ .]", raw)
    form: Form = "json" if is_script else "page" if kind == "page" else "xml" if kind == "xml" else "text"
    if is_ours(raw[:_BEGINNING]):
        raise InputError(f"{where}: {_OURS}")
    document = Document(form, where, name, raw)
    if export := export_of(document):
        yield from split(document, export, how.skip, keep_names=how.keep_names, style=how.date_style)
    elif kind == "page":
        yield where, read_page(raw, where, how.url)
    elif kind == "xml":
        yield from _feed(raw, where, how)
    elif told := unknown(ending_of(name)):
        raise InputError(f"{where}: {told}")
    else:
        yield where, _text_article(document.text_as_it_is, where, ending_of(name))


def _prose(article: Article, where: str, name: str, how: How) -> _Found:
    """A document by its paragraphs: the articles of an export, or the one it is."""
    document = Document("text", where, name, text=article.text)
    if export := export_of(document):
        yield from split(document, export, how.skip, keep_names=how.keep_names, style=how.date_style)
    else:
        yield where, article if article.title else replace(article, title=_title(article.text, ""))


def _feed(content: bytes, where: str, how: How) -> _Found:
    if re.search(rb"<html[\s>]", content[:2000], re.IGNORECASE):
        yield where, read_page(content, where)
        return
    entries = _good(read_feed(content, where), how)
    yield from pages_of_entries(entries, how.fetcher, how.skip, how.known) if how.full_text else entries


def _good(found: Iterable[tuple[str, _T | InputError]], how: How) -> Iterator[tuple[str, _T]]:
    """What could be read of entries or rows; what could not is skipped."""
    for place, item in found:
        if isinstance(item, InputError):
            how.skip(item)
        else:
            yield place, item


def _tables(kind: Kind, first: list[bytes], stream: BinaryIO, where: str, how: How) -> _Found:
    if kind == "rows":
        named = how.columns.items()
        rows = rows_of(chain(first, lines_of(stream)), where, how.skip)
        yield from _records(((p, row | {field: row.get(name) for field, name in named}) for p, row in rows), "", how)
        return
    whole: BufferedReader = rejoined(first, stream)
    if kind == "json":
        raw = whole.read(MOST_JSON + 1)
        if is_ours(raw[:_BEGINNING]):
            raise InputError(f"{where}: {_OURS}")
        document = Document("json", where, how.name, raw)
        if len(raw) <= MOST_JSON and not how.columns and (export := export_of(document)):
            yield from split(document, export, how.skip, keep_names=how.keep_names, style=how.date_style)
            return
        whole = BufferedReader(BytesIO(raw))
    read = json_records if kind == "json" else table_records
    yield from _records(read(whole, where, how.columns, links=how.full_text), where, how)


def _packed(kind: Kind, stream: BinaryIO, where: str, name: str, how: How) -> _Found:
    """What is in a packed file, a tar or a zip; a zip may be a workbook, a document or a web archive."""
    if kind == "zip":
        if is_workbook(stream, where):
            yield from _records(sheet_records(stream, where, how.columns, links=how.full_text), where, how)
            return
        if article := read_office(stream, where):
            yield from _prose(article, where, name, how)
            return
        if is_wacz(stream):
            yield from read_wacz(stream, where, how.skip)
            return
    if how.is_inner and kind != "tar":
        raise InputError(f"{where}: is packed in what is packed already; unpack it, and name the folder")
    if kind == "packed":
        with unpacked_stream(stream, where) as unpacked:
            yield from articles_in(unpacked, where, f"x{ending_of(name)}", replace(how, is_inner=True))
    else:
        yield from _members(members(stream, where) if kind == "zip" else tar_members(stream, where), where, how)


def _documents(kind: Kind, first: list[bytes], stream: BinaryIO, where: str, how: How) -> _Found:
    if kind == "mails":
        yield from _mails(chain(first, lines_of(stream)), where, how)
    elif kind == "warc":
        yield from read_warc(rejoined(first, stream), where, how.skip)
    elif kind == "arrow":
        file = _seekable(first, stream)
        yield from _records(arrow_records(file, where, how.columns, how.groups, links=how.full_text), where, how)
    else:
        read = read_pdf if kind == "pdf" else read_mail
        yield where, read(_bytes(first, stream, where), where)


def _mails(lines: Iterable[bytes], where: str, how: How) -> _Found:
    number = 0
    for number, raw in enumerate(split_mails(lines), 1):
        try:
            yield f"{where}, message {number}", read_mail(raw, f"{where}, message {number}")
        except InputError as error:
            how.skip(error)
    if not number:
        raise InputError(f"{where}: is empty; give a mail box with a message in it")


def _members(found: Iterable[tuple[str, str, bytes | InputError]], where: str, how: How) -> _Found:
    """The articles in a zip or tar: the files in it as those of a folder, but nothing packed twice."""
    empty = True
    for place, name, content in found:
        if isinstance(content, InputError):
            how.skip(content)
        elif is_ours(content[:_BEGINNING]):
            _log.warning("%s: is passed over, for mapper has written it, and it is no article", place)
        elif Path(name).suffix.lower() == ".zip":
            _log.warning("%s: is passed over, for it is a zip in another; unpack it, and name the folder", place)
            continue
        elif not holds_articles(Path(name).name):
            _log.info("%s: passed over, for its ending is none that holds articles", place)
            continue
        else:
            try:
                yield from articles_in(BytesIO(content), place, name, how)
            except InputError as error:
                how.skip(error)
            except ExtraError as error:
                how.skip(InputError(f"{place}: {error}"))
        empty = False
    if empty:
        raise InputError(f"{where}: there is no file of articles in it (.txt, .pdf, .jsonl …); name another")


def _records(records: Iterable[tuple[str, dict[str, Any] | InputError]], where: str, how: How) -> _Found:
    """The articles of a table's rows; `where` is "" for JSON Lines, which say themselves that they are empty."""
    empty = bool(where)
    links: list[tuple[str, dict[str, Any]]] = []
    for place, row in dated(records, how.date_style):
        empty = False
        try:
            if isinstance(row, InputError):
                raise row
            if how.full_text and "text" not in row and row.get("url"):
                links.append((place, row))
            else:
                yield place, record_of(place, row, Article.from_dict)
        except InputError as error:
            how.skip(error)
    if empty:
        raise InputError(f"{where}: has no row with anything in it; give a table of articles")
    yield from pages_of_rows(links, how.fetcher, how.skip, how.known)


def _seekable(first: list[bytes], stream: BinaryIO) -> BinaryIO:
    """The whole file, at its beginning; one that comes through a pipe is held."""
    if not stream.seekable():
        return BytesIO(b"".join(first) + stream.read())
    stream.seek(0)
    return stream


def _bytes(first: list[bytes], stream: BinaryIO, where: str) -> bytes:
    raw = bytearray().join(first)
    while len(raw) <= LIMIT and (more := stream.read(1 << 16)):
        raw += more
    if len(raw) > LIMIT:
        raise InputError(f"{where}: has more than {LIMIT // 10**6} MB; split it into articles")
    if not raw.strip():
        raise InputError(f"{where}: is empty; give a file with an article in it")
    return bytes(raw)


def _text_article(text: str, where: str, suffix: str) -> Article:
    if not text.strip():
        raise InputError(f"{where}: is empty; give a file with an article in it")
    return Article(text=text, title=_title(text, suffix))


def _title(text: str, suffix: str) -> str:
    """The first line where it is a headline: short, without a full stop, standing alone above the rest."""
    head, _, rest = text.lstrip().partition("\n")
    head, following = head.strip(), rest.partition("\n")[0].strip()
    if suffix == ".md" and head.startswith("#"):
        return head.strip("# ")
    alone = bool(rest.strip()) and (not following or len(following) > _WRAPPED)
    worded = len(head) <= _HEADLINE and not head.endswith((".", ",", ";", ":")) and any(map(str.isalpha, head))
    return head if alone and worded else ""
