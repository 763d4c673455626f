"""Zip archives. Nothing is unpacked to the disk, and no more is held of a file than an article may have."""

import os
import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from ..errors import InputError
from .sources import LIMIT, printable

__all__ = ["is_workbook", "members", "opened_zip", "unpacked"]

_MOST_MEMBERS = 100_000
_MOST_RATIO = 200  # how much larger than packed: text has 3 to 10, a bomb 1,000


def is_workbook(file: BinaryIO, where: str) -> bool:
    """True where a zip is an Excel file, of a size that can be read. Raises InputError where it is a bomb."""
    with opened_zip(file, where) as archive:
        infos = archive.infolist()
        if "xl/workbook.xml" not in archive.namelist():
            return False
        size = sum(info.file_size for info in infos)
        if size > 50 * LIMIT or size > 1_000_000 + _MOST_RATIO * sum(info.compress_size for info in infos):
            raise InputError(f"{where}: unpacks to far more than a table of articles has, and is not read")
        return True


def members(file: BinaryIO, where: str) -> Iterator[tuple[str, str, bytes | InputError]]:
    """The files in a zip: where each stands, its name, and what it holds or why it is not read."""
    with opened_zip(file, where) as archive:
        named = (info for info in archive.infolist() if info.filename)  # a damaged zip may hold what has no name
        infos = sorted((info for info in named if not info.is_dir()), key=lambda info: info.filename)
        if len(infos) > _MOST_MEMBERS:
            raise InputError(f"{where}: holds more than {_MOST_MEMBERS:,} files; unpack it and name the folder")
        if sum(info.compress_size for info in infos) > file.seek(0, os.SEEK_END):
            raise InputError(f"{where}: has files that lie on one another, as in no honest zip, and is not read")
        for info in infos:
            name = info.filename
            place = f"{where}/{printable(name)}"
            if name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith("."):
                continue
            if re.match(r"[/\\]|[A-Za-z]:", name) or ".." in re.split(r"[/\\]", name):
                yield place, name, InputError(f"{place}: has a name that leads out of the zip, and is not read")
                continue
            try:
                yield place, name, unpacked(archive, name, where)
            except InputError as error:
                yield place, name, error


def opened_zip(file: BinaryIO, where: str) -> zipfile.ZipFile:
    """A zip. Raises InputError where it is damaged."""
    try:
        return zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError(f"{where}: is a damaged zip; make it again") from None


def unpacked(archive: zipfile.ZipFile, name: str, where: str) -> bytes:
    """The content of a member of a zip, counted as it is unpacked: its head may lie. Raises InputError."""
    place = f"{where}/{printable(name)}"
    try:
        packed = max(1, archive.getinfo(name).compress_size)
        with archive.open(name) as file:
            raw = file.read(LIMIT + 1)
    except RuntimeError:
        raise InputError(f"{place}: is locked with a password; unlock it") from None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 -- damaged zips raise a dozen kinds of error (zlib's, struct's, lzma's …)
        raise InputError(f"{place}: cannot be unpacked; make the zip again") from None
    if len(raw) > LIMIT or (len(raw) > 1_000_000 and len(raw) > _MOST_RATIO * packed):
        raise InputError(f"{place}: unpacks to far more than an article has, and is not read")
    return raw
