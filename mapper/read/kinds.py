"""The kind of an input, told by its first bytes and then by its ending."""

import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from typing import BinaryIO

from .decode import looks_binary
from .endings import KINDS_BY_ENDING, ROWS, TEXTS, FileKind
from .sources import LIMIT, lines_of

__all__ = ["foreign", "kind_of", "rejoined", "unknown"]

_BY_BEGINNING: tuple[tuple[str, FileKind], ...] = (
    (r"%PDF-", "pdf"),
    (r"\{\\rtf", "rtf"),
    (r"\xd0\xcf\x11\xe0", "book"),
    (r"PK\x03\x04", "zip"),
    (r"PAR1|ARROW1|\xff\xff\xff\xff", "arrow"),
    (r"WARC/\d|filedesc://", "warc"),
    (r"\x1f\x8b|BZh\d|\xfd7zXZ\0", "packed"),
    (r".{257}ustar", "tar"),
    (r"<!doctype html|<html[\s>]", "page"),
    (r"<\?xml|<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>]|<(?:kml|gpx)[\s>]", "xml"),
    (r"From \S+ +(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ", "mails"),
    (r"\[\s*(\{|$)", "json"),
    (r"\{.*\}\s*$", "rows"),
    (r"\{", "json"),
)

_EXPORTS = {".ris": "RIS", ".bib": "BibTeX", ".enw": "EndNote", ".srt": "subtitles", ".vtt": "subtitles"}
# These begin with a mark that no damage spares but one at their very beginning.
_MARKED = frozenset((".docx", ".kmz", ".ods", ".odt", ".wacz", ".xls", ".xlsm", ".xlsx"))
_BEFORE_PDF = 1024  # bytes
_FOREIGN = ((rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*", "is a picture; run it through text recognition (OCR) first"),)


_OLE = b"\xd0\xcf\x11\xe0"
_OLD = {
    ".doc": "is a document of the old form; open it and save it as .docx",
    ".msg": "is a mail of Outlook's own form; save it as .eml",
}


def foreign(first: list[bytes], suffix: str) -> str:
    """A sentence on a file that nothing here reads: what it is, and what to do; "" for other files."""
    beginning = first[0] if first else b""
    if beginning.startswith(_OLE) and suffix != ".xls":
        return _OLD.get(suffix, "is a file of an old Word, Excel or Outlook; save it as .docx, .xlsx or .eml")
    return next((told for pattern, told in _FOREIGN if re.match(pattern, beginning)), "")


def kind_of(stream: BinaryIO, suffix: str) -> tuple[FileKind, list[bytes]]:
    """The kind of a file, and the lines that were read to tell it: up to the first that is not blank.

    A name in .txt, .md or .jsonl is taken at its word; .json may hold rows.
    """
    if suffix in TEXTS | ROWS:
        return KINDS_BY_ENDING[suffix], []
    first: list[bytes] = []
    for line in lines_of(stream):
        first.append(line)
        if line.removeprefix(BOM_UTF8).strip():
            break
    beginning = first[-1].removeprefix(BOM_UTF8).lstrip() if first else b""
    if (suffix == ".pdf" or looks_binary(beginning)) and _has_pdf(first, stream):
        return "pdf", first
    for pattern, kind in _BY_BEGINNING:
        if re.match(pattern.encode("latin-1"), beginning, re.IGNORECASE | re.DOTALL):
            if kind == "rows" and suffix in (".json", ".geojson"):
                first.append(stream.readline(LIMIT + 1))
                return ("rows" if first[-1].strip() else "json"), first  # one line alone is a document
            return kind, first
    return KINDS_BY_ENDING.get(suffix, "text"), first


def _has_pdf(first: list[bytes], stream: BinaryIO) -> bool:
    """True where a PDF begins here, which may be as far behind other bytes as readers of PDF look for it."""
    while sum(map(len, first)) < _BEFORE_PDF and (line := stream.readline(_BEFORE_PDF)):
        first.append(line)
    return b"%PDF-" in b"".join(first)[:_BEFORE_PDF]


def unknown(suffix: str) -> str:
    """The reason not to read a file of this ending as prose, and what to do; "" for no ending or a number."""
    if suffix in KINDS_BY_ENDING or not re.search("[a-z]", suffix):
        return ""
    if suffix in _EXPORTS:
        return f"has nothing of {_EXPORTS[suffix]} in it, or not as it is written; export it again"
    if suffix in _MARKED:
        return f"is damaged, or no {suffix} in spite of its name; save it again"
    return f"nothing here reads files in {suffix}; save it as .txt where it is an article's words, or in another format"


def rejoined(first: Iterable[bytes], stream: BinaryIO) -> io.BufferedReader:
    """The stream with what was read of it put back."""
    return io.BufferedReader(_Rejoined(b"".join(first), stream), 1 << 16)


class _Rejoined(io.RawIOBase):
    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first = first
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        read = getattr(self._rest, "read1", self._rest.read)  # what is there now, without waiting for more
        piece = self._first[: len(buffer)] or read(len(buffer))
        self._first = self._first[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)
