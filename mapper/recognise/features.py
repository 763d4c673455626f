"""Features of a word beside its letters: its casing, and where it stands in a gazetteer match."""

from collections.abc import Sequence
from functools import lru_cache

from gazetteer import COUNTRIES, FACILITIES, TOWNS, UNITS, Place

from .matches import Match, TokenLike

__all__ = ["CASINGS", "MATCHES", "casing", "gazetteer_features", "match_class"]

# The network's weights are made for these numbers: a new one goes to the end, and needs training.
CASINGS = 8
MATCHES = 17

_LARGE = 500_000
_MIDDLING = 50_000


@lru_cache(maxsize=1 << 14)  # words come again
def casing(word: str) -> int:
    """0 lower, 1 Title, 2 CAPITALS, 3 one capital, 4 miXed, 5 with a digit, 6 no letter, 7 letters without case."""
    if word.isascii() and word.isalpha() and word[1:].islower():  # most words
        return 0 if word[0].islower() else 1
    letters = [character for character in word if character.isalpha()]
    if any(character.isdigit() for character in word):
        return 5
    if not letters:
        return 6
    upper = sum(character.isupper() for character in letters)
    if not upper:
        return 0 if any(character.islower() for character in letters) else 7
    if upper == len(letters):
        return 2 if len(letters) > 1 else 3
    return 1 if upper == 1 and letters[0].isupper() else 4


def match_class(place: Place) -> int:
    """0 country or continent, 1 region, 2 district, 3-5 large, middling and small city, 6 facility, 7 anything else."""
    if place.kind in COUNTRIES:
        return 0
    if place.kind in UNITS:
        return 1 if place.kind == "region" else 2
    if place.kind in TOWNS:
        return 3 if place.population >= _LARGE else 4 if place.population >= _MIDDLING else 5
    return 6 if place.kind in FACILITIES else 7


def gazetteer_features(tokens: Sequence[TokenLike], matches: Sequence[Match]) -> list[int]:
    """For each token 0, or 1 + 2 * class where a match begins, or 2 + 2 * class where one goes on; below MATCHES."""
    features = [0] * len(tokens)
    for match in matches:
        begin = 1 + 2 * match_class(match.place)
        features[match.start : match.end] = [begin] + [begin + 1] * (match.end - match.start - 1)
    return features
