"""Why this place and no other: the evidence for each candidate of a mention; and where an event happened, as tables."""

import re
from collections.abc import Iterable, Iterator, Sequence

from gazetteer import Gazetteer, Place

from ..records import Article, LocatedArticle, Resolution
from ..resolve.events import sites_of
from ..resolve.weigh import Weighed, weigh
from ..resolve.weights import shipped

__all__ = ["events", "explain"]

_MOST_ROWS = 8


def explain(
    articles: Iterable[Article], name: str, gazetteer: Gazetteer, *, model: str | None = None
) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    """For each mention of `name`, as printed: the words around it, and rows of a table with a header row."""
    # spaCy takes a second to import: only those who recognise wait for it.
    from ..recognise.recogniser import load_recogniser

    for article, mentions in load_recogniser(gazetteer, model).pipe(articles):
        for weighed in weigh(article, mentions, gazetteer):
            if weighed.name.mention.text == name:
                mention = weighed.name.mention
                yield _context(article.text, mention.start, mention.end), _rows(weighed)


def events(located: Iterable[LocatedArticle], verb: str) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    """For each time that `verb` stands in the articles, in any case: the words around it, and a table of its sites."""
    whole = re.compile(rf"(?<!\w){re.escape(verb)}(?!\w)", re.IGNORECASE)
    for one in located:
        for found in whole.finditer(one.article.text):
            sites = sites_of(one.article.text, found.span(), one.resolutions)
            yield _context(one.article.text, *found.span()), _sites(sites)


def _sites(sites: Sequence[Resolution]) -> list[tuple[str, ...]]:
    head = ("mention", "start", "role", "place", "country", "region", "reason")
    rows = [(site.mention.text, str(site.mention.start), site.role, *_where(site.place), site.reason) for site in sites]
    return [head, *rows] if rows else [("no place is named in its sentence",)]


def _where(place: Place | None) -> tuple[str, str, str]:
    return (place.name, place.country, place.admin1) if place else ("", "", "")


def _context(text: str, start: int, end: int) -> str:
    around = text[max(0, start - 40) : start], text[end : end + 40]
    return " ".join(f"… {around[0]}[{text[start:end]}]{around[1]} …".split())


def _rows(weighed: Weighed) -> list[tuple[str, ...]]:
    counted = shipped().evidence
    head = ("place", "kind", "country", "region", "share", *counted)
    rows = [
        (
            row.place.name, row.place.kind, row.place.country, row.place.admin1, f"{row.share:.3f}",
            *(f"{counted[key] * row.evidence[key]:.2f}" for key in counted),
        )
        for row in weighed.rows[:_MOST_ROWS]
    ]  # fmt: skip
    return [head, *rows] if rows else [("no candidate",)]
