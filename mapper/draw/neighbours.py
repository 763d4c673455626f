"""Names to find one's way by on a map that asks for places: of countries and towns that no question is about."""

from collections.abc import Iterable, Sequence

from gazetteer import Place, distance_km, fold

from ..pins import Pins
from .around import towns_around
from .basemap import countries
from .parts import Setting
from .picture import DOT, Dot, Name
from .viewport import Viewport

__all__ = ["neighbours"]

_MOST_TOWNS = 14
_EARLY = 1.0  # zooms before it fits that a country's name is written: there are no pins around it
_SUBURB_KM = 20.0  # nearer than that to a place of the articles a town is hardly another one
_LETTER, _LINE = {"country": 9.0, "town": 7.0}, 16.0  # px that a name takes: wide for each letter, and high
_Box = tuple[float, float, float, float]


def neighbours(
    pins: Pins, asked: Iterable[Place], view: Viewport, setting: Setting, dots: Iterable[Dot] = ()
) -> list[Name]:
    """The names, none over another one or over a dot: large countries first, then towns by their size.

    Of the places of the articles only countries have theirs, and those not where they are asked for.
    """
    hidden = {place.country for place in asked if place.kind == "country"}
    rows = [
        ("country", setting.words.country(c.code, c.name), c.lat, c.lon)
        for c in countries(setting.borders)
        if c.zoom <= view.zoom + _EARLY and c.code not in hidden
    ]
    places = [pin.place for pin in pins.pins]
    known = {fold(name) for pin in pins.pins for name in (pin.place.name, *(e.text for e in pin.excerpts))}
    if setting.gazetteer:
        rows += [
            ("town", name, lat, lon)
            for name, lat, lon in towns_around(places, setting.gazetteer, setting.words)
            if fold(name) not in known and all(distance_km(lat, lon, p.lat, p.lon) > _SUBURB_KM for p in places)
        ]
    taken: list[_Box] = [(dot.x - DOT, dot.y - DOT, dot.x + DOT, dot.y + DOT) for dot in dots]
    return list(_fitting(rows, view, taken))


def _fitting(rows: Sequence[tuple[str, str, float, float]], view: Viewport, taken: list[_Box]) -> Iterable[Name]:
    left = _MOST_TOWNS
    for (kind, name, *_), (x, y) in zip(rows, view.dots([(lat, lon) for *_, lat, lon in rows]), strict=True):
        half = _LETTER[kind] * len(name) / 2
        box = (x - half, y - _LINE, x + half, y + _LINE / 2)
        inside = box[0] > 0 and box[1] > 0 and box[2] < view.width and box[3] < view.height
        if not inside or any(_meet(box, other) for other in taken) or (kind == "town" and not left):
            continue
        left -= kind == "town"
        taken.append(box)
        yield Name(x=x, y=y, kind=kind, words=name)


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
