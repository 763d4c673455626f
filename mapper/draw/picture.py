"""A map that stands still, as SVG: numbers and escaped names alone, so that no text can be markup in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any

from ..escape import plain
from .areas import Area
from .basemap import AREAS, LAYERS, SCALE, Shape
from .viewport import Viewport

__all__ = ["DOT", "Dot", "Name", "picture"]

DOT = 9  # px: radius
_MOST_OUTLINE = 7_000  # bytes
_DRAWN = ("land", "lakes", "disputed", "borders")
_GAPS = (1.5, 2.0, 3.0, 4.0, 6.0, 9.0, 14.0)  # px between the points of a line

_Point = tuple[float, float]  # px from the upper left corner


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A numbered dot, at whole px; `role` is its colour."""

    x: int
    y: int
    role: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name on the picture, written around a point at whole px; `kind` is "country" or "town"."""

    x: int
    y: int
    kind: str
    words: str


def picture(  # noqa: PLR0913 -- each is a layer of the map, and most have a default
    shapes: Iterable[Shape],
    view: Viewport,
    label: str,
    *,
    shaded: Sequence[tuple[str, Area]] = (),
    dots: Sequence[Dot] = (),
    names: Sequence[Name] = (),
    way: Sequence[_Point] = (),
    most: int = _MOST_OUTLINE,
) -> str:
    """The map as an <svg> element.

    label   what it shows, for who does not see it
    shaded  areas and the roles that colour them; of them and of the dots the first lie on top
    way     points that a line goes through
    most    bytes of outlines; where there are more, they become coarser
    """
    areas = [(role, ring, run) for role, area in reversed(shaded) for ring, run in _area_runs(area, view)]
    runs = [(shape.layer, run) for shape in shapes if shape.layer in _DRAWN for run in _runs(shape, view)]
    for gap in _GAPS:
        paths = [
            f'<path class="still-{layer}" d="{steps}"/>'
            for layer in _DRAWN
            if (steps := "".join(_path(run, gap, ring=_is_ring(layer)) for name, run in runs if name == layer))
        ]
        shades = [
            f'<path class="still-{"shade" if ring else "along"}-{role}" d="{steps}"/>'
            for role, ring, run in areas
            if (steps := _path(run, gap, ring=ring))
        ]
        if sum(map(len, paths + shades)) <= most:
            break
    line = _steps([(round(x), round(y)) for x, y in way], close=False)
    route = [f'<path class="still-way" d="{line}"/>'] if line else []
    marks = [
        f'<circle class="still-{dot.role}" cx="{dot.x}" cy="{dot.y}" r="{DOT}"/>'
        f'<text x="{dot.x}" y="{dot.y + 4}">{escape(plain(dot.words))}</text>'
        for dot in reversed(dots)
    ]
    return (
        f'<svg class="still" viewBox="0 0 {view.width:g} {view.height:g}" role="img" aria-label="{escape(label)}">'
        f"{''.join([*paths, *shades, *route, *map(_written, names), *marks])}</svg>"
    )


def _written(name: Name) -> str:
    if name.kind == "country":
        return f'<text class="still-country" x="{name.x}" y="{name.y}">{escape(plain(name.words))}</text>'
    return (
        f'<circle class="still-town" cx="{name.x}" cy="{name.y}" r="2"/>'
        f'<text class="still-name" x="{name.x}" y="{name.y - 5}">{escape(plain(name.words))}</text>'
    )


def _points(sides: Iterable[Any]) -> list[_Point]:
    return list(zip(*(side.tolist() for side in sides), strict=True))


def _area_runs(area: Area, view: Viewport) -> Iterator[tuple[bool, list[_Point]]]:
    """The visible parts of an area: rings, and runs of lines."""
    for closed, runs in ((True, area.rings), (False, area.lines)):
        for run in runs:
            points = _points(view(run[:, 1] / SCALE, run[:, 0] / SCALE))
            yield from ((closed, part) for part in ([_clipped(points, view)] if closed else _inside(points, view)))


def _is_ring(layer: str) -> bool:
    return LAYERS.index(layer) < AREAS


def _runs(shape: Shape, view: Viewport) -> Iterable[list[_Point]]:
    """The parts of a shape that may be seen in the picture."""
    xs, ys = view(shape.points[:, 1] / SCALE, shape.points[:, 0] / SCALE)
    if shape.zoom > view.zoom + 1 or xs.max() < 0 or xs.min() > view.width or ys.max() < 0 or ys.min() > view.height:
        return ()
    points = _points((xs, ys))
    return (_clipped(points, view),) if _is_ring(shape.layer) else _inside(points, view)


def _path(run: list[_Point], gap: float, *, ring: bool) -> str:
    """Path data without points nearer than `gap` px to the one before; "" for a ring that is hardly wider."""
    if ring and (not run or max(max(side) - min(side) for side in zip(*run, strict=True)) < 2 * gap):
        return ""
    return _steps(_thinned(run, gap), close=ring)


def _clipped(ring: list[_Point], view: Viewport) -> list[_Point]:
    """The ring cut off a little beyond each edge of the picture (Sutherland and Hodgman)."""
    for axis, sign, limit in ((0, 1, -9.0), (0, -1, -view.width - 9.0), (1, 1, -9.0), (1, -1, -view.height - 9.0)):
        found: list[_Point] = []
        for before, after in zip([*ring[-1:], *ring], ring, strict=False):
            over, under = sign * before[axis] - limit, sign * after[axis] - limit
            if (over < 0) != (under < 0):
                share = over / (over - under)
                found.append((before[0] + share * (after[0] - before[0]), before[1] + share * (after[1] - before[1])))
            if under >= 0:
                found.append(after)
        ring = found
    return ring


def _inside(line: list[_Point], view: Viewport) -> Iterator[list[_Point]]:
    """The runs of a line whose steps may be seen in the picture."""
    run = line[:1]
    for (x0, y0), (x1, y1) in pairwise(line):
        across, down = max(x0, x1) >= 0 and min(x0, x1) <= view.width, max(y0, y1) >= 0 and min(y0, y1) <= view.height
        if across and down:
            run.append((x1, y1))
        else:
            yield run
            run = [(x1, y1)]
    yield run


def _thinned(points: list[_Point], gap: float) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for number, (x, y) in enumerate(points):
        far = not kept or max(abs(x - kept[-1][0]), abs(y - kept[-1][1])) >= gap
        if far or number == len(points) - 1:
            kept.append((round(x), round(y)))
    return list(dict.fromkeys(kept))


def _steps(points: list[tuple[int, int]], *, close: bool) -> str:
    """Path data in whole steps from point to point."""
    if len(points) < (3 if close else 2):
        return ""
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(points)]
    (x, y), numbers = points[0], [str(value) for step in steps for value in step]
    run = "".join(text if text.startswith("-") or not number else f" {text}" for number, text in enumerate(numbers))
    return f"M{x} {y}l{run}{'z' if close else ''}"
