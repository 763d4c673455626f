"""The command `mapper watch`: the map of a folder or a feed, drawn again whenever something in it has changed."""

import os
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import click

from gazetteer import Gazetteer, GazetteerError

from ..errors import InputError, MapperError
from ..many.cache import Cache
from ..pipeline import Locator
from ..read.sources import walk
from ..resolve.online import cache_folder
from .console import Command, Run
from .options.drawing import DrawOptions, drawing
from .options.locating import LocateOptions, locating
from .options.publication import PublicationOptions, publishing
from .options.reading import ReadOptions, reading
from .outputs import PAGES, output_option

__all__ = ["watch"]

_FETCH_SECONDS = 300.0  # a feed is asked no more often, whatever --every says
_Seen = tuple[tuple[str, int, int], ...]


@click.command("watch", cls=Command, epilog="Example: mapper watch news/ -o map.html")
@click.argument("sources", nargs=-1, required=True)
@output_option("map.html", PAGES, "File to write.")
@click.option(
    "--every",
    type=click.FloatRange(0.1),
    default=2.0,
    show_default=True,
    metavar="SECONDS",
    help="How often to look; addresses every five minutes at most.",
)
@click.option("--once", is_flag=True, help="Draw once, and end.")
@drawing
@publishing
@locating
@reading
@click.pass_obj
def watch(  # noqa: PLR0913 -- an argument for each option
    run: Run,
    *,
    sources: tuple[str, ...],
    output: str,
    every: float,
    once: bool,
    page: DrawOptions,
    publication: PublicationOptions,
    settings: LocateOptions,
    how: ReadOptions,
) -> None:
    """Draw a map again whenever its articles change, locating only what is new.

    SOURCES are folders, files, and addresses of pages and feeds. What is located is kept in your cache folder, never
    beside the map, for it holds what --withhold withholds. Ctrl-C ends it.
    """
    if output == "-" or "-" in sources:
        raise InputError("mapper watch reads and writes files: - is none")
    with ExitStack() as opened:
        store = opened.enter_context(settings.opened(run))
        kept = Cache(_cache_of(output))
        opened.callback(kept.close)
        build = _Build(
            sources=sources,
            output=output,
            page=page,
            publication=publication,
            settings=settings,
            how=how.under(publication.profile),
            store=store,
            kept=kept,
        )
        if once:
            build(run)
        else:
            _watching(build, run, sources, every)


def _cache_of(output: str) -> Path:
    """The file that keeps the located articles of this map."""
    return cache_folder() / "watch" / f"{sha256(os.path.realpath(output).encode()).hexdigest()[:16]}.sqlite"


@dataclass(frozen=True, kw_only=True)
class _Build:
    """One way from these sources to the page; what it has loaded stays for the next time."""

    sources: Sequence[str]
    output: str
    page: DrawOptions
    publication: PublicationOptions
    settings: LocateOptions
    how: ReadOptions
    store: Gazetteer
    kept: Cache

    @cached_property
    def _asked(self) -> str:
        """All that the places of an article depend on beside the article."""
        return self.settings.asked(self.store, are_corrected=False)

    @cached_property
    def _locator(self) -> Locator:
        return self.settings.loader(self.store)()

    def __call__(self, run: Run) -> None:
        """Draw the page, and say what that came to."""
        shown = self.publication.publishing(self.store)
        articles = self.how.articles(self.sources, run, run.skip)
        located = self.kept.located(articles, self._asked, lambda: self._locator)
        with self.settings.corrected(run, self.store, self.output, hides=self.publication.hides) as ledger:
            self.page.write(
                run.count(ledger.correct(located)), self.output, shown, self.settings.recogniser,
                options=self.settings.options() | self.how.options(),
            )  # fmt: skip
        run.summary(self.output, "; ".join(filter(None, [f"{self.kept.made:,} located anew", shown.sentence()])))


def _watching(build: _Build, run: Run, sources: Sequence[str], every: float) -> None:
    """Build now and after each change, until Ctrl-C. What goes wrong is said, and the next change tries again."""
    seen: _Seen | None = None
    fetched = 0.0
    fetches = any("://" in source for source in sources)
    try:
        while True:
            now = _seen([*sources, *filter(None, [build.settings.corrections])])
            due = fetches and time.monotonic() - fetched >= _FETCH_SECONDS
            if now != seen or due or seen is None:
                seen, fetched = now, time.monotonic()
                fresh = Run(quiet=run.quiet, verbose=run.verbose)
                try:
                    build(fresh)
                except (MapperError, GazetteerError) as error:
                    fresh.say(str(error))
            time.sleep(every)
    except KeyboardInterrupt:
        run.say("Stopped.")


def _seen(sources: Sequence[str]) -> _Seen:
    """The files of the sources with size and time of change."""
    found = []
    for source in sources:
        path = Path(source)
        for file in walk(path, is_said=False) if path.is_dir() else [path]:
            if isinstance(file, Path):
                try:
                    stat = file.stat()
                except OSError:
                    continue
                found.append((str(file), stat.st_size, stat.st_mtime_ns))
    return tuple(found)
