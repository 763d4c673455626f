"""Files, folders, addresses and standard input -> articles, one at a time.

    .txt .md        one article: the whole content is its text, its first line the title where that is a headline
    .jsonl .ndjson  an article a line: {"text": …}, and where known id, title, date, url, source, language, mentions
    a folder        every file that holds articles in it and below it, in order of name
    http(s)://…     a page, a feed or whatever else is there, fetched
    -               standard input
    other files     what they are by how they begin, then by their ending: see kinds.py

Nothing is held but the article at hand and the names in the folder at hand. What cannot be read is an InputError,
"path:line: what; what to do". What is read, but not as it stands (another encoding, a date that is none, an article met
before), is a warning of this module's logger.
"""

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from ..addresses import without_keys
from ..errors import InputError
from ..records import Article, LocatedArticle
from .archives import is_wacz, read_wacz, read_warc
from .arrow import arrow_records
from .decode import decode
from .fetch import Fetcher
from .kinds import Kind, foreign, kind_of, rejoined
from .linked import pages_of_entries, pages_of_rows
from .mail import read_mail, split_mails
from .met import Met
from .office import read_office
from .pdf import read_pdf
from .rows import record_of, rows_of
from .sources import ENDINGS, LIMIT, OnSkip, lines_of, name_of, opened, raise_it, walk
from .tables import Columns, json_records, sheet_records, table_records
from .web import read_feed, read_page
from .zips import is_workbook, members

__all__ = ["read_articles", "read_located", "read_rows"]

_ENDING_OF = {"text/plain": ".txt", "text/markdown": ".md", "text/csv": ".csv", "message/rfc822": ".eml"}
_HEADLINE = 160  # characters; a longer line is a paragraph
_WRAPPED = 100  # characters; a longer line was never wrapped by hand, so the line before it stands alone
_T = TypeVar("_T")
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _How:
    """How to read: where errors go, the columns of tables, whether a feed's links are followed."""

    skip: OnSkip
    columns: Columns
    full_text: bool
    fetcher: Fetcher
    known: Callable[[str], bool]


def read_articles(
    sources: Iterable[str | Path],
    *,
    on_skip: OnSkip | None = None,
    columns: Columns | None = None,
    full_text: bool = False,
    known: Callable[[str], bool] = lambda _: False,
) -> Iterator[Article]:
    """The articles of files, folders, http addresses and "-" (standard input), in order.

    What cannot be read goes to `on_skip` and reading goes on; without `on_skip` the first InputError is raised.
    An article met before (same id, same text) is passed over, another text under the same id is kept; both are logged.

    columns    the column of a table that holds each field, where its name does not tell: {"text": "body"}
    full_text  fetch the page of each entry of a feed, and of each row of a table that has addresses and no text
    known      ids that are asked for no more: no page is fetched for them, and what only links to one is left out
    """
    how = _How(skip=on_skip or raise_it, columns=columns or {}, full_text=full_text, fetcher=Fetcher(), known=known)
    with closing(Met()) as met:
        for where, article in chain.from_iterable(_source(str(source), how) for source in sources):
            met_as = met.add(article)
            if met_as == "same":
                _log.warning("%s: passed over, for it is the same article as one before", where)
                continue
            if met_as == "other":
                _log.warning("%s: the id %.80r stands for another article too; both are kept", where, article.id)
            yield article


def read_located(path: str | Path, *, on_skip: OnSkip | None = None) -> Iterator[LocatedArticle]:
    """The articles of a file that `mapper locate` wrote, or of "-" (standard input). `on_skip` as in read_articles."""
    skip = on_skip or raise_it
    for where, row in read_rows(path, on_skip=skip):
        try:
            if "mentions" not in row:
                raise InputError(f"{where}: 'mentions' is missing; run `mapper locate` on the articles first")
            yield record_of(where, row, LocatedArticle.from_dict)
        except InputError as error:
            skip(error)


def read_rows(path: str | Path, *, on_skip: OnSkip | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a JSON Lines file or of "-", each with where it stands ("news.jsonl:17"), unchecked.

    NaN and Infinity become None, lone surrogates U+FFFD. `on_skip` as in read_articles.
    """
    skip = on_skip or raise_it
    try:
        with opened(str(path)) as stream:
            yield from rows_of(lines_of(stream), name_of(str(path)), skip)
    except InputError as error:
        skip(error)


def _source(source: str, how: _How) -> Iterator[tuple[str, Article]]:
    """The articles of one source, each with where it stands."""
    path = Path(source)
    try:
        if re.match(r"https?://", source, re.IGNORECASE):
            fetched = how.fetcher.get(source)
            ending = _ENDING_OF.get(fetched.kind, "")
            for where, article in _articles(BytesIO(fetched.content), without_keys(source), ending, how, fetched.url):
                yield where, article if article.url else replace(article, url=fetched.url)
        elif source != "-" and path.is_dir():
            yield from _folder(path, how)
        else:
            with opened(source) as stream:
                yield from _articles(stream, name_of(source), "" if source == "-" else path.suffix.lower(), how)
    except InputError as error:
        how.skip(error)


def _folder(folder: Path, how: _How) -> Iterator[tuple[str, Article]]:
    empty = True
    for found in walk(folder):
        empty = False
        if isinstance(found, InputError):
            how.skip(found)
        else:
            yield from _source(str(found), how)
    if empty:
        raise InputError(f"{folder}: there is no file of articles in it (.txt, .pdf, .jsonl …); name another folder")


def _articles(stream: BinaryIO, where: str, suffix: str, how: _How, url: str = "") -> Iterator[tuple[str, Article]]:
    """The articles of one open file."""
    kind, first = kind_of(stream, suffix)
    if told := foreign(first):
        raise InputError(f"{where}: {told}")
    if kind == "rows":
        named = how.columns.items()
        rows = rows_of(chain(first, lines_of(stream)), where, how.skip)
        yield from _records(((p, row | {field: row.get(name) for field, name in named}) for p, row in rows), "", how)
    elif kind == "text":
        yield where, _text_article(_bytes(first, stream, where), where, suffix)
    elif kind in ("json", "table"):
        read = json_records if kind == "json" else table_records
        yield from _records(read(rejoined(first, stream), where, how.columns, links=how.full_text), where, how)
    elif kind == "page":
        yield where, read_page(_bytes(first, stream, where), where, url)
    elif kind == "xml":
        yield from _feed(_bytes(first, stream, where), where, how)
    else:
        yield from _documents(kind, first, stream, where, how)


def _feed(content: bytes, where: str, how: _How) -> Iterator[tuple[str, Article]]:
    if re.search(rb"<html[\s>]", content[:2000], re.IGNORECASE):
        yield where, read_page(content, where)
        return
    entries = _good(read_feed(content, where), how)
    yield from pages_of_entries(entries, how.fetcher, how.skip, how.known) if how.full_text else entries


def _good(found: Iterable[tuple[str, _T | InputError]], how: _How) -> Iterator[tuple[str, _T]]:
    """What could be read of entries or rows; what could not is skipped."""
    for place, item in found:
        if isinstance(item, InputError):
            how.skip(item)
        else:
            yield place, item


def _documents(
    kind: Kind, first: list[bytes], stream: BinaryIO, where: str, how: _How
) -> Iterator[tuple[str, Article]]:
    if kind == "mails":
        yield from _mails(chain(first, lines_of(stream)), where, how)
    elif kind == "zip":
        stream = _seekable(first, stream)
        if is_workbook(stream, where):
            yield from _records(sheet_records(stream, where, how.columns, links=how.full_text), where, how)
        elif article := read_office(stream, where):
            yield where, article if article.title else replace(article, title=_title(article.text, ""))
        elif is_wacz(stream):
            yield from read_wacz(stream, where, how.skip)
        else:
            yield from _members(stream, where, how)
    elif kind == "warc":
        yield from read_warc(rejoined(first, stream), where, how.skip)
    elif kind == "arrow":
        file = _seekable(first, stream)
        yield from _records(arrow_records(file, where, how.columns, links=how.full_text), where, how)
    else:
        read = read_pdf if kind == "pdf" else read_mail
        yield where, read(_bytes(first, stream, where), where)


def _mails(lines: Iterable[bytes], where: str, how: _How) -> Iterator[tuple[str, Article]]:
    number = 0
    for number, raw in enumerate(split_mails(lines), 1):
        try:
            yield f"{where}, message {number}", read_mail(raw, f"{where}, message {number}")
        except InputError as error:
            how.skip(error)
    if not number:
        raise InputError(f"{where}: is empty; give a mail box with a message in it")


def _members(stream: BinaryIO, where: str, how: _How) -> Iterator[tuple[str, Article]]:
    """The articles in a zip: the files in it as those of a folder, but no zip in it."""
    empty = True
    for place, name, content in members(stream, where):
        suffix = Path(name).suffix.lower()
        if isinstance(content, InputError):
            how.skip(content)
        elif suffix == ".zip" or suffix not in ENDINGS:
            _log.info("%s: passed over, for its ending is none that holds articles", place)
            continue
        else:
            try:
                yield from _articles(BytesIO(content), place, suffix, how)
            except InputError as error:
                how.skip(error)
        empty = False
    if empty:
        raise InputError(f"{where}: there is no file of articles in it (.txt, .pdf, .jsonl …); name another")


def _records(
    records: Iterable[tuple[str, dict[str, Any] | InputError]], where: str, how: _How
) -> Iterator[tuple[str, Article]]:
    """The articles of a table's rows; `where` is "" for JSON Lines, which say themselves that they are empty."""
    empty = bool(where)
    links: list[tuple[str, dict[str, Any]]] = []
    for place, row in records:
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


def _text_article(raw: bytes, where: str, suffix: str) -> Article:
    text = decode(raw, where)
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
