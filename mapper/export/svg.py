"""Rows of a view -> a map as SVG, without a browser: outlines, a dot a place, names where they do not collide.

The projection is the web map's (Mercator), cut to the sites with some room around them: who speaks in Washington of
a war elsewhere does not widen the map.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ..draw.areas import Area, area_of, detail_for, middle_of
from ..draw.basemap import SCALE, Shape, countries, outlines
from ..draw.borders import BorderPolicy
from ..draw.cut import Cut
from ..draw.frame import Spot, framed, is_broad
from ..draw.palette import colour
from .areas import place_of
from .views import Row

__all__ = ["svg"]

_WIDTH, _HEIGHT = 1200.0, 800.0
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
_CREDIT = "Places: GeoNames, CC BY 4.0. Outlines: Natural Earth."


def svg(rows: Iterable[Row], how: str, *, title: str = "", borders: BorderPolicy = "un") -> Iterator[str]:
    """The picture, a piece at a time. Rows of one place become one dot, larger the more mentions it has."""
    dots = _dots(rows)
    view = Cut(framed(dots.values(), borders), _WIDTH, _HEIGHT)
    detail = detail_for([spot.place for spot in dots.values()], borders)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" '
        f"font-family=\"system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif\">\n"
    )
    yield f"<title>{escape(title or 'Places in the news')}</title>\n"
    yield f"<metadata>{escape(how)}</metadata>\n"
    yield f'<rect width="{_WIDTH:.0f}" height="{_HEIGHT:.0f}" fill="{colour("map-water")}"/>\n'
    shapes = [shape for shape in outlines(detail) if shape.zoom <= view.zoom + 1]
    for layer, style in _STYLES.items():
        if path := "".join(
            _path(shape, view, close=layer in ("land", "urban", "lakes")) for shape in _of(layer, shapes)
        ):
            yield f'<path {_ink(**style)} fill-rule="evenodd" stroke-linejoin="round" d="{path}"/>\n'
    taken: list[tuple[float, float, float, float]] = []
    ordered = sorted(dots.values(), key=lambda spot: -spot.weight)
    for spot in ordered:
        if area := area_of(spot.place, detail, borders):
            yield _shade(spot, area, view)
    for spot in ordered:
        if is_broad(spot.place):
            continue
        (x, y), radius = view(spot.place.lat, spot.place.lon), _radius(spot.weight)
        taken.append((x - radius, y - radius, x + radius, y + radius))
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{colour(spot.role)}" '
            f'fill-opacity="0.75" stroke="#fff"><title>{escape(spot.place.name)}: {spot.weight}</title></circle>\n'
        )
    yield from _names(view, ordered, taken, borders)
    if title:
        yield _text(20, 36, title, 24, weight=600)
    yield _text(_WIDTH - 10, _HEIGHT - 10, _CREDIT, 11, anchor="end")
    yield "</svg>\n"


def _dots(rows: Iterable[Row]) -> dict[tuple[float, float], Spot]:
    """What stands at each point: the place, how often it is named, and its role."""
    dots: dict[tuple[float, float], Spot] = {}
    for row in rows:
        if isinstance(row["lat"], float) and isinstance(row["lon"], float):
            at, said = (row["lat"], row["lon"]), str(row.get("role") or "site")
            count = int(row.get("mentions") or 1) + (dots[at].weight if at in dots else 0)
            place = dots[at].place if at in dots else place_of(row)
            sure = row.get("confidence")
            dots[at] = Spot(place=place, weight=count, role=said, sure=sure if isinstance(sure, float) else 1.0)
    return dots


def _shade(spot: Spot, area: Area, view: Cut) -> str:
    """An area: shaded in the colour of its role, what is named for context by its outline alone; a river as a line."""
    ink, lines = colour(spot.role), bool(area.lines)
    runs = [Shape(layer="land", zoom=0, points=run) for run in area.lines or area.rings]
    fill = "none" if spot.role == "context" or lines else ink
    return (
        f'<path fill="{fill}" fill-opacity="0.14" fill-rule="evenodd" stroke="{ink}" '
        f'stroke-width="{3 if lines else 1.5}" stroke-linejoin="round" '
        f'd="{"".join(_path(run, view, close=not lines) for run in runs)}">'
        f"<title>{escape(spot.place.name)}: {spot.weight}</title></path>\n"
    )


def _ink(*, fill: str = "", stroke: str = "", width: str = "", dash: str = "") -> str:
    """The attributes of a path in those colours of the map."""
    inside = colour(f"map-{fill}") if fill else "none"
    edge = f' stroke="{colour(f"map-{stroke}")}" stroke-width="{width}"' if stroke else ""
    return f'fill="{inside}"{edge}' + (f' stroke-dasharray="{dash}"' if dash else "")


def _of(layer: str, shapes: Iterable[Shape]) -> Iterator[Shape]:
    return (shape for shape in shapes if shape.layer == layer)


def _path(shape: Shape, view: Cut, *, close: bool) -> str:
    """The shape as path data; "" where all of it lies beside the picture."""
    xs, ys = view(shape.points[:, 1] / SCALE, shape.points[:, 0] / SCALE)
    if xs.max() < 0 or xs.min() > _WIDTH or ys.max() < 0 or ys.min() > _HEIGHT:
        return ""
    points = [f"{x:.1f} {y:.1f}" for x, y in zip(xs.tolist(), ys.tolist(), strict=True)]
    steps = dict.fromkeys(points) if close else points
    return "M" + "L".join(steps) + ("Z" if close else "")


def _radius(count: int) -> float:
    return min(18.0, 4.0 + 1.6 * math.log2(count))


def _names(
    view: Cut, ordered: Sequence[Spot], taken: list[tuple[float, float, float, float]], borders: BorderPolicy
) -> Iterator[str]:
    """The names of areas, then of places, those of most mentions first, then of countries, where there is room."""
    broad = [spot for spot in ordered if is_broad(spot.place)]
    for spot in broad:
        yield from _inside(*view(*middle_of(spot.place)), spot.place.name.upper(), taken, colour(spot.role), 600)
    for spot in ordered:
        if is_broad(spot.place):
            continue
        (x, y), gap = view(spot.place.lat, spot.place.lon), _radius(spot.weight) + 3
        wide = 8.0 * len(spot.place.name)
        for left in (x + gap, x - gap - wide):
            box = (left, y - 8, left + wide, y + 8)
            if _free(box, taken):
                taken.append(box)
                yield _text(left, y + 4.5, spot.place.name, 13, weight=600)
                break
    shaded = {spot.place.country for spot in broad if spot.place.kind == "country"}
    for country in countries(borders):
        if country.code not in shaded and country.zoom <= view.zoom + 1:
            name = country.name if country.territory else country.name.upper()
            yield from _inside(*view(country.lat, country.lon), name, taken, colour("map-country"), 400)


def _inside(  # noqa: PLR0913, PLR0917 -- as a text of SVG
    x: float, y: float, name: str, taken: list[tuple[float, float, float, float]], fill: str, weight: int
) -> Iterator[str]:
    """A name around a point, where there is room."""
    half = 4.6 * len(name)
    box = (x - half, y - 8, x + half, y + 8)
    if _free(box, taken):
        taken.append(box)
        yield _text(x, y + 4, name, 11, weight=weight, anchor="middle", fill=fill)


def _free(box: tuple[float, float, float, float], taken: Iterable[tuple[float, float, float, float]]) -> bool:
    left, top, right, bottom = box
    inside = left >= 0 and top >= 0 and right <= _WIDTH and bottom <= _HEIGHT
    return inside and not any(left < x1 and right > x0 and top < y1 and bottom > y0 for x0, y0, x1, y1 in taken)


def _text(  # noqa: PLR0913 -- what an SVG text has
    x: float, y: float, text: str, size: int, *, weight: int = 400, anchor: str = "start", fill: str = ""
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" '
        f'fill="{fill or colour("ink")}" '
        f'stroke="#fff" stroke-opacity="0.8" stroke-width="3" paint-order="stroke" stroke-linejoin="round">'
        f"{escape(text)}</text>\n"
    )
