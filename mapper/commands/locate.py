"""The command `mapper locate`: articles -> a file of located articles, as many as there are."""

from contextlib import ExitStack
from functools import partial
from typing import TextIO

import click

from ..errors import InputError
from ..many.add import Earlier
from ..many.batch import locate_lines
from ..many.keep import Kept, continuing, rejecting
from ..read.sources import count_articles
from ..write import writing
from .console import Command, Run
from .outputs import LINES, output_option
from .reading import Reading, reading
from .settings import Settings, locating

__all__ = ["locate"]


@click.command("locate", cls=Command, epilog="Example: mapper locate news.jsonl -o located.jsonl")
@click.argument("sources", nargs=-1, required=True)
@output_option("-", LINES)
@locating
@reading
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True, help="How many processes locate.")
@click.option("--resume", is_flag=True, help="Keep what is done in OUTPUT.part, and go on from there when run again.")
@click.option("--add", is_flag=True, help="Keep what OUTPUT has, and add the articles that it has not.")
@click.pass_obj
def locate(  # noqa: PLR0913 -- an argument for each option
    run: Run,
    *,
    sources: tuple[str, ...],
    output: str,
    settings: Settings,
    how: Reading,
    jobs: int,
    resume: bool,
    add: bool,
) -> None:
    """Write the places of articles as JSON, an article a line.

    SOURCES are files, folders of them, addresses of pages and feeds, or - for standard input. What cannot be read is
    listed, with the reason, in a file beside the output: located.rejected.jsonl for located.jsonl.
    """
    if settings.online_geocoder and jobs > 1:
        raise InputError("--online-geocoder takes --jobs 1: a service is asked once a second, not once by each process")
    if add and (resume or settings.corrections):
        raise InputError("--add leaves what OUTPUT has as it is: use no --resume, and --corrections in mapper draw")
    earlier = Earlier(output) if add else None
    run.expect(partial(count_articles, sources))
    with rejecting(output, run.skip) as skip, settings.opened(run) as store, ExitStack() as opened:
        corrected = opened.enter_context(settings.corrected(run, store, output))
        articles = corrected.watch(how.articles(sources, run, skip, earlier))
        stream: TextIO | Kept
        if resume:
            stream = kept = opened.enter_context(continuing(output, settings.asked(store)))
            articles = kept.rest(articles, partial(run.keep, on_skip=skip))
        else:
            stream = opened.enter_context(writing(output))
        for text in earlier.lines() if earlier else ():
            run.keep("", on_skip=skip)
            stream.write(text)
        lines = locate_lines(articles, settings.loader(store, corrected.corrections), jobs=jobs)
        for line in run.tally(lines, on_skip=skip):
            stream.write(line.text)
    changed = earlier.changed if earlier else 0
    run.summary(output, f"{changed:,} read with another text than {output} keeps" if changed else "")
