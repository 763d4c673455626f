"""Rows of a view -> a map as SVG, without a browser: outlines, a dot a place, names where they do not collide.

The projection is the web map's (Mercator), cut to the sites with some room around them: who speaks in Washington of
a war elsewhere does not widen the map.
"""

import math
from collections.abc import Iterable, Iterator
from html import escape

from ..draw.basemap import SCALE, Shape, countries, outlines
from ..draw.borders import BorderPolicy
from ..draw.cut import Cut
from .views import Row

__all__ = ["svg"]

_WIDTH, _HEIGHT = 1200.0, 800.0
_STYLES = {
    "land": 'fill="#f4f1ea" stroke="#9fb3bd" stroke-width="0.7"',
    "urban": 'fill="#ebe5d8"',
    "lakes": 'fill="#d3e1e8" stroke="#9fb3bd" stroke-width="0.5"',
    "rivers": 'fill="none" stroke="#a8c6d4" stroke-width="0.7"',
    "admin1": 'fill="none" stroke="#d0c8ba" stroke-width="0.6"',
    "disputed": 'fill="none" stroke="#978d7f" stroke-width="0.9" stroke-dasharray="3 3"',
    "borders": 'fill="none" stroke="#978d7f" stroke-width="0.9"',
}
_COLOURS = {"site": "#b3261e", "context": "#17697b", "actor": "#544f94"}
_CREDIT = "Places: GeoNames, CC BY 4.0. Outlines: Natural Earth."


def svg(rows: Iterable[Row], *, title: str = "", borders: BorderPolicy = "un") -> Iterator[str]:
    """The picture, a piece at a time. Rows of one place become one dot, larger the more mentions it has."""
    dots = _dots(rows)
    view = Cut([point for point, (*_, role) in dots.items() if role == "site"] or list(dots), _WIDTH, _HEIGHT)
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" '
        f"font-family=\"system-ui, 'Noto Sans', 'DejaVu Sans', sans-serif\">\n"
    )
    yield f"<title>{escape(title or 'Places in the news')}</title>\n"
    yield f'<rect width="{_WIDTH:.0f}" height="{_HEIGHT:.0f}" fill="#d3e1e8"/>\n'
    shapes = [shape for shape in outlines(dots, borders) if shape.zoom <= view.zoom + 1]
    for layer, style in _STYLES.items():
        if path := "".join(
            _path(shape, view, close=layer in ("land", "urban", "lakes")) for shape in _of(layer, shapes)
        ):
            yield f'<path {style} fill-rule="evenodd" stroke-linejoin="round" d="{path}"/>\n'
    taken: list[tuple[float, float, float, float]] = []
    ordered = sorted(dots.items(), key=lambda dot: -dot[1][1])
    for point, (name, count, role) in ordered:
        (x, y), radius = view(*point), _radius(count)
        taken.append((x - radius, y - radius, x + radius, y + radius))
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{_COLOURS.get(role, "#b3261e")}" '
            f'fill-opacity="0.75" stroke="#fff"><title>{escape(name)}: {count}</title></circle>\n'
        )
    yield from _names(view, ordered, taken, borders)
    if title:
        yield _text(20, 36, title, 24, weight=600)
    yield _text(_WIDTH - 10, _HEIGHT - 10, _CREDIT, 11, anchor="end")
    yield "</svg>\n"


def _dots(rows: Iterable[Row]) -> dict[tuple[float, float], tuple[str, int, str]]:
    """For each point its name, its count of mentions and its role."""
    dots: dict[tuple[float, float], tuple[str, int, str]] = {}
    for row in rows:
        if isinstance(row["lat"], float) and isinstance(row["lon"], float):
            count = int(row.get("mentions") or 1)
            name, before, role = dots.get((row["lat"], row["lon"]), (str(row["name"]), 0, str(row.get("role", "site"))))
            dots[row["lat"], row["lon"]] = (name, before + count, role)
    return dots


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
    view: Cut,
    ordered: Iterable[tuple[tuple[float, float], tuple[str, int, str]]],
    taken: list[tuple[float, float, float, float]],
    borders: BorderPolicy,
) -> Iterator[str]:
    """The names of places, those of most mentions first, then of countries, where there is room for them."""
    for point, (name, count, _) in ordered:
        (x, y), gap = view(*point), _radius(count) + 3
        wide = 8.0 * len(name)
        for left in (x + gap, x - gap - wide):
            box = (left, y - 8, left + wide, y + 8)
            if _free(box, taken):
                taken.append(box)
                yield _text(left, y + 4.5, name, 13, weight=600)
                break
    for country in countries(borders):
        x, y = view(country.lat, country.lon)
        name = country.name if country.territory else country.name.upper()
        half = 4.6 * len(name)
        box = (x - half, y - 8, x + half, y + 8)
        if country.zoom <= view.zoom + 1 and _free(box, taken):
            taken.append(box)
            yield _text(x, y + 4, name, 11, anchor="middle", fill="#7a7368")


def _free(box: tuple[float, float, float, float], taken: Iterable[tuple[float, float, float, float]]) -> bool:
    left, top, right, bottom = box
    inside = left >= 0 and top >= 0 and right <= _WIDTH and bottom <= _HEIGHT
    return inside and not any(left < x1 and right > x0 and top < y1 and bottom > y0 for x0, y0, x1, y1 in taken)


def _text(  # noqa: PLR0913 -- what an SVG text has
    x: float, y: float, text: str, size: int, *, weight: int = 400, anchor: str = "start", fill: str = "#1c1e21"
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}" fill="{fill}" '
        f'stroke="#fff" stroke-opacity="0.8" stroke-width="3" paint-order="stroke" stroke-linejoin="round">'
        f"{escape(text)}</text>\n"
    )
