"""The file of corrections: read as a whole, written by adding lines, by several programs at once where need be.

A line is with the disk when `append` returns. What a kill has left of a line that was not yet is cut off by the next
`append`, and passed over by those who read.
"""

import json
import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from gazetteer import Place

from ..errors import InputError, RecordError
from ..read.rows import rows_of
from ..read.sources import OnSkip, opened, raise_it
from ..write import saying
from .corrections import Correction, Corrections, in_force

__all__ = ["append", "read_corrections"]

_log = logging.getLogger(__name__)


def read_corrections(
    path: str | Path, get: Callable[[str], Place | None], *, on_skip: OnSkip | None = None
) -> Corrections:
    """The corrections of a file that are in force; an empty file has none.

    get  gives the place of an id, as Gazetteer.get does
    A line that cannot be used goes to `on_skip`, with file, line and reason; without it, the first one is raised.
    Raises InputError where there is no such file.
    """
    skip = on_skip or raise_it
    with opened(str(path)) as stream:
        lines = stream.read().splitlines(keepends=True)
    if lines and not _is_whole(lines[-1]):
        _log.warning("%s: its last line is half a line, as a kill leaves it; it is passed over", path)
        lines.pop()
    found: list[Correction | tuple[str, str]] = []
    for where, row in rows_of(lines, str(path), skip) if b"".join(lines).strip() else ():
        try:
            withdraws = row.get("withdraws")
            if isinstance(withdraws, str) and withdraws:
                found.append(("withdraws", withdraws))
            else:
                found.append(Correction.from_dict(row, get))
        except RecordError as error:
            skip(InputError(f"{where}: {error}; mend the line or take it out"))
    return in_force(found)


def append(path: str | Path, *rows: Mapping[str, Any]) -> None:
    """Add a line for each, and return when all are on the disk; makes a missing file. Raises OutputError."""
    texts = (json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in rows)
    line = "".join(texts).encode("utf-8", "backslashreplace")
    with saying(path, {str(path)}), Path(path).open("a+b", buffering=0) as stream, _locked(stream):
        line = _mended(stream) + line
        while line:
            line = line[stream.write(line) or 0 :]
        os.fsync(stream.fileno())


def _mended(stream: BinaryIO) -> bytes:
    """Cut off half a line at the end; give the line's end that a whole one lacks, as an editor may leave it."""
    end = stream.seek(0, os.SEEK_END)
    start = end
    tail = b""
    while start and b"\n" not in tail:
        start = max(0, start - (1 << 16))
        stream.seek(start)
        tail = stream.read(end - start)
    last = tail.rpartition(b"\n")[2]
    if not last:
        return b""
    if _is_whole(last):
        return b"\n"
    stream.truncate(end - len(last))
    return b""


def _is_whole(line: bytes) -> bool:
    if line.endswith(b"\n"):
        return True
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


@contextmanager
def _locked(stream: BinaryIO) -> Iterator[None]:
    """One writer at a time. The lock ends with the process that holds it."""
    try:
        import fcntl
    except ImportError:  # Windows: a line is written at once, and two at the same moment are rare
        yield
        return
    fcntl.flock(stream, fcntl.LOCK_EX)
    yield  # and closing the file gives it back
