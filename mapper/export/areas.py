"""Rows whose place is a country, a region or a water -> its shape in degrees, as a geometry of GeoJSON."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from gazetteer import Place

from ..draw.areas import Ring, area_at
from ..draw.basemap import SCALE
from ..draw.borders import BorderPolicy
from .views import Row

__all__ = ["Geometry", "Polygon", "Shapes", "geometry_of", "place_of", "shapes_of"]

Polygon = list[list[tuple[float, float]]]
"""Rings of (longitude, latitude) that end where they begin: the outer one, which runs against the clock, and holes."""

Geometry = dict[str, Any]
"""A MultiPolygon, or of a river a MultiLineString, as RFC 7946 has them."""

Shapes = Callable[[Row], Geometry | None]
"""The shape of a row; None where its place has none."""

_LEVEL = 2  # of detail: to a hundredth of a degree


def shapes_of(policy: BorderPolicy) -> Shapes:
    """The shapes of rows, contested areas by the policy."""
    return lambda row: geometry_of(place_of(row), policy) if row.get("lat") is not None else None


@cache
def geometry_of(place: Place, policy: BorderPolicy) -> Geometry | None:
    """The shape of a place, or None."""
    area = area_at(place, _LEVEL, policy)
    if area is None:
        return None
    if area.lines:
        lines = [[(x / SCALE, y / SCALE) for x, y in line.tolist()] for line in area.lines]
        return {"type": "MultiLineString", "coordinates": lines}
    return {"type": "MultiPolygon", "coordinates": list(_polygons(area.rings))}


def place_of(row: Row) -> Place:
    """The place of a row, as far as its columns tell."""
    known = {key: row.get(key) for key in ("name", "kind", "country", "admin1", "lat", "lon", "precision_km")}
    return Place.from_dict({**known, "id": str(row.get("place") or "x"), "name": str(row["name"]) or "?"})


def _polygons(rings: Iterable[Ring]) -> Iterator[Polygon]:
    """Each outer ring with the holes that lie in it and in no smaller one."""
    outer: list[tuple[float, Ring, list[Ring]]] = []
    holes: list[Ring] = []
    for ring in rings:
        size = _size(ring)
        if size > 0:
            outer.append((size, ring, []))
        elif size < 0:
            holes.append(ring)
    outer.sort(key=lambda found: found[0])
    for hole in holes:
        home = next((inside for _, ring, inside in outer if _holds(ring, *hole[0].tolist())), None)
        if home is not None:
            home.append(hole)
    for _, ring, inside in outer:
        yield [_degrees(one) for one in (ring, *inside)]


def _degrees(ring: Ring) -> list[tuple[float, float]]:
    points = [(x / SCALE, y / SCALE) for x, y in ring.tolist()]
    return [*points, points[0]]


def _size(ring: Ring) -> float:
    """Twice the area: positive where it runs against the clock."""
    points = ring.tolist()
    return float(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True)))


def _holds(ring: Ring, x: float, y: float) -> bool:
    points: list[list[int]] = ring.tolist()
    crossed = (
        (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0)
        for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True)
    )
    return sum(crossed) % 2 == 1
