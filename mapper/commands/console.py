"""Commands speak and end: counts, progress, sentences on standard error, exit codes.

0    all done
1    done, but some inputs were skipped; each was said, with file, line and reason
2    nothing done; a sentence has said what and how to mend it
130  interrupted (Ctrl-C); 143 or 129 where it was told to end, or its terminal was closed
141  the reader of standard output has gone away
"""

import logging
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from ..errors import InputError, MapperError
from ..write import sparing
from .outputs import FILES, Output, inputs_of
from .signals import ending, exit_code

if TYPE_CHECKING:  # whoever asks for help waits for none of these
    from ..many.batch import Line
    from ..read.sources import OnSkip
    from ..records import LocatedArticle, Point

__all__ = ["Command", "Refusal", "Run", "duration", "number"]


class Refusal(click.ClickException):
    """A command that does not begin: one sentence, and exit code 2."""

    exit_code = 2

    def show(self, file: Any = None) -> None:  # noqa: ARG002 -- click's signature
        """Say it as a run says its errors."""
        Run(quiet=True, verbose=False).say(self.message)


class _FileName(click.Path):
    """The name of a file, which a shell completes; an empty one comes from a variable that is unset."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The name as it is. Raises Refusal."""
        if value == "":
            what = param.human_readable_name if param else "a file"
            raise Refusal(f'{what}: "" is no name of a file; look whether a variable in the command is unset')
        return super().convert(value, param, ctx)


class _NothingRead(Exception):
    """Every input was skipped, and each has been said."""


class Run:
    """One run of a command: what it has done so far, and its voice on standard error."""

    def __init__(self, *, quiet: bool, verbose: bool) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.skipped = self.kept = self.articles = self.mentions = self.unresolved = 0
        self._expected = self._counted_places = 0
        self.places: set[Point] = set()
        self.left: Counter[str] = Counter()  # articles in other languages than English, by language
        self.copies: list[int] = []  # how many copies there were of each story that had several
        self._started = time.perf_counter()
        self._shown = 0.0  # when the progress line was drawn last, in seconds since the start; 0 where there is none
        self._live = sys.stderr.isatty() and not quiet

    def skip(self, error: InputError) -> None:
        """Say that an input is left out, and why; what is no article is none that is missing, and counted elsewhere."""
        from ..read.sources import LeftOut  # whoever asks for help does not wait for it

        if not isinstance(error, LeftOut):
            self.skipped += 1
            self.say(str(error))

    def count(self, located: "Iterable[LocatedArticle]") -> "Iterator[LocatedArticle]":
        """The same articles, counted as they pass. Raises _NothingRead after none at all."""
        for item in located:
            self._add(len(item.resolutions), item.unresolved, item.points)
            yield item
        self._done()

    def count_lines(self, lines: "Iterable[Line]", on_skip: "OnSkip", *, may_be_none: bool = False) -> "Iterator[Line]":
        """Count lines as `count` does articles; those that could not be located go to `on_skip`.

        may_be_none  whether none at all is no failure
        """
        for line in lines:
            self._add(line.mentions, line.unresolved, line.places)
            if line.error:
                on_skip(InputError(line.error))
            yield line
        if not may_be_none:
            self._done()

    def count_done(self, articles: int, mentions: int, places: int, unresolved: int) -> None:
        """So many were done without passing here."""
        self.articles, self.mentions, self.unresolved = articles, mentions, unresolved
        self._counted_places = places

    def keep(self, error: str, *, on_skip: "OnSkip") -> None:
        """One article was done by an earlier run, with an error or with ""."""
        self.kept += 1
        if error:
            on_skip(InputError(error))

    def leave(self, language: str) -> None:
        """An article is left out, for it is in another language than English."""
        self.left[language] += 1

    def fold(self, copies: int) -> None:
        """So many copies of one story are one article."""
        self.copies.append(copies)

    def read(self, articles: int) -> None:
        """So many articles are read, and none is located yet."""
        self.tick(f"{number(articles, 'article')} read")

    def expect(self, articles: Callable[[], int]) -> None:
        """Take the number of articles to come, to show how long they take; not asked for where nothing is shown."""
        if self._live:
            self._expected = articles()

    def _done(self) -> None:
        if self.articles or self.kept:
            return
        if self.left:
            raise InputError(f"{self._others()}, and nothing else was read; --any-language locates them all the same")
        raise _NothingRead

    def _others(self) -> str:
        languages = ", ".join(f"{count:,} {language}" for language, count in self.left.most_common())
        return f"{number(self.left.total(), 'article')} not in English ({languages})"

    def _add(self, mentions: int, unresolved: int, places: "Iterable[Point]") -> None:
        self.articles += 1
        self.mentions += mentions
        self.unresolved += unresolved
        self.places.update(places)
        self._progress()

    def say(self, text: str) -> None:
        """One line on standard error; text of the input cannot steer the terminal with it."""
        line = "".join(c if c.isprintable() else " " if c.isspace() else "�" for c in text)
        if self._shown:
            click.echo("\r\x1b[K", nl=False, err=True)
            self._shown = 0.0
        click.echo(line if len(line) <= 600 else f"{line[:600]} …", err=True)

    def summary(self, output: str, kept_back: str = "") -> None:
        """Say what was done, and what of it was kept back, unless told to be quiet."""
        if not self.quiet:
            counts = (
                number(self.articles, "article"),
                number(self.mentions, "mention"),
                number(self._counted_places or len(self.places), "place"),
            )
            seconds = time.perf_counter() - self._started
            where = "" if output == "-" else f" -> {output}"
            before = f"{self.kept:,} done before; " if self.kept else ""
            if self.left:
                self.say(f"{self._others()} left out; --any-language locates them too")
            if self.copies:
                told = f"{sum(self.copies):,} copies of {len(self.copies):,}"
                each = "story are one article" if len(self.copies) == 1 else "stories are an article each"
                self.say(f"{told} {each}; --keep-duplicates keeps them apart")
            self.say(f"{before}{', '.join(counts)}, {self.unresolved:,} unresolved, {seconds:.1f} s{where}")
            if kept_back:
                self.say(kept_back)

    def tick(self, text: str) -> None:
        """Show how far a long work is, on a terminal alone and not too often."""
        seconds = time.perf_counter() - self._started
        if self._live and seconds - self._shown >= 0.2:
            self._shown = seconds
            click.echo(f"\r{text}\x1b[K", nl=False, err=True)

    def _progress(self) -> None:
        rate = self.articles / (time.perf_counter() - self._started)
        left = self._expected - self.kept - self.articles - self.skipped
        estimate = f", {left:,} to go, {duration(left / rate)} left" if left > 0 else ""
        self.tick(f"{number(self.articles, 'article')}, {rate:.0f} a second{estimate}")


class _Notes(logging.Handler):
    """Says what the package logs: warnings; with -q errors alone; with -v what was passed over too."""

    def __init__(self, run: Run) -> None:
        super().__init__(logging.ERROR if run.quiet else logging.INFO if run.verbose else logging.WARNING)
        self._run = run

    def emit(self, record: logging.LogRecord) -> None:
        self._run.say(record.getMessage())

    def __enter__(self) -> None:
        logger = logging.getLogger("mapper")
        logger.addHandler(self)
        logger.setLevel(self.level)

    def __exit__(self, *_: object) -> None:
        logger = logging.getLogger("mapper")
        logger.removeHandler(self)
        logger.setLevel(logging.NOTSET)


class Command(click.Command):
    """A subcommand with the options that all have, whose errors become a sentence and an exit code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params += [
            click.Option(["-q", "--quiet"], is_flag=True, help="Say only what went wrong."),
            click.Option(["-v", "--verbose"], is_flag=True, help="Also say which files were passed over."),
            click.Option(["--debug"], is_flag=True, help="Show where in the program an error arose."),
        ]
        for parameter in self.params:
            if parameter.name in FILES:
                parameter.type = _FileName()

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, those for the columns of tables as one, so that a command's help is one screen."""
        rows = [
            row for one in self.get_params(ctx) if isinstance(one, click.Option) and (row := one.get_help_record(ctx))
        ]
        columns = [row for row in rows if row[0].endswith("-column NAME")]
        fields = ", ".join(row[0].removeprefix("--").removesuffix("-column NAME") for row in columns)
        told = ("--FIELD-column NAME", f"Column of a table that holds the FIELD: {fields}.")
        at = rows.index(columns[0]) if columns else len(rows)
        with formatter.section("Options"):
            formatter.write_dl(
                [row for row in (*rows[:at], *([told] if columns else []), *rows[at:]) if row not in columns]
            )

    def invoke(self, ctx: click.Context) -> None:
        """Run it, say how it ended, and leave with the exit code for that."""
        debug = ctx.params.pop("debug")
        ctx.obj = run = Run(quiet=ctx.params.pop("quiet"), verbose=ctx.params.pop("verbose"))
        try:
            with ending(), _Notes(run), sparing(partial(inputs_of, [*ctx.params.items()])):
                for parameter in self.params:
                    if isinstance(parameter, Output):
                        parameter.check(ctx.params["output"])
                super().invoke(ctx)
            sentence, code = (f"{number(run.skipped, 'input')} skipped", 1) if run.skipped else ("", 0)
        except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 -- what nobody foresaw deserves a sentence too
            sentence, code = _ending(error, run)
            if debug:
                traceback.print_exc()
        if sentence:
            run.say(sentence)
        ctx.exit(code)


def _ending(error: BaseException, run: Run) -> tuple[str, int]:
    """The sentence for an error, and the exit code."""
    from gazetteer import GazetteerError

    match error:
        case _NothingRead():
            return f"None of the {run.skipped} inputs could be read; nothing was written." if run.skipped > 1 else "", 2
        case KeyboardInterrupt():
            return "Interrupted; no file was written.", exit_code(error)
        case BrokenPipeError():
            return "", 141
        case MapperError() | GazetteerError():
            return str(error), 2
        case _:
            kind = type(error).__name__
            return f"This is a bug in mapper ({kind}: {error}); please report it, with what --debug shows.", 2


def number(count: int, noun: str) -> str:
    """So many of something, in words."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def duration(seconds: float) -> str:
    """A duration in words: seconds, minutes or hours."""
    minutes = round(seconds / 60)
    return f"{seconds:.0f} s" if seconds < 100 else f"{minutes} min" if minutes < 100 else f"{minutes / 60:.1f} h"
