"""The command `mapper explain`: what spoke for each candidate of a mention, or where an event happened."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence

import click

from gazetteer import Place

from ..errors import InputError
from ..read.articles import read_articles
from ..reading.reading import reading_of
from ..records import Article, LocatedArticle, Resolution
from ..resolve.events import sites_of
from ..resolve.rank import RankedMention
from ..resolve.weights import shipped
from .console import Command, Run
from .options.locating import LocateOptions, locating
from .printing import printed, table

__all__ = ["explain_command"]

# A terminal has 80 columns, and so have the lines: seven candidates, and names cut to what is left.
_WIDE = 80
_MOST_ROWS = 7


@click.command("explain", cls=Command, epilog='Example: mapper explain article.txt "Odessa"')
@click.argument("source")
@click.argument("name")
@click.option("--event", is_flag=True, help="NAME is a verb: show where that happened.")
@locating
@click.pass_obj
def explain_command(run: Run, *, source: str, name: str, event: bool, settings: LocateOptions) -> None:
    """Show what spoke for each candidate of a name, or with --event where the event of a verb happened.

    SOURCE is an article, as for `mapper locate`; NAME is a mention in it, as printed. The evidence is in
    natural-log units; the share is the softmax of its sum.
    """
    with settings.opened(run) as store:
        articles = read_articles([source], on_skip=run.skip)
        tables = list(
            _events(settings.loader(store)()(articles), name)
            if event
            else _evidences(settings.steps(store).ranked(articles), name)
        )
    if not tables:
        what = "the text has no word" if event else "no mention reads"
        raise InputError(f"{source}: {what} {name!r}; give it as printed")
    printed("\n\n".join(tables))


def _evidences(every: Iterable[tuple[Article, Sequence[RankedMention]]], name: str) -> Iterator[str]:
    """For each mention of `name`, as printed: the words around it and the candidates; then the evidence for each.

    Both are tables with a header row. The settings are those of `mapper locate`, and count as they do there.
    """
    for article, mentions in every:
        for ranked in mentions:
            if ranked.name.mention.text == name:
                mention = ranked.name.mention
                yield f"{_context(article.text, mention.start, mention.end)}\n{table(_candidates(ranked))}"
                if ranked.rows:
                    yield table(_evidence(ranked))


def _events(located: Iterable[LocatedArticle], verb: str) -> Iterator[str]:
    """For each time that `verb` stands in the articles, in any case: the words around it, and a table of its sites."""
    whole = re.compile(rf"(?<!\w){re.escape(verb)}(?!\w)", re.IGNORECASE)
    for one in located:
        for found in whole.finditer(one.article.text):
            sites = sites_of(reading_of(one.article.text), found.span(), one.resolutions)
            yield f"{_context(one.article.text, *found.span())}\n{_sites(sites)}"


def _sites(sites: Sequence[Resolution]) -> str:
    """A table with a header row, under each row its reason."""
    if not sites:
        return "no place is named in its sentence"
    rows = [(_short(site.mention.text, 20), str(site.mention.start), site.role, *_where(site.place)) for site in sites]
    head, *lines = table([("mention", "start", "role", "place", "country", "region"), *rows]).splitlines()
    reasons = (textwrap.fill(site.reason, _WIDE, initial_indent="  ", subsequent_indent="  ") for site in sites)
    return "\n".join([head, *(f"{line}\n{reason}" for line, reason in zip(lines, reasons, strict=True))])


def _where(place: Place | None) -> tuple[str, str, str]:
    return (_short(place.name, 18), place.country, _short(place.admin1, 14)) if place else ("", "", "")


def _context(text: str, start: int, end: int) -> str:
    word = _short(text[start:end], _WIDE // 2)
    most = (_WIDE - len(word) - len("… [] …")) // 2
    around = text[max(0, start - most) : start], text[end : end + most]
    return " ".join(f"… {around[0]}[{word}]{around[1]} …".split())


def _candidates(ranked: RankedMention) -> list[tuple[str, ...]]:
    head = ("", "place", "kind", "country", "region", "share")
    rows = [
        (
            str(number), _short(row.place.name, 24), row.place.kind, row.place.country, _short(row.place.admin1, 20),
            f"{row.share:.3f}",
        )
        for number, row in enumerate(ranked.rows[:_MOST_ROWS], 1)
    ]  # fmt: skip
    return [head, *rows] if rows else [("no candidate",)]


def _evidence(ranked: RankedMention) -> list[tuple[str, ...]]:
    """The evidence for each candidate, by its number, without the pieces that speak for none of them."""
    counted = shipped().evidence
    rows = ranked.rows[:_MOST_ROWS]
    lines = [(key, *(f"{counted[key] * row.evidence[key]:.2f}" for row in rows)) for key in counted]
    told = [line for line in lines if any(float(cell) for cell in line[1:])]
    return [("evidence", *(str(number) for number in range(1, len(rows) + 1))), *told]


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
