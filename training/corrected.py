"""Articles that people have corrected -> examples: what somebody has confirmed is learned, the rest is ignored."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.tokens import Token

from gazetteer import Gazetteer
from mapper.read.articles import read_located
from mapper.records import LocatedArticle, Resolution

from .corpora import IGNORED, PLACE_TAGS, Example, featured, tag, within

__all__ = ["corrected", "example_of"]


def corrected(paths: Sequence[Path], gazetteer: Gazetteer) -> Iterator[Example]:
    """An example for each article with a confirmed place, out of files of `mapper locate --corrections`.

    Raises InputError where a file cannot be read or a line is no located article.
    """
    for path in paths:
        for article in read_located(path):
            if example := example_of(article, gazetteer):
                yield example


def example_of(article: LocatedArticle, gazetteer: Gazetteer) -> Example | None:
    """What the article teaches, or None where nobody has confirmed a place in it.

    A confirmed name is a place, or none where the editor said so. As in `mapper evaluate`, what stands beside them is
    learned to be no place only where every mention of the article is confirmed: else somebody may not have looked.
    """
    confirmed = [r for r in article.resolutions if _is_confirmed(r)]
    if not confirmed:
        return None
    tokens, _, features = featured(article.article.text, gazetteer)
    beside = 0 if len(confirmed) == len(article.resolutions) else IGNORED
    place = [beside] * len(tokens)
    for resolution in confirmed:
        _mark(place, tokens, resolution)
    return Example(
        words=tuple(token.text for token in tokens),
        gazetteer=features,
        place=tuple(place),
        other=(IGNORED,) * len(tokens),
    )


def _mark(place: list[int], tokens: Sequence[Token], resolution: Resolution) -> None:
    mention = resolution.mention
    inside = within(tokens, mention.start, mention.end)
    if resolution.place is None:
        place[inside.start : inside.stop] = [0] * len(inside)
    else:
        label = "EMBEDDED" if mention.label == "EMBEDDED" else "PLACE"
        tag(place, inside, PLACE_TAGS.index(f"B-{label}"))


def _is_confirmed(resolution: Resolution) -> bool:
    return resolution.confirmed is not None and resolution.confirmed.place
