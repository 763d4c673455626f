"""`mapper locate --cluster`: many pieces at once, a folder of parts, and how far it is."""

import json
import os
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click

from ..errors import InputError, MapperError, OutputError
from ..many.engine import Numbered, run_on
from ..many.manifest import check, done_before, write
from ..many.parts import REJECTED, WORK, Done, Job, reject_piece, stamp_of
from ..many.settings import program_digest
from ..provenance import made
from ..read.files import File, Folder, files_of, is_address
from ..read.pieces import How, Piece, cut
from ..schema import columns_of
from ..write import writing
from .console import Run, duration, number
from .options.gathered import gathered
from .options.locating import LocateOptions
from .options.reading import ReadOptions
from .outputs import LOCATED
from .provenance import compare, say_how_made

__all__ = ["Cluster", "clustered"]

_SIZES = (1 << 20, 32 << 20)  # bytes of a piece at least and at most
_PIECES = 64  # of a file, where its size allows


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Options of a cluster run; each field is the option of its name."""

    cluster: str | None
    part_mb: int | None
    progress: str | None

    def locate(  # noqa: PLR0913 -- each is an option
        self,
        run: Run,
        sources: tuple[str, ...],
        output: str,
        *,
        settings: LocateOptions,
        how: ReadOptions,
        jobs: int,
        columns: str,
        reproducible: bool,
        like: str | None,
    ) -> None:
        """Locate on the cluster; what an earlier run of the same has done is kept.

        Raises InputError, OutputError and WorkerError.
        """
        if output == "-" or Path(output).suffix.lower() in LOCATED:
            raise InputError(f"{output}: --cluster writes a folder of parts; name one with -o, such as -o located/")
        columns_of(columns)
        # Other machines have another working folder.
        sources, out = tuple(map(_absolute, sources)), _absolute(output)
        plain = settings.travelling(any_language=how.any_language, columns=columns)
        with settings.opened(run) as store, settings.corrected(run, store, "-") as corrected:
            settings.loader(store, corrected.corrections)  # what is wrong with the settings is said here, and once
            how_made = made(
                gazetteer=store, model=settings.recogniser, options=settings.options() | how.options(),
                time=not reproducible,
            )  # fmt: skip
        compare(like, how_made, run)
        job = Job(
            settings=plain, how=how.travelling(), out=out, digest=plain.digest(),
            program=program_digest(),
        )  # fmt: skip
        try:
            _locate(run, sources, job, self, jobs, output)
        except OSError as error:
            if isinstance(error, MapperError):
                raise
            raise OutputError(f"{error}; what is done is kept, so mend this and run the same command again") from error
        say_how_made(out, how_made)


clustered = gathered(
    "cluster", Cluster,
    (
        click.option("--cluster", metavar="WHERE", help="A Dask cluster: local, an address, a scheduler's file."),
        click.option("--part-mb", type=click.IntRange(1, 4096), metavar="MB", help="How large its pieces are."),
        click.option("--progress", metavar="FILE", help="Also write how far it is there, as lines of JSON."),
    ),
)  # fmt: skip


def _locate(  # noqa: PLR0913, PLR0917 -- as Cluster.locate
    run: Run, sources: tuple[str, ...], job: Job, asked: Cluster, jobs: int, output: str
) -> None:
    folder = Folder(job.out)
    check(folder, job)
    pieces = [*_pieces(run, sources, job.how, asked.part_mb)]
    if not pieces:
        raise InputError(f"{sources[0]}: there is nothing to locate; name files, folders or addresses of articles")
    write(folder, job, pieces, [], {})
    there = done_before(folder)
    stamps = [stamp_of(piece, job) for piece in pieces]
    remaining = [(at, piece) for at, piece in enumerate(pieces) if stamps[at] not in there]
    known: dict[str, Done] = {}
    failed: list[Numbered] = []
    with ExitStack() as opened:
        log = opened.enter_context(writing(asked.progress)) if asked.progress else None
        told = _Progress(run, len(pieces), remaining, log)

        def on_done(numbered: Numbered, done: Done) -> None:
            known[done.name] = done
            there[stamps[numbered[0]]] = done.name
            told.done(numbered[1], done)

        def on_failed(numbered: Numbered, why: str) -> None:
            failed.append(numbered)
            reject_piece(numbered[1], numbered[0], job, why)
            run.skip(InputError(f"{numbered[1].name}: {why}"))

        if remaining:
            where = str(asked.cluster)
            run_on(where, remaining, job, jobs=jobs, on_done=on_done, on_failed=on_failed, on_tick=told.show)
    parts = [there[stamp] for stamp in stamps if stamp in there]
    for name in set(done_before(folder).values()) - set(parts):  # of inputs that have changed since
        folder.remove(name)
    _forget(folder, {*stamps})
    manifest = write(folder, job, pieces, parts, known)
    folder.remove(WORK)
    _summary(run, manifest, len(pieces) - len(remaining), told, output)


def _forget(folder: Folder, stamps: set[str]) -> None:
    """Take away the lists of what was rejected in inputs that have changed since."""
    for name in folder.names(REJECTED):
        if name.removesuffix(".jsonl").rpartition("-")[2] not in stamps:
            folder.remove(f"{REJECTED}/{name}")


def _absolute(source: str) -> str:
    return source if is_address(source) else os.path.abspath(source)  # noqa: PTH100 -- a link in it stays one


def _pieces(run: Run, sources: tuple[str, ...], how: How, part_mb: int | None) -> list[Piece]:
    found: list[Piece] = []
    seen: set[str] = set()
    for file in files_of(sources):
        if isinstance(file, File):
            if file.address in seen:
                continue
            seen.add(file.address)
            size = part_mb << 20 if part_mb else min(_SIZES[1], max(_SIZES[0], file.size // _PIECES))
            found += cut(file, how, size)
        else:
            run.skip(file)
    return found


class _Progress:
    """Progress of a run: a line on a terminal, and lines of JSON where they are asked for."""

    def __init__(self, run: Run, parts: int, remaining: list[Numbered], log: IO[str] | None) -> None:
        self.left: Counter[str] = Counter()
        self._run = run
        self._parts = parts
        self._done = self._before = parts - len(remaining)
        self._bytes = sum(piece.size for _, piece in remaining)
        self._bytes_done = self._articles = self._skipped = 0
        self._workers = 0
        self._start = time.monotonic()
        self._log = log

    def done(self, piece: Piece, part: Done) -> None:
        """A part is written."""
        self._done += 1
        self._bytes_done += piece.size
        self._articles += part.articles
        self._skipped += part.skipped
        self.left.update(part.left)
        if self._log:
            self._log.write(json.dumps({"part": part.name, **self._facts()}) + "\n")
            self._log.flush()
        self._tell()

    def show(self, workers: int) -> None:
        """So many workers are there."""
        self._workers = workers
        self._tell()

    def _facts(self) -> dict[str, float]:
        seconds = time.monotonic() - self._start
        share = self._bytes_done / self._bytes if self._bytes else 1.0
        left = seconds * (1 - share) / share if share else 0.0
        return {
            "parts": self._done, "of": self._parts, "articles": self._articles, "skipped": self._skipped,
            "workers": self._workers, "rate": round(self._articles / max(seconds, 1e-9), 1),
            "seconds": round(seconds, 1), "seconds_left": round(left, 1),
        }  # fmt: skip

    def _tell(self) -> None:
        facts = self._facts()
        left = f", {duration(facts['seconds_left'])} left" if self._bytes_done else ""
        self._run.tick(
            f"{facts['parts']:,} of {facts['of']:,} parts, {facts['articles']:,} articles, "
            f"{facts['rate']:.0f} a second, {facts['workers']} workers, {facts['skipped']:,} skipped{left}"
        )


def _summary(run: Run, manifest: dict[str, object], before: int, told: _Progress, output: str) -> None:
    skipped = int(str(manifest["skipped"]))
    run.skipped += skipped
    if run.quiet:
        return
    if told.left:
        languages = ", ".join(f"{count:,} {language}" for language, count in told.left.most_common())
        run.say(
            f"{told.left.total():,} articles not in English ({languages}) left out; --any-language locates them too"
        )
    kept = f"{number(before, 'part')} done before; " if before else ""
    counts = (number(int(str(manifest[f"{noun}s"])), noun) for noun in ("article", "mention"))
    run.say(f"{kept}{', '.join(counts)} -> {output}")
    if skipped:
        run.say(f"what was skipped is listed in {output.rstrip('/')}/rejected")
