"""What an input is, told by how it begins and then by its ending."""

import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable
from typing import BinaryIO, Literal

from .sources import LIMIT, ROWS, TEXTS, lines_of

__all__ = ["Kind", "foreign", "kind_of", "rejoined"]

Kind = Literal["text", "rows", "json", "page", "xml", "table", "pdf", "zip", "mail", "mails", "arrow", "warc"]

_BY_ENDING: dict[str, Kind] = {
    **dict.fromkeys(TEXTS, "text"), **dict.fromkeys(ROWS, "rows"), ".json": "json", ".geojson": "json", ".html": "page",
    ".htm": "page", ".xhtml": "page", ".xml": "xml", ".rss": "xml", ".atom": "xml", ".csv": "table", ".tsv": "table",
    ".tab": "table", ".eml": "mail", ".mbox": "mails", ".parquet": "arrow", ".arrow": "arrow", ".feather": "arrow",
    ".warc": "warc",
}  # fmt: skip
_BY_BEGINNING: tuple[tuple[str, Kind], ...] = (
    (r"%PDF-", "pdf"),
    (r"PK\x03\x04", "zip"),
    (r"PAR1|ARROW1|\xff\xff\xff\xff", "arrow"),
    (r"WARC/\d|\x1f\x8b", "warc"),
    (r"<!doctype html|<html[\s>]", "page"),
    (r"<\?xml|<rss[\s>]|<feed[\s>]|<rdf:RDF[\s>]", "xml"),
    (r"From \S+ +(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ", "mails"),
    (r"\[\s*(\{|$)", "json"),
    (r"\{.*\}\s*$", "rows"),
    (r"\{", "json"),
)


_FOREIGN = (
    (rb"\{\\rtf", "is a document in Rich Text; save it as .docx, .odt or text"),
    (rb"\xd0\xcf\x11\xe0", "is a file of an old Word, Excel or Outlook; save it as .docx, .xlsx or .eml"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*", "is a picture; run it through text recognition (OCR) first"),
)


def foreign(first: list[bytes]) -> str:
    """What a file is that begins so and that nothing here reads, and what to do; "" where it is none that is known."""
    beginning = first[0] if first else b""
    return next((told for pattern, told in _FOREIGN if re.match(pattern, beginning)), "")


def kind_of(stream: BinaryIO, suffix: str) -> tuple[Kind, list[bytes]]:
    """What it is, and the lines that were read to tell: those up to the first with something on it.

    A name in .txt, .md or .jsonl is taken at its word; .json may hold rows.
    """
    if suffix in TEXTS | ROWS:
        return _BY_ENDING[suffix], []
    first: list[bytes] = []
    for line in lines_of(stream):
        first.append(line)
        if line.removeprefix(BOM_UTF8).strip():
            break
    beginning = first[-1].removeprefix(BOM_UTF8).lstrip() if first else b""
    for pattern, kind in _BY_BEGINNING:
        if re.match(pattern.encode(), beginning, re.IGNORECASE | re.DOTALL):
            if kind == "rows" and suffix == ".json":
                first.append(stream.readline(LIMIT + 1))
                return ("rows" if first[-1].strip() else "json"), first  # one line alone is a document
            return kind, first
    return _BY_ENDING.get(suffix, "text"), first


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
