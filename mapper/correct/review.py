"""Review: the part of a page in which people put the map right, mentions first for which a decision is worth most.

The measure. A decision about a mention changes the map by what it may take away and what it may add:

    weight of the role * sum over the places it may mean instead, of
        share of the belief * how far off (km / 500, at most 1)
        * (1 / mentions of its pin + 1 / (1 + mentions of the other)) / 2

so a doubtful site, whose pin hangs on this mention alone and which may lie in another country, comes first; a surname
beside thirty good mentions of the same town comes late. A name that was not placed takes no pin away; one without any
candidate counts as one place that is half believed.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from gazetteer import Gazetteer, Place, distance_km

from ..draw.parts import Part
from ..records import LocatedArticle, Resolution, Role
from .quotes import quote

__all__ = ["reviewing", "stakes"]

_ROLE: dict[Role, float] = {"site": 1.0, "context": 0.5, "actor": 0.25}
_FAR = 500.0  # km, from which on a place is simply elsewhere
_UNKNOWN = 0.5  # belief that a name without candidates is a place
_Point = tuple[str, float, float]


def reviewing(located: Sequence[LocatedArticle], gazetteer: Gazetteer, *, by: str = "", address: str = "") -> Part:
    """The part of a page that lets people review these articles.

    by       who reviews, where that is known
    address  of the server that keeps the corrections and knows the gazetteer; "" for a page that hands out a file
    """
    rows = _rows(located, gazetteer)
    return Part(
        name="review", data=lambda _: {"by": by, "served": bool(address), **rows}, scripts=("parts/review/review.js",),
        styles=("review.css",), connect=(address,) if address else (),
    )  # fmt: skip


def stakes(resolution: Resolution, mentions: Counter[_Point]) -> float:
    """The stakes of a mention: how much a decision may change the map, 0 where an editor has decided, at most about 1.

    mentions  how often each place and point is meant
    """
    if resolution.confirmed and resolution.confirmed.place:
        return 0.0
    place, weight = resolution.place, _ROLE[resolution.role]
    mine = 1 / mentions[_point(place)] if place else 0.0
    if not resolution.candidates:
        return weight * _UNKNOWN / 2 if place is None else weight * (1 - resolution.confidence) * (mine + 1) / 2
    return weight * sum(
        candidate.score * _off(place, candidate.place) * (mine + 1 / (1 + mentions[_point(candidate.place)])) / 2
        for candidate in resolution.candidates
        if place is None or candidate.place.id != place.id
    )


def _off(place: Place | None, other: Place) -> float:
    return 1.0 if place is None else min(1.0, distance_km(place.lat, place.lon, other.lat, other.lon) / _FAR)


def _point(place: Place) -> _Point:
    return place.id, place.lat, place.lon


def _rows(located: Sequence[LocatedArticle], gazetteer: Gazetteer) -> dict[str, Any]:
    """The mentions, those first about which a decision is worth most, and the places that they may mean.

    items     {article, mention, quote, place, role, confidence, candidates, decided}; places by their position
    places    as records have them, with `stock` true where the gazetteer has the place at that very point
    articles  [id, url, title] of each article, for the corrections
    """
    mentions = Counter(_point(r.place) for item in located for r in item.resolutions if r.place)
    places: dict[Place, int] = {}
    ranked: list[tuple[float, dict[str, Any]]] = []
    for number, item in enumerate(located):
        for at, resolution in enumerate(item.resolutions):
            row = _item(item.article.text, resolution, places) | {"article": number, "mention": at}
            ranked.append((stakes(resolution, mentions), row))
    ranked.sort(key=lambda pair: (bool(pair[1]["decided"]), -pair[0]))
    return {
        "items": [row for _, row in ranked],
        "places": [place.to_dict() | {"stock": _is_stock(place, gazetteer)} for place in places],
        "articles": [[item.article.id, item.article.url, item.article.title] for item in located],
    }


def _item(text: str, resolution: Resolution, places: dict[Place, int]) -> dict[str, Any]:
    mention, confirmed = resolution.mention, resolution.confirmed
    meant = [resolution.place, *(candidate.place for candidate in resolution.candidates)]
    number = {place: places.setdefault(place, len(places)) for place in meant if place}
    return {
        "quote": quote(text, mention.start, mention.end).to_dict(),
        "place": number[resolution.place] if resolution.place else None,
        "role": resolution.role,
        "confidence": round(resolution.confidence, 3),
        "candidates": [[number[c.place], round(c.score, 3)] for c in resolution.candidates],
        "decided": bool(confirmed and confirmed.place),
    }  # fmt: skip


def _is_stock(place: Place, gazetteer: Gazetteer) -> bool:
    found = gazetteer.get(place.id) if place.id.isascii() else None  # as all its ids are
    return found is not None and (found.lat, found.lon) == (place.lat, place.lon)
