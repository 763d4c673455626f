"""What speaks for a candidate: one named piece of evidence a function, each from 0 (nothing) to about 1.

A candidate's score is the weighted sum of its evidence; `WEIGHTS` are in natural-log units, so that a softmax over the
scores of a name's candidates gives shares of belief. The names of the evidence also pick the reason that people read.
"""

import math

from gazetteer import Place, distance_km

from .surroundings import Surroundings, contains

__all__ = ["WEIGHTS", "evidence_for"]

WEIGHTS: dict[str, float] = {
    "prior": 1.0,
    "container": 9.0,
    "member": 8.0,
    "country": 6.0,
    "nearby": 3.75,
    "same_region": 2.0,
    "kind_words": 2.5,
    "lean": 3.0,
}
# 10 * log10(people) units to natural-log units: ten times as many people, e times and more as likely.
_PRIOR_SCALE = 1 / 7.0
_LARGE = 60
_NEAR_KM = 150.0
_FAR_DEGREES = 8.0
_KIND_WORDS: dict[str, tuple[str, ...]] = {
    "town": ("city", "village"), "city": ("city",), "village": ("village", "city"), "river": ("river",),
    "lake": ("lake",), "sea": ("sea",), "island": ("island",), "mount": ("mountain",), "camp": ("camp",),
    "province": ("region", "district"), "region": ("region", "district", "area"), "oblast": ("region",),
    "governorate": ("region",), "state": ("region",), "district": ("district", "neighbourhood"),
    "county": ("district",), "country": ("country",), "capital": ("city",), "port": ("city", "facility"),
    "neighbourhood": ("neighbourhood",), "neighborhood": ("neighbourhood",), "suburb": ("neighbourhood", "city"),
}  # fmt: skip


def evidence_for(place: Place, around: Surroundings) -> dict[str, float]:
    """Each piece of evidence for a candidate, unweighted; every key of WEIGHTS is there."""
    return {
        "prior": _prior(place),
        "container": _container(place, around),
        "member": _member(place, around),
        "country": around.votes.get(place.country, 0.0) if place.country else 0.0,
        "nearby": _nearby(place, around),
        "same_region": _same_region(place, around),
        "kind_words": _kind_words(place, around),
        "lean": 1.0 if place.country in around.lean else 0.0,
    }


def _prior(place: Place) -> float:
    """How known the place is by that name; among the very large, size says less and less."""
    weight = place.matched.weight if place.matched else 0
    return (weight if weight <= _LARGE else (weight + _LARGE) / 2) * _PRIOR_SCALE


def _container(place: Place, around: Surroundings) -> float:
    """The likeliest container counts whole, a less likely namesake of it less."""
    return max((1.0 / (n + 1) for n, outer in enumerate(around.containers[:5]) if contains(outer, place)), default=0.0)


def _member(place: Place, around: Surroundings) -> float:
    """How many people live in the members that the place would hold: Texas holds a Paris, but so do many."""
    held = [inner for inner in around.members[:20] if contains(place, inner)]
    return max((1.0 / (around.members.index(inner) + 1) ** 0.5 for inner in held), default=0.0)


def _nearby(place: Place, around: Surroundings) -> float:
    """How close the places named around lie: 1 at no distance, 0.37 at 150 km, less for those named farther off."""
    if place.kind in ("country", "continent"):
        return 0.0
    others = [p for p in around.settled if p.kind not in ("country", "continent") and p.name != place.name]
    closeness = (
        math.exp(-distance_km(place.lat, place.lon, p.lat, p.lon) / _NEAR_KM) / math.sqrt(1 + n / 3)
        for n, p in enumerate(others)
        # Farther than this is as good as infinitely far, and most are: no need to work it out.
        if abs(place.lat - p.lat) < _FAR_DEGREES and abs(place.lon - p.lon) < 2 * _FAR_DEGREES
    )
    return max(closeness, default=0.0)


def _same_region(place: Place, around: Surroundings) -> float:
    if not place.admin1 or not around.settled:
        return 0.0
    others = [p for p in around.settled if p.admin1 and p.name != place.name]
    same = sum((p.country, p.admin1) == (place.country, place.admin1) for p in others)
    return same / len(others) if others else 0.0


def _kind_words(place: Place, around: Surroundings) -> float:
    """By "the town of X" or "X province": the kind that the words ask for, against it where they ask for another."""
    asked = [_KIND_WORDS[word] for word in around.words if word in _KIND_WORDS]
    if not asked:
        return 0.0
    return 1.0 if any(place.kind in kinds for kinds in asked) else -0.5
