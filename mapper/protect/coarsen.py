"""Positions made coarser, in the data and for good: to a grid, to the nearest district, or to the region.

What a place is moved by is nothing that can be worked out from what is left: a grid gives one middle to all that is in
a cell, and the new precision is one of a few round numbers. Its id and its population, by which anybody could look the
point up again, are taken away.
"""

import math
import re
from dataclasses import replace
from functools import cache

from gazetteer import BROAD, STATES, UNITS, Gazetteer, Place, distance_km, fold

from ..errors import InputError
from ..reading.english.coordinates import is_point

__all__ = ["Coarsener", "Coarsening", "coarsening"]

Coarsening = float | str
"""A radius in km, "district" or "region"."""

_AREAS = BROAD | STATES  # as coarse as it gets
_ASIDE_KM = {"district": 30.0, "region": 120.0}  # where the gazetteer has no district or region around
_CITY_KM = 10.0  # a city as wide as this is no narrower than a district
_RINGS_KM = (10.0, 25.0, 50.0, 100.0, 200.0, 400.0, 800.0, 1600.0)
_KM_PER_DEGREE = 111.2
_DISTRICTS_AROUND_KM = 80.0


def coarsening(text: str) -> Coarsening:
    """The coarsening that "10km", "district" or "region" names; 0 for "none". Raises InputError."""
    asked = text.strip().lower()
    if asked in UNITS:
        return asked
    if asked in ("none", "0"):
        return 0.0
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*km", asked)
    if not found or not 0 < float(found[1]) <= 1000:
        raise InputError(f"--coarsen {text}: give a distance such as 10km, or district, region or none")
    return float(found[1])


class Coarsener:
    """Moves places. `moved` holds the ids of those that it has moved, and `km` what is too sharp to be left."""

    def __init__(self, to: Coarsening, gazetteer: Gazetteer) -> None:
        self._to = to
        self._gazetteer = gazetteer
        self.moved: set[str] = set()
        self.km = _ASIDE_KM[to] if isinstance(to, str) else to
        self._enough_km = _CITY_KM if to == "district" else self.km
        self._region = cache(self._find_region)
        self._district = cache(self._find_district)

    def __call__(self, place: Place) -> Place:
        """The place as it may be shown; itself where it is as coarse already."""
        if not self._to or place.kind in _AREAS or place.precision_km >= self._enough_km:
            return place
        self.moved.add(place.id)
        around = self._region(place.country, place.admin1) if self._to == "region" else None
        if around:
            return replace(around, precision_km=_ring(place, around), matched=None)
        if self._to == "district" and (around := self._district(place)):
            return replace(
                around, name=f"area of {around.name}", kind="area", population=0, capital="", wikidata="",
                unchecked=False, id=_coarse_id(around.lat, around.lon, around.name), precision_km=_ring(place, around),
                matched=None,
            )  # fmt: skip
        return self._on_grid(place)

    def _on_grid(self, place: Place) -> Place:
        """The middle of the place's cell; no corner of a cell is farther from it than the radius asked for."""
        side = self.km * math.sqrt(2) / _KM_PER_DEGREE
        row = math.floor((place.lat + 90) / side)
        lat = min(90.0, (row + 0.5) * side - 90)
        # Cells of one row are alike, wide enough where the row is nearest to the equator.
        edge = min(abs(row * side - 90), abs((row + 1) * side - 90))
        cells = max(1, math.ceil(360 * max(0.01, math.cos(math.radians(edge))) / side))
        lon = (math.floor((place.lon + 180) / 360 * cells) % cells + 0.5) * 360 / cells - 180
        lat, lon = round(lat, 3), round(lon, 3)
        name = f"around {_degrees(lat, 'NS')}, {_degrees(lon, 'EW')}" if is_point(place) else place.name
        return replace(
            place, id=_coarse_id(lat, lon, name), name=name, lat=lat, lon=lon, population=0, matched=None,
            wikidata="", unchecked=False,
            # Of the place itself only its kind's usual width is added, for the true distance would tell the direction.
            precision_km=float(math.ceil(self.km + min(place.precision_km, self.km))),
        )  # fmt: skip

    def _find_region(self, country: str, admin1: str) -> Place | None:
        found = self._gazetteer.candidates(admin1) if admin1 else ()
        return next((p for p in found if p.kind == "region" and p.country == country and p.admin1 == admin1), None)

    def _find_district(self, place: Place) -> Place | None:
        """The nearest district of the same region: the gazetteer does not know where districts end."""
        near = self._gazetteer.near(place.lat, place.lon, _DISTRICTS_AROUND_KM, limit=2000)
        inside = [p for p in near if p.kind == "district" and (p.country, p.admin1) == (place.country, place.admin1)]
        return min(inside, key=lambda p: (distance_km(place.lat, place.lon, p.lat, p.lon), p.id), default=None)


def _ring(place: Place, around: Place) -> float:
    """The round number of km within which the place lies around that point."""
    far = distance_km(place.lat, place.lon, around.lat, around.lon) + min(place.precision_km, 50.0)
    return next((ring for ring in _RINGS_KM if ring >= max(far, around.precision_km)), _RINGS_KM[-1])


def _coarse_id(lat: float, lon: float, name: str) -> str:
    return f"coarse:{fold(name).replace(' ', '-')}@{lat:.3f},{lon:.3f}"


def _degrees(value: float, letters: str) -> str:
    return f"{abs(value):.1f}° {letters[value < 0]}"
