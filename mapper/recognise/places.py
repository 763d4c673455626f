"""Places in a text: gazetteer matches, the tags that the network gives its words, and the spans that follow."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from gazetteer import Gazetteer

from ..lexicon import word_list
from ..reading.english.borders import frontiers_in
from ..reading.english.coordinates import coordinates_in
from ..reading.reading import reading_of
from ..records import ROLES, Article, Label, Mention
from . import spans
from .features import gazetteer_features
from .matches import TokenLike, gazetteer_matches
from .tagger import Tagger

__all__ = ["Marked", "mentions_of", "places_in", "trimmed"]

_GLUE = ("#", "_")
# Right before a name these say that it is a place.
_INTO = frozenset(("in", "into", "inside", "near", "outside", "around", "at", "towards", "toward"))


class Marked(NamedTuple):
    """Words [start, end), or characters, that name a place, and the probability of each role where there is one."""

    start: int
    end: int
    label: Label
    role_scores: tuple[float, ...] | None


def places_in(text: str, tokens: Sequence[TokenLike], gazetteer: Gazetteer, tagger: Tagger) -> list[Marked]:
    """The spans of words that name places, in order and without overlap. Raises ModelError."""
    matches = gazetteer_matches(text, tokens, gazetteer)
    features = gazetteer_features(tokens, matches)
    answers = tagger.answers([_as_word(token.text) for token in tokens], features)
    found = spans.decide(reading_of(text), tokens, matches, answers.tags, tagger.threshold)
    roles = answers.roles
    marked = [
        Marked(start, end, label, None if roles is None else tuple(roles[start:end].mean(0).tolist()))
        for start, end, label in found
    ]
    return [one for one in marked if not _is_body(text, tokens, one)]


def _is_body(text: str, tokens: Sequence[TokenLike], one: Marked) -> bool:
    """True where a parliament or a channel is meant that goes by a town's name: "the Duma"; "in Duma" is the town."""
    first, last = tokens[one.start], tokens[one.end - 1]
    name = text[first.idx : last.idx + len(last.text)].casefold().replace("-", " ")
    if name not in word_list("bodies_also_places"):
        return False
    before = tokens[one.start - 1].text.casefold() if one.start else ""
    if before in _INTO:
        return False
    happened = one.role_scores is not None and max(one.role_scores) == one.role_scores[ROLES.index("site")]
    return before == "the" or not happened


def mentions_of(article: Article, places: Iterable[Marked]) -> tuple[Mention, ...]:
    """The places, given by characters, as mentions: with the coordinates and borders of the text, and in order.

    Inside those stands no name.
    """
    text = article.text
    names = [
        replace(article.mention(*trimmed(text, one.start, one.end), one.label), role_scores=one.role_scores)
        for one in places
    ]
    given = [article.mention(start, end) for start, end in (*coordinates_in(text), *frontiers_in(text))]
    apart = [m for m in names if not any(p.start < m.end and m.start < p.end for p in given)]
    return tuple(sorted([*apart, *given], key=lambda mention: mention.start))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a leading "the" and without space or a possessive at its end."""
    if text[start:end].casefold().startswith("the ") and end - start > 4:
        start += 4
    for suffix in ("'s", "’s"):
        if text[start:end].endswith(suffix) and end - start > 2:
            end -= 2
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return start, end


def _as_word(word: str) -> str:
    """A token as the network has learned to read it: a hash or an underscore is no part of a name."""
    return "," if word in _GLUE else word
