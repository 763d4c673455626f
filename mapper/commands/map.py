"""The command `mapper map`: articles -> one map."""

import click

from .console import Command, Run
from .options.drawing import DrawOptions, drawing
from .options.locating import LocateOptions, locating
from .options.publication import PublicationOptions, publishing
from .options.reading import ReadOptions, reading
from .outputs import PAGES, output_option

__all__ = ["map_command"]


@click.command("map", cls=Command, epilog='Example: mapper map news/ extra.jsonl -o map.html --title "Week 40"')
@click.argument("sources", nargs=-1, required=True)
@output_option("map.html", PAGES)
@drawing
@publishing
@locating
@reading
@click.pass_obj
def map_command(  # noqa: PLR0913 -- an argument for each option
    run: Run,
    *,
    sources: tuple[str, ...],
    output: str,
    page: DrawOptions,
    publication: PublicationOptions,
    settings: LocateOptions,
    how: ReadOptions,
) -> None:
    """Draw the places of articles on one offline map.

    SOURCES are files, folders of them, addresses of pages and feeds, or - for standard input.
    """
    with settings.opened(run) as store, settings.corrected(run, store, output, hides=publication.hides) as corrected:
        shown = publication.publishing(store)
        located = settings.loader(store, corrected.corrections)()(
            corrected.watch(how.under(publication.profile).articles(sources, run, run.skip))
        )
        page.write(run.count(located), output, shown, settings.recogniser, options=settings.options() | how.options())
    run.summary(output, shown.sentence())
