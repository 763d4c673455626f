"""Rows of a view -> a map as SVG, without a browser: outlines, areas, a dot a place, names where they do not collide,
and around it what furniture.py has.

The projection is the web map's (Mercator), cut to the sites with some room around them: who speaks in Washington of
a war elsewhere does not widen the map.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from gazetteer import Place

from ..draw.areas import Area, area_of, detail_for, is_area, is_inside, middle_of
from ..draw.basemap import Shape, countries, outlines
from ..draw.borders import BorderPolicy
from ..draw.cut import Cut
from ..draw.frame import Spot, framed, is_broad
from ..draw.palette import colour
from .areas import place_of
from .furniture import Box, Facts, foot, head, head_height, inset, scale
from .ink import ink, outline, text
from .views import Row

__all__ = ["svg"]

_SHARES = (0.5, 0.3, 0.7, 0.15, 0.85)  # of the view, where the name of an area may stand
_WIDTH, _HEIGHT, _FOOT = 1200.0, 800.0, 56.0
# How each layer of outlines looks, the lowest first; colours are the page's.
_STYLES = {
    "land": {"fill": "land", "stroke": "coast", "width": "0.7"},
    "urban": {"fill": "urban"},
    "lakes": {"fill": "water", "stroke": "coast", "width": "0.5"},
    "rivers": {"stroke": "river", "width": "0.7"},
    "admin1": {"stroke": "region", "width": "0.6"},
    "disputed": {"stroke": "border", "width": "0.9", "dash": "3 3"},
    "borders": {"stroke": "border", "width": "0.9"},
}


def svg(rows: Iterable[Row], how: str, *, title: str = "", borders: BorderPolicy = "un") -> Iterator[str]:
    """The picture, a piece at a time. Rows of one place become one dot, larger the more mentions it has."""
    facts = Facts()
    # Who only speaks has no place on the page's map either, unless that is all there is.
    spots = _shown(_spots(rows, facts))
    title = title or facts.title
    above = head_height(title, facts, _WIDTH)
    view = Cut(framed(spots, borders), _WIDTH, _HEIGHT - above - _FOOT)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" '
        f"font-family=\"system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif\">\n"
    )
    yield f"<title>{escape(title or 'Places in the news')}</title>\n"
    yield f"<metadata>{escape(how)}</metadata>\n"
    yield f'<rect width="{_WIDTH:.0f}" height="{_HEIGHT:.0f}" fill="{colour("paper")}"/>\n'
    yield from head(title, facts, _WIDTH)
    yield f'<svg y="{above:g}" width="{view.width:g}" height="{view.height:g}">\n'
    yield from _map(spots, view, borders)
    yield "</svg>\n"
    shaded = any(is_area(spot.place) for spot in spots)
    yield from foot({spot.role for spot in spots}, _HEIGHT - _FOOT, _WIDTH, shaded=shaded)
    yield "</svg>\n"


def _map(spots: Sequence[Spot], view: Cut, borders: BorderPolicy) -> Iterator[str]:
    detail = detail_for([spot.place for spot in spots], borders)
    yield f'<rect width="{view.width:g}" height="{view.height:g}" fill="{colour("map-water")}"/>\n'
    shapes = [shape for shape in outlines(detail) if shape.zoom <= view.zoom + 1]
    for layer, style in _STYLES.items():
        if path := "".join(
            outline(shape, view, close=layer in ("land", "urban", "lakes")) for shape in _of(layer, shapes)
        ):
            yield f'<path {ink(**style)} fill-rule="evenodd" stroke-linejoin="round" d="{path}"/>\n'
    areas = {spot.place: area for spot in spots if (area := area_of(spot.place, detail, borders))}
    for spot in spots:
        if area := areas.get(spot.place):
            yield _shade(spot, area, view)
    taken: list[Box] = []
    for spot in spots:
        if is_broad(spot.place):
            continue
        (x, y), radius = view(spot.place.lat, spot.place.lon), _radius(spot.weight)
        taken.append((x - radius, y - radius, x + radius, y + radius))
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" {_dot(spot.role, radius)}>'
            f"<title>{escape(spot.place.name)}: {spot.weight}</title></circle>\n"
        )
    small = list(inset(spots, view, borders, taken))
    yield from _names(view, spots, areas, taken, borders)
    yield from small
    yield from scale(view)


def _dot(role: str, radius: float) -> str:
    """The attributes of a dot: hollow for what is named for context."""
    if role == "context":
        return f'r="{radius - 1:.1f}" fill="{colour("map-halo")}" stroke="{colour(role)}" stroke-width="2.5"'
    return f'r="{radius:.1f}" fill="{colour(role)}" fill-opacity="0.75" stroke="#fff"'


def _shown(spots: Sequence[Spot]) -> list[Spot]:
    """Those that are drawn, the most named first."""
    told = [spot for spot in spots if spot.role != "actor"] or spots
    return sorted(told, key=lambda spot: -spot.weight)


def _spots(rows: Iterable[Row], facts: Facts) -> list[Spot]:
    """What stands at each point: the place, how often it is named, and its role."""
    dots: dict[tuple[float, float], Spot] = {}
    for row in rows:
        facts.add(row)
        if isinstance(row["lat"], float) and isinstance(row["lon"], float):
            at, said = (row["lat"], row["lon"]), str(row.get("role") or "site")
            count = int(row.get("mentions") or 1) + (dots[at].weight if at in dots else 0)
            place = dots[at].place if at in dots else place_of(row)
            sure = row.get("confidence")
            dots[at] = Spot(place=place, weight=count, role=said, sure=sure if isinstance(sure, float) else 1.0)
    return list(dots.values())


def _shade(spot: Spot, area: Area, view: Cut) -> str:
    """An area: shaded in the colour of its role, what is named for context by its outline alone; a river as a line."""
    own, lines = colour(spot.role), bool(area.lines)
    runs = [Shape(layer="land", zoom=0, points=run) for run in area.lines or area.rings]
    fill = "none" if spot.role == "context" or lines else own
    return (
        f'<path fill="{fill}" fill-opacity="0.14" fill-rule="evenodd" stroke="{own}" '
        f'stroke-width="{3 if lines else 1.5}" stroke-linejoin="round" '
        f'd="{"".join(outline(run, view, close=not lines) for run in runs)}">'
        f"<title>{escape(spot.place.name)}: {spot.weight}</title></path>\n"
    )


def _of(layer: str, shapes: Iterable[Shape]) -> Iterator[Shape]:
    return (shape for shape in shapes if shape.layer == layer)


def _radius(count: int) -> float:
    return min(18.0, 4.0 + 1.6 * math.log2(count))


def _names(
    view: Cut, ordered: Sequence[Spot], areas: Mapping[Place, Area], taken: list[Box], borders: BorderPolicy
) -> Iterator[str]:
    """The names of areas, then of places, those of most mentions first, then of countries, where there is room."""
    broad = [spot for spot in ordered if is_broad(spot.place)]
    for spot in broad:
        yield from _inside(
            *_name_point(spot.place, areas.get(spot.place), view),
            spot.place.name.upper(),
            taken,
            view,
            colour(spot.role),
            600,
        )
    for spot in ordered:
        if is_broad(spot.place):
            continue
        (x, y), gap = view(spot.place.lat, spot.place.lon), _radius(spot.weight) + 3
        wide = 8.0 * len(spot.place.name)
        for left in (x + gap, x - gap - wide):
            box = (left, y - 8, left + wide, y + 8)
            if _free(box, taken, view):
                taken.append(box)
                yield text(left, y + 4.5, spot.place.name, 13, weight=600)
                break
    shaded = {spot.place.country for spot in broad if spot.place.kind == "country"}
    for country in countries(borders):
        if country.code not in shaded and country.zoom <= view.zoom + 1:
            name = country.name if country.territory else country.name.upper()
            yield from _inside(*view(country.lat, country.lon), name, taken, view, colour("map-country"), 400)


def _name_point(place: Place, area: Area | None, view: Cut) -> tuple[float, float]:
    """Where the name of an area stands: its middle, or the first of some points of the view that lie in it."""
    x, y = view(*middle_of(place))
    if area is None or (0 < x < view.width and 0 < y < view.height):
        return x, y
    shares = ((across, down) for down in _SHARES for across in _SHARES)
    points = [(across * view.width, down * view.height) for across, down in shares]
    return next((point for point in points if is_inside(area, *view.at(*point))), (x, y))


def _inside(  # noqa: PLR0913, PLR0917 -- as a text of SVG
    x: float, y: float, name: str, taken: list[Box], view: Cut, fill: str, weight: int
) -> Iterator[str]:
    """A name around a point, where there is room."""
    half = 4.6 * len(name)
    box = (x - half, y - 8, x + half, y + 8)
    if _free(box, taken, view):
        taken.append(box)
        yield text(x, y + 4, name, 11, weight=weight, anchor="middle", fill=fill)


def _free(box: Box, taken: Iterable[Box], view: Cut) -> bool:
    left, top, right, bottom = box
    inside = left >= 0 and top >= 0 and right <= view.width and bottom <= view.height
    return inside and not any(left < x1 and right > x0 and top < y1 and bottom > y0 for x0, y0, x1, y1 in taken)
