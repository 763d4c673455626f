"""Files cut into pieces that are read each by itself: whole files, bytes of JSON Lines, row groups of Parquet.

A row belongs to the piece in which it begins, so that the pieces of a file together have each of its rows once. What is
packed, and what only its beginning explains (a table's head, an archive), is one piece.
"""

import io
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, pairwise
from typing import Any, BinaryIO

from ..errors import ExtraError, InputError
from ..extras import needs
from ..records import Article
from .arrow import arrow_records
from .articles import read_stream
from .dates import Slashed, read_day
from .endings import ROWS
from .files import File, Stream, opened_at
from .kinds import kind_of, rejoined
from .packed import PACKED, ending_of
from .rows import rows_of
from .sources import OnSkip

__all__ = ["How", "Piece", "articles_of", "cut", "shard"]

_LOOKED_AT, _ROWS = 1 << 20, 1000  # bytes and rows at the beginning of a file, for the form of its dates


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """The way to read the articles of pieces, as `read_articles` takes it; values that travel."""

    columns: tuple[tuple[str, str], ...] = ()
    date_format: str = ""
    keep_names: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a file: [start, end) in bytes, or in row groups where it `is_groups`; all of it where end is None."""

    file: File
    start: int = 0
    end: int | None = None
    is_groups: bool = False

    @property
    def name(self) -> str:
        """The piece's name in messages: "news.jsonl", and "news.jsonl+1048576" for what begins so many bytes later."""
        behind = f", row group {self.start}" if self.is_groups else f"+{self.start}"
        return f"{self.file.address}{behind}" if self.start else self.file.address

    @property
    def size(self) -> int:
        """About how many bytes it has."""
        return self.file.size if self.end is None or self.is_groups else self.end - self.start


def cut(file: File, how: How, size: int) -> list[Piece]:
    """The pieces of a file, alike in size, of at most about so many bytes each."""
    count = max(1, -(-file.size // max(1, size)))
    return _cut(file, how, [file.size * at // count for at in range(count)])


def shard(files: Sequence[File], how: How, number: int, count: int) -> list[Piece]:
    """The pieces of one of `count` shards, from 1; shard after shard they are the files in order."""
    total = sum(file.size for file in files)
    low, high = (total * at // count for at in (number - 1, number))
    found: list[Piece] = []
    before = 0
    for file in files:
        # An empty file, and one that is not cut, belong to the shard in which they begin.
        marks = sorted({0, *(mark - before for mark in (low, high) if 0 < mark - before < file.size)})
        for piece in _cut(file, how, marks) if len(marks) > 1 else [Piece(file=file)]:
            at = before + (_offset(piece) if piece.start else 0)
            if low <= at < high or (number == count and at >= high):
                found.append(piece)
        before += file.size
    return found


def _cut(file: File, how: How, marks: Iterable[int]) -> list[Piece]:
    """The pieces that begin at or behind these bytes."""
    ending = ending_of(file.address)
    begins = [*marks]
    if (
        len(begins) < 2
        or file.address.endswith(tuple(PACKED))
        or (not how.date_format and _is_slashed(file, ending, how))
    ):
        return [Piece(file=file)]
    if ending in ROWS:
        return [Piece(file=file, start=a, end=b) for a, b in pairwise([*begins, file.size])]
    if ending == ".parquet":
        offsets = _group_offsets(file)
        firsts = {0, *(bisect_left(offsets, mark) for mark in begins), len(offsets)}
        return [Piece(file=file, start=a, end=b, is_groups=True) for a, b in pairwise(sorted(firsts))]
    return [Piece(file=file)]


def _offset(piece: Piece) -> int:
    return _group_offsets(piece.file)[piece.start] if piece.is_groups else piece.start


def _group_offsets(file: File) -> list[int]:
    """The offset of each row group of a Parquet file, counted over the groups alone."""
    with needs("parquet", "a Parquet file"):
        import pyarrow
        import pyarrow.parquet
    try:
        with opened_at(file.address) as stream:
            about = pyarrow.parquet.ParquetFile(stream).metadata
            sizes = [_stored(about.row_group(at)) for at in range(about.num_row_groups)]
    except pyarrow.ArrowException:
        return [0]  # whoever reads it says what is wrong with it
    return [*accumulate(sizes, initial=0)][:-1] or [0]


def _stored(group: Any) -> int:
    return sum(group.column(at).total_compressed_size for at in range(group.num_columns))


def _is_slashed(file: File, ending: str, how: How) -> bool:
    """True where its dates are like 3/4/2024, in which only the whole column tells the day from the month."""
    columns = dict(how.columns)
    rows: Iterable[tuple[str, Any]] = ()
    with opened_at(file.address) as stream:
        if ending in ROWS:
            lines = stream.read(_LOOKED_AT).splitlines(keepends=True)[:-1]
            rows = rows_of(lines, file.address, lambda _: None)
        elif ending == ".parquet":
            rows = arrow_records(stream, file.address, columns)
        try:
            dates = [row.get(columns.get("date", "date")) for _, row in islice(rows, _ROWS) if isinstance(row, dict)]
        except InputError:  # whoever reads it says what is wrong with it
            return False
    return any(isinstance(read_day(date, ""), Slashed) for date in dates)


def articles_of(piece: Piece, how: How, on_skip: OnSkip) -> Iterator[Article]:
    """The articles of a piece, in order; what cannot be read goes to `on_skip`. Raises OSError where reading fails."""
    try:
        with opened_at(piece.file.address) as stream:
            yield from _checked(stream, _read(stream, piece, how, on_skip))
    except (InputError, ExtraError) as error:
        on_skip(error if isinstance(error, InputError) else InputError(f"{piece.name}: {error}"))


def _checked(stream: Stream, articles: Iterator[Article]) -> Iterator[Article]:
    """The articles; a read that failed is no damage of the file, of which a part would pass for the whole."""
    try:
        yield from articles
    except InputError:
        stream.check()
        raise
    stream.check()


def _read(stream: Stream, piece: Piece, how: How, on_skip: OnSkip) -> Iterator[Article]:
    is_part = piece.end is not None and not piece.is_groups
    lines = _Lines(stream, piece.start, piece.end or 0) if is_part else None
    whole: BinaryIO = io.BufferedReader(lines, 1 << 16) if lines else stream
    if lines and piece.start:  # a file that is empty is told once, and no piece of it
        _, first = kind_of(whole, "")
        if not b"".join(first).strip():
            return
        whole = rejoined(first, whole)
    name = piece.file.address.rpartition("/")[2]
    groups = range(piece.start, piece.end or 0) if piece.is_groups else None
    yield from read_stream(
        whole, piece.name, name, on_skip=on_skip, columns=dict(how.columns), date_format=how.date_format,
        keep_names=how.keep_names, groups=groups,
    )  # fmt: skip


class _Lines(io.RawIOBase):
    """The lines of a stream that begin in [start, end), as a stream of their own."""

    def __init__(self, stream: BinaryIO, start: int, end: int) -> None:
        if start:
            stream.seek(start - 1)
            while (piece := stream.readline(1 << 20)) and not piece.endswith(b"\n"):
                pass  # the rest of a line that began before
        self._stream = stream
        self._left = end - stream.tell()
        self._in_line = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        if self._left > 0:
            piece = self._stream.read(min(len(buffer), self._left))
            self._left -= len(piece)
            self._in_line = bool(piece) and (self._in_line if not piece else not piece.endswith(b"\n"))
        elif self._in_line:
            piece = self._stream.readline(len(buffer))
            self._in_line = bool(piece) and not piece.endswith(b"\n")
        else:
            piece = b""
        buffer[: len(piece)] = piece
        return len(piece)
