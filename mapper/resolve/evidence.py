"""Evidence for a candidate: one named piece of evidence a function, most of them from 0 (nothing) to 1.

A candidate's score is the sum of its evidence, each times its weight (weights.py). A new piece is a function and a row
at the end: all else that is known of it follows from that row.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, get_args

from gazetteer import COUNTRIES, DIVISIONS, HAMLETS, SETTLEMENTS, STATES, UNITS, WITH_ARTICLE, Place, distance_km

from ..lexicon import takes_article
from .context import ArticleContext, MentionCandidates, MentionContext, broad_kind, contains
from .neighbours import NEAR_KM
from .own_evidence import OWN, own_evidence
from .pieces import Evidence, Piece, Shows, measured
from .votes import region_of

__all__ = ["EVIDENCE", "FAMILIES", "PIECES", "REASONS", "SHOWN", "alone", "article_evidence", "mention_evidence"]

_NEXT_KM = 30.0
# How far the events of an article reach around its scenes, and where that is as good as nothing.
_REACH_KM, _OUT_OF_REACH_DEGREES = 500.0, 25.0
# A water is no circle: its bank or shore lies about so much farther out than its point and size say.
_SHORE_KM = 300.0
_MOST = 5
_KIND_WORDS: Mapping[str, Collection[str]] = {
    "town": SETTLEMENTS, "city": ("city",), "village": SETTLEMENTS, "river": ("river",),
    "lake": ("lake",), "sea": ("sea",), "island": ("island",), "mount": ("mountain",), "camp": ("camp",),
    "province": UNITS, "region": DIVISIONS, "oblast": ("region",),
    "governorate": ("region",), "state": ("region",), "district": ("district", "neighbourhood"),
    "county": ("district",), "country": ("country",), "capital": ("city",), "capital of": STATES,
    "port": ("city", "facility"),
    "borders": STATES, "bordering": STATES, "neighboring": STATES, "neighbouring": STATES,
    "neighbourhood": ("neighbourhood",), "neighborhood": ("neighbourhood",), "suburb": ("neighbourhood", "city"),
}  # fmt: skip


def alone(name: MentionCandidates) -> list[Evidence]:
    """The evidence of each candidate itself, unweighted; every key of EVIDENCE is there, in that order."""
    return [{**_NOTHING, **own} for own in own_evidence(name)]


def article_evidence(places: Sequence[Place], article: ArticleContext) -> list[Evidence]:
    """What there is of the article as a whole for each candidate, unweighted."""
    return measured(_OF_ARTICLE, places, article)


def mention_evidence(places: Sequence[Place], around: MentionContext) -> list[Evidence]:
    """What there is around a mention for each of its candidates, unweighted."""
    return measured(_AROUND, places, around)


def _container(place: Place, around: MentionContext) -> float:
    """The belief that what is named as holding it does, as in "Paris, Texas"."""
    return 0.0 if around.are_equals[1] else _held_by(place, around)


def _container_in_list(place: Place, around: MentionContext) -> float:
    """The same in a list, where names beside each other are more often equals."""
    return _held_by(place, around) if around.are_equals[1] else 0.0


def _held_by(place: Place, around: MentionContext) -> float:
    return sum(share for outer, share in around.containers[:_MOST] if contains(outer, place))


def _member(place: Place, around: MentionContext) -> float:
    """The belief that it holds what is named right before it."""
    return 0.0 if around.are_equals[0] else _holds(place, around)


def _member_in_list(place: Place, around: MentionContext) -> float:
    """The same in a list."""
    return _holds(place, around) if around.are_equals[0] else 0.0


def _holds(place: Place, around: MentionContext) -> float:
    return sum(share for inner, share in around.members if contains(place, inner))


def _kind_asked(place: Place, around: MentionContext) -> float:
    """By "the town of X" or "X province": the kind that the words ask for."""
    return 1.0 if any(place.kind in kinds for kinds in _kinds_in(around.words)) else 0.0


def _kind_denied(place: Place, around: MentionContext) -> float:
    """The words ask for a kind, and it is of another."""
    asked = _kinds_in(around.words)
    return 1.0 if asked and not any(place.kind in kinds for kinds in asked) else 0.0


@lru_cache(maxsize=1024)  # asked for each candidate
def _kinds_in(words: tuple[str, ...]) -> list[Collection[str]]:
    return [_KIND_WORDS[word] for word in words if word in _KIND_WORDS]


def _article(place: Place, around: MentionContext) -> float:
    """By "the X" that is no other noun's article: said of the river Dnipro, of no town, never of the country Niger."""
    if "the" not in around.words:
        return 0.0
    if place.kind == "country":
        return 1.0 if takes_article(place.name) else -1.0
    return 1.0 if place.kind in WITH_ARTICLE else 0.0


def _country(place: Place, around: ArticleContext) -> float:
    """The share of the article's other names that lie in its country."""
    return around.others.countries.share(place.country) if place.country else 0.0


def _peoples(place: Place, around: MentionContext) -> float:
    """The share of the peoples named in its sentence ("Syrian") that are its country's."""
    return around.peoples.get(place.country, 0.0)


def _sentence(place: Place, around: MentionContext) -> float:
    """The share of the other names of its sentence that lie in its country."""
    return around.sentence.get(place.country, 0.0)


def _region(place: Place, around: ArticleContext) -> float:
    """The share of the article's other names that lie in its region."""
    return around.others.regions.share(region_of(place)) if place.admin1 else 0.0


def _possible_region(place: Place, around: ArticleContext) -> float:
    """The share of the other names that may mean a place of its region, whatever they were taken for."""
    return around.others.possible.share(region_of(place)) if place.admin1 else 0.0


def _home(place: Place, around: ArticleContext) -> float:
    """In the country that the paper's address ends in."""
    return 1.0 if place.country and place.country == around.home else 0.0


def _dateline(place: Place, around: ArticleContext) -> float:
    """In the region where the article was written, or half as much in the country."""
    if around.dateline is None:
        return 0.0
    written, share = around.dateline
    if not place.country or place.country != written.country:
        return 0.0
    return share if place.admin1 and place.admin1 == written.admin1 else 0.5 * share


def _nearby(place: Place, around: MentionContext) -> float:
    """The closeness of the places named around: 1 at no distance, 0.37 at 150 km, less for those named farther off."""
    return _nearest(place, around, 1.0)


def _next_to(place: Place, around: MentionContext) -> float:
    """Of a village the same on the scale of a front, 0.37 at 30 km: one is named with others that lie next to it."""
    return _nearest(place, around, NEAR_KM / _NEXT_KM) if place.kind in HAMLETS else 0.0


def _nearest(place: Place, around: MentionContext, steepness: float) -> float:
    return 0.0 if place.kind in COUNTRIES else around.neighbours.nearest(place, steepness)


def _flock(place: Place, around: MentionContext) -> float:
    """The share of its sentence's names that may lie next to it, whatever they were taken for."""
    return around.flock.get(place.id, 0.0)


def _beside(place: Place, around: MentionContext) -> float:
    """The share of its country among the names around, the nearer the more."""
    return around.neighbours.share(place) if place.country else 0.0


def _reach(place: Place, around: ArticleContext) -> float:
    """The closeness to where the events take place: the mean over its scenes, 1 in them, 0.37 at 500 km off."""
    known, total = around.reaches[place.id], 0.0
    for scene, share in around.scenes:
        if (reach := known.get(scene.id)) is None:
            reach = known[scene.id] = _reach_of(scene, place)
        total += share * reach
    return total


def _reach_of(scene: Place, place: Place) -> float:
    wide = scene.precision_km + place.precision_km
    if abs(scene.lat - place.lat) - wide / 111 >= _OUT_OF_REACH_DEGREES:
        return 0.0
    off = distance_km(place.lat, place.lon, scene.lat, scene.lon) - wide
    return math.exp(-max(0.0, off) / _REACH_KM)


def _on_water(place: Place, around: MentionContext) -> float:
    """The belief that it lies on the water which the text says it does ("the port of X on the Black Sea")."""
    if around.water is None or place.kind in COUNTRIES:
        return 0.0
    water, share = around.water
    off = distance_km(place.lat, place.lon, water.lat, water.lon) - water.precision_km
    return share * math.exp(-max(0.0, off) / _SHORE_KM)


def _list_kind(place: Place, around: MentionContext) -> float:
    """The share of the other members of its list that are of its kind: states stand among states."""
    if not around.peers:
        return 0.0
    kind = broad_kind(place)
    return _mean([share if broad_kind(p) == kind else 0.0 for p, share in around.peers])


def _lean(place: Place, around: ArticleContext) -> float:
    """In a country that the user asked the choice to lean towards."""
    return 1.0 if place.country in around.lean else 0.0


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


# What a piece shows (pieces.py).
_SAID: frozenset[Shows] = frozenset(("of its name",))
_SUPPORTS: frozenset[Shows] = frozenset(("support",))
_LED: frozenset[Shows] = frozenset(("led to",))
_LEADS = _SUPPORTS | _LED
_NAMED = _SAID | _LEADS
_OF_ARTICLE: tuple[Piece[ArticleContext], ...] = (
    Piece(name="country", measure=_country, family="countries", reason="country", shows=_SUPPORTS),
    Piece(name="region", measure=_region, family="regions", reason="region", shows=_LED),
    Piece(name="possible_region", measure=_possible_region, family="regions", reason="region"),
    Piece(name="home", measure=_home, needs="home", family="where it was written", reason="home", shows=_SUPPORTS),
    Piece(
        name="dateline", measure=_dateline, needs="dateline", family="where it was written",
        reason="written_near", shows=_SUPPORTS,
    ),
    Piece(name="reach", measure=_reach, needs="scenes", family="distance", reason="reach"),
    Piece(name="lean", measure=_lean, needs="lean", reason="lean", shows=_LEADS),
)  # fmt: skip
_AROUND: tuple[Piece[MentionContext], ...] = (
    Piece(
        name="container", measure=_container, needs="containers", family="named beside it", reason="holder",
        shows=_NAMED,
    ),
    Piece(
        name="container_in_list", measure=_container_in_list, needs="containers", family="named beside it",
        reason="holder", shows=_NAMED,
    ),
    Piece(name="member", measure=_member, needs="members", family="named beside it", reason="held", shows=_NAMED),
    Piece(
        name="member_in_list", measure=_member_in_list, needs="members", family="named beside it",
        reason="held", shows=_NAMED,
    ),
    Piece(
        name="kind_asked", measure=_kind_asked, needs="words", family="words of kind", reason="kind_asked",
        shows=_SAID,
    ),
    Piece(
        name="kind_denied", measure=_kind_denied, needs="words", family="words of kind", reason="kind_asked",
        shows=_SAID,
    ),
    Piece(name="article", measure=_article, needs="words", family="words of kind", reason="with_article"),
    Piece(name="peoples", measure=_peoples, needs="peoples", family="peoples", reason="country", shows=_SUPPORTS),
    Piece(name="sentence", measure=_sentence, needs="sentence", family="countries", reason="country"),
    Piece(name="beside", measure=_beside, needs="settled", family="countries", reason="country", shows=_SUPPORTS),
    Piece(name="nearby", measure=_nearby, needs="settled", family="distance", reason="nearby", shows=_SUPPORTS),
    Piece(name="next_to", measure=_next_to, needs="settled", family="distance", reason="nearby"),
    Piece(name="flock", measure=_flock, needs="flock", family="distance", reason="nearby"),
    Piece(name="on_water", measure=_on_water, needs="water", family="distance", reason="on_water", shows=_SUPPORTS),
    Piece(name="list_kind", measure=_list_kind, needs="peers", family="lists", reason="list"),
)  # fmt: skip
PIECES: tuple[Piece[Any], ...] = (*OWN, *_OF_ARTICLE, *_AROUND)
"""Every piece of evidence, in order."""
EVIDENCE = tuple(piece.name for piece in PIECES)
"""Their names."""
FAMILIES: Mapping[str, tuple[str, ...]] = {
    family: tuple(piece.name for piece in PIECES if piece.family == family)
    for family in dict.fromkeys(piece.family for piece in PIECES if piece.family)
}
"""What belongs together, for the ablation in training/RUNS.md."""
SHOWN: Mapping[Shows, tuple[str, ...]] = {
    shows: tuple(piece.name for piece in PIECES if shows in piece.shows) for shows in get_args(Shows)
}
"""The names of those that show each thing."""
REASONS: Mapping[str, str] = {piece.name: piece.reason for piece in PIECES}
"""What each says where it decides, by its name."""
_NOTHING: Evidence = dict.fromkeys(EVIDENCE, 0.0)
