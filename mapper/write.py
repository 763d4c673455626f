"""Text -> a file that is there whole or not at all, or standard output."""

import errno
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Final, TextIO, TypedDict

from .errors import OutputError

__all__ = ["placing", "saying", "spared", "sparing", "writing"]

# Windows lets nobody replace a file that a program holds open, and calls that a want of rights too.
_OPEN = ", or close the program that has the file open" if sys.platform == "win32" else ""
_WHY = {
    errno.ENOENT: "its folder does not exist; make the folder first, or name another",
    errno.ENOTDIR: "what should be its folder is a file; name another folder",
    errno.EISDIR: "it is a folder; name a file in it",
    errno.EACCES: f"you may not write there; name another folder{_OPEN}",
    errno.EPERM: "you may not write there; name another folder",
    errno.EROFS: "nothing can be written there; name another folder",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
    errno.ENOSPC: "the disk is full; make room, or name a folder on another disk",
    errno.EDQUOT: "your share of the disk is used up; make room, or name a folder on another disk",
    errno.EFBIG: "a file may not grow so large here; raise the limit, or name a folder on another disk",
}


class _Form(TypedDict):
    encoding: str
    errors: str
    newline: str


_OURS = ".mapper-"
# A lone surrogate, which UTF-8 cannot hold, becomes what JSON writes for it: \ud800.
_FORM: Final[_Form] = {"encoding": "utf-8", "errors": "backslashreplace", "newline": "\n"}


_inputs: ContextVar[Callable[[], Iterable[str | int]]] = ContextVar("inputs", default=tuple)


@contextmanager
def sparing(inputs: Callable[[], Iterable[str | int]]) -> Iterator[None]:
    """Within the block no output takes the place of an input, by whatever path, link or folder.

    inputs  gives the paths of files that are read, and numbers of open files; asked where an output is there already
    """
    token = _inputs.set(inputs)
    try:
        yield
    finally:
        _inputs.reset(token)


def spared(path: str | os.PathLike[str]) -> None:
    """Refuse a file to be written that is an input too. Raises OutputError."""
    try:
        there = os.fstat(sys.stdout.fileno()) if path == "-" else Path(path).stat()
    except (OSError, ValueError):  # nothing is there, or no file
        return
    if not stat.S_ISREG(there.st_mode):
        return
    if any(_is(name, there) for name in _inputs.get()()):
        called = "standard output" if path == "-" else path
        raise OutputError(f"{called} is an input too, and would be overwritten; name another output")


def _is(name: str | int, file: os.stat_result) -> bool:
    try:
        return os.path.samestat(os.stat(name), file)  # noqa: PTH116 -- a path cannot be an open file's number
    except OSError:
        return False


@contextmanager
def writing(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    r"""A stream for text, in UTF-8 with "\n" at line ends; "-" is standard output.

    The file appears when the block ends, complete. Where the block raises, nothing has changed. A file of that name is
    replaced and gives its permissions to the new one; a device or a named pipe is written to as it is.
    Raises OutputError where the text cannot be written, and BrokenPipeError where its reader has gone away.
    """
    spared(path)
    target, part = _names(path)
    with saying(path, {str(target), str(part)}):
        if path == "-":
            with _stdout() as stream:
                yield stream
        elif Path(path).exists() and not Path(path).is_file():
            with Path(path).open("w", **_FORM) as stream:
                yield stream
        else:
            with _replacing(target, part), part.open("w", **_FORM) as stream:
                yield stream


@contextmanager
def placing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A name beside `path`, for a file that is not written as a stream; it becomes `path` when the block ends.

    As with `writing`, the file appears complete or not at all. Raises OutputError.
    """
    spared(path)
    target, part = _names(path)
    with saying(path, {str(target), str(part)}), _replacing(target, part):
        yield part


def _names(path: str | os.PathLike[str]) -> tuple[Path, Path]:
    """The file that a path stands for, and a name beside it."""
    target = Path(os.path.realpath(path))
    return target, target.with_name(f"{_OURS}{secrets.token_hex(8)}.part")


@contextmanager
def saying(path: str | os.PathLike[str], names: set[str]) -> Iterator[None]:
    """Say what went wrong with `path`, which may have these other names too. Raises OutputError for OSError."""
    try:
        yield
    except OSError as error:
        if error.errno is None or error.filename not in {None, str(path), *names}:
            raise  # an error of the block, about another file or none
        if path == "-":
            _close_stdout()
        if isinstance(error, BrokenPipeError):
            raise
        name = "standard output" if path == "-" else path
        raise OutputError(f"{name} cannot be written: {_WHY.get(error.errno, error.strerror)}") from error


@contextmanager
def _replacing(target: Path, part: Path) -> Iterator[None]:
    """Let the block write beside the target, then take its name: no reader ever sees half a file."""
    try:
        with _held(part):
            _sweep(part.parent)
            yield
        with part.open("rb+") as stream:  # Windows flushes only what may be written
            os.fsync(stream.fileno())
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def _held(part: Path) -> Iterator[None]:
    """A new file with a lock on it, which ends with the process that holds it."""
    with part.open("xb") as stream:
        if _flock(stream):
            yield
            return
    yield  # Windows has no such lock, and lets nobody take an open file's name


def _sweep(folder: Path) -> None:
    """Take away what a kill has left here: files of ours that nobody holds."""
    with os.scandir(folder) as found:
        left = [entry.path for entry in found if entry.name.startswith(_OURS) and entry.name.endswith(".part")]
    for path in left:
        with suppress(OSError):
            with Path(path).open("rb") as stream:
                is_left = _flock(stream)
            if is_left:
                Path(path).unlink()


def _flock(stream: IO[bytes]) -> bool:
    """Lock an open file, without waiting; whether that could be."""
    try:
        import fcntl
    except ImportError:
        return False
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # another process has it, or the disk knows no locks
        return False
    return True


@contextmanager
def _stdout() -> Iterator[TextIO]:
    if isinstance(sys.stdout, TextIOWrapper):  # it may have been replaced by a stream that has no bytes
        sys.stdout.reconfigure(**_FORM)
    yield sys.stdout
    sys.stdout.flush()


def _close_stdout() -> None:
    """Let what Python still holds for standard output go nowhere, lest its flush at exit fail once more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
