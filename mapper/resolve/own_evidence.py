"""What a candidate is whatever stands around the mention: one named piece of evidence a function."""

from collections.abc import Callable, Mapping

from gazetteer import HAMLET_WEIGHT, Place

from .surroundings import Name

__all__ = ["HAMLETS", "OWN", "Evidence", "own_evidence"]

Evidence = dict[str, float]

HAMLETS = ("village", "neighbourhood")
_LARGE = 60
# What the gazetteer takes from the weight of such a village, so that it never crowds out a town.
_UNLISTED = 50
# So far ahead of the next of its name (in the units of Matched.weight: ten times as large), a place is what that means.
_LEAD = 10
_OWN_NAMES = {"preferred": 1.0, "official": 1.0, "short": 1.0, "near": 0.5}
_TOWNS = ("city", *HAMLETS)
_AREAS = ("country", "region", "continent", "sea", "area")


def own_evidence(name: Name) -> list[Evidence]:
    """What each candidate of a name is whatever stands around the mention, unweighted."""
    known = sorted((place.matched.weight for place in name.places if place.matched), reverse=True)
    lead = known[0] - known[1] if len(known) > 1 else _LEAD
    first = [place for place in name.places if place.matched and place.matched.weight == known[0]]
    names_area = any(place.kind in _AREAS for place in first)
    return [
        {key: found(place) for key, found in _FOUND.items()}
        | {
            "foremost": min(1.0, lead / _LEAD) if place in first else 0.0,
            "beneath": _beneath(place) if names_area and place.id not in name.bare else 0.0,
            "shortened": 1.0 if place.id in name.bare else 0.0,
        }
        for place in name.places
    ]


def _beneath(place: Place) -> float:
    """A town where the name mostly means an area; a village that few gazetteers list is meant even less."""
    return 1.0 + _is_unlisted(place) if place.kind in _TOWNS else 0.0


def _prior(place: Place) -> float:
    """How known the place is by that name (natural-log units); among the very large, size says less and less."""
    weight = (place.matched.weight if place.matched else 0) + _UNLISTED * _is_unlisted(place)
    return (weight if weight <= _LARGE else (weight + _LARGE) / 2) / 7.0


def _own_name(place: Place) -> float:
    """Whether the mention is its own name, not a variant, a historic name or a guess; a spelling of it counts half."""
    return _OWN_NAMES.get(place.matched.sort, 0.0) if place.matched else 0.0


def _is_unlisted(place: Place) -> float:
    """A village that most gazetteers leave out, and of which nobody says how many people live there."""
    return 1.0 if place.matched and place.matched.weight <= HAMLET_WEIGHT else 0.0


def _is_region(place: Place) -> float:
    """A state, a province, an area such as the Sahel."""
    return 1.0 if place.kind in ("region", "area") else 0.0


def _is_district(place: Place) -> float:
    """A county, a district."""
    return 1.0 if place.kind == "district" else 0.0


def _is_hamlet(place: Place) -> float:
    """A village or part of a town."""
    return 1.0 if place.kind in HAMLETS else 0.0


_FOUND: Mapping[str, Callable[[Place], float]] = {
    "prior": _prior, "own_name": _own_name, "is_region": _is_region, "is_district": _is_district,
    "is_hamlet": _is_hamlet, "is_unlisted": _is_unlisted,
}  # fmt: skip
# Every piece of it, in order.
OWN = (*_FOUND, "foremost", "beneath", "shortened")
