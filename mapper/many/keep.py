"""What a long run keeps: its output so far, so that a kill costs nothing, and the list of what it could not read.

While it runs, its lines are in OUTPUT.part, in the order of the inputs; OUTPUT appears when all are there. Run again,
it reads the inputs from their beginning, passes over as many articles as there are whole lines, and goes on.
"""

import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from ..errors import InputError, OutputError
from ..read.sources import OnSkip
from ..records import Article
from ..write import saying, spared
from .batch import head_of

__all__ = ["Kept", "continuing", "rejecting"]

_log = logging.getLogger(__name__)


class Kept:
    """The output so far, and a way to add to it."""

    def __init__(self, part: Path, stream: BinaryIO) -> None:
        self._part = part
        self._stream = stream

    def write(self, text: str) -> None:
        """Add a line. It is with the system when this returns, so a kill of this process cannot lose it."""
        self._stream.write(text.encode("utf-8", "backslashreplace"))

    def rest(self, articles: Iterable[Article], on_kept: Callable[[str], None]) -> Iterator[Article]:
        """The articles that have no line yet. `on_kept` takes for each other one its error, mostly "".

        Raises OutputError where the lines are those of other articles.
        """
        remaining = iter(articles)
        with self._part.open("rb") as stream:
            for number, line in enumerate(stream, 1):
                article = next(remaining, None)
                head = head_of(article).encode("utf-8", "backslashreplace") if article else b""
                if not head or not line.startswith(head):
                    raise OutputError(
                        f"{self._part}:{number}: comes from other inputs than these; name the same ones, in the same "
                        "order, or remove that file to begin anew"
                    )
                on_kept(json.loads(line)["error"] if line.startswith(b'"error": ', len(head)) else "")
        yield from remaining


@contextmanager
def continuing(path: str) -> Iterator[Kept]:
    """The output at `path`, gone on with where an earlier run was broken off. Raises OutputError."""
    target = Path(os.path.realpath(path))
    if path == "-" or (target.exists() and not target.is_file()):
        raise OutputError(f"{path}: only a file can be resumed; name one with -o")
    part = target.with_name(f"{target.name}.part")
    spared(target)
    spared(part)
    with saying(path, {str(target), str(part)}):
        is_ours = False
        try:
            with part.open("a+b", buffering=0) as stream:
                _lock(stream, part)
                is_ours = True
                _drop_half_line(stream)
                yield Kept(part, stream)
                os.fsync(stream.fileno())
        except BaseException:
            if is_ours:
                _leave(part)
            raise
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)


def _leave(part: Path) -> None:
    """Say what an end before the end leaves; an empty file is taken away, once it is closed, as Windows asks."""
    with suppress(OSError):
        if part.stat().st_size:
            _log.warning("%s: what is done is kept there; run the same command again to go on", part)
        else:
            part.unlink()


def _lock(stream: BinaryIO, part: Path) -> None:
    """Two runs that add to one file would spoil it. The lock ends with the process that holds it."""
    try:
        import fcntl
    except ImportError:  # Windows lets nobody replace an open file, so the second run fails by itself
        return
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OutputError(f"{part}: another run is writing there; wait for its end") from None


def _drop_half_line(stream: BinaryIO) -> None:
    """Cut off what a kill in the middle of a write has left after the last line's end."""
    end = stream.seek(0, os.SEEK_END)
    while end:
        start = max(0, end - (1 << 16))
        stream.seek(start)
        found = stream.read(end - start).rfind(b"\n")
        if found >= 0:
            end = start + found + 1
            break
        end = start
    stream.truncate(end)


@contextmanager
def rejecting(output: str, skip: OnSkip) -> Iterator[OnSkip]:
    """An `on_skip` that also lists each input and the reason in OUTPUT.rejected.jsonl, for an output that is a file.

    The list is written as the run goes, and is there also after a kill; there is none where nothing was rejected, or
    where the block raises.
    """
    path = Path(output)
    if output == "-" or (path.exists() and not path.is_file()):
        yield skip
        return
    listed = path.with_name(f"{path.name.removesuffix('.jsonl')}.rejected.jsonl")
    spared(listed)
    stream: TextIO | None = None

    def reject(error: InputError) -> None:
        nonlocal stream
        skip(error)
        with saying(listed, {str(listed)}):
            if stream is None:
                stream = opened.enter_context(listed.open("w", encoding="utf-8", errors="replace", buffering=1))
            where, _, reason = str(error).partition(": ")
            stream.write(json.dumps({"input": where, "reason": reason}, ensure_ascii=False) + "\n")

    try:
        with ExitStack() as opened:
            yield reject
    except BaseException:
        if stream:
            listed.unlink()
        raise
    if not stream:
        listed.unlink(missing_ok=True)  # the list of an earlier run, which is of no truth any more
