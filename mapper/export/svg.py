"""Rows of a view -> a map as SVG, without a browser: outlines, areas, a dot a place, names where they do not collide,
and around it what furniture.py has.

The projection is the web map's (Mercator), cut to the sites with some room around them: who speaks in Washington of
a war elsewhere does not widen the map.
"""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ..draw.areas import Area, area_of, detail_for, is_area
from ..draw.basemap import Shape, outlines
from ..draw.borders import BorderPolicy
from ..draw.frame import Spot, framed, is_broad
from ..draw.palette import colour
from ..draw.viewport import Viewport
from .areas import place_of
from .furniture import Facts, foot, head, head_height, inset, scale
from .ink import ink, outline, text
from .names import Box, names, radius_of, shown
from .views import Row

__all__ = ["svg"]

_FOOT = 56.0  # px
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


def svg(
    rows: Iterable[Row],
    how: str,
    *,
    title: str = "",
    borders: BorderPolicy = "un",
    size: tuple[float, float] = (1200.0, 800.0),
) -> Iterator[str]:
    """The picture, a piece at a time. Rows of one place become one dot, larger the more mentions it has.

    size  width and height in px
    """
    width, height = size
    facts = Facts()
    # Who only speaks has no place on the page's map either, unless that is all there is.
    spots = shown(_spots(rows, facts))
    title = title or facts.title
    above = head_height(title, facts, width)
    view = Viewport(framed(spots, borders), width, height - above - _FOOT)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" role="img" '
        f"font-family=\"system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif\">\n"
    )
    yield f"<title>{escape(title or 'Places in the news')}</title>\n"
    yield f"<metadata>{escape(how)}</metadata>\n"
    yield f'<rect width="{width:.0f}" height="{height:.0f}" fill="{colour("paper")}"/>\n'
    yield from head(title, facts, width)
    yield f'<svg y="{above:g}" width="{view.width:g}" height="{view.height:g}">\n'
    yield from _map(spots, view, borders)
    yield "</svg>\n"
    shaded = any(is_area(spot.place) for spot in spots)
    yield from foot({spot.role for spot in spots}, height - _FOOT, width, shaded=shaded)
    yield "</svg>\n"


def _map(spots: Sequence[Spot], view: Viewport, borders: BorderPolicy) -> Iterator[str]:
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
        (x, y), radius = view(spot.place.lat, spot.place.lon), radius_of(spot.weight)
        taken.append((x - radius, y - radius, x + radius, y + radius))
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" {_dot(spot.role, radius)}>'
            f"<title>{escape(spot.place.name)}: {spot.weight}</title></circle>\n"
        )
    small = list(inset(spots, view, borders, taken))
    for label in names(view, spots, areas, taken, borders):
        yield text(label.x, label.y, label.words, label.size, weight=label.weight, anchor=label.anchor, fill=label.fill)
    yield from small
    yield from scale(view)


def _dot(role: str, radius: float) -> str:
    """The attributes of a dot: hollow for a place that is named for context."""
    if role == "context":
        return f'r="{radius - 1:.1f}" fill="{colour("map-halo")}" stroke="{colour(role)}" stroke-width="2.5"'
    return f'r="{radius:.1f}" fill="{colour(role)}" fill-opacity="0.75" stroke="#fff"'


def _spots(rows: Iterable[Row], facts: Facts) -> list[Spot]:
    """The spots of the points: the place, how often it is named, and its role."""
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


def _shade(spot: Spot, area: Area, view: Viewport) -> str:
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
