"""Names to find one's way by on the map: towns and villages around the pins, their regions, and the seas.

towns    [name, lat, lon, population, 1 for the capital of a country, region, zoom], most populous first, those with a
         pin left out; region is a position in `regions`; zoom is that from which the map shows it near a pin, and not
         there where its population alone says so
regions  [name, country] of the towns: the first-level region by its name, the country by its code
marks    [IATA code, lat, lon] of the airports around the pins, and ["", lat, lon] of the ports
seas     [name, lat, lon, km] of the seas, gulfs and bays around the pins, smallest first; km is how far they reach
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from gazetteer import SETTLEMENTS, TOWNS, Gazetteer, Place, distance_km

from .basemap import marks
from .frame import is_broad
from .words import Words

__all__ = ["marks_around", "names_around", "towns_around"]

# Within so many km at most so many towns, for pins that share a cell of so many degrees; of the cells those with the
# most pins. Wide circles cost 20 ms each.
_WIDE = ((40.0, 60, 0.5, 200), (350.0, 72, 2.0, 30))
_BROAD = ((350.0, 24, 2.0, 12),)  # of what is shaded, whose point is nowhere that one looks closely
_MOST_TOWNS = 1200
# Beside a pin also villages and parts of a town: so many from each zoom on, the larger ones first.
_BESIDE_KM = 15.0
_BESIDE = (9, 9, 9, 10, 10, 10, *[11] * 14)
_MOST_BESIDE = 60  # cells of pins
_MARKED = 2.0  # degrees: marks in the cells of that size in which pins lie, and in those beside them
_MOST_MARKED = 30  # cells
_SEA_KM = 500.0  # from the edge of a sea to the pins


def names_around(places: Sequence[Place], gazetteer: Gazetteer, words: Words) -> dict[str, list[list[Any]]]:
    """The three lists, for pins at these places."""
    zooms = _beside(places, gazetteer)
    regions: dict[tuple[str, str], int] = {}
    towns = []
    for town in _found(places, gazetteer, zooms):
        region = regions.setdefault((town.country, town.admin1), len(regions))
        near = [zooms[town]] if town in zooms else []
        row = [words.place(town), round(town.lat, 3), round(town.lon, 3), town.population]
        towns.append([*row, int(town.capital == "country"), region, *near])
    around = list(_cells(places, 2.0))
    seas = [
        [words.place(sea), round(sea.lat, 2), round(sea.lon, 2), round(sea.precision_km)]
        for sea in gazetteer.seas()
        if any(distance_km(sea.lat, sea.lon, lat, lon) < sea.precision_km + _SEA_KM for lat, lon in around)
    ]
    return {
        "towns": towns, "seas": seas,
        "regions": [[words.region(country, name) if name else "", country] for country, name in regions],
    }  # fmt: skip


def towns_around(places: Sequence[Place], gazetteer: Gazetteer, words: Words) -> list[tuple[str, float, float]]:
    """Name, latitude and longitude of the towns alone, most populous first."""
    return [(words.place(town), town.lat, town.lon) for town in _found(places, gazetteer, {})]


def marks_around(places: Sequence[Place]) -> list[list[Any]]:
    """The airports and ports around pins at these places."""
    near = {
        (round(lat / _MARKED) + down, round(lon / _MARKED) + across)
        for lat, lon in _cells(places, _MARKED, _MOST_MARKED) for down in (-1, 0, 1) for across in (-1, 0, 1)
    }  # fmt: skip
    return [
        [mark.code, mark.lat, mark.lon]
        for mark in marks()
        if (round(mark.lat / _MARKED), round(mark.lon / _MARKED)) in near
    ]


def _found(places: Sequence[Place], gazetteer: Gazetteer, beside: Iterable[Place]) -> list[Place]:
    points, broad = [p for p in places if not is_broad(p)], [p for p in places if is_broad(p)]
    found = {
        town.id: town
        for circles, within in ((_WIDE, points), (_BROAD, broad))
        for km, limit, cell, most in circles
        for lat, lon in _cells(within, cell, most)
        for town in gazetteer.near(lat, lon, km, limit)
        if town.kind in SETTLEMENTS and town.population
    }
    pinned = {place.id for place in places}
    towns = sorted((t for t in found.values() if t.id not in pinned), key=lambda t: (-t.population, t.id))
    close = {town.id: town for town in beside}
    kept = {town.id: town for town in towns[:_MOST_TOWNS]} | close
    return sorted(kept.values(), key=lambda t: (-t.population, t.id))


def _beside(places: Sequence[Place], gazetteer: Gazetteer) -> dict[Place, int]:
    """The towns and villages beside the pins, each with the zoom from which the map shows it."""
    pinned, names = {place.id for place in places}, {place.name for place in places}
    zooms: dict[Place, int] = {}
    # A large town is a pin as well, however far it reaches.
    pins = [place for place in places if place.precision_km < _BESIDE_KM or place.kind in TOWNS]
    for lat, lon in _cells(pins, 0.1, _MOST_BESIDE):
        near = gazetteer.near(lat, lon, _BESIDE_KM, 200)
        named = {t.name: t for t in reversed(near) if t.kind in TOWNS and t.id not in pinned and t.name not in names}
        order = sorted(named.values(), key=lambda t: (-t.population, distance_km(lat, lon, t.lat, t.lon)))
        for town, zoom in zip(order, _BESIDE, strict=False):
            zooms[town] = min(zoom, zooms.get(town, zoom))
    return zooms


def _cells(places: Iterable[Place], size: float, most: int | None = None) -> Iterator[tuple[float, float]]:
    """The middles of the cells of so many degrees in which the places lie, those with the most of them first."""
    counts = Counter((round(place.lat / size), round(place.lon / size)) for place in places)
    return ((lat * size, lon * size) for (lat, lon), _ in counts.most_common(most))
