"""Articles -> mentions. The only home of spaCy.

The component "places" needs nothing but spaCy's English tokenizer: our network says what each word is likely to be, and
marks.py what is marked. It writes `doc.spans["places"]`, labelled as records.Label, or if so configured `doc.ents`,
labelled PLACE. Any other spaCy pipeline can be used by name; its GPE, LOC and FAC entities become mentions.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any, cast, get_args

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from gazetteer import Gazetteer

from ..errors import ModelError
from ..reading.english.borders import frontiers_in
from ..reading.english.coordinates import coordinates_in
from ..reading.hashtags import words_of
from ..reading.reading import reading_of
from ..records import Article, Label, LocatedArticle, Mention, Resolution
from ..resolve.resolver import resolve
from . import marks
from .features import gazetteer_features
from .matches import gazetteer_matches
from .tagger import Tagger

__all__ = ["SPANS", "Places", "Recogniser", "load_recogniser", "make_places"]

SPANS = "places"
_RESOLVED = "mapper.places"  # in a doc's user data
_LABELS: dict[str, Label] = {
    "GPE": "PLACE",
    "LOC": "PLACE",
    "PLACE": "PLACE",
    "FAC": "FACILITY",
    "FACILITY": "FACILITY",
}
# spaCy's tokenizer has no use for more, and refuses a text above its own bound unless told otherwise.
_MAX_CHARACTERS = 25_000_000
_BATCH = 16  # articles
_ENDLESS = re.compile(r"\S{400,}")  # no word is so long, and few addresses
_PIECE = re.compile(r"\w+|[^\w\s]{1,50}")
_GLUE = ("#", "_")
# More than a few hundred articles have; spaCy takes about half a kilobyte for each.
_WORDS = 16_000


class Places:
    """The spaCy component: gazetteer matches, what the network makes of them, and the marks that follow.

    gazetteer  whose names are evidence
    tagger     the network
    ents       whether to add the places to `doc.ents`, where nothing stands yet, instead of `doc.spans`
    resolved   whether to resolve them too: `doc._.places` is then a tuple of Resolution
    """

    def __init__(self, gazetteer: Gazetteer, tagger: Tagger, *, ents: bool = False, resolved: bool = False) -> None:
        self.gazetteer = gazetteer
        self.tagger = tagger
        self.ents = ents
        self.resolved = resolved

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its places. Raises ModelError."""
        _cut_hashtags(doc)
        tokens = list(doc)
        matches = gazetteer_matches(doc.text, tokens, self.gazetteer)
        features = gazetteer_features(tokens, matches)
        answers = self.tagger.answers([_as_word(token) for token in tokens], features)
        found = marks.decide(reading_of(doc.text), tokens, matches, answers.tags, self.tagger.threshold)
        places = [Span(doc, start, end, label="PLACE" if self.ents else label) for start, end, label in found]
        if answers.roles is not None:
            for place in places:
                place._.role_scores = tuple(answers.roles[place.start : place.end].mean(0).tolist())
        if self.ents:
            doc.ents = filter_spans([*doc.ents, *places])
        else:
            doc.spans[SPANS] = places
        if self.resolved and doc.text:
            article = Article(text=doc.text)
            mentions = _with_patterns(article, list(_mentions(article, doc)))
            # As text: a doc is written and sent to other processes, and lists in it come back as tuples.
            located = resolve(article, mentions, self.gazetteer).to_dict()
            doc.user_data[_RESOLVED] = json.dumps(located["mentions"])
        return doc


class Recogniser:
    """A spaCy pipeline that turns articles into mentions, a stream at a time."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp

    def pipe(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Mention, ...]]]:
        """Each article with its mentions, in the order given, holding a batch at a time."""
        remaining = iter(articles)
        while batch := tuple(islice(remaining, _BATCH)):
            # spaCy keeps each word that it has met for ever: where it knows plenty, new ones go with their batch.
            plenty = len(self._nlp.vocab.strings) > _WORDS
            with self._nlp.memory_zone() if plenty else nullcontext():
                docs = self._nlp.pipe([article.text for article in batch], batch_size=_BATCH)
                found = [_found(article, doc) for article, doc in zip(batch, docs, strict=True)]
            yield from zip(batch, found, strict=True)


def load_recogniser(gazetteer: Gazetteer, model: str | None = None) -> Recogniser:
    """Our own recogniser, or the spaCy pipeline of that name.

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
    nlp.tokenizer = _Tokens(nlp.tokenizer)
    return Recogniser(nlp)


class _Tokens:
    """A spaCy tokenizer, given pieces of what has no space for too long: it takes the square of a word's length."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """The text in words, as the tokenizer cuts them."""
        ends = [piece.end() for found in _ENDLESS.finditer(text) for piece in _PIECE.finditer(text, *found.span())]
        if not ends:
            return self._tokenizer(text)
        pieces = [self._tokenizer(text[start:end]) for start, end in pairwise((0, *ends, len(text)))]
        tokens = [token for piece in pieces for token in piece]
        spaces = [bool(token.whitespace_) for token in tokens]
        return Doc(pieces[0].vocab, [token.text for token in tokens], spaces)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tokenizer, name)


@Language.factory("places", default_config={"gazetteer": None, "ents": False, "resolved": False})
def make_places(
    nlp: Language,  # noqa: ARG001 -- spaCy's signature
    name: str,  # noqa: ARG001 -- spaCy's signature
    gazetteer: str | None,
    ents: bool,  # noqa: FBT001 -- spaCy's signature
    resolved: bool,  # noqa: FBT001 -- spaCy's signature
) -> Places:
    """The factory behind `nlp.add_pipe("places")`.

    gazetteer  path of a gazetteer; the one in the package unless given
    ents       write `doc.ents` instead of `doc.spans["places"]`
    resolved   resolve them as well, for `doc._.places`
    """
    return Places(Gazetteer.open(gazetteer), Tagger(), ents=ents, resolved=resolved)


def _resolved(doc: Doc) -> tuple[Resolution, ...]:
    """What `doc._.places` is: each mention with its place, role and reason; empty where nothing was resolved."""
    found = doc.user_data.get(_RESOLVED)
    return LocatedArticle.from_dict({"text": doc.text, "mentions": json.loads(found)}).resolutions if found else ()


if not Doc.has_extension(SPANS):
    Doc.set_extension(SPANS, getter=_resolved)
    Span.set_extension("role_scores", default=None)


def _cut_hashtags(doc: Doc) -> None:
    """Cut what hashtags run together, so that each word of "#ChasivYar" is a token."""
    if "#" not in doc.text:
        return
    with doc.retokenize() as retokenizer:
        for token in doc:
            head, hash_, tag = token.text.partition("#")
            glued = not hash_ and token.i > 0 and doc[token.i - 1].text == "#" and not doc[token.i - 1].whitespace_
            parts = words_of(token.text) if glued else [part for part in (head, hash_, *words_of(tag)) if part]
            if len(parts) > 1:
                retokenizer.split(token, parts, heads=[(token, at) for at in range(len(parts))])


def _as_word(token: Token) -> str:
    """What the network reads: it has learned from texts in which a hash or an underscore is no part of a name."""
    return "," if token.text in _GLUE else token.text


def _mentions(article: Article, doc: Doc) -> Iterator[Mention]:
    for span in doc.spans.get(SPANS, doc.ents):
        label = span.label_ if span.label_ in get_args(Label) else _LABELS.get(span.label_)
        if label:
            start, end = _trimmed(article.text, span.start_char, span.end_char)
            scores = span._.role_scores
            yield replace(
                article.mention(start, end, cast(Label, label)), role_scores=tuple(scores) if scores else None
            )


def _found(article: Article, doc: Doc) -> tuple[Mention, ...]:
    return tuple(_with_patterns(article, list(_mentions(article, doc))))


def _with_patterns(article: Article, mentions: list[Mention]) -> list[Mention]:
    """The mentions with the coordinates and the borders that the text gives, in order; inside those stands no name."""
    spans = [*coordinates_in(article.text), *frontiers_in(article.text)]
    given = [article.mention(start, end) for start, end in spans]
    names = [m for m in mentions if not any(p.start < m.end and m.start < p.end for p in given)]
    return sorted([*names, *given], key=lambda mention: mention.start)


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
