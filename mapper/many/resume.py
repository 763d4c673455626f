"""Resuming a long run: its output so far, so that a kill costs nothing, and the list of what it could not read.

While it runs, its lines are in OUTPUT.part, in the order of the inputs; OUTPUT appears when all are there. Run again,
it reads the inputs from their beginning, passes over the articles whose lines are there, and goes on.
"""

import hashlib
import json
import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TextIO

from ..errors import InputError, OutputError
from ..read.sources import OnSkip
from ..records import Article
from ..write import placing, saying, spared
from .batch import head_of

__all__ = ["Kept", "continuing", "rejecting"]

_log = logging.getLogger(__name__)


class Kept:
    """The output so far, and a way to add to it.

    settings  all that the places of an article depend on beside it: a sum over that, the article and its line stands
              behind each line, so that no line is taken for one of other words or of another way to locate them
    """

    def __init__(self, part: Path, stream: BinaryIO, settings: str) -> None:
        self._part = part
        self._stream = stream
        self._settings = settings
        self._due: deque[Article] = deque()  # under way, in the order in which their lines come

    def write(self, text: str) -> None:
        """Add the line of the next article. It is with the system when this returns, so a kill cannot lose it."""
        line = text.encode("utf-8", "backslashreplace").rstrip(b"\n")
        self._stream.write(line + self._behind(line, self._due.popleft()))

    def rest(self, articles: Iterable[Article], on_kept: Callable[[str], None]) -> Iterator[Article]:
        """The articles that have no line yet. `on_kept` takes for each other one its error, mostly "".

        From the first line on that is not what these articles and settings give, all are done anew, and it is said.
        """
        remaining = iter(articles)
        whole, size, article = 0, os.fstat(self._stream.fileno()).st_size, None
        with self._part.open("rb") as stream:
            for line in stream:
                article = next(remaining, None)
                if article is None or not self._is_of(line, article):
                    break
                head = head_of(article).encode("utf-8", "backslashreplace")
                error = line.startswith(b'"error": ', len(head))
                on_kept(json.loads(line.rpartition(b"\t")[0])["error"] if error else "")
                whole, article = whole + len(line), None
        if whole < size:
            self._stream.truncate(whole)
            _log.warning("%s: some of it is of other texts or settings, or damaged; that is done anew", self._part)
        for one in chain([article] if article else (), remaining):
            self._due.append(one)
            yield one

    def _is_of(self, line: bytes, article: Article) -> bool:
        text = line.rpartition(b"\t")[0]
        return line == text + self._behind(text, article)

    def _behind(self, line: bytes, article: Article) -> bytes:
        said = json.dumps([self._settings, article.to_dict()]).encode() + line
        return b"\t" + hashlib.sha256(said).hexdigest()[:32].encode() + b"\n"


@contextmanager
def continuing(path: str, settings: str) -> Iterator[Kept]:
    """The output at `path`, gone on with where an earlier run was broken off; `settings` as for Kept.

    Raises OutputError.
    """
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
                yield Kept(part, stream, settings)
                os.fsync(stream.fileno())
                with placing(target) as new, part.open("rb") as lines, new.open("wb") as whole:
                    whole.writelines(line.rpartition(b"\t")[0] + b"\n" for line in lines)
        except BaseException:
            if is_ours:
                _leave(part)
            raise
        part.unlink()


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
