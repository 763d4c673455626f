"""Tar archives. Nothing is unpacked to the disk, and no more is held of a file than an article may have."""

import re
import tarfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from ..errors import InputError
from .sources import LIMIT, printable

__all__ = ["tar_members"]

_MOST_MEMBERS = 100_000
_MOST_ENDS = 1_000  # reads behind the end of what there is


def tar_members(stream: BinaryIO, where: str) -> Iterator[tuple[str, str, bytes | InputError]]:
    """The files in a tar, in its order: where each stands, its name, and what it holds or why it is not read.

    Links are passed over: what they lead to is there by itself, or is none of the tar's. Raises InputError.
    """
    number = 0
    try:
        with tarfile.open(fileobj=cast(BinaryIO, _Ending(stream)), mode="r|") as archive:
            for info in archive:
                number += 1
                if number > _MOST_MEMBERS:
                    raise InputError(f"{where}: holds more than {_MOST_MEMBERS:,} files; unpack it and name the folder")
                name = info.name.removeprefix("./")
                place = f"{where}/{printable(name)}"
                if not info.isfile() or name.rpartition("/")[2].startswith("."):
                    continue
                if re.match(r"[/\\]|[A-Za-z]:", name) or ".." in re.split(r"[/\\]", name):
                    yield place, name, InputError(f"{place}: has a name that leads out of the tar, and is not read")
                elif info.issparse():
                    yield place, name, InputError(f"{place}: is mostly holes, as no text is, and is not read")
                elif info.size > LIMIT:
                    yield place, name, InputError(f"{place}: has more than {LIMIT // 10**6} MB; split it into articles")
                elif member := archive.extractfile(info):
                    yield place, name, member.read()
    except (tarfile.TarError, OSError, ValueError, EOFError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"{where}: is a damaged tar; make it again") from None


class _Ending:
    """A stream that is at its end: tarfile would read on, for each block of a file that is said to have terabytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._ends = 0

    def read(self, size: int = -1) -> bytes:
        """Read from the stream. Raises EOFError where it has been at its end too often."""
        read = self._stream.read(size)
        self._ends += not read
        if self._ends > _MOST_ENDS:
            raise EOFError
        return read
