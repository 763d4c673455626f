"""The mentions around a mention, and the places that they are taken for, as the evidence for its candidates asks for
them again and again: what is the same for every candidate is worked out once.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

from gazetteer import COUNTRIES, Place, distance_km

from ..reading.english.peoples import GUEST
from ..reading.english.sentences import Span
from ..reading.reading import Reading
from ..records import Mention
from .votes import Belief

__all__ = ["NEAR_KM", "Neighbours", "in_sentence", "nearest_first", "nearness"]

NEAR_KM = 150.0
"""Where the closeness of a place has come down to 0.37."""
_FAR_DEGREES = 8.0
_WINDOW = 8  # mentions on either side that are looked at
# How much less the names around count, one after the other; there are never more.
_LESS_LOUD = tuple(math.sqrt(1 + before / 3) for before in range(64))


class Neighbours:
    """What the mentions before and after are taken for, each place with its share of belief."""

    def __init__(self, settled: tuple[Belief, ...]) -> None:
        self._points = [(p.name, p.lat, p.lon, share) for p, share in settled if p.kind not in COUNTRIES]
        self._voices = [(p.name, p.country, share / (1 + at)) for at, (p, share) in enumerate(settled) if p.country]
        self._names = {name for name, _, _ in self._voices}
        self._countries, self._everything = self._counted("")

    def nearest(self, place: Place, steepness: float) -> float:
        """The closeness of the place to the nearest, the less the later that is named; one of its own name is none."""
        nearest, seen, name, here = 0.0, 0, place.name, place.lat
        for other, lat, lon, share in self._points:
            if other == name:
                continue
            most = share / _LESS_LOUD[seen]
            seen += 1
            # Most are far, or could not be nearer than what was found: no need to work out how far.
            if most > nearest and abs(lat - here) < _FAR_DEGREES:
                nearest = max(nearest, most * _closeness(here, place.lon, lat, lon) ** steepness)
        return nearest

    def share(self, place: Place) -> float:
        """The share of its country, the nearer ones counted more; those of its own name have no say."""
        has_namesake = place.name in self._names
        countries, everything = self._counted(place.name) if has_namesake else (self._countries, self._everything)
        return countries.get(place.country, 0.0) / everything

    def _counted(self, but: str) -> tuple[dict[str, float], float]:
        """The voices for each country, and all of them, but for those of a name."""
        countries: dict[str, float] = {}
        everything = 1.0
        for name, country, loud in self._voices:
            if name != but:
                countries[country] = countries.get(country, 0.0) + loud
                everything += loud
        return countries, everything


def nearest_first(at: int, count: int) -> list[int]:
    """The positions of the mentions before and after, of so many, nearest first."""
    around = (other for step in range(1, _WINDOW + 1) for other in (at - step, at + step))
    return [other for other in around if 0 <= other < count]


def nearness(reading: Reading, mention: Mention, other: Mention) -> float:
    """The weight of a neighbour: half where another paragraph names it, and little where guests come from it."""
    first, last = sorted((mention.start, other.start))
    heard = GUEST if reading.is_guest(other.start) else 1.0
    return heard if reading.is_one_paragraph(first, last) else heard / 2


def in_sentence(sentences: Sequence[Span]) -> list[list[int]]:
    """For each mention the positions of the others of its sentence, but for those far from it in a long list."""
    around = [range(max(0, at - _WINDOW), min(len(sentences), at + _WINDOW + 1)) for at in range(len(sentences))]
    return [
        [other for other in near if other != at and sentences[other] == sentences[at]] for at, near in enumerate(around)
    ]


@lru_cache(maxsize=16_384)  # asked in each round again
def _closeness(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    # Farther than this is as good as infinitely far, and most are: no need to work it out.
    if _FAR_DEGREES * 2 <= abs(lon - other_lon) <= 344:
        return 0.0
    return math.exp(-distance_km(lat, lon, other_lat, other_lon) / NEAR_KM)
