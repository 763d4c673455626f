"""Located articles in Parquet, or in a folder of parts -> rows, in the order of the articles.

A folder has its order in manifest.json, and else by the names of its parts. Parts are .parquet and .jsonl.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..errors import InputError, RecordError
from ..extras import needs
from ..schema import dict_of
from .files import Folder, is_address, opened_at
from .rows import rows_of
from .sources import OnSkip, lines_of

__all__ = ["MANIFEST", "count_rows", "is_parts", "part_names", "part_rows", "raw_rows"]

MANIFEST = "manifest.json"
_ENDINGS = (".parquet", ".jsonl")
_BATCH = 256  # rows
_COLUMNS = {"id", "mentions"}


def is_parts(path: str) -> bool:
    """True where a source is Parquet, a folder or an address, and no file of lines."""
    return path != "-" and (path.lower().endswith(".parquet") or is_address(path) or Path(path).is_dir())


def part_names(folder: Folder) -> list[str]:
    """The parts of a folder, in the order of their articles. Raises InputError where there is none."""
    there = folder.names()
    listed: list[str] = []
    with suppress(ValueError, KeyError, TypeError):
        listed = [part["name"] for part in json.loads(folder.read(MANIFEST) or b"")["parts"]]
    names = [name for name in listed if name in there] or sorted(
        name for name in there if name.endswith(_ENDINGS) and not name.endswith(".rejected.jsonl")
    )
    if not names:
        raise InputError(f"{folder.address}: has no part that `mapper locate` wrote; name another folder")
    return names


def count_rows(addresses: Iterable[str]) -> int:
    """The number of articles in parts of Parquet, by their footers; damaged ones have none."""
    with needs("parquet", "a Parquet file"):
        import pyarrow
        import pyarrow.parquet
    count = 0
    for address in addresses:
        with suppress(pyarrow.ArrowException), opened_at(address) as stream:
            count += pyarrow.parquet.read_metadata(stream).num_rows
    return count


def part_rows(path: str, skip: OnSkip) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows as lines of `mapper locate` have them, each with where it stands ("out/part-000001.parquet, row 3")."""
    for where, row in raw_rows(path, skip):
        try:
            yield where, dict_of(row) if "digest" in row else row
        except RecordError as error:
            skip(InputError(f"{where}: {error}"))


def raw_rows(path: str, skip: OnSkip) -> Iterator[tuple[str, dict[str, Any]]]:
    """The same as they are stored: rows of the schema, or of lines."""
    if path.lower().endswith(_ENDINGS):
        addresses = [path]
    else:
        folder = Folder(path)
        addresses = [folder.at(name) for name in part_names(folder)]
    for address in addresses:
        try:
            with opened_at(address) as stream:
                if address.lower().endswith(".parquet"):
                    yield from _parquet(stream, address)
                elif stream.seek(0, 2):  # of a shard that had no article there is an empty file
                    stream.seek(0)
                    yield from rows_of(lines_of(stream), address, skip)
        except InputError as error:
            skip(error)


def _parquet(stream: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
    with needs("parquet", "a Parquet file"):
        import pyarrow
        import pyarrow.parquet
    number = 0
    try:
        file = pyarrow.parquet.ParquetFile(stream)
        if missing := _COLUMNS - set(file.schema_arrow.names):
            raise InputError(f"{where}: has no column {min(missing)!r}; give what `mapper locate` wrote")
        for batch in file.iter_batches(_BATCH):
            for row in batch.to_pylist():
                number += 1
                yield f"{where}, row {number}", row
    except (pyarrow.ArrowException, OSError) as error:
        raise InputError(
            f"{where}: is damaged after row {number:,} ({type(error).__name__}); locate it again"
        ) from None
