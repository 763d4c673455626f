"""Why this place and no other: the evidence for each candidate of a mention, as a table."""

from collections.abc import Iterable, Iterator, Sequence

from gazetteer import Gazetteer

from ..records import Article
from ..resolve.weigh import Weighed, weigh
from ..resolve.weights import shipped

__all__ = ["explain"]

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
                yield _context(article.text, weighed), _rows(weighed)


def _context(text: str, weighed: Weighed) -> str:
    mention = weighed.name.mention
    around = text[max(0, mention.start - 40) : mention.start], text[mention.end : mention.end + 40]
    return " ".join(f"… {around[0]}[{mention.text}]{around[1]} …".split())


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
