"""Tenth-degree cells in two layers: how the store finds what lies near a point without reading the rest.

Places with people lie in the lower layer and the rest in the upper one, so that whoever asks for the most populous need
not read the others.
"""

import math
from collections.abc import Iterator

__all__ = ["UPPER_LAYER", "cell_of", "cell_ranges", "distance_km"]

_KM_PER_DEGREE = 111.195
_PER_DEGREE = 10
_AROUND = 360 * _PER_DEGREE
_TOP_ROW = 180 * _PER_DEGREE - 1
UPPER_LAYER = _AROUND * (_TOP_ROW + 1)


def cell_of(lat: float, lon: float) -> int:
    """The number of the cell that holds a WGS84 point: west to east, then south to north."""
    row = min(int((lat + 90) * _PER_DEGREE), _TOP_ROW)
    return row * _AROUND + int((lon + 180) * _PER_DEGREE) % _AROUND


def cell_ranges(lat: float, lon: float, km: float) -> Iterator[tuple[int, int]]:
    """Ranges of cell numbers, both ends in, that cover a circle: one a row, two where it meets the date line."""
    reach = km / _KM_PER_DEGREE
    south, north = max(-90.0, lat - reach), min(90.0, lat + reach)
    # Meridians close up towards the poles; at a pole the circle reaches all of them.
    narrowest = math.cos(math.radians(max(abs(south), abs(north))))
    width = min(180.0, reach / max(narrowest, 1e-9))
    west = math.floor((lon - width + 180) * _PER_DEGREE)
    east = math.floor((lon + width + 180) * _PER_DEGREE)
    for row in range(int((south + 90) * _PER_DEGREE), min(_TOP_ROW, int((north + 90) * _PER_DEGREE)) + 1):
        start = row * _AROUND
        if east - west + 1 >= _AROUND:
            yield start, start + _AROUND - 1
            continue
        first, last = west % _AROUND, east % _AROUND
        if first <= last:
            yield start + first, start + last
        else:
            yield start + first, start + _AROUND - 1
            yield start, start + last


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in km on a sphere, within 0.5 % of the ellipsoid: enough to filter and to weigh."""
    a, b = math.radians(lat1), math.radians(lat2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * _KM_PER_DEGREE * math.degrees(math.asin(min(1.0, math.sqrt(h))))
