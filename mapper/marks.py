"""Probabilities of tags -> which tokens name places, and what sort of mention each is."""

from collections.abc import Iterator, Sequence

from .layout import Layout
from .lexicon import words
from .matches import Match, TokenLike
from .records import Label
from .tagger import TAGS, Probabilities

__all__ = ["decide"]

_Span = tuple[int, int, Label]
_BEGINS = [number for number, tag in enumerate(TAGS) if tag.startswith("B-")]
_INSIDES = [number for number, tag in enumerate(TAGS) if tag.startswith("I-")]
_EMBEDDED = [number for number, tag in enumerate(TAGS) if tag.endswith("EMBEDDED")]
_FACILITIES = ("facility", "camp", "border_crossing")


def decide(
    tokens: Sequence[TokenLike], matches: Sequence[Match], probabilities: Probabilities, threshold: float = 0.5
) -> list[_Span]:
    """Spans of tokens [start, end) that name places, with their labels, in order and without overlap.

    threshold  how probable it must be that a token belongs to a place, 0..1
    """
    layout = Layout(tokens)
    facilities = {match.start for match in matches if match.place.kind in _FACILITIES}
    found: list[_Span] = []
    for start, end in _spans(layout, probabilities, threshold):
        if layout.blocked.intersection(range(start, end)):
            continue
        tail = _with_tail(layout, end)
        found.append((start, tail, _label(layout, start, tail, probabilities, facilities)))
    return found


def _spans(layout: Layout, probabilities: Probabilities, threshold: float) -> Iterator[tuple[int, int]]:
    """Runs of tokens that are more probably inside a place than the threshold; a run ends where another begins."""
    inside = 1.0 - probabilities[:, 0] >= threshold
    begins = probabilities[:, _BEGINS].max(1) > probabilities[:, _INSIDES].max(1)
    at = 0
    while at < len(layout.low):
        if not inside[at] or not layout.low[at].strip():
            at += 1
            continue
        end = at + 1
        while end < len(layout.low) and inside[end] and not begins[end] and layout.low[end].strip():
            end += 1
        yield at, end
        at = end


def _with_tail(layout: Layout, end: int) -> int:
    """The end with the generic word of an administrative unit that follows, whether the network saw it or not."""
    follows = layout.low_at(end) in words("admin_tails") and layout.low[end - 1] not in words("admin_words")
    return end + 1 if follows else end


def _label(layout: Layout, start: int, end: int, probabilities: Probabilities, facilities: set[int]) -> Label:
    here = probabilities[start:end]
    if here[:, _EMBEDDED].sum() > here[:, 1:].sum() / 2:
        return "EMBEDDED"
    if start in facilities or (end - start > 1 and layout.low[end - 1] in words("facility_words")):
        return "FACILITY"
    return "PLACE"
