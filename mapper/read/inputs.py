"""An open file, whatever it is -> the articles in it, each with where it stands."""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from io import BufferedReader, BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import ExtraError, InputError
from ..ours import is_ours
from ..records import Article
from .apart import apart
from .archives import is_wacz, read_wacz, read_warc
from .days import dated
from .documents import (
    Manner,
    arrow_in,
    book_in,
    json_in,
    lines_in,
    mail_in,
    markup_in,
    office_in,
    passed_over,
    pdf_in,
    rich_in,
    sheets_in,
    text_in,
    title_of,
)  # fmt: skip
from .endings import FileKind
from .exports.document import Document
from .exports.formats import export_of
from .exports.mailers import Mailers
from .fetch import Fetcher
from .held import bytes_of, given_of, lines_held, rest_of, seekable
from .jsonlines import beginning, in_our_form, is_export
from .kinds import foreign, kind_of, rejoined, unknown
from .linked import pages_of_entries, pages_of_rows
from .mailboxes import articles_of_box, unnamed_mails
from .office import is_office
from .packed import PACKED, ending_of, unpacked_stream
from .repeated import is_one_thing
from .rows import record_of, rows_of
from .sources import OnSkip, holds_articles, lines_of, may_hold, say_passed_over
from .tables import MOST_JSON, table_records
from .tars import tar_members
from .zips import is_workbook, members

__all__ = ["How", "articles_in"]

_BEGINNING = 4096  # bytes, in which the mark of what mapper has written stands
_OURS = "was written by mapper, and is no article; name what it was made from"
_Found = Iterator[tuple[str, Article]]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """The way to read: where errors go, in what manner, who follows the links of feeds, and which are followed no more.

    is_inner  whether it was unpacked from another file; what is packed in it is not unpacked
    over      what is passed over, for it may hold anything and nobody has named it
    mailers   the people of private mail, each called by one name in all of it
    """

    skip: OnSkip
    manner: Manner
    fetcher: Fetcher
    known: Callable[[str], bool]
    is_inner: bool = False
    over: list[str] = field(default_factory=list)
    mailers: Mailers = field(default_factory=Mailers)

    def with_others(self) -> "How":
        """The same for a folder or an archive, which says what of it is passed over."""
        return replace(self, over=[])

    def among_others(self, name: str) -> "How":
        """The same for a file of that name in a folder or an archive, where nobody has named it."""
        return replace(self, manner=replace(self.manner, known_only=may_hold(name)))

    def of(self, name: str, url: str = "") -> "How":
        """The same for the file of that name."""
        return replace(self, manner=replace(self.manner, name=name, url=url))


def articles_in(stream: BinaryIO, where: str, name: str, how: How, url: str = "") -> _Found:
    """The articles of one open file.

    name  the file's, for its ending; "" where it has none
    url   where it was fetched
    Raises InputError, and ExtraError where an extra is missing.
    """
    for place, article in _all_in(stream, where, name, how, url):
        if is_one_thing(article.text):
            how.skip(InputError(f"{place}: says the same words over and over, and is no article; leave it out"))
        else:
            yield place, article


def _all_in(stream: BinaryIO, where: str, name: str, how: How, url: str) -> _Found:
    """The articles of a file, those too that say one thing over and over."""
    suffix = Path(name).suffix.lower()
    kind, first = kind_of(stream, suffix)
    if suffix in PACKED and kind != "packed":
        suffix = ending_of(name)
    if told := foreign(first, suffix):
        raise InputError(f"{where}: {told}")
    how = how.of(name, url)
    if kind in ("text", "page", "xml", "rtf"):
        yield from _words(kind, bytes_of(first, stream, where), where, how)
    elif kind in ("rows", "json", "table"):
        yield from _tables(kind, first, stream, where, how)
    elif kind in ("packed", "tar", "zip"):
        whole = seekable(first, stream) if kind == "zip" else rejoined(first, stream)
        yield from _packed(kind, whole, where, name, how)
    else:
        yield from _documents(kind, first, stream, where, how)


def _words(kind: FileKind, raw: bytes, where: str, how: How) -> _Found:
    """The articles of a text, a page or a feed; those of an export, where it is one."""
    if kind == "rtf":
        yield from _told(apart(rich_in, raw, where, how.manner), where, how)
        return
    if is_ours(raw[:_BEGINNING]):
        raise InputError(f"{where}: {_OURS}")
    if kind != "text":
        yield from _told(apart(markup_in, raw, where, kind, how.manner), where, how)
        return
    name = how.manner.name
    is_script = re.match(rb"(?:\xef\xbb\xbf)?\s*(?:window|var|const|let)[ .]", raw)
    document = Document("json" if is_script else "text", where, name, raw)
    if how.manner.known_only or export_of(document):
        yield from _told(apart(text_in, raw, where, document.form, how.manner), where, how)
    elif told := unknown(ending_of(name)):
        raise InputError(f"{where}: {told}")
    else:
        yield where, _text_article(document.text_as_it_is, where, ending_of(name))


def _told(found: Iterator[Any], where: str, how: How) -> _Found:
    """The findings of a process in a file: articles, a feed's entries or a table's rows."""
    told = next(found)
    if told == "passed":
        how.over.append(where)
    elif told == "rows":
        yield from _records(found, where, how)
    elif told == "mails":
        yield from unnamed_mails(list(_good(found, how)), how.mailers, keep=how.manner.keep_names)
    elif told == "entries" and how.manner.full_text:
        yield from pages_of_entries(_good(found, how), how.fetcher, how.skip, how.known)
    else:
        yield from _good(found, how)


def _good(found: Iterable[tuple[str, Any]], how: How) -> Iterator[tuple[str, Any]]:
    """The articles that could be read; the others are skipped."""
    for place, item in found:
        if isinstance(item, InputError):
            how.skip(item)
        else:
            yield place, item


def _tables(kind: FileKind, first: list[bytes], stream: BinaryIO, where: str, how: How) -> _Found:
    if kind == "rows":
        yield from _lines(chain(first, lines_of(stream)), where, how)
        return
    whole: BufferedReader = rejoined(first, stream)
    if kind == "json":
        raw = whole.read(MOST_JSON + 1)
        if is_ours(raw[:_BEGINNING]):
            raise InputError(f"{where}: {_OURS}")
        yield from _told(apart(json_in, raw, where, how.manner), where, how)
    else:
        links = how.manner.full_text
        yield from _records(table_records(whole, where, how.manner.columns, links=links), where, how)


def _lines(lines: Iterator[bytes], where: str, how: How) -> _Found:
    """JSON Lines: of an export, else a row a line."""
    manner, head = how.manner, list(beginning(lines))
    for read, by_line in ((lines_in, True), (json_in, False)) if not manner.columns else ():
        if is_export(head, where, manner.name, by_line=by_line):
            yield from _told(apart(read, lines_held(chain(head, lines), where), where, manner), where, how)
            return
    if manner.known_only:
        yield from _told(passed_over(), where, how)
        return
    rows = rows_of(chain(head, lines), where, how.skip)
    yield from _records(in_our_form(rows, where, manner.columns, links=manner.full_text), "", how)


def _packed(kind: FileKind, stream: BinaryIO, where: str, name: str, how: How) -> _Found:
    """The articles in a packed file, a tar or a zip; a zip may be a workbook, a document or a web archive."""
    if kind == "zip":
        read = sheets_in if is_workbook(stream, where) else office_in if is_office(stream, where) else None
        if read:
            yield from _told(apart(read, given_of(stream) or rest_of(stream), where, how.manner), where, how)
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


def _documents(kind: FileKind, first: list[bytes], stream: BinaryIO, where: str, how: How) -> _Found:
    if kind == "mails":
        lines = chain(first, lines_of(stream))
        yield from articles_of_box(lines, where, how.mailers, how.skip, keep=how.manner.keep_names)
    elif kind == "warc":
        yield from read_warc(rejoined(first, stream), where, how.skip)
    elif kind == "arrow":
        file = seekable(first, stream)
        given = given_of(file)
        # What lies at an address is read from there, in parts, and not held.
        found = apart(arrow_in, given, where, how.manner) if given else arrow_in(file, where, how.manner)
        yield from _told(found, where, how)
    elif kind == "book":
        file = seekable(first, stream)
        yield from _told(apart(book_in, given_of(file) or rest_of(file), where, how.manner), where, how)
    else:
        read = pdf_in if kind == "pdf" else mail_in
        yield from _told(apart(read, bytes_of(first, stream, where), where), where, how)


def _members(found: Iterable[tuple[str, str, bytes | InputError]], where: str, how: How) -> _Found:
    """The articles in a zip or tar: the files in it as those of a folder, but nothing packed twice."""
    empty = True
    how = how.with_others()
    for place, name, content in found:
        if isinstance(content, InputError):
            how.skip(content)
        elif is_ours(content[:_BEGINNING]):
            _log.warning("%s: is passed over, for mapper has written it, and it is no article", place)
        elif Path(name).suffix.lower() == ".zip":
            _log.warning("%s: is passed over, for it is a zip in another; unpack it, and name the folder", place)
            continue
        elif not (holds_articles(Path(name).name) or may_hold(Path(name).name)):
            _log.info("%s: passed over, for its ending is none that holds articles", place)
            continue
        else:
            try:
                yield from articles_in(BytesIO(content), place, name, how.among_others(name))
            except InputError as error:
                how.skip(error)
            except ExtraError as error:
                how.skip(InputError(f"{place}: {error}"))
        empty = False
    say_passed_over(where, how.over)
    if empty:
        raise InputError(f"{where}: there is no file of articles in it (.txt, .pdf, .jsonl …); name another")


def _records(records: Iterable[tuple[str, dict[str, Any] | InputError]], where: str, how: How) -> _Found:
    """The articles of a table's rows; `where` is "" for JSON Lines, which say themselves that they are empty."""
    empty = bool(where)
    links: list[tuple[str, dict[str, Any]]] = []
    for place, row in dated(records, how.manner.date_style):
        empty = False
        try:
            if isinstance(row, InputError):
                raise row
            if how.manner.full_text and "text" not in row and row.get("url"):
                links.append((place, row))
            else:
                yield place, record_of(place, row, Article.from_dict)
        except InputError as error:
            how.skip(error)
    if empty:
        raise InputError(f"{where}: has no row with anything in it; give a table of articles")
    yield from pages_of_rows(links, how.fetcher, how.skip, how.known)


def _text_article(text: str, where: str, suffix: str) -> Article:
    if not text.strip():
        raise InputError(f"{where}: is empty; give a file with an article in it")
    return Article(text=text, title=title_of(text, suffix))
