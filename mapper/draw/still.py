"""The page for readers without JavaScript: a map that stands still, and the articles with their places as a list.

The map is an SVG of numbers alone, so nothing of an article can be markup in it. Both parts are bounded, however many
articles there are: what is left out is counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from ..escape import plain
from ..pins import Excerpt, Pin, Pins
from .areas import Area, area_of, detail_for
from .basemap import AREAS, LAYERS, SCALE, Shape, countries, outlines
from .borders import BorderPolicy
from .cut import Cut
from .frame import framed, is_broad, spots_of
from .words import Words

__all__ = ["Entry", "Spot", "Still", "still"]

_WIDTH, _HEIGHT = 640, 480  # px of the picture, in which every coordinate is a whole number
_DOT = 9  # px: radius
_NEAR = 16  # px: places nearer than this to a dot share it
_MOST_DOTS = 60
_MOST_ARTICLES = 60
_MOST_SPOTS = 12  # places of one article
_MOST_QUOTED = 6_000  # characters of excerpts on a page
_LONGEST = 200  # characters of a title or a name
_MOST_OUTLINE = 7_000  # bytes
_DRAWN = ("land", "lakes", "disputed", "borders")

_Point = tuple[float, float]  # px from the upper left corner


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of an article.

    number    its number on the map, 0 where it has none
    mentions  how often the article names it
    quote     the sentence of the first mention in three pieces; None where the page has enough of them
    """

    number: int
    name: str
    where: str
    mentions: int
    quote: tuple[str, str, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article in the list: `more` places are not told one by one."""

    title: str
    facts: str
    spots: tuple[Spot, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Still:
    """What a template needs: the map as SVG, the first articles, and the count of those that are not among them."""

    svg: str
    entries: tuple[Entry, ...]
    more: int


def still(collected: Pins, borders: BorderPolicy = "un", words: Words | None = None) -> Still:
    """The map and the list. The same pins give the same text."""
    words = words or Words()
    order = sorted(range(len(collected.pins)), key=lambda i: _rank(collected.pins[i]))
    sites = sum(pin.role == "site" for pin in collected.pins) or len(order)
    cut = Cut(framed(spots_of(collected.pins), borders), _WIDTH, _HEIGHT)
    dots, numbers = _dots(collected.pins, order, cut)
    # From afar the coarse outlines of the world are fine enough, and quicker.
    near = [collected.pins[i].place for i in order[: min(sites, _MOST_DOTS)]] if cut.zoom > 3 else []
    detail = detail_for(near, borders)
    shaded = [
        (pin.role, area)
        for pin in map(collected.pins.__getitem__, order[:_MOST_DOTS])
        if pin.role != "actor" and (area := area_of(pin.place, detail, borders))
    ]
    return Still(
        svg=_svg(outlines(detail), cut, shaded, dots, words.form("noscript_map")),
        entries=tuple(_entries(collected, numbers, {c.code: c.name for c in countries(borders)}, words)),
        more=max(0, len(collected.stories) - _MOST_ARTICLES),
    )


def _entries(collected: Pins, numbers: dict[int, int], names: dict[str, str], words: Words) -> Iterator[Entry]:
    of_article: list[dict[int, list[Excerpt]]] = [{} for _ in collected.stories]
    for index, pin in enumerate(collected.pins):
        for excerpt in pin.excerpts:
            of_article[excerpt.article].setdefault(index, []).append(excerpt)
    left = _MOST_QUOTED
    for story, found in list(zip(collected.stories, of_article, strict=True))[:_MOST_ARTICLES]:
        spots = []
        for index, excerpts in sorted(found.items(), key=lambda item: item[1][0].mention)[:_MOST_SPOTS]:
            place, first = collected.pins[index].place, excerpts[0]
            left -= len(first.before) + len(first.text) + len(first.after)
            name, country = words.place(place), words.country(place.country, names.get(place.country, place.country))
            parts = dict.fromkeys((words.region(place.country, place.admin1), country))
            where = words.form("comma").join(part for part in parts if part and part != name)
            spots.append(Spot(
                number=numbers.get(index, 0), name=_short(name), where=_short(where), mentions=len(excerpts),
                quote=(plain(first.before), plain(first.text), plain(first.after)) if left >= 0 else None,
            ))  # fmt: skip
        facts = " · ".join(
            _short(fact) for fact in (story.source, story.date if not story.date_guessed else "") if fact
        )
        yield Entry(title=_short(story.title), facts=facts, spots=tuple(spots), more=max(0, len(found) - _MOST_SPOTS))


def _rank(pin: Pin) -> tuple[int, int]:
    return ("site", "context", "actor").index(pin.role), -len(pin.excerpts)


def _short(text: str) -> str:
    return plain(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


def _dots(pins: Sequence[Pin], order: Iterable[int], cut: Cut) -> tuple[list[tuple[int, int, str]], dict[int, int]]:
    """The dots as x, y and role; and for each pin that has one, by its position, the number of its dot from 1."""
    dots: list[tuple[int, int, str]] = []
    numbers: dict[int, int] = {}
    at = cut.dots([(pin.place.lat, pin.place.lon) for pin in pins])
    for index in order:
        if is_broad(pins[index].place):
            continue
        x, y = at[index]
        if not (_DOT <= x <= _WIDTH - _DOT and _DOT <= y <= _HEIGHT - _DOT):
            continue
        near = (n for n, (left, top, _) in enumerate(dots, 1) if abs(left - x) < _NEAR and abs(top - y) < _NEAR)
        number = next(near, 0)
        if not number and len(dots) < _MOST_DOTS:
            dots.append((x, y, pins[index].role))
            number = len(dots)
        if number:
            numbers[index] = number
    return dots, numbers


def _svg(
    shapes: Iterable[Shape],
    cut: Cut,
    shaded: Sequence[tuple[str, Area]],
    dots: Sequence[tuple[int, int, str]],
    label: str,
) -> str:
    areas = [
        (
            role,
            _clipped(list(zip(*(side.tolist() for side in cut(ring[:, 1] / SCALE, ring[:, 0] / SCALE)), strict=True))),
        )
        for role, area in reversed(shaded)
        for ring in area.rings
    ]
    runs = [(shape.layer, run) for shape in shapes if shape.layer in _DRAWN for run in _runs(shape, cut)]
    for gap in (1.5, 2.0, 3.0, 4.0, 6.0, 9.0, 14.0):
        paths = [
            f'<path class="still-{layer}" d="{steps}"/>'
            for layer in _DRAWN
            if (steps := "".join(_path(run, gap, ring=_is_ring(layer)) for name, run in runs if name == layer))
        ]
        shades = [
            f'<path class="still-shade-{role}" d="{steps}"/>'
            for role, ring in areas
            if (steps := _path(ring, gap, ring=True))
        ]
        if sum(map(len, paths + shades)) <= _MOST_OUTLINE:
            break
    # The first lie on top.
    marks = [
        f'<circle class="still-{role}" cx="{x}" cy="{y}" r="{_DOT}"/><text x="{x}" y="{y + 4}">{number}</text>'
        for number, (x, y, role) in reversed(list(enumerate(dots, 1)))
    ]
    return (
        f'<svg class="still" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(label)}">{"".join(paths + shades + marks)}</svg>'
    )


def _is_ring(layer: str) -> bool:
    return LAYERS.index(layer) < AREAS


def _runs(shape: Shape, cut: Cut) -> Iterable[list[_Point]]:
    """The parts of a shape that may be seen in the picture."""
    xs, ys = cut(shape.points[:, 1] / SCALE, shape.points[:, 0] / SCALE)
    if shape.zoom > cut.zoom + 1 or xs.max() < 0 or xs.min() > _WIDTH or ys.max() < 0 or ys.min() > _HEIGHT:
        return ()
    points = list(zip(xs.tolist(), ys.tolist(), strict=True))
    return (_clipped(points),) if _is_ring(shape.layer) else _inside(points)


def _path(run: list[_Point], gap: float, *, ring: bool) -> str:
    """Path data without points nearer than `gap` px to the one before; "" for a ring that is hardly wider."""
    if ring and (not run or max(max(side) - min(side) for side in zip(*run, strict=True)) < 2 * gap):
        return ""
    return _steps(_thinned(run, gap), close=ring)


def _clipped(ring: list[_Point]) -> list[_Point]:
    """The ring cut off a little beyond each edge of the picture (Sutherland and Hodgman)."""
    for axis, sign, limit in ((0, 1, -9.0), (0, -1, -_WIDTH - 9.0), (1, 1, -9.0), (1, -1, -_HEIGHT - 9.0)):
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


def _inside(line: list[_Point]) -> Iterator[list[_Point]]:
    """The runs of a line whose steps may be seen in the picture."""
    run = line[:1]
    for (x0, y0), (x1, y1) in pairwise(line):
        across, down = max(x0, x1) >= 0 and min(x0, x1) <= _WIDTH, max(y0, y1) >= 0 and min(y0, y1) <= _HEIGHT
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
