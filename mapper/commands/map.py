"""The command `mapper map`: articles -> one map."""

import click

from .caring import Caring, caring
from .console import Command, Run
from .drawing import Drawing, drawing
from .outputs import PAGES, output_option
from .reading import Reading, reading
from .settings import Settings, locating

__all__ = ["map_command"]


@click.command("map", cls=Command, epilog='Example: mapper map news/ extra.jsonl -o map.html --title "Week 40"')
@click.argument("sources", nargs=-1, required=True)
@output_option("map.html", PAGES)
@drawing
@caring
@locating
@reading
@click.pass_obj
def map_command(  # noqa: PLR0913 -- an argument for each option
    run: Run, *, sources: tuple[str, ...], output: str, page: Drawing, care: Caring, settings: Settings, how: Reading
) -> None:
    """Draw the places of articles on one offline map.

    SOURCES are files, folders of them, addresses of pages and feeds, or - for standard input.
    """
    with settings.opened(run) as store, settings.corrected(run, store, output, hides=care.hides) as corrected:
        shown = care.publishing(store)
        located = settings.loader(store, corrected.corrections)()(
            corrected.watch(how.under(care.profile).articles(sources, run, run.skip))
        )
        page.write(run.count(located), output, shown, settings.recogniser, options=settings.options() | how.options())
    run.summary(output, shown.sentence())
