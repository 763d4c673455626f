"""Parts of one run -> one output, in their order: each article once, each story once."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from ..errors import InputError, RecordError
from ..read.files import matching
from ..read.parts import raw_rows
from ..read.seen import Seen
from ..read.sources import OnSkip
from ..records import LocatedArticle
from ..schema import batch_of, located_of, row_of, said_of, schema_of
from ..write import placing, writing

__all__ = ["Sink", "located_parts", "merged_name", "shard_name", "sink", "whole"]

_SHARD = re.compile(r"(.*)-(\d+)-of-(\d+)(\.\w+)")
_ROWS = 1_000  # of a row group


def shard_name(output: str, number: int, count: int) -> str:
    """The name of a shard's file: "located-003-of-100.jsonl" for "located.jsonl"."""
    path = Path(output)
    digits = len(str(count))
    return str(path.with_name(f"{path.stem}-{number:0{digits}}-of-{count}{path.suffix}"))


def merged_name(shard: str) -> str:
    """The reverse: the name of the output that a shard is part of; the name itself where it names no shard."""
    return _SHARD.sub(r"\1\4", shard)


def whole(sources: Iterable[str]) -> list[str]:
    """The sources, shards of one run in their order. Raises InputError where some of these are not there."""
    numbers: defaultdict[tuple[str, int, str], dict[int, str]] = defaultdict(dict)
    ordered: list[str] = []
    for source in chain.from_iterable(map(matching, sources)):
        if found := _SHARD.fullmatch(source):
            key = (found[1], int(found[3]), found[4])
            if key not in numbers:
                ordered.append(source)
            numbers[key][int(found[2])] = source
        else:
            ordered.append(source)
    for (name, count, suffix), shards in numbers.items():
        lacking = [number for number in range(1, count + 1) if number not in shards]
        if lacking:
            told = ", ".join(map(str, lacking[:10])) + (" …" if len(lacking) > 10 else "")
            raise InputError(
                f"{name}{suffix}: of its {count} shards {len(lacking)} are not here ({told}); run them again"
            )
        at = next(n for n, source in enumerate(ordered) if source in shards.values())
        ordered[at : at + 1] = [shards[number] for number in range(1, count + 1)]
    return ordered


def located_parts(sources: Iterable[str], on_skip: OnSkip) -> Iterator[tuple[LocatedArticle, str]]:
    """The located articles of files and folders in order, each once, with its error."""
    with closing(Seen()) as seen:
        for source in sources:
            for where, row in raw_rows(source, on_skip):
                try:
                    if "mentions" not in row:
                        raise InputError(f"{where}: 'mentions' is missing; give what `mapper locate` wrote")
                    item = located_of(row)
                except (InputError, RecordError) as error:
                    on_skip(error if isinstance(error, InputError) else InputError(f"{where}: {error}"))
                    continue
                if seen.add(item.article) != "same":
                    yield item, str(row.get("error") or "")


class Sink(Protocol):
    """Takes located articles one by one."""

    def add(self, item: LocatedArticle, error: str) -> None:
        """The next one."""

    def write(self, text: str, /) -> object:
        """The next one, as a line."""


class _Lines:
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def add(self, item: LocatedArticle, error: str) -> None:
        self.write(json.dumps(said_of(item, error), ensure_ascii=False) + "\n")

    def write(self, text: str) -> None:
        self._stream.write(text)


class _Rows:
    def __init__(self, writer: Any, schema: Any) -> None:
        self._writer = writer
        self._schema = schema
        self._waiting: list[dict[str, Any]] = []

    def add(self, item: LocatedArticle, error: str) -> None:
        self._waiting.append(row_of(item, error))
        if len(self._waiting) == _ROWS:
            self.flush()

    def write(self, text: str) -> None:
        data = json.loads(text)
        self.add(LocatedArticle.from_dict(data), data.get("error", ""))

    def flush(self) -> None:
        if self._waiting:
            self._writer.write_batch(batch_of(self._waiting, self._schema))
            self._waiting = []


@contextmanager
def sink(path: str, columns: tuple[str, ...]) -> Iterator[Sink]:
    """A writer of located articles to a file: Parquet where its ending says so, else lines. As `write.writing`."""
    if not path.lower().endswith(".parquet"):
        with writing(path) as stream:
            yield _Lines(stream)
        return
    schema = schema_of(columns)
    import pyarrow.parquet

    with placing(path) as part, pyarrow.parquet.ParquetWriter(part, schema, compression="zstd") as writer:
        rows = _Rows(writer, schema)
        yield rows
        rows.flush()
