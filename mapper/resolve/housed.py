"""A facility that no gazetteer has stands at the town in which the text puts it: "Aden's main Jumhouriya hospital"."""

import re
from collections.abc import Sequence

from gazetteer import TOWNS

from ..lexicon import word_list
from ..reading.reading import Reading
from .rank import RankedMention, ScoredCandidate

__all__ = ["town_of"]

_OWNS = re.compile(r"['’]s?\s(?:[a-z-]+\s){0,3}")
_LIES_IN = re.compile(r",?\s(?:in|at)\s(?:the\s(?:[a-z]+\s){0,3}(?:city|town|village|suburb|port)\sof\s)?|,\s")
_BELIEVED = 0.5


def town_of(reading: Reading, ranked: Sequence[RankedMention], at: int) -> ScoredCandidate | None:
    """The town that owns what mention `at` names, in which it lies by the words right behind it, or whose hotel it is.

    None where the gazetteer has the whole name: "Saint Francis Hospital" is more than the town of Saint Francis.
    """
    here = ranked[at].name.mention
    if any(row.place.id not in ranked[at].name.bare for row in ranked[at].rows):
        return None
    if at and _OWNS.fullmatch(reading.text, ranked[at - 1].name.mention.end, here.start):
        return _town(ranked[at - 1])
    if at + 1 < len(ranked) and _LIES_IN.fullmatch(reading.text, here.end, ranked[at + 1].name.mention.start):
        return _town(ranked[at + 1])
    without = ranked[at].name.without
    if without.islower() and without in word_list("named_otherwise"):
        return _town(ranked[at])
    return None


def _town(ranked: RankedMention) -> ScoredCandidate | None:
    best = ranked.rows[0] if ranked.rows else None
    return best if best and best.share >= _BELIEVED and best.place.kind in TOWNS else None
