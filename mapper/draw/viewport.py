"""The part of the world that a picture shows: web Mercator around some points, in the proportions of the picture."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np

__all__ = ["Viewport", "together", "x_of", "y_of"]

_Point = tuple[float, float]
_LEAST_DEGREES = 4.0  # of longitude across the picture, however close together the points are


class Viewport:
    """From degrees to a picture of width x height: all the points are in it, with some room around them.

    points  (lat, lon), WGS84 degrees; the inhabited world where there are none
    """

    def __init__(self, points: Sequence[tuple[float, float]], width: float, height: float) -> None:
        self.width, self.height = width, height
        xs = together([x_of(lon) for _, lon in points]) or [x_of(-170), x_of(180)]
        ys = y_of(np.array([lat for lat, _ in points])).tolist() or [y_of(75), y_of(-56)]
        wide = max(1.3 * (max(xs) - min(xs)), _LEAST_DEGREES / 360)
        wide = min(1.0, max(wide, 1.3 * (max(ys) - min(ys)) * width / height))
        self._scale = width / wide
        self._left = (min(xs) + max(xs) - wide) / 2
        self._top = (min(ys) + max(ys) - wide * height / width) / 2

    def __call__(self, lat: Any, lon: Any) -> tuple[Any, Any]:
        """Points in the picture, x and y in px from its upper left corner; of numbers or of arrays, one a line.

        Where the picture reaches over the date line, a line that would lie to the left of it lies beyond it.
        """
        x = x_of(lon)
        return (x + (np.max(x) < self._left) - self._left) * self._scale, (y_of(lat) - self._top) * self._scale

    def dots(self, points: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
        """The points in the picture, in whole px."""
        lat, lon = np.array(points, float).reshape(-1, 2).T
        x = x_of(lon)
        xs, ys = (x + (x < self._left) - self._left) * self._scale, (y_of(lat) - self._top) * self._scale
        return list(zip(np.rint(xs).astype(int).tolist(), np.rint(ys).astype(int).tolist(), strict=True))

    @property
    def middle(self) -> _Point:
        """The latitude and longitude in the middle of the picture."""
        return self.at(self.width / 2, self.height / 2)

    @property
    def corners(self) -> tuple[_Point, _Point]:
        """Latitude and longitude of the lower left and the upper right corner."""
        return self.at(0, self.height), self.at(self.width, 0)

    def at(self, x: float, y: float) -> _Point:
        """The latitude and longitude of a point of the picture."""
        down = self._top + y / self._scale
        return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * down)))), 360 * (self._left + x / self._scale) - 180

    @property
    def zoom(self) -> float:
        """The zoom at which a web map shows as much."""
        return math.log2(self._scale / 256)


def together(xs: list[float]) -> list[float]:
    """The same points; those in the west go once around where half of the world lies between them and the others."""
    east = next((b for a, b in pairwise(sorted(xs)) if b - a > 0.5), 0.0)
    return [x + (x < east) for x in xs]


def x_of(lon: Any) -> Any:
    """The distance from the western edge of a map of the world that is 1 wide."""
    return (lon + 180) / 360


def y_of(lat: Any) -> Any:
    """The distance from the northern edge of the same map."""
    return (1 - np.arcsinh(np.tan(np.radians(np.clip(lat, -85.0, 85.0)))) / math.pi) / 2
