"""Peoples that a text names: "Syrian", "Georgians"."""

import math
import re
from collections import Counter

from ...lexicon import demonyms

__all__ = ["peoples_in"]

_WORD = re.compile(r"[^\W\d_]+")


def peoples_in(text: str) -> dict[str, float]:
    """Votes of "Syrian", "Georgians" … for countries: a people named often counts more, but not in proportion."""
    counts: Counter[str] = Counter(
        country for word in _WORD.findall(text) if word[0].isupper() for country in demonyms().get(word, ())
    )
    return {country: math.sqrt(n) for country, n in counts.items()}
