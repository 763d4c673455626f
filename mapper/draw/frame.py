"""The view that a map opens with: where it happened, without what is far from the rest of it.

The page's own script frames in the same way (page/map/areas.js has what is broad, page/map/frame.js the rest).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gazetteer import BROAD, Place

from ..pins import Pin
from .areas import bounds_of, is_area
from .borders import BorderPolicy
from .viewport import together, x_of, y_of

__all__ = ["Spot", "framed", "is_broad", "spots_of"]

_SURE = 0.7  # below it a place is drawn as not sure
_LEAST = 0.8  # of the places, and of their mentions, that stay in view
_WORTH = 2 / 3  # how much smaller the view has to become for places to be left out of it
_WIDE_KM = 100.0  # an area without a shape, and wider than that, is not where its point is
_NOTHING = 1e-4  # of the world: what is smaller than that is no view by itself

_Point = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place on the map: `weight` is how often it is named, `sure` the highest confidence of its mentions."""

    place: Place
    weight: int
    role: str
    sure: float


def spots_of(pins: Iterable[Pin]) -> list[Spot]:
    """The pins of a map as spots to be framed."""
    return [
        Spot(place=p.place, weight=len(p.excerpts), role=p.role, sure=max(e.confidence for e in p.excerpts))
        for p in pins
    ]


def is_broad(place: Place) -> bool:
    """True where a place is shaded or named on a map, and has no pin."""
    return place.kind in BROAD or is_area(place) or (place.kind == "area" and place.precision_km >= _WIDE_KM)


def framed(spots: Iterable[Spot], borders: BorderPolicy = "un") -> list[_Point]:
    """Points that fill the view: the sure sites without far outliers; where there is none, the next best there is."""
    known = list(spots)
    sites = [spot for spot in known if spot.role == "site"]
    pins = [spot for spot in sites if not is_broad(spot.place)]
    for chosen in ([spot for spot in pins if spot.sure >= _SURE], pins):
        if chosen:
            return [(spot.place.lat, spot.place.lon) for spot in _without_outliers(chosen)]
    broad = [spot.place for spot in sites] or [spot.place for spot in known]
    return [point for place in broad for point in bounds_of(place, borders) or [(place.lat, place.lon)]]


def _without_outliers(spots: Sequence[Spot]) -> list[Spot]:
    """The spots, or those that stay where the farthest are left out and the view becomes much smaller by that."""
    xs = together([x_of(spot.place.lon) for spot in spots])
    at = list(zip(xs, y_of([spot.place.lat for spot in spots]).tolist(), strict=True))
    weights = [spot.weight for spot in spots]
    whole = sum(weights)
    middle = _median([x for x, _ in at], weights), _median([y for _, y in at], weights)
    near = sorted(range(len(spots)), key=lambda i: math.dist(at[i], middle))
    held, west, east, north, south = 0, math.inf, -math.inf, math.inf, -math.inf
    sizes, shares = [], []  # of so many of the nearest: the diagonal of their view, and of how many mentions they are
    for i in near:
        held += weights[i]
        west, east = min(west, at[i][0]), max(east, at[i][0])
        north, south = min(north, at[i][1]), max(south, at[i][1])
        sizes.append(math.hypot(east - west, south - north))
        shares.append(held / whole)
    enough = [count for count, share in enumerate(shares, 1) if share >= _LEAST and count >= _LEAST * len(spots)]
    smallest = min(sizes[count - 1] for count in enough)
    if smallest > _WORTH * sizes[-1]:
        return list(spots)
    # As many as fit where it is nearly as small as it can be.
    most = max(count for count in enough if sizes[count - 1] <= 1.15 * smallest + _NOTHING)
    return [spots[i] for i in sorted(near[:most])]


def _median(values: Sequence[float], weights: Sequence[int]) -> float:
    """The value below and above which half of the weight lies."""
    left = sum(weights) / 2
    for value, weight in sorted(zip(values, weights, strict=True)):
        left -= weight
        if left <= 0:
            return value
    raise AssertionError("there are no values")
