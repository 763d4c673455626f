"""Our recogniser as a component of spaCy's, and spaCy's pipelines as recognisers. The only home of spaCy.

The component "places" needs nothing but spaCy's English tokenizer: our network says what each word is likely to be, and
spans.py what is named. It writes `doc.spans["places"]`, labelled as records.Label, and if so configured those of some
labels as `doc.ents` too; where they are resolved `kb_id_` is the place. Any other spaCy pipeline can be used by name;
its GPE, LOC and FAC entities become mentions.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import islice, pairwise
from operator import itemgetter
from typing import Any, cast, get_args

import spacy
from spacy.language import Language
from spacy.pipeline.spancat import spancat_score
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans, registry

from gazetteer import Gazetteer

from ..errors import ModelError
from ..records import Article, Label, LocatedArticle, Mention, Resolution
from ..resolve.resolver import resolve
from .cutting import ends_within, is_one
from .places import Marked, mentions_of, places_in, trimmed
from .tagger import Tagger
from .tokens import run_together

__all__ = ["SPANS", "Pipeline", "Places", "load_pipeline", "make_places", "make_scorer"]

SPANS = "places"
_RESOLUTION = "mapper_resolution"  # of a span: the mention as JSON. So a part of a doc, or several as one, have theirs
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
# More than a few hundred articles have; spaCy takes about half a kilobyte for each.
_WORDS = 16_000


class Places:
    """The spaCy component: gazetteer matches, what the network makes of them, and the spans that follow.

    gazetteer   whose names are evidence
    tagger      the network
    ents        whether they are `doc.ents` too, where nothing stands yet
    ent_labels  which are: PLACE alone unless given, for FACILITY and EMBEDDED are no entities of their own
    resolved    whether to resolve them too: `doc._.places` is then a tuple of Resolution, `kb_id_` a place's id
    scorer      how `nlp.evaluate` scores them
    """

    def __init__(  # noqa: PLR0913 -- the settings of the factory
        self,
        gazetteer: Gazetteer,
        tagger: Tagger,
        *,
        ents: bool = False,
        ent_labels: Sequence[str] = ("PLACE",),
        resolved: bool = False,
        scorer: Callable[..., dict[str, Any]] | None = None,
    ) -> None:
        self.gazetteer = gazetteer
        self.tagger = tagger
        self.ents = ents
        self.ent_labels = tuple(ent_labels)
        self.resolved = resolved
        self._scorer = scorer

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of spans, as `nlp.pipe_labels` has them."""
        return get_args(Label)

    def score(self, examples: Iterable[Example], **settings: Any) -> dict[str, Any]:
        """Precision, recall and F1 of spans and labels, as spaCy's span categoriser has them."""
        return self._scorer(examples, **settings) if self._scorer else {}

    def __call__(self, doc: Doc) -> Doc:
        """The same doc with its places. Raises ModelError."""
        _cut_hashtags(doc)
        found = places_in(doc.text, list(doc), self.gazetteer, self.tagger)
        places = [Span(doc, one.start, one.end, label=one.label) for one in found]
        for place, one in zip(places, found, strict=True):
            place._.role_scores = one.role_scores
        doc.spans[SPANS] = places
        if self.resolved and doc.text:
            self._resolve(doc)
        if self.ents:
            doc.ents = filter_spans([*doc.ents, *(one for one in doc.spans[SPANS] if one.label_ in self.ent_labels)])
        return doc

    def _resolve(self, doc: Doc) -> None:
        """Keep what each mention is resolved to, and name its place on the span."""
        article = Article(text=doc.text)
        located = resolve(article, mentions_of(article, _marked(doc)), self.gazetteer)
        kept = cast(dict[Any, str], doc.user_data)
        ids = {}
        for one, row in zip(located.resolutions, located.to_dict()["mentions"], strict=True):
            # As text, for lists come back as tuples from other processes; at its span, for spaCy moves what stands so.
            kept["._.", _RESOLUTION, one.mention.start, one.mention.end] = json.dumps(row)
            ids[one.mention.start, one.mention.end] = one.place.id if one.place else ""
        doc.spans[SPANS] = [
            Span(doc, one.start, one.end, label=one.label, kb_id=ids.get(at, ""))
            for one in doc.spans[SPANS]
            for at in [trimmed(doc.text, one.start_char, one.end_char)]
        ]


class Pipeline:
    """A spaCy pipeline as a recogniser: it turns articles into mentions, a stream at a time."""

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
                found = [mentions_of(article, _marked(doc)) for article, doc in zip(batch, docs, strict=True)]
            yield from zip(batch, found, strict=True)


def load_pipeline(model: str) -> Pipeline:
    """The spaCy pipeline of that name.

    Raises ModelError where it is not installed or finds no GPE, LOC or FAC entities.
    """
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
    return Pipeline(nlp)


class _Tokens:
    """A spaCy tokenizer that gets long runs without a space in pieces: it takes the square of a word's length."""

    def __init__(self, tokenizer: Callable[[str], Doc]) -> None:
        self._tokenizer = tokenizer

    def __call__(self, text: str) -> Doc:
        """The text in words, as the tokenizer cuts them."""
        ends = ends_within(text)
        if not ends:
            return self._tokenizer(text)
        pieces = [self._piece(text[start:end]) for start, end in pairwise((0, *ends, len(text)))]
        tokens = [token for piece in pieces for token in piece]
        spaces = [bool(token.whitespace_) for token in tokens]
        return Doc(pieces[0].vocab, [token.text for token in tokens], spaces)

    def _piece(self, text: str) -> Doc:
        return Doc(self.vocab, [text], [False]) if is_one(text) else self._tokenizer(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tokenizer, name)


@registry.scorers("mapper.places_scorer.v1")  # type: ignore[untyped-decorator]  # spaCy's registry has no types
def make_scorer() -> Callable[..., dict[str, Any]]:
    """The scorer of the component for `nlp.evaluate`: spaCy's score of spans."""
    return partial(spancat_score, spans_key=SPANS)


@Language.factory(
    "places",
    assigns=["doc.spans", "doc.ents", f"doc._.{SPANS}"],
    default_config={
        "gazetteer": None, "ents": False, "ent_labels": ["PLACE"], "resolved": False,
        "scorer": {"@scorers": "mapper.places_scorer.v1"},
    },
    default_score_weights={f"spans_{SPANS}_f": 1.0, f"spans_{SPANS}_p": 0.0, f"spans_{SPANS}_r": 0.0},
)  # fmt: skip
def make_places(  # noqa: PLR0913, PLR0917 -- spaCy's signature
    nlp: Language,  # noqa: ARG001 -- spaCy's signature
    name: str,  # noqa: ARG001 -- spaCy's signature
    gazetteer: str | None,
    ents: bool,  # noqa: FBT001 -- spaCy's signature
    ent_labels: list[str],
    resolved: bool,  # noqa: FBT001 -- spaCy's signature
    scorer: Callable[..., dict[str, Any]] | None,
) -> Places:
    """The factory behind `nlp.add_pipe("places")`.

    gazetteer   path of a gazetteer; the one in the package unless given
    ents        write `doc.ents` as well as `doc.spans["places"]`
    ent_labels  of which labels: PLACE, FACILITY, EMBEDDED
    resolved    resolve them as well, for `doc._.places` and `kb_id_`
    scorer      how `nlp.evaluate` scores them
    """
    if unknown := set(ent_labels) - set(get_args(Label)):
        raise ValueError(f"places: ent_labels has {min(unknown)!r}; the labels are {', '.join(get_args(Label))}")
    return Places(
        Gazetteer.open(gazetteer), Tagger(), ents=ents, ent_labels=ent_labels, resolved=resolved, scorer=scorer
    )


def _resolved(doc: Doc) -> tuple[Resolution, ...]:
    """The value of `doc._.places`: each mention with its place, role and reason; empty where nothing was resolved.

    Of a part of a doc those that are whole in it.
    """
    found = [
        json.loads(row) | {"start": key[2], "end": key[3]}
        for key, row in cast(dict[Any, str], doc.user_data).items()
        if key[:2] == ("._.", _RESOLUTION) and 0 <= key[2] < key[3] <= len(doc.text)
    ]
    found.sort(key=itemgetter("start", "end"))
    return LocatedArticle.from_dict({"text": doc.text, "mentions": found}).resolutions if found else ()


if not Doc.has_extension(SPANS):
    Doc.set_extension(SPANS, getter=_resolved)
    Span.set_extension("role_scores", default=None)
    Span.set_extension(_RESOLUTION, default=None)


def _cut_hashtags(doc: Doc) -> None:
    """Cut what hashtags run together, so that each word of "#ChasivYar" is a token."""
    if "#" not in doc.text:
        return
    with doc.retokenize() as retokenizer:
        for at, parts in run_together(list(doc)):
            retokenizer.split(doc[at], parts, heads=[(doc[at], part) for part in range(len(parts))])


def _marked(doc: Doc) -> Iterator[Marked]:
    """The spans or entities that name places, by characters."""
    for span in doc.spans.get(SPANS, doc.ents):
        label = span.label_ if span.label_ in get_args(Label) else _LABELS.get(span.label_)
        if label:
            scores = span._.role_scores
            yield Marked(span.start_char, span.end_char, cast(Label, label), tuple(scores) if scores else None)
