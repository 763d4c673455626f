"""Sources of a command: files, folders, standard input, opened one at a time and taken in line by line."""

import logging
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ..errors import InputError
from ..ours import is_ours
from .endings import IN_FOLDERS, MAYBE, ROWS
from .packed import ending_of

__all__ = [
    "LIMIT",
    "LeftOut",
    "OnSkip",
    "count_articles",
    "holds_articles",
    "is_own_file",
    "lines_of",
    "may_hold",
    "name_of",
    "opened",
    "printable",
    "raise_it",
    "say_passed_over",
    "walk",
]

_BEGINNING = 1 << 17  # bytes of a file that are looked at
LIMIT = 20_000_000  # bytes of one text or one row: more is no article
# What a run leaves beside its output, and people's corrections: found in a folder, they are no articles.
_BESIDE = ("corrections.jsonl", ".uncorrected.jsonl", ".rejected.jsonl", ".oembed.json", ".provenance.json")
# Documents that nothing here reads, and what somebody may save them as.
_UNREAD = {
    **dict.fromkeys((".pages", ".doc", ".wpd", ".wps", ".epub", ".mobi", ".djvu", ".one"), ".docx or .pdf"),
    **dict.fromkeys((".ppt", ".pptx", ".key", ".odp"), ".pdf"),
    **dict.fromkeys((".numbers", ".ods"), ".xlsx or .csv"), **dict.fromkeys((".msg", ".pst"), ".eml"),
}  # fmt: skip
_MOST_SAID = 3  # files, each by a line of its own
OnSkip = Callable[[InputError], None]
"""Takes what cannot be read, so that reading can go on."""

_log = logging.getLogger(__name__)


class LeftOut(InputError):
    """Something readable that is no article, such as a chat's notice that somebody has joined: listed, and no fault."""


def raise_it(error: InputError) -> None:
    """An OnSkip that stops at the first error; something that is no article is no error."""
    if not isinstance(error, LeftOut):
        raise error


def count_articles(sources: Iterable[str | Path]) -> int:
    """About how many articles there are: one a file, or one a line; 0 where it cannot be told."""
    count = 0
    for source in sources:
        if str(source) == "-":
            return 0
        path = Path(source)
        for found in walk(path, is_said=False) if path.is_dir() else [path]:
            if isinstance(found, InputError):
                continue
            if found.suffix.lower() not in {*ROWS, ".csv", ".tsv"}:
                count += 1
            else:
                with suppress(InputError), opened(str(found)) as stream:
                    count += sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b""))
    return count


def walk(folder: Path, *, is_said: bool = True, maybe: bool = False) -> Iterator[Path | InputError]:
    """The files to read in a folder and below it, and an error for each folder that cannot be listed.

    Links to folders are not followed: they may lead back. What mapper has written is no article.
    is_said  whether it is said what is passed over that one might look for
    maybe    whether what may hold anything (.json) is among them, for who looks into it
    """
    said = logging.WARNING if is_said else logging.DEBUG
    try:
        names = sorted(path.name for path in folder.iterdir())
    except OSError as error:
        yield InputError(f"{folder}: {error.strerror}; check the folder and your rights to it")
        return
    for path in map(folder.joinpath, names):
        if path.name.startswith("."):
            _log.info("%s: passed over, for it is hidden", path)
        elif path.name.endswith(_BESIDE):
            _log.info("%s: passed over, for a run has left it there and it holds no articles", path)
        elif (holds_articles(path.name) or (maybe and may_hold(path.name))) and path.is_file():
            if is_own_file(path):
                _log.log(said, "%s: is passed over, for mapper has written it, and it is no article", path)
            else:
                yield path
        elif path.is_dir() and not path.is_symlink():
            yield from walk(path, is_said=is_said, maybe=maybe)
        elif path.suffix.lower() in MAYBE:
            _log.log(said, "%s: is passed over, for it may hold anything; to read its articles name the file", path)
        elif better := _UNREAD.get(path.suffix.lower()):
            _log.log(said, "%s: is passed over, for nothing here reads %s; save it as %s", path, path.suffix, better)
        else:
            _log.info("%s: passed over, for its ending is none that holds articles", path)


def say_passed_over(where: str, files: list[str]) -> None:
    """Say what of a folder or an archive is not read, for it may hold anything: in one line where it is much."""
    if len(files) > _MOST_SAID:
        first = ", ".join(file.removeprefix(where).lstrip("/") for file in files[:_MOST_SAID])
        told = "%s: %s files are passed over, for they may hold anything (%s …); to read the articles of one name it"
        _log.warning(told, where, f"{len(files):,}", first)
        return
    for file in files:
        _log.warning("%s: is passed over, for it may hold anything; to read its articles name the file", file)


def is_own_file(path: Path) -> bool:
    """True where mapper has written a file, as far as its beginning tells; archives tell when they are opened."""
    with suppress(OSError), path.open("rb") as stream:
        return is_ours(stream.read(_BEGINNING))
    return False


def holds_articles(name: str) -> bool:
    """True where a file of that name is read where its folder is."""
    return ending_of(name) in IN_FOLDERS and not name.startswith(".") and not name.endswith(_BESIDE)


def may_hold(name: str) -> bool:
    """True where a file of that name may hold articles or anything else: of these, exports that are known are read."""
    return Path(name).suffix.lower() in MAYBE and not name.startswith(".") and not name.endswith(_BESIDE)


def printable(name: str) -> str:
    """A name from inside a file as messages say it: in one line, without control characters."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def name_of(source: str) -> str:
    """A source as errors call it."""
    return "standard input" if source == "-" else source


@contextmanager
def opened(source: str) -> Iterator[BinaryIO]:
    """The bytes of a file or of "-". Raises InputError."""
    if not source:
        raise InputError('"" is no name of a file; look whether a variable in the command is unset')
    try:
        if source == "-":
            yield sys.stdin.buffer
        else:
            with Path(source).open("rb") as stream:
                yield stream
    except FileNotFoundError:
        raise InputError(f"{source}: there is no such file; {_remedy(source)}") from None
    except OSError as error:
        raise InputError(f"{name_of(source)}: {error.strerror}; check the file and your rights to it") from None


def _remedy(source: str) -> str:
    """The remedy where there is no such file: it may be an address that was not written as one."""
    scheme, mark, _ = source.partition("://")
    if mark:
        return "give its path" if scheme.lower() == "file" else "of addresses only http:// and https:// are read"
    host, _, path = source.partition("/")
    is_file = holds_articles(host) or Path(host).suffix.lower() in {".toml", *MAYBE}
    if re.fullmatch(r"([\w-]+\.)+[a-z]{2,}(:\d+)?", host, re.IGNORECASE) and (path or not is_file):
        return f"check the name and the folder you are in, or write https://{source} where an address is meant"
    return "check the name and the folder you are in"


def lines_of(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a file; of one above LIMIT its beginning, a byte longer than LIMIT."""
    while line := stream.readline(LIMIT + 1):
        yield line
        if len(line) > LIMIT:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1_000_000)
