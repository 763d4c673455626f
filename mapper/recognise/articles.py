"""Articles -> mentions, by our own network or by a spaCy pipeline.

Our own reads words that are cut as spaCy cuts them, and does not import spaCy for it: that takes longer than to read a
short article. In a pipeline of spaCy's it is the component "places": recogniser.py.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from gazetteer import Gazetteer

from ..records import Article, Mention
from .places import mentions_of, places_in
from .tagger import Tagger
from .tokens import tokens_of

__all__ = ["Network", "Recogniser", "load_recogniser"]


class Recogniser(Protocol):
    """A recogniser: articles in, mentions out."""

    def pipe(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Each article with its mentions, as a stream in the order given. Raises ModelError."""


class Network:
    """Our own recogniser."""

    def __init__(self, gazetteer: Gazetteer, tagger: Tagger) -> None:
        self._gazetteer = gazetteer
        self._tagger = tagger

    def pipe(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Each article with its mentions, one at a time."""
        for article in articles:
            tokens = tokens_of(article.text)
            yield article, mentions_of(article, [
                one._replace(start=tokens[one.start].idx, end=tokens[one.end - 1].idx + len(tokens[one.end - 1].text))
                for one in places_in(article.text, tokens, self._gazetteer, self._tagger)
            ])  # fmt: skip


def load_recogniser(gazetteer: Gazetteer, model: str | None = None) -> Recogniser:
    """Our own recogniser, or the spaCy pipeline of that name.

    Raises ModelError where the pipeline is not installed or finds no GPE, LOC or FAC entities.
    """
    if model is None:
        return Network(gazetteer, Tagger())
    # spaCy takes half a second to import: only those who name a pipeline wait for it.
    from .recogniser import load_pipeline

    return load_pipeline(model)
