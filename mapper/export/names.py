"""Placing of a picture's names: none over another one, nor over a dot, the most important first."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gazetteer import Place

from ..draw.areas import Area, is_inside, middle_of
from ..draw.basemap import countries
from ..draw.borders import BorderPolicy
from ..draw.frame import Spot, is_broad
from ..draw.palette import colour
from ..draw.viewport import Viewport

__all__ = ["Box", "Label", "names", "radius_of", "shown"]

_SHARES = (0.5, 0.3, 0.7, 0.15, 0.85)  # of the view, where the name of an area may stand

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, px in the map."""


class Label(NamedTuple):
    """A name at the foot of its letters, px in the map; `anchor` is as SVG has it."""

    x: float
    y: float
    words: str
    size: int
    weight: int
    anchor: str
    fill: str


def shown(spots: Sequence[Spot]) -> list[Spot]:
    """The spots to draw, the most named first; an actor's only where there are no others."""
    told = [spot for spot in spots if spot.role != "actor"] or spots
    return sorted(told, key=lambda spot: -spot.weight)


def radius_of(count: int) -> float:
    """The radius of a dot, in px, by how often its place is named."""
    return min(18.0, 4.0 + 1.6 * math.log2(count))


def names(
    view: Viewport, ordered: Sequence[Spot], areas: Mapping[Place, Area], taken: list[Box], borders: BorderPolicy
) -> Iterator[Label]:
    """The names of areas, then of places, those of most mentions first, then of countries, where there is room."""
    broad = [spot for spot in ordered if is_broad(spot.place)]
    for spot in broad:
        at = _name_point(spot.place, areas.get(spot.place), view)
        yield from _around(Label(*at, spot.place.name.upper(), 11, 600, "middle", colour(spot.role)), taken, view)
    for spot in ordered:
        if not is_broad(spot.place):
            yield from _beside(spot, taken, view)
    shaded = {spot.place.country for spot in broad if spot.place.kind == "country"}
    for country in countries(borders):
        if country.code not in shaded and country.zoom <= view.zoom + 1:
            name = country.name if country.territory else country.name.upper()
            at = view(country.lat, country.lon)
            yield from _around(Label(*at, name, 11, 400, "middle", colour("map-country")), taken, view)


def _beside(spot: Spot, taken: list[Box], view: Viewport) -> Iterator[Label]:
    """The name of a place to the right of its dot, or to the left."""
    (x, y), gap, wide = view(spot.place.lat, spot.place.lon), radius_of(spot.weight) + 3, 8.0 * len(spot.place.name)
    for left in (x + gap, x - gap - wide):
        box = (left, y - 8, left + wide, y + 8)
        if _free(box, taken, view):
            taken.append(box)
            yield Label(left, y + 4.5, spot.place.name, 13, 600, "start", colour("ink"))
            return


def _name_point(place: Place, area: Area | None, view: Viewport) -> tuple[float, float]:
    """The point of an area's name: its middle, or the first of some points of the view that lie in it."""
    x, y = view(*middle_of(place))
    if area is None or (0 < x < view.width and 0 < y < view.height):
        return x, y
    shares = ((across, down) for down in _SHARES for across in _SHARES)
    points = [(across * view.width, down * view.height) for across, down in shares]
    return next((point for point in points if is_inside(area, *view.at(*point))), (x, y))


def _around(label: Label, taken: list[Box], view: Viewport) -> Iterator[Label]:
    """A name around a point, where there is room."""
    half = 4.6 * len(label.words)
    box = (label.x - half, label.y - 8, label.x + half, label.y + 8)
    if _free(box, taken, view):
        taken.append(box)
        yield label._replace(y=label.y + 4)


def _free(box: Box, taken: Iterable[Box], view: Viewport) -> bool:
    left, top, right, bottom = box
    inside = left >= 0 and top >= 0 and right <= view.width and bottom <= view.height
    return inside and not any(left < x1 and right > x0 and top < y1 and bottom > y0 for x0, y0, x1, y1 in taken)
