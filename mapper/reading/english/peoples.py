"""Peoples that a text names: "Syrian", "Georgians"."""

import math
import re
from collections import defaultdict
from collections.abc import Sequence

from ...lexicon import demonyms
from .sentences import Span

__all__ = ["GUEST", "peoples_in"]

GUEST = 0.1
"""How loud the name of a guest is, for where guests are is seldom where they come from."""
_WORD = re.compile(r"[^\W\d_]+")


def peoples_in(text: str, guests: Sequence[Span] = ()) -> dict[str, float]:
    """Votes of "Syrian", "Georgians" … for countries: a people named often counts more, but not in proportion.

    guests  [start, end) where those are named who come from elsewhere
    """
    counts: defaultdict[str, float] = defaultdict(float)
    for found in _WORD.finditer(text):
        if found[0][0].isupper() and (countries := demonyms().get(found[0])):
            is_guest = any(start <= found.start() < end for start, end in guests)
            for country in countries:
                counts[country] += GUEST if is_guest else 1.0
    return {country: math.sqrt(n) if n > 1 else n for country, n in counts.items()}
