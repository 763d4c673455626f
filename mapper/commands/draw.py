"""The command `mapper draw`: what was located -> one map."""

import click

from gazetteer import Gazetteer

from ..provenance import read_beside
from ..read.articles import read_located
from .caring import Caring, caring
from .console import Command, Run
from .correcting import correcting, corrections_option
from .drawing import Drawing, drawing
from .outputs import PAGES, output_option
from .settings import gazetteer_option

__all__ = ["draw_command"]


@click.command("draw", cls=Command, epilog="Example: mapper draw located.jsonl -o map.html")
@click.argument("located")
@output_option("map.html", PAGES)
@drawing
@caring
@gazetteer_option
@corrections_option
@click.pass_obj
def draw_command(  # noqa: PLR0913 -- an argument for each option
    run: Run,
    *,
    located: str,
    output: str,
    page: Drawing,
    care: Caring,
    gazetteer: str | None,
    corrections: str | None,
) -> None:
    """Draw what `mapper locate` wrote.

    LOCATED is its file, or - for standard input.
    """
    with Gazetteer.open(gazetteer) as store, correcting(run, store, corrections, output, hides=care.hides) as ledger:
        shown = care.publishing(store)
        page.write(
            run.count(ledger.correct(read_located(located, on_skip=run.skip))),
            output,
            shown,
            earlier=read_beside(located) or {},
        )
    run.summary(output, shown.sentence())
