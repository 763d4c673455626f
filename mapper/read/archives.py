"""Web archives, WARC, ARC and WACZ -> the articles on the pages in them. The only home of warcio.

What is packed is unpacked by packed.py and not by the library, so that it is counted.
"""

import json
import logging
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from gzip import BadGzipFile
from io import BufferedReader, RawIOBase
from typing import Any, BinaryIO, cast
from zlib import error as ZlibError  # noqa: N812 -- it is a class, whatever its name

from ..addresses import without_keys
from ..errors import InputError, MapperError
from ..extras import needs
from ..records import Article
from .packed import unpacked_stream
from .pages import article_at, is_pdf
from .sources import OnSkip, printable

__all__ = ["is_wacz", "read_wacz", "read_warc"]

_MOST_BYTES = 10_000_000  # of a page, as of one that is fetched
_MOST_LINE = 4_000_000  # bytes without a line's end, which the library takes longer for the longer they are
_MOST_HEADERS = 250_000  # bytes of a record's or a page's, which the library holds however many there are
_LEAST_WORDS = 20  # of an article: what has fewer is a menu or a frame
_PAGES = ("text/html", "application/xhtml+xml", "application/pdf")
_DAMAGE = (BadGzipFile, EOFError, ZlibError, OSError, ValueError, UnicodeError, KeyError, IndexError, AttributeError)

_Page = tuple[str, bytes | InputError]
_log = logging.getLogger(__name__)


def read_warc(stream: BinaryIO, where: str, skip: OnSkip) -> Iterator[tuple[str, Article]]:
    """The articles on the pages of a web archive, each with where it stands. Raises InputError."""
    yield from _articles(_pages_of_warc(stream, where), where, skip)


def read_wacz(file: BinaryIO, where: str, skip: OnSkip) -> Iterator[tuple[str, Article]]:
    """The articles of a WACZ, as read_warc gives them: of the pages that it lists, else of all."""
    yield from _articles(_pages_of_wacz(file, where), where, skip)


def _articles(pages: Iterable[_Page], where: str, skip: OnSkip) -> Iterator[tuple[str, Article]]:
    """A crawler brings frames, menus and lists home too: a page without an article is passed over, a PDF is said."""
    empty = True
    for url, content in pages:
        place = f"{where}, {without_keys(url)}"
        if isinstance(content, InputError):
            skip(content)
            empty = False
            continue
        try:
            article = article_at(url, content, place)
        except InputError as error:
            if is_pdf(content):
                skip(error)
                empty = False
            else:
                _log.info("%s", error)
            continue
        if len(article.text.split()) < _LEAST_WORDS:
            _log.info("%s: passed over, for it has fewer words than an article", place)
            continue
        empty = False
        yield place, article
    if empty:
        raise InputError(f"{where}: no page in it has an article; give an archive of pages, as crawlers make it")


def _pages_of_warc(stream: BinaryIO, where: str, wanted: frozenset[str] = frozenset()) -> Iterator[_Page]:
    """The address and the content of each page and PDF that a crawler was given, or why that one is not read.

    wanted  the addresses to read; all where there are none. Raises InputError where the archive is damaged.
    """
    with needs("archives", "a web archive"):
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    seen: set[str] = set()
    try:
        records = ArchiveIterator(_plain(stream, where), arc2warc=True)
        for name in ("warc_parser", "arc_parser", "http_parser", "http_req_parser"):
            parser = getattr(records.loader, name)
            parser.parse = _bounded(parser.parse, where)
        for record in records:
            url = str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
            if url in seen or (wanted and url not in wanted) or not _is_page(record):
                continue
            seen.add(url)
            yield url, _content(record, f"{where}, {without_keys(url)}")
    except InputError:
        raise
    except (ArchiveLoadFailed, *_DAMAGE):
        raise InputError(f"{where}: is no web archive, or one that is damaged; make it again") from None


def _is_page(record: Any) -> bool:
    """True where a record holds a page that was found, and no picture, script, request or error."""
    if record.rec_type not in ("response", "resource"):
        return False
    http = record.http_headers
    kind = http.get_header("Content-Type") if http else record.rec_headers.get_header("Content-Type")
    found = not http or str(http.get_statuscode()) == "200"
    return found and str(kind or "").partition(";")[0].strip().lower() in _PAGES


def _content(record: Any, where: str) -> bytes | InputError:
    stream, held = record.content_stream(), bytearray()
    while piece := stream.read(1 << 16):
        held += piece
        if len(held) > _MOST_BYTES:
            return InputError(f"{where}: unpacks to more than {_MOST_BYTES // 10**6} MB, and is not read")
    return bytes(held)


def _plain(stream: BinaryIO, where: str) -> Any:
    """The archive unpacked, where it is packed."""
    held = BufferedReader(_Lines(stream, where), 1 << 16)
    if held.peek(2)[:2] == b"\x1f\x8b":
        held = BufferedReader(_Lines(unpacked_stream(held, where), where), 1 << 16)
    return held


def _bounded(parse: Callable[..., Any], where: str) -> Callable[..., Any]:
    """The library's reading of headers, which ends where they are longer than headers are."""
    return lambda stream, *first: parse(_Headers(stream, where), *first)


class _Headers:
    """The lines of headers as they come."""

    def __init__(self, stream: Any, where: str) -> None:
        self._stream = stream
        self._where = where
        self._size = 0

    def readline(self) -> bytes:
        line: bytes = self._stream.readline()
        self._size += len(line)
        if self._size > _MOST_HEADERS:
            raise InputError(f"{self._where}: has headers without an end, and is not read; make the archive again")
        return line


class _Lines(RawIOBase):
    """Bytes as they come, as long as they have lines."""

    def __init__(self, stream: Any, where: str) -> None:
        self._stream = stream
        self._where = where
        self._line = 0  # bytes since the last line's end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        last = piece.rfind(b"\n")
        self._line = len(piece) - last if last >= 0 else self._line + len(piece)
        if self._line > _MOST_LINE:
            raise InputError(f"{self._where}: unpacks to far more than a web archive does, and is not read")
        return len(piece)


def is_wacz(file: BinaryIO) -> bool:
    """True where a zip is a WACZ: a web archive with a list of its pages."""
    with suppress(zipfile.BadZipFile, OSError, ValueError, NotImplementedError), zipfile.ZipFile(file) as archive:
        names = archive.namelist()
        return "datapackage.json" in names and any(name.startswith("archive/") for name in names)
    return False


def _pages_of_wacz(file: BinaryIO, where: str) -> Iterator[_Page]:
    """The pages of a WACZ, as _pages_of_warc gives them: those that it lists, else all."""
    with zipfile.ZipFile(file) as archive:
        try:
            listed = _listed(archive)
            names = sorted(n for n in archive.namelist() if n.startswith("archive/") and n.endswith((".warc", ".gz")))
            for name in names:
                with archive.open(name) as stream:
                    yield from _pages_of_warc(cast(BinaryIO, stream), f"{where}/{printable(name)}", listed)
        except MapperError:
            raise
        except Exception:  # noqa: BLE001 -- damaged zips raise a dozen kinds of error (zlib's, struct's, codecs' …)
            raise InputError(f"{where}: is a damaged or locked web archive; make it again") from None


def _listed(archive: zipfile.ZipFile) -> frozenset[str]:
    """The addresses of the pages that the archive's maker has listed."""
    found: set[str] = set()
    if "pages/pages.jsonl" in archive.namelist():
        with archive.open("pages/pages.jsonl") as stream:
            for line in stream.read(_MOST_BYTES).splitlines():
                with suppress(ValueError, AttributeError):
                    found.add(str(json.loads(line).get("url", "")))
    return frozenset(found - {""})
