"""Evidence of a candidate itself, whatever stands around the mention: one named piece of evidence a function."""

from typing import NamedTuple

from gazetteer import AREAS, DIVISIONS, HAMLET_WEIGHT, HAMLETS, TOWNS, Place, log_weight

from .context import MentionCandidates
from .pieces import Evidence, Piece, measured

__all__ = ["OWN", "own_evidence"]

_LARGE = 60
# What the gazetteer takes from the weight of such a village, so that it never crowds out a town.
_UNLISTED = 50
# So far ahead of the next of its name (in the units of Matched.weight: ten times as large), a place is what that means.
_LEAD = 10
_OWN_NAMES = {"preferred": 1.0, "official": 1.0, "short": 1.0, "near": 0.5}


class _Rank(NamedTuple):
    """The ranks of a name's places among each other.

    first       the best known of them
    lead        how far these are ahead, 0..1
    names_area  whether the name mostly means an area
    bare        the ids of those that are found only without its generic word
    """

    first: tuple[Place, ...]
    lead: float
    names_area: bool
    bare: frozenset[str]


def own_evidence(name: MentionCandidates) -> list[Evidence]:
    """The evidence of each candidate of a name itself, unweighted."""
    known = sorted((place.matched.weight for place in name.places if place.matched), reverse=True)
    lead = known[0] - known[1] if len(known) > 1 else _LEAD
    first = tuple(place for place in name.places if place.matched and place.matched.weight == known[0])
    rank = _Rank(first, min(1.0, lead / _LEAD), any(place.kind in AREAS for place in first), name.bare)
    return measured(OWN, name.places, rank)


def _foremost(place: Place, rank: _Rank) -> float:
    """The best known of the name, by how far it is ahead."""
    return rank.lead if place in rank.first else 0.0


def _shortened(place: Place, rank: _Rank) -> float:
    """A place that is found only without the generic word of the name."""
    return 1.0 if place.id in rank.bare else 0.0


def _beneath(place: Place, rank: _Rank) -> float:
    """A town where the name mostly means an area; a village that few gazetteers list is meant even less."""
    is_beneath = rank.names_area and place.id not in rank.bare and place.kind in TOWNS
    return 1.0 + _is_unlisted(place) if is_beneath else 0.0


def _prior(place: Place, _: _Rank) -> float:
    """The prior: how well known the place is by that name, as natural-log odds; among large ones size says less."""
    weight = (place.matched.weight if place.matched else 0) + _UNLISTED * _is_unlisted(place)
    return log_weight(weight if weight <= _LARGE else (weight + _LARGE) / 2)


def _own_name(place: Place, _: _Rank) -> float:
    """The mention is its own name, not a variant, a historic name or a guess; a spelling of it counts half."""
    return _OWN_NAMES.get(place.matched.sort, 0.0) if place.matched else 0.0


def _is_unlisted(place: Place, _: _Rank | None = None) -> float:
    """A village that most gazetteers leave out, and of which nobody says how many people live there."""
    return 1.0 if place.matched and place.matched.weight <= HAMLET_WEIGHT else 0.0


def _is_region(place: Place, _: _Rank) -> float:
    """A state, a province, an area such as the Sahel."""
    return 1.0 if place.kind in DIVISIONS - {"district"} else 0.0


def _is_district(place: Place, _: _Rank) -> float:
    """A county, a district."""
    return 1.0 if place.kind == "district" else 0.0


def _is_hamlet(place: Place, _: _Rank) -> float:
    """A village or part of a town."""
    return 1.0 if place.kind in HAMLETS else 0.0


OWN: tuple[Piece[_Rank], ...] = (
    Piece(name="prior", measure=_prior),
    Piece(name="own_name", measure=_own_name, family="sort of name"),
    Piece(name="is_region", measure=_is_region, family="kind of place"),
    Piece(name="is_district", measure=_is_district, family="kind of place"),
    Piece(name="is_hamlet", measure=_is_hamlet, family="kind of place"),
    Piece(name="is_unlisted", measure=_is_unlisted, family="kind of place"),
    Piece(name="foremost", measure=_foremost, family="best known"),
    Piece(name="beneath", measure=_beneath, family="best known"),
    Piece(name="shortened", measure=_shortened, family="sort of name"),
)
"""All of it, in order."""
