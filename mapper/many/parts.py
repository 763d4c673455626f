"""One piece of the inputs -> one part of the output: what a process of an engine does.

A part is written under another name and renamed, and its name has a sum over the piece, the settings and the program: a
part that is there is done, and need not be done again. A piece whose process ended before is gone through with marks of
where it is, so that an article that ends each process it is given to is found, named and left out.
"""

import hashlib
import json
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import IO, Any, Self

from ..errors import InputError, WorkerError
from ..read.files import Folder
from ..read.language import english_only
from ..read.pieces import How, Piece, articles_of
from ..read.sources import LeftOut
from ..records import Article, LocatedArticle
from ..schema import batch_of, columns_of, row_of, schema_of
from .arrow import locator_of
from .batch import located_each
from .settings import Settings, program_digest

__all__ = ["REJECTED", "WORK", "Done", "Job", "facts_of", "reject_piece", "stamp_of", "work"]

WORK = "_work"
REJECTED = "rejected"
_CHUNK = 16  # articles that are located at once
_GROUP = (5_000, 16_000_000)  # rows and bytes of a row group
_FACTS = b"mapper.part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """The job that is done to every piece.

    out      the folder of parts
    digest   of settings and program, as Settings.digest gives it where the run was started
    program  as program_digest gives it there: no process of another version takes part
    """

    settings: Settings
    how: How
    out: str
    digest: str
    program: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A part that is written, and what became of its piece.

    left     articles in other languages, by language
    skipped  rows that could not be read, and articles that could not be located; rejected/ names them
    """

    name: str
    input: str
    articles: int = 0
    mentions: int = 0
    unresolved: int = 0
    skipped: int = 0
    left: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


def stamp_of(piece: Piece, job: Job) -> str:
    """The stamp of a part: another input, another state of it, other settings or another version give another one."""
    said = json.dumps([asdict(piece), asdict(job.how), job.digest])
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def work(piece: Piece, number: int, job: Job) -> Done:
    """Locate a piece, and write its part.

    number  of the piece among all, for the name alone
    Raises WorkerError where this process has another version, OSError where reading or writing fails, and what a
    damaged model or gazetteer raises.
    """
    if program_digest() != job.program:
        raise WorkerError("a worker has another version of mapper than the one that started the run; install it anew")
    start = time.monotonic()
    name = f"part-{number:06}-{stamp_of(piece, job)}.parquet"
    folder = Folder(job.out)
    locator_of(job.settings)  # an end while this loads is none of an article's
    marks = _Marks(folder, f"{WORK}/{stamp_of(piece, job)}.json")
    counts: Counter[str] = Counter()
    left: Counter[str] = Counter()
    with tempfile.SpooledTemporaryFile(1 << 20) as rejected:

        def skip(error: InputError) -> None:
            counts["listed"] += 1
            counts["skipped"] += not isinstance(error, LeftOut)
            where, _, reason = str(error).partition(": ")
            _list(rejected, where, reason)

        articles = articles_of(piece, job.how, skip)
        if not job.settings.any_language:
            articles = english_only(articles, lambda language: left.update([language]))

        def done(seconds: float = 0.0) -> Done:
            return Done(
                name=name, input=piece.name, articles=counts["articles"], mentions=counts["mentions"],
                unresolved=counts["unresolved"], skipped=counts["skipped"], left=dict(left), seconds=seconds,
            )  # fmt: skip

        temporary = f"{WORK}/{stamp_of(piece, job)}-{hashlib.sha256(str(time.time_ns()).encode()).hexdigest()[:8]}"
        with folder.writing(name, temporary) as stream, _Writer(stream, job.settings.columns) as writer:
            for item, error in _located(articles, job.settings, marks):
                counts.update(articles=1, mentions=len(item.resolutions), unresolved=item.unresolved)
                if error:
                    skip(InputError(error))
                writer.add(row_of(item, error))
            writer.close(done())  # without the time: the same piece gives the same bytes
            listing = f"{REJECTED}/{name.removesuffix('.parquet')}.jsonl"
            if counts["listed"]:
                rejected.seek(0)
                with folder.writing(listing, f"{temporary}.r") as listed:
                    listed.writelines(rejected)
            else:
                folder.remove(listing)  # of a run in which all of the piece failed
    marks.clear()
    return done(round(time.monotonic() - start, 3))


def facts_of(stream: Any) -> Done | None:
    """The facts that a written part holds about itself; None where another program wrote it."""
    import pyarrow.parquet

    held = (pyarrow.parquet.read_metadata(stream).metadata or {}).get(_FACTS)
    return Done(**json.loads(held)) if held else None


def reject_piece(piece: Piece, number: int, job: Job, why: str) -> None:
    """Name a piece that could not be done at all."""
    stamp = stamp_of(piece, job)
    with Folder(job.out).writing(f"{REJECTED}/part-{number:06}-{stamp}.jsonl", f"{WORK}/{stamp}.r") as stream:
        _list(stream, piece.name, why)


def _list(stream: IO[bytes], where: str, reason: str) -> None:
    line = json.dumps({"input": where, "reason": reason}, ensure_ascii=False) + "\n"
    stream.write(line.encode("utf-8", "backslashreplace"))


def _located(articles: Iterable[Article], settings: Settings, marks: "_Marks") -> Iterator[tuple[LocatedArticle, str]]:
    locator, remaining, at = locator_of(settings), iter(articles), 0
    while chunk := list(islice(remaining, _CHUNK)):
        if marks.begin(str(at)) <= 1:
            yield from located_each(chunk, locator)
        else:  # a process has ended here: one of these may be to blame
            for number, article in enumerate(chunk):
                if marks.begin(f"{at}.{number}") <= 2:
                    yield from located_each([article], locator)
                else:
                    why = "ended the process that located it, each of three times; please report it"
                    yield LocatedArticle(article=article), f"article {article.id}: {why}"
        at += 1


class _Marks:
    """Marks of a process's progress in its piece, in a small file: from the second try on, so the first is free."""

    def __init__(self, folder: Folder, name: str) -> None:
        self._folder = folder
        self._name = name
        held = folder.read(name)
        self._is_again = held is not None
        try:
            self._begun: Counter[str] = Counter(json.loads(held or b"{}"))
        except (ValueError, TypeError):  # half of it was written
            self._begun = Counter()
        self._write()

    def begin(self, place: str) -> int:
        """Note that work on a place begins; how often it did, 0 where no process has ended in this piece."""
        if not self._is_again:
            return 0
        self._begun = Counter({at: count for at, count in self._begun.items() if _is_ahead(at, place)})
        self._begun[place] += 1
        self._write()
        return self._begun[place]

    def clear(self) -> None:
        """The piece is done."""
        self._folder.remove(self._name)

    def _write(self) -> None:
        with self._folder.writing(self._name, f"{self._name}.{time.time_ns()}") as stream:
            stream.write(json.dumps(self._begun).encode())


def _is_ahead(at: str, place: str) -> bool:
    """True where a mark still counts at a place: of this place, of what is in it or around it, or of a later one."""
    return [*map(int, at.split("."))] >= [*map(int, place.split("."))] or place.startswith(f"{at}.")


class _Writer:
    """Rows -> Parquet, a row group at a time; what waits for its group is held as Arrow has it, which is small."""

    def __init__(self, stream: Any, columns: str) -> None:
        from pyarrow.parquet import ParquetWriter

        self._schema = schema_of(columns_of(columns))
        self._writer = ParquetWriter(stream, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []
        self._batches: list[Any] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()

    def add(self, row: dict[str, Any]) -> None:
        self._rows.append(row)
        if len(self._rows) == _CHUNK:
            self._pack()
            if sum(b.num_rows for b in self._batches) >= _GROUP[0] or sum(b.nbytes for b in self._batches) >= _GROUP[1]:
                self._flush()

    def close(self, done: Done) -> None:
        self._pack()
        self._flush()
        self._writer.add_key_value_metadata({_FACTS.decode(): json.dumps(asdict(done))})

    def _pack(self) -> None:
        if self._rows:
            self._batches.append(batch_of(self._rows, self._schema))
            self._rows = []

    def _flush(self) -> None:
        import pyarrow

        if self._batches:
            self._writer.write_table(pyarrow.Table.from_batches(self._batches).combine_chunks())
            self._batches = []
