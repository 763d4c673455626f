"""An open file, held: its bytes, bounded; the whole of it at its beginning; what another process needs to open it."""

from collections.abc import Iterable
from io import BufferedReader, BytesIO, FileIO
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError
from .sources import LIMIT
from .tables import MOST_JSON

__all__ = ["bytes_of", "given_of", "lines_held", "rest_of", "seekable"]


def seekable(first: list[bytes], stream: BinaryIO) -> BinaryIO:
    """The whole file, at its beginning; one that comes through a pipe is held."""
    if not stream.seekable():
        return BytesIO(b"".join(first) + stream.read())
    stream.seek(0)
    return stream


def given_of(stream: BinaryIO) -> bytes | Path | None:
    """A whole file for another process: its name, or its bytes in memory; None where it lies elsewhere."""
    if isinstance(stream, BytesIO):
        return stream.getvalue()
    is_file = isinstance(stream, BufferedReader) and isinstance(stream.raw, FileIO)
    return Path(str(stream.name)).absolute() if is_file else None


def rest_of(stream: BinaryIO) -> bytes:
    """All of a file that can be sought in."""
    stream.seek(0)
    return stream.read()


def lines_held(lines: Iterable[bytes], where: str) -> bytes:
    """Lines as the file they are. Raises InputError where they are too many."""
    raw = bytearray()
    for line in lines:
        raw += line
        if len(raw) > MOST_JSON:
            raise InputError(f"{where}: has more than {MOST_JSON // 10**6} MB; split it by its lines")
    return bytes(raw)


def bytes_of(first: list[bytes], stream: BinaryIO, where: str) -> bytes:
    """A file of one article or export. Raises InputError where it is empty or too large."""
    raw = bytearray().join(first)
    while len(raw) <= LIMIT and (more := stream.read(1 << 16)):
        raw += more
    if len(raw) > LIMIT:
        raise InputError(f"{where}: has more than {LIMIT // 10**6} MB; split it into articles")
    if not raw.strip():
        raise InputError(f"{where}: is empty; give a file with an article in it")
    return bytes(raw)
