"""Calibration: signs that a chosen place is the right one, and the share of such choices that is right."""

import math

from gazetteer import BROAD, TOWNS, distance_km

from ..records import SAME_KM
from .evidence import SHOWN
from .rank import RankedMention, ScoredCandidate
from .weights import Weights

__all__ = ["SIGNS", "Signs", "believed", "chance", "signs_of"]

Signs = dict[str, float]
SIGNS = ("always", "belief", "alone", "known", "stray", "far", "guessed", "shortened")
# Beyond this a share says no more: the right place may be in no gazetteer at all.
_SUREST_SHARE = 0.995
# How much of a piece of evidence is more than nothing.
_SOME = 0.05
# "Kupiansk area" is no unit of the administration, and a town within some 250 km of others is beside them.
_AROUND, _BESIDE = ("area", "region"), 0.2
# Beyond the reach of a story a place needs to be well known (as `known` below): a city of 200,000 may be meant there.
_IN_REACH, _UNKNOWN_AFAR, _KNOWN_AFAR = 0.05, 6.3, 7.5
# A town as well known as this (as `known` below) needs none, and one as little known as that can do nothing without.
_KNOWN_ANYWHERE, _UNKNOWN = 7.0, 5.0


def believed(ranked: RankedMention) -> float:
    """The share of belief, 0..1, in the likeliest candidate and those so near that they are one answer for a reader."""
    here = ranked.rows[0].place
    near = (row for row in ranked.rows if distance_km(here.lat, here.lon, row.place.lat, row.place.lon) <= SAME_KM)
    return min(1.0, sum(row.share for row in near))


def signs_of(ranked: RankedMention) -> Signs:
    """The signs that tell a right choice from a wrong one, for a mention with candidates.

    always     1
    belief     log odds of the share of belief, but for guesses
    alone      1 where there is no other candidate: it may be the wrong one all the same
    known      how known the place is by that name, as natural-log odds
    stray      how little known a town is that nothing speaks for in an article that names other places, 0..1
    far        how little known for one so far from all that the article speaks of, 0..1, which no country or sea is
    guessed    1 where no name is spelled so, and one a letter off was taken
    shortened  1 where only the name without its generic word is known, but of a town with the land around it
    """
    matched = ranked.rows[0].place.matched
    guessed = bool(matched and matched.sort in ("spelling", "sound"))
    known = matched.log_odds if matched else 0.0
    share = min(max(believed(ranked), 1 - _SUREST_SHARE), _SUREST_SHARE)
    return {
        "always": 1.0,
        "belief": 0.0 if guessed else math.log(share / (1 - share)),
        "alone": float(len(ranked.rows) == 1),
        "known": known,
        "stray": _ramp(known, _UNKNOWN, _KNOWN_ANYWHERE) if _is_stray(ranked) else 0.0,
        "far": _ramp(known, _UNKNOWN_AFAR, _KNOWN_AFAR) if _is_far(ranked) else 0.0,
        "guessed": float(guessed),
        "shortened": float(ranked.rows[0].place.id in ranked.name.bare and not _is_land_around(ranked)),
    }


def _is_land_around(ranked: RankedMention) -> bool:
    """True where the name is that of a town with the land around it, "the Beni region", near what else is named."""
    best = ranked.rows[0]
    is_beside = best.evidence["region"] > 0 or best.evidence["nearby"] > _BESIDE
    return ranked.name.without in _AROUND and best.place.kind in TOWNS and is_beside


def _is_stray(ranked: RankedMention) -> bool:
    best = ranked.rows[0]
    return bool(ranked.around.settled) and best.place.kind in TOWNS and not _is_supported(best)


def _is_far(ranked: RankedMention) -> bool:
    best = ranked.rows[0]
    is_out = bool(ranked.around.of_article.scenes) and best.evidence["reach"] < _IN_REACH
    return is_out and best.place.kind not in BROAD and not _is_supported(best)


def _is_supported(best: ScoredCandidate) -> bool:
    return any(best.evidence[key] > _SOME for key in SHOWN["support"])


def _ramp(known: float, least: float, most: float) -> float:
    """1 where a place is no better known than `least`, 0 where as well as `most`."""
    return min(1.0, max(0.0, (most - known) / (most - least)))


def chance(signs: Signs, weights: Weights) -> float:
    """The share, 0..1, of choices with such signs that is right."""
    return 1 / (1 + math.exp(-sum(weights.confidence.get(sign, 0.0) * value for sign, value in signs.items())))
