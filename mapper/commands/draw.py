"""The command `mapper draw`: what was located -> one map."""

from collections.abc import Iterable
from itertools import islice

import click

from gazetteer import Gazetteer

from ..draw.corpus import part_of_corpus
from ..draw.parts import Part
from ..export.corpus import Corpus, large_corpus
from ..export.views import View
from ..read.articles import read_located
from ..records import LocatedArticle
from .console import Command, Run
from .options.corrections import correcting, corrections_option
from .options.drawing import DrawOptions, drawing
from .options.locating import gazetteer_option
from .options.publication import PublicationOptions, publishing
from .outputs import PAGES, output_option
from .provenance import how_made

__all__ = ["draw_command"]

_MOST, _BYTES = 2_000, 16_000_000  # articles that a page of a corpus shows, and what they may count for
_NAMED = 50  # regions and places that it counts
_TOLD: tuple[View, ...] = ("region", "place")


@click.command("draw", cls=Command, epilog="Example: mapper draw located.jsonl -o map.html")
@click.argument("located")
@output_option("map.html", PAGES)
@drawing
@publishing
@gazetteer_option
@corrections_option
@click.pass_obj
def draw_command(  # noqa: PLR0913 -- an argument for each option
    run: Run,
    *,
    located: str,
    output: str,
    page: DrawOptions,
    publication: PublicationOptions,
    gazetteer: str | None,
    corrections: str | None,
) -> None:
    """Draw what `mapper locate` wrote.

    LOCATED is its file, a folder of parts, or - for standard input. Of a corpus the newest articles are drawn, as many
    as a page of 10 MB holds; the page says how many are left out, and counts regions and places in all of them.
    """
    hides = publication.hides
    with Gazetteer.open(gazetteer) as store, correcting(run, store, corrections, output, hides=hides) as ledger:
        shown = publication.publishing(store)
        corpus = large_corpus(located, _MOST, run.skip)
        articles: Iterable[LocatedArticle] = read_located(located, on_skip=run.skip)
        parts: list[Part] = []
        if corpus:
            articles = corpus.newest(_MOST, _BYTES)
            parts.append(_part(corpus, len(articles), is_told=not shown.parts))
        page.write(
            run.count(ledger.correct(articles)), output, shown, earlier=how_made(located) or {}, parts=parts,
        )  # fmt: skip
    run.summary(output, shown.sentence())


def _part(corpus: Corpus, shown: int, *, is_told: bool) -> Part:
    """The part of the page about the corpus; `is_told` says whether everything in it may be counted."""
    counts = {
        view: [(str(row["name"]), int(row["mentions"] or 0)) for row in islice(corpus.rows(view), _NAMED)]
        for view in _TOLD
        if is_told
    }
    return part_of_corpus(shown, corpus.size()[0], counts.get("region", ()), counts.get("place", ()))
