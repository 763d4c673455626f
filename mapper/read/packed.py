"""Packed files (gzip, bzip2, xz) -> their content as a stream, counted as it is unpacked.

A file that unpacks to hundreds of times its size is a bomb, and no text or archive of texts.
"""

import bz2
import lzma
from gzip import BadGzipFile, GzipFile
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO, Protocol
from zlib import error as ZlibError  # noqa: N812 -- it is a class, whatever its name

from ..errors import InputError

__all__ = ["PACKED", "ending_of", "unpacked_stream"]

PACKED = {".gz", ".bz2", ".xz"}
_TARS = {".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}
_FREE_BYTES = 100_000_000  # that a file may unpack to, however small it is
_MOST_RATIO = 200  # how many times its own size it may unpack to beyond that
_MOST_MEMORY = 256_000_000  # bytes that xz may take to unpack; its own highest level takes 65 million


class _Unpacking(Protocol):
    """The interface that bz2 and lzma share."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        """The next bytes, no more than so many."""


def ending_of(name: str) -> str:
    """The ending of a file, or of the file packed in it: ".csv" for "headlines.csv.gz"."""
    path = Path(name)
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix in PACKED else _TARS.get(suffix, suffix)


def unpacked_stream(stream: BinaryIO, where: str) -> BufferedReader:
    """The content of a packed stream. Reading it raises InputError where that is damaged, or a bomb."""
    counted = _Counted(stream)
    held: Any = BufferedReader(counted, 1 << 16)
    beginning = held.peek(6)
    is_gzip = beginning.startswith(b"\x1f\x8b")
    inner = GzipFile(fileobj=held) if is_gzip else _Blocks(held, is_xz=beginning.startswith(b"\xfd7zXZ"))
    return BufferedReader(_Bounded(inner, counted, where), 1 << 16)


class _Counted(RawIOBase):
    """Bytes as they come, and how many came."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        read = getattr(self._stream, "read1", self._stream.read)  # what is there now, without waiting for more
        piece = read(len(buffer))
        buffer[: len(piece)] = piece
        self.count += len(piece)
        return len(piece)


class _Bounded(_Counted):
    """The unpacked bytes, as long as they are in proportion to the packed ones."""

    def __init__(self, stream: Any, packed: _Counted, where: str) -> None:
        super().__init__(stream)
        self._packed = packed
        self._where = where

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        try:
            size = super().readinto(buffer)
        except InputError:
            raise
        except (BadGzipFile, EOFError, ZlibError, lzma.LZMAError, OSError, ValueError, MemoryError):
            raise InputError(f"{self._where}: is damaged, or not all of it is there; pack it again") from None
        if self.count > _FREE_BYTES + _MOST_RATIO * self._packed.count:
            raise InputError(f"{self._where}: unpacks to far more than text does, and is not read")
        return size


class _Blocks:
    """bzip2 or xz, of which several may follow one another. A block of xz may ask for any memory, so it is bounded."""

    def __init__(self, stream: BinaryIO, *, is_xz: bool) -> None:
        self._stream = stream
        self._is_xz = is_xz
        self._block = self._new()
        self._ahead = b""

    def _new(self) -> _Unpacking:
        return lzma.LZMADecompressor(memlimit=_MOST_MEMORY) if self._is_xz else bz2.BZ2Decompressor()

    def read(self, size: int) -> bytes:
        """The next bytes; b"" at the end. Raises EOFError where it ends too soon."""
        while True:
            if self._block.eof:
                self._ahead = (self._block.unused_data or self._stream.read(1 << 16)).lstrip(b"\0")
                if not self._ahead:
                    return b""
                self._block = self._new()
            more = self._ahead or (self._stream.read(1 << 16) if self._block.needs_input else b"")
            self._ahead = b""
            if not more and self._block.needs_input:
                raise EOFError
            if piece := self._block.decompress(more, size):
                return piece
