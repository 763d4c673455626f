"""Files of inputs and outputs: on this machine's disks, or at an address that fsspec opens (s3://, gs://, hdfs:// …).

The home of fsspec, which is asked for addresses alone.
"""

import glob
import io
import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from ..errors import ExtraError, InputError, MapperError
from ..extras import needs
from .sources import holds_articles, walk

__all__ = ["File", "Folder", "Stream", "files_of", "is_address", "matching", "opened_at"]

# Bytes that are asked for or sent at once; the 50 MB of s3fs would be most of what a piece has, read and thrown away.
_BLOCK = 8 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to read: where it lies, how many bytes it has, and what tells one state of it from another."""

    address: str
    size: int
    mark: str


def is_address(source: str) -> bool:
    """True where a string is an address such as s3://bucket/news/, and no path."""
    return bool(re.match(r"[a-z][a-z0-9+.-]*://", source))


def files_of(sources: Iterable[str]) -> Iterator[File | InputError]:
    """The files of paths, folders, patterns (news/*.jsonl) and addresses, in order; errors for missing ones."""
    for source in sources:
        try:
            yield from _remote(source) if is_address(source) else _local(source)
        except InputError as error:
            yield error
        except OSError as error:
            yield InputError(f"{source}: {error.strerror or error}; check the name and your rights to it")


def matching(pattern: str) -> list[str]:
    """The files that a pattern such as located-*.jsonl names, in order; what is no pattern, or names none, itself.

    A shell does that too, but not on Windows, and not within quotes.
    """
    if is_address(pattern) or Path(pattern).exists() or not glob.has_magic(pattern):
        return [pattern]
    return sorted(glob.glob(pattern, recursive=True)) or [pattern]  # noqa: PTH207 -- it may begin at the root


def _local(source: str) -> Iterator[File | InputError]:
    path = Path(source)
    if path.is_dir():
        found: Iterable[Path | InputError] = walk(path)
    else:
        found = map(Path, matching(source))
    none = True
    for one in found:
        none = False
        if isinstance(one, Path):
            stat = one.stat()
            yield File(address=str(one), size=stat.st_size, mark=str(stat.st_mtime_ns))
        else:
            yield one
    if none:
        raise InputError(f"{source}: there is no file of articles; check the name")


def _remote(source: str) -> Iterator[File]:
    with _as_os_error(source):
        yield from _found(source)


def _found(source: str) -> Iterator[File]:
    system, path = _system(source)
    stem = source.rstrip("/")  # what stands before the path is no part of it: s3://, hdfs://host
    root = stem[: -len(path.rstrip("/"))] if stem.endswith(path.rstrip("/")) else None
    if glob.has_magic(path):
        names = sorted(system.glob(path))
    elif system.isdir(path):
        names = sorted(name for name in system.find(path) if holds_articles(name.rpartition("/")[2]))
    else:
        names = [path]
    if not names:
        raise InputError(f"{source}: there is no file of articles; check the address")
    for name in names:
        about = system.info(name)
        mark = next(
            (about[key] for key in ("ETag", "etag", "md5Hash", "mtime", "LastModified", "created") if key in about), ""
        )
        address = system.unstrip_protocol(name) if root is None else f"{root}{name}"
        yield File(address=address, size=int(about.get("size") or 0), mark=str(mark))


def _system(address: str) -> tuple[Any, str]:
    """The file system of an address, and its path there. Raises ExtraError where its library is missing."""
    with needs("cluster", "an address such as s3://"):
        import fsspec
    try:
        return fsspec.url_to_fs(address)  # type: ignore[no-any-return]  # fsspec says nothing of types
    except (ImportError, ValueError) as error:  # "Install s3fs to access S3", "Protocol not known"
        raise ExtraError(f"{address}: {error}") from error


@contextmanager
def opened_at(address: str) -> Iterator["Stream"]:
    """The bytes of a file. Raises InputError where there is none, and OSError where reading fails."""
    try:
        with _as_os_error(address):
            if is_address(address):
                system, path = _system(address)
                opened = system.open(path, "rb", block_size=_BLOCK)
            else:
                opened = Path(address).open("rb", buffering=0)  # noqa: SIM115 -- closed with the block below
        with opened, Stream(_Raw(opened, address), 1 << 16) as stream:
            yield stream
    except FileNotFoundError:
        raise InputError(f"{address}: there is no such file; check the name") from None


class Stream(io.BufferedReader):
    """The bytes of a file, and what went wrong in reading them: whoever reads may take that for a damaged file."""

    def check(self) -> None:
        """Raise the OSError of a read that failed, if one did."""
        if isinstance(self.raw, _Raw) and self.raw.failed:
            raise self.raw.failed


@contextmanager
def _as_os_error(address: str) -> Iterator[None]:
    """Around work at an address: each library of a file system has errors of its own, which are no OSError."""
    try:
        yield
    except (OSError, MapperError):
        raise
    except Exception as error:
        raise OSError(f"{address}: {type(error).__name__}: {error}") from error


class _Raw(io.RawIOBase):
    """A stream of a file system, of which no more is asked than reading and seeking: many can do nothing else."""

    def __init__(self, stream: Any, address: str) -> None:
        self._stream = stream
        self._address = address
        self.failed: OSError | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return bool(self._stream.seekable())

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        self._stream.seek(offset, whence)  # some give no number back
        return self.tell()

    def tell(self) -> int:
        return int(self._stream.tell())

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader hands over
        try:
            with _as_os_error(self._address):
                piece = self._stream.read(len(buffer))
        except OSError as error:
            self.failed = error
            raise
        buffer[: len(piece)] = piece
        return len(piece)


class Folder:
    """A folder for outputs, on a disk or at an address. A name in it may have a folder too: "rejected/1.jsonl"."""

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/") or "/"
        self._system: Any = None
        self._path = address
        if is_address(address):
            self._system, self._path = _system(address)
        self._path = self._path.rstrip("/")

    def at(self, name: str) -> str:
        """The address of the file of that name in a folder."""
        return f"{self.address}/{name}"

    def names(self, inner: str = "") -> dict[str, int]:
        """The names of the files, and their sizes; none where there is no such folder."""
        base = self._base(inner)
        if self._system is None:
            with suppress(FileNotFoundError), os.scandir(base) as found:
                return {entry.name: entry.stat().st_size for entry in found if entry.is_file()}
            return {}
        self._system.invalidate_cache()
        with suppress(FileNotFoundError), _as_os_error(self.address):
            listed = self._system.ls(base, detail=True)
            return {one["name"].rpartition("/")[2]: int(one["size"] or 0) for one in listed if one["type"] == "file"}
        return {}

    def read(self, name: str) -> bytes | None:
        """The content of a small file; None where there is none."""
        with suppress(FileNotFoundError, InputError), opened_at(self.at(name)) as stream:
            return stream.read()
        return None

    @contextmanager
    def writing(self, name: str, temporary: str) -> Iterator[BinaryIO]:
        """A stream to a file that has another name until it is whole. Where the block raises, there is none."""
        stream: Any
        self._make(temporary)
        self._make(name)
        try:
            if self._system is None:
                with Path(self._base(temporary)).open("wb") as stream:
                    yield stream
                    stream.flush()
                    os.fsync(stream.fileno())
                Path(self._base(temporary)).replace(self._base(name))
            else:
                with _as_os_error(self.address):
                    stream = self._system.open(self._base(temporary), "wb", block_size=_BLOCK)
                with stream:
                    yield stream
                with _as_os_error(self.address):
                    self._system.mv(self._base(temporary), self._base(name))
        except BaseException:
            with suppress(OSError):
                self.remove(temporary)
            raise

    def remove(self, name: str) -> None:
        """Take away a file, or a folder with all in it; nothing where there is none."""
        base = self._base(name)
        if self._system is None:
            if Path(base).is_dir():
                shutil.rmtree(base, ignore_errors=True)
            else:
                Path(base).unlink(missing_ok=True)
        else:
            with _as_os_error(self.address):
                if self._system.exists(base):
                    self._system.rm(base, recursive=True)

    def _base(self, name: str) -> str:
        return f"{self._path}/{name}" if name else self._path

    def _make(self, name: str) -> None:
        inner = self._base(name).rpartition("/")[0]
        if self._system is None:
            Path(inner).mkdir(parents=True, exist_ok=True)
        else:
            with suppress(OSError, NotImplementedError):
                self._system.makedirs(inner, exist_ok=True)
