"""Articles -> mentions. The only home of spaCy.

The component "places" stands in a blank English pipeline and writes `doc.spans["places"]`, labelled as records.Label.
Any other spaCy pipeline can be used by name; its GPE, LOC and FAC entities become mentions.
"""

from collections.abc import Iterable, Iterator
from typing import cast, get_args

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from gazetteer import Gazetteer

from .errors import ModelError
from .matches import gazetteer_matches
from .records import Article, Label, Mention
from .rules import decide

__all__ = ["SPANS", "Places", "Recogniser", "load_recogniser", "make_places"]

SPANS = "places"
_LABELS: dict[str, Label] = {
    "GPE": "PLACE",
    "LOC": "PLACE",
    "PLACE": "PLACE",
    "FAC": "FACILITY",
    "FACILITY": "FACILITY",
}
# spaCy's tokenizer has no use for more, and refuses a text above its own bound unless told otherwise.
_MAX_CHARACTERS = 25_000_000


class Places:
    """The spaCy component: gazetteer matches, then the decision which of them are mentions."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """The same doc, with `doc.spans["places"]` set."""
        tokens = list(doc)
        matches = gazetteer_matches(doc.text, tokens, self.gazetteer)
        doc.spans[SPANS] = [Span(doc, start, end, label=label) for start, end, label in decide(tokens, matches)]
        return doc


class Recogniser:
    """A spaCy pipeline that turns articles into mentions, a stream at a time."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def pipe(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Each article with its mentions, in the order given, holding a batch at a time."""
        pairs = ((article.text, article) for article in articles)
        for doc, article in self._nlp.pipe(pairs, as_tuples=True, batch_size=16):
            yield article, tuple(_mentions(article, doc))


def load_recogniser(gazetteer: Gazetteer, model: str | None = None) -> Recogniser:
    """Our own recogniser, or the installed spaCy pipeline of that name.

    Raises ModelError where the pipeline is not installed or finds no GPE, LOC or FAC entities.
    """
    if model is None:
        nlp = spacy.blank("en")
        component = nlp.add_pipe("places", config={"gazetteer": str(gazetteer.path)})
        # The one that resolves too, with the places that a user has added and what it has looked up already.
        cast(Places, component).gazetteer = gazetteer
    else:
        try:
            nlp = spacy.load(model)
        except (OSError, ValueError) as error:
            raise ModelError(
                f"the spaCy pipeline {model!r} is not installed or cannot be loaded; install it "
                f"(`python -m spacy download {model}`) or leave --model out"
            ) from error
        known = {label for pipe in nlp.pipe_labels.values() for label in pipe}
        if not known & _LABELS.keys() and "places" not in nlp.pipe_names:
            raise ModelError(f"the spaCy pipeline {model!r} marks no places (GPE, LOC or FAC); name another")
    nlp.max_length = _MAX_CHARACTERS
    return Recogniser(nlp)


@Language.factory("places")
def make_places(nlp: Language, name: str, gazetteer: str | None = None) -> Places:  # noqa: ARG001 -- spaCy's signature
    """The factory behind `nlp.add_pipe("places")`; `gazetteer` is a path, else the one in the package."""
    return Places(Gazetteer.open(gazetteer))


def _mentions(article: Article, doc: Doc) -> Iterator[Mention]:
    for span in doc.spans.get(SPANS, doc.ents):
        label = span.label_ if span.label_ in get_args(Label) else _LABELS.get(span.label_)
        if label:
            yield article.mention(*_trimmed(article.text, span.start_char, span.end_char), cast(Label, label))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a leading "the" and without space or a possessive at its end."""
    if text[start:end].casefold().startswith("the ") and end - start > 4:
        start += 4
    for suffix in ("'s", "’s"):
        if text[start:end].endswith(suffix) and end - start > 2:
            end -= 2
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end
